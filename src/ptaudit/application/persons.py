"""Whose names a county's entries hold besides those of who held posts: nobody gave these a code."""

from collections.abc import Iterator

from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.events.applied import InterviewNotified
from ptaudit.domain.events.objections import ObjectionDecided
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.events.results import InterviewHeld
from ptaudit.domain.record import Record

KINDS = (
    RecusalRecorded.kind,
    ObjectionDecided.kind,
    InterviewNotified.kind,
    InterviewHeld.kind,
)


def others(view: View) -> frozenset[str]:
    """Names of who stood aside, decided upon an objection or was interviewed, of whatever day."""
    records = view.whole(about(kinds=KINDS))
    return frozenset(name for record in records for name in _names(record))


def _names(record: Record) -> Iterator[str]:
    match record.payload:
        case RecusalRecorded() as event:
            yield event.who
        case ObjectionDecided() as event:
            yield from (*event.members, *(event.recused or ()))
        case InterviewNotified() | InterviewHeld() as event:
            yield from (one.name for one in event.persons or () if one.name)
        case _:
            return
