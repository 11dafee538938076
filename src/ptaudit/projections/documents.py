"""文书台账: every document entered in the register, whom it reached, and what stands in its place."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ptaudit.domain.events.corrections import DocumentIssued
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.record import Record

KINDS = (DocumentIssued.kind, DocumentServed.kind)


@dataclass(frozen=True, slots=True)
class Service:
    """Who got it on what day: the code of a unit or an organ."""

    to: str
    on: dt.date
    receipt_no: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Registered:
    """One document. *replaced_by* is the position of the version that names it."""

    record: Record
    event: DocumentIssued
    served: tuple[Service, ...] = ()
    replaced_by: int | None = None


def register(records: Iterable[Record]) -> tuple[Registered, ...]:
    """Documents in ledger order, from entries as corrected.

    A service that names another entry, or none, belongs to the last document of its number by its day.
    """
    known = sorted(records, key=lambda record: record.position)
    issued = [(r, r.payload) for r in known if isinstance(r.payload, DocumentIssued)]
    own: dict[str, list[Service]] = {}
    for record in known:
        if isinstance(record.payload, DocumentServed):
            served = record.payload
            meant = _meant(record, served, issued)
            if meant is not None:
                service = Service(served.to, record.effective, served.receipt_no, record.position)
                own.setdefault(meant.id, []).append(service)
    after = {event.replaces: record.position for record, event in issued if event.replaces}
    return tuple(
        Registered(record, event, tuple(own.get(record.id, ())), after.get(record.id))
        for record, event in issued
    )


def _meant(
    record: Record, served: DocumentServed, issued: list[tuple[Record, DocumentIssued]]
) -> Record | None:
    named = [r for r, _ in issued if r.id == served.document.id]
    if named:
        return named[0]
    numbered = [r for r, event in issued if event.doc_no == served.document.doc_no]
    by_then = [r for r in numbered if r.effective <= record.effective]
    return next(reversed(by_then or numbered[:1]), None)
