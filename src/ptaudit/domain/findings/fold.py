"""What the entries of a finding add up to: its orders, measures, extensions and closings (第十四条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    Measure,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.growing import Growing
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace


@dataclass(frozen=True, slots=True)
class Service:
    unit: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Order:
    """One 限期整改 paper; a later version replaces the measures of the earlier."""

    version: int
    id: str
    mark: Mark
    measures: tuple[Measure, ...]
    served: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One 延期申请 and its decision. *measures* empty: all."""

    no: int
    unit: str
    to: dt.date
    mark: Mark
    measures: tuple[int, ...] = ()
    decided: Mark | None = None
    granted_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one measure is since the last reopening."""

    submitted: Mark | None = None
    failed: Mark | None = None
    verified: Mark | None = None


NONE = Progress()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, folded. Lateness is not here: it is asked about a day."""

    finding: str
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    raised: Mark | None = None
    #: The entry that raised it: every later act of the case rests on it.
    entry: str = ""
    units: tuple[str, ...] = ()
    issue: str = ""
    indicator: str | None = None
    discovered_on: dt.date | None = None
    notified: Mark | None = None
    orders: tuple[Order, ...] = ()
    progress: Mapping[int, Progress] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    closed: Mark | None = None
    reopened: tuple[Mark, ...] = ()

    @property
    def order(self) -> Order | None:
        return self.orders[-1] if self.orders else None

    @property
    def measures(self) -> tuple[Measure, ...]:
        return self.orders[-1].measures if self.orders else ()

    @property
    def year(self) -> int:
        """The year the finding was numbered in; case-level keys follow it."""
        return int(self.finding[2:6])

    @property
    def is_verified(self) -> bool:
        done = [self.progress.get(m.no, NONE).verified for m in self.measures]
        return bool(done) and all(done)


def initial(finding: str) -> Finding:
    return Finding(finding)


def evolve(state: Finding, record: Record) -> Finding:
    """*state* with one more of its own entries; an impossible one leaves it and is kept as a contradiction."""
    at = max(state.at, record.order[:2])
    if (impossible := _impossible(state, record)) is not None:
        found = Contradiction(impossible, record.position, (("finding", state.finding),))
        return replace(state, at=at, contradictions=(*state.contradictions, found))
    mark = Mark.of(record)
    match record.payload:
        case FindingRaised() as e:
            return replace(
                state,
                at=at,
                raised=mark,
                entry=record.id,
                units=e.units,
                issue=e.issue,
                indicator=e.indicator,
                discovered_on=e.discovered_on,
            )
        case FindingNotified():
            return replace(state, at=at, notified=state.notified or mark)
        case RectificationOrdered() as e:
            order = Order(e.order_version, record.id, mark, e.measures)
            return replace(state, at=at, orders=(*state.orders, order))
        case DocumentServed() as e:
            return replace(state, at=at, orders=_served(state.orders, e, mark))
        case RectificationSubmitted() as e:
            if (received := e.received_on) is not None and received != mark.on:
                mark = replace(mark, on=received)
            return replace(state, at=at, progress=_progress(state, e.measures, submitted=mark))
        case RectificationVerified(passed=True) as e:
            return replace(state, at=at, progress=_progress(state, e.measures, verified=mark))
        case RectificationVerified() as e:
            back = _progress(state, e.measures, failed=mark, submitted=None)
            return replace(state, at=at, progress=back)
        case FindingClosed():
            return replace(state, at=at, closed=mark)
        case ExtensionRequested() as e:
            request = Request(e.request, e.unit, e.to, mark, e.measures or ())
            return replace(state, at=at, requests=(*state.requests, request))
        case ExtensionDecided() as e:
            return replace(state, at=at, requests=_decided(state.requests, e, mark))
        case FindingReopened():
            reopened = (*state.reopened, mark)
            return replace(state, at=at, closed=None, progress={}, reopened=reopened)
        case _:
            return replace(state, at=at)


#: Acts that a closed finding no longer has.
_WHILE_OPEN = frozenset(
    (
        RectificationOrdered,
        RectificationSubmitted,
        RectificationVerified,
        ExtensionRequested,
        FindingClosed,
    )
)
#: Acts that answer an order.
_ORDERED = frozenset((RectificationSubmitted, RectificationVerified, ExtensionRequested))


def _impossible(state: Finding, record: Record) -> str | None:
    event = record.payload
    kind = type(event)
    if kind is FindingRaised:
        return "finding.raised_twice" if state.raised else None
    if state.raised is None:
        return "finding.not_raised"
    if kind is FindingReopened:
        return None if state.closed else "finding.not_closed"
    if state.closed and kind in _WHILE_OPEN:
        return "finding.already_closed"
    if not state.orders and kind in _ORDERED:
        return "finding.not_ordered"
    if kind is FindingClosed and not state.is_verified:
        return "finding.unverified"
    if isinstance(event, ExtensionDecided) and event.request not in {
        request.no for request in state.requests
    }:
        return "extension.not_requested"
    return None


def _served(orders: tuple[Order, ...], event: DocumentServed, mark: Mark) -> tuple[Order, ...]:
    service = Service(event.to.rpartition(":")[2], mark)
    return tuple(
        [
            replace(order, served=(*order.served, service))
            if event.document.id in (None, order.id)
            else order
            for order in orders
        ]
    )


def _progress(
    state: Finding, numbers: tuple[int, ...] | None, **changes: Mark | None
) -> Mapping[int, Progress]:
    named = numbers or [m.no for m in state.measures]
    changed = {no: replace(state.progress.get(no, NONE), **changes) for no in named}
    return {**state.progress, **changed}


def _decided(
    requests: tuple[Request, ...], event: ExtensionDecided, mark: Mark
) -> tuple[Request, ...]:
    return tuple(
        replace(r, decided=mark, granted_to=event.to if event.granted else None)
        if r.no == event.request
        else r
        for r in requests
    )


#: What makes two findings the same: where, what, and the day it was found.
Same = tuple[tuple[str, ...], str, dt.date | None]


@dataclass(frozen=True, slots=True)
class Findings:
    """Several findings side by side: what a decision about numbering or one case rests on.

    *same* and *last* answer for all of them at once: numbers of the findings that are the same, and
    the last number of a year.
    """

    cases: Growing[str, Finding] = field(default_factory=Growing)
    contradictions: tuple[Contradiction, ...] = ()
    same: Growing[Same, tuple[str, ...]] = field(default_factory=Growing)
    last: Mapping[int, int] = field(default_factory=dict)


def keys(record: Record) -> tuple[str, ...]:
    """The findings an entry is about."""
    return tuple([tag[8:] for tag in record.tags if tag.startswith("finding:")])


def gather(state: Findings, record: Record) -> Findings:
    if not isinstance(record.payload, FINDING_EVENTS):
        return state
    changed: dict[str, Finding] = {}
    contradictions = state.contradictions
    for key in keys(record):
        former = state.cases.get(key) or initial(key)
        changed[key] = evolve(former, record)
        contradictions += changed[key].contradictions[len(former.contradictions) :]
    cases = state.cases.adding(changed)
    if not isinstance(record.payload, FindingRaised):
        return replace(state, cases=cases, contradictions=contradictions)
    same: dict[Same, tuple[str, ...]] = {}
    last = {**state.last}
    for key, case in changed.items():
        what = (case.units, case.issue, case.discovered_on)
        named = same.get(what) or state.same.get(what) or ()
        same[what] = tuple(dict.fromkeys((*named, key)))
        last[case.year] = max(last.get(case.year, 0), int(key[7:]))
    return Findings(cases, contradictions, state.same.adding(same), last)


FINDING_EVENTS = (
    FindingRaised,
    FindingNotified,
    RectificationOrdered,
    DocumentServed,
    RectificationSubmitted,
    RectificationVerified,
    ExtensionRequested,
    ExtensionDecided,
    FindingClosed,
    FindingReopened,
)
