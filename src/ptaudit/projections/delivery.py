"""送达台账: every paper that goes to units, whom it reached on what day, and whose receipt is not there."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.events.corrections import DocumentIssued
from ptaudit.domain.events.duties import NoticeSent, SelfcheckMissed
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    FindingNotified,
    RectificationOrdered,
)
from ptaudit.domain.events.results import ResultPublished
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.events.targets import DocumentServed, RulesIssued, TargetIssued
from ptaudit.domain.events.vetoes import VetoDecided
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.projections.projection import tagged

#: Papers addressed to units.
PAPERS = (
    TargetIssued,
    RulesIssued,
    SubmissionReturned,
    SelfcheckMissed,
    NoticeSent,
    FindingNotified,
    RectificationOrdered,
    ExtensionDecided,
    VetoDecided,
    ResultPublished,
    DocumentIssued,
)
KINDS = (*(event.kind for event in PAPERS), DocumentServed.kind)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That *unit* got it on a day. *receipt_no*: the number it was entered under on arrival."""

    unit: str
    on: dt.date
    receipt_no: str | None
    method: str
    position: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One paper, in one part or several. *to*: units addressed; *receipts*: the first of each that got it."""

    record: Record
    doc_nos: tuple[str, ...]
    to: tuple[str, ...]
    parts: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Units addressed that nothing on record says were served."""
        served = {receipt.unit for receipt in self.receipts}
        return tuple(unit for unit in self.to if unit not in served)

    @property
    def unnumbered(self) -> tuple[str, ...]:
        """Units that got it, without a receipt number on record."""
        return tuple(one.unit for one in self.receipts if one.receipt_no is None)


def deliveries(records: Iterable[Record], registry: Registry) -> tuple[Delivery, ...]:
    """Papers in ledger order, from entries as corrected and known by a day.

    A letter that says two things at once (feedback and order) is one paper: the later act is shown.
    """
    known = sorted(records, key=lambda record: record.position)
    found: dict[tuple[object, ...], Delivery] = {}
    for record in known:
        if not isinstance(record.payload, PAPERS) or record.kind in CORRECTIONS:
            continue
        if not (to := _addressed(record, registry)):
            continue
        key, numbers = _which(record), _numbers(record)
        former = found.pop(key, None)
        parts = (*(former.parts if former else ()), record.id)
        both = (*(former.to if former else ()), *to)
        found[key] = Delivery(record, numbers, tuple(dict.fromkeys(both)), parts)
    return tuple(_served(list(found.values()), known))


def _which(record: Record) -> tuple[object, ...]:
    """What makes two entries one paper: parts of one issue, or one letter of one finding."""
    event, numbers = record.payload, _numbers(record)
    match event:
        case TargetIssued():
            return (record.kind, event.year, event.target_version)
        case RulesIssued():
            return (record.kind, event.year, event.rules_version, event.applies_to)
        case FindingNotified() | RectificationOrdered() if numbers:
            return ("letter", event.finding, numbers)
        case DocumentIssued():
            return ("paper", event.doc_no, record.id)
        case _:
            return (record.id,)


def _numbers(record: Record) -> tuple[str, ...]:
    own = getattr(record.payload, "doc_no", None)
    basis = (paper.doc_no for paper in record.basis or ())
    return tuple(dict.fromkeys((*((own,) if own else ()), *basis)))


def _addressed(record: Record, registry: Registry) -> tuple[str, ...]:
    """Codes of the units it goes to; rules of a sequence go to all of its units."""
    event = record.payload
    if isinstance(event, RulesIssued) and isinstance(event.applies_to, str):
        return tuple(
            code
            for code, unit in registry.units.items()
            if unit.existed(event.year) and registry.sequence(code, event.year) == event.applies_to
        )
    if isinstance(event, DocumentIssued):
        return tuple(code for code in event.to or () if code in registry.units)
    if isinstance(event, ResultPublished):
        return tuple(row.unit for row in event.ranks)
    return event.concerned() or tagged(record, "unit")


def _served(papers: list[Delivery], known: Iterable[Record]) -> Iterator[Delivery]:
    by_entry = {entry: n for n, paper in enumerate(papers) for entry in paper.parts}
    by_number: dict[str, list[int]] = {}
    for n, paper in enumerate(papers):
        for number in paper.doc_nos:
            by_number.setdefault(number, []).append(n)
    held: dict[int, dict[str, Receipt]] = {}
    for record in known:
        event = record.payload
        if isinstance(event, DocumentServed):
            for unit in event.concerned():
                for n in _meant(event, unit, papers, by_entry, by_number):
                    receipt = Receipt(
                        unit, record.effective, event.receipt_no, event.method, record.position
                    )
                    former = held.setdefault(n, {}).get(unit)
                    if former is None or receipt.on < former.on:
                        held[n][unit] = receipt
    for n, paper in enumerate(papers):
        yield replace(paper, receipts=tuple(held.get(n, {}).values()))


def _meant(
    event: DocumentServed,
    unit: str,
    papers: list[Delivery],
    by_entry: Mapping[str, int],
    by_number: Mapping[str, list[int]],
) -> list[int]:
    """The paper the service names; by its number alone, every paper of that number to the unit."""
    if event.document.id is not None:
        named = by_entry.get(event.document.id)
        return [] if named is None else [named]
    return [n for n in by_number.get(event.document.doc_no, ()) if unit in papers[n].to]
