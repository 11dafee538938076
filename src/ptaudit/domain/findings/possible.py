"""Which acts a finding still has, and what its closing wants: what breaks the order is told, never folded in."""

import datetime as dt
from typing import TypeAlias

from ptaudit.domain.events.findings import (
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.inspections import (
    ClosurePublicised,
    FindingEscalated,
    FindingReassigned,
    RectificationReported,
)
from ptaudit.domain.events.objections import ObjectionFiled
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.failures import Param
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.publicity import ANSWERS
from ptaudit.domain.record import Record

Fault: TypeAlias = tuple[str, tuple[tuple[str, Param], ...]]

#: Acts that a closed finding no longer has.
_WHILE_OPEN = frozenset(
    (
        RectificationOrdered,
        RectificationReported,
        RectificationSubmitted,
        RectificationVerified,
        ExtensionRequested,
        ClosurePublicised,
        FindingClosed,
        FindingReassigned,
        FindingEscalated,
    )
)
#: Acts that answer an order.
_ORDERED = frozenset(
    (RectificationReported, RectificationSubmitted, RectificationVerified, ExtensionRequested)
)
#: What may be said of a finding at any time.
_ALWAYS = frozenset((FindingNotified, DocumentServed, ObjectionFiled, *ANSWERS))
#: Marks of acts by somebody without authority; every other mark is judged again in the fold.
WITHOUT_AUTHORITY = frozenset(("organ.not_competent", "finding.own_closing"))
#: What was found, fed back, handed over and objected to stays known, whoever did it.
_FACTS = frozenset((FindingRaised, *_ALWAYS))


def is_uncounted(record: Record) -> bool:
    """Whether it is an act of somebody without authority, which counts for nothing."""
    if not record.irregular or type(record.payload) in _FACTS:
        return False
    return any(mark.code in WITHOUT_AUTHORITY for mark in record.irregular)


def impossible(state: Finding, record: Record) -> Fault | None:
    """Why the act cannot follow what is there, with what its wording names beside the finding."""
    event = record.payload
    kind = type(event)
    if kind is FindingRaised:
        return ("finding.raised_twice", ()) if state.raised else None
    if state.raised is None:
        return "finding.not_raised", ()
    if kind in _ALWAYS:
        return None
    if state.withdrawn is not None:
        return "finding.taken_back", (("on", state.withdrawn.on),)
    if kind is FindingReopened:
        return None if state.closed else ("finding.not_closed", ())
    if state.closed and kind in _WHILE_OPEN and not _is_yearly(event):
        return "finding.already_closed", ()
    if not state.orders and kind in _ORDERED:
        return "finding.not_ordered", ()
    match event:
        case FindingClosed():
            return _closing(state, event, record.effective)
        case ClosurePublicised() if not state.is_verified:
            return "publicity.unverified", ()
        case FindingReassigned(from_=former) if not set(former) <= set(state.units):
            return "finding.not_answering", ()
        case ExtensionDecided(request=no) if no not in {r.no for r in state.requests}:
            return "extension.not_requested", (("request", no),)
        case _:
            return None


def _is_yearly(event: object) -> bool:
    """长期坚持 is confirmed year by year, after the closing as well."""
    return isinstance(event, RectificationVerified) and event.yearly is not None


def _closing(state: Finding, event: FindingClosed, on: dt.date) -> Fault | None:
    if not state.is_verified:
        return "finding.unverified", ()
    ends = [window.last for window in state.windows]
    if event.publicised is not None:
        ends.append(event.publicised.to)
    if ends and on <= max(ends):
        return "finding.in_publicity", (("until", max(ends)),)
    if state.holding:
        numbers = "、".join(one.objection for one in state.holding)
        return "finding.objected", (("objections", numbers),)
    return None
