"""Over a whole ledger: entries recorded late, after a year was closed, changed, or by who judged itself."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit_cli import answers, labels, wanted
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application.audits.asking import Asking
    from ptaudit.domain.record import Record
    from ptaudit.projections.queries.afterwards import Afterwards
    from ptaudit.projections.queries.lateness import Late


@dataclass(frozen=True, slots=True)
class LateRow:
    """One entry recorded late, the worst first. *provisional*: working days of a year without a calendar."""

    year: int
    position: int
    kind: str
    title: str
    units: tuple[str, ...]
    cases: tuple[str, ...]
    on: dt.date
    recorded_at: str
    late_days: int
    late_working_days: int
    provisional: bool
    threshold: int
    operator: str
    desk: str
    proofs: tuple[str, ...]
    reason: str


def late(ask: Ask) -> Iterator[LateRow]:
    from ptaudit.application.audits import entries

    asked = wanted.asking(ask)
    found = entries.late(asked)
    ask.kept["late"] = found
    return (_late(one, asked, ask) for one in found)


def _late(one: "Late", asked: "Asking", ask: Ask) -> LateRow:
    entry = one.cited
    return LateRow(
        asked.year(one.record),
        entry.position,
        entry.kind,
        labels.of_kind(entry.kind, ask.words),
        wanted.units(entry.units, ask),
        entry.cases,
        entry.on,
        wanted.time(entry.recorded_at),
        entry.late_days,
        entry.late_working_days,
        bool(entry.unknown_years),
        one.threshold,
        entry.operator_name,
        entry.desk,
        one.proofs,
        entry.late_reason or entry.reason or "",
    )


def _sums(ask: Ask, rows: Sequence[LateRow]) -> Iterator[str]:
    """How they add up by desk, by operator and by proof."""
    from ptaudit.projections.queries.lateness import Late, sums

    found = ask.kept["late"]
    assert isinstance(found, list)
    words = ask.words

    def proof(one: Late) -> str:
        return words("queries.proved" if one.proofs else "queries.unproved")

    for name, of in (
        ("desk", lambda one: one.cited.desk or words("queries.nobody")),
        ("operator", lambda one: one.cited.operator_name),
        ("proof", proof),
    ):
        for one in sums(found, of):
            yield words(
                f"queries.late.{name}",
                of=one.of,
                count=one.count,
                unproved=one.unproved,
                days=one.days,
                working=one.working_days,
            )


@dataclass(frozen=True, slots=True)
class AfterRow:
    """One entry, recorded after *closing* (at *closed_by*) about a day before it.

    *how* says whether it is an act or a later word on the entry *about*.
    """

    year: int
    closing: str
    closed_by: int
    position: int
    how: str
    about: int
    kind: str
    title: str
    units: tuple[str, ...]
    cases: tuple[str, ...]
    on: dt.date
    recorded_at: str
    late_days: int
    operator: str
    desk: str
    reason: str


def after(ask: Ask) -> Iterator[AfterRow]:
    from ptaudit.application.audits import entries

    asked = wanted.asking(ask)
    return (_after(one, asked, ask) for one in entries.recorded_after(asked))


def _after(one: "Afterwards", asked: "Asking", ask: Ask) -> AfterRow:
    record, about = one.record, one.about
    operator, desk = _hand(record, ask)
    return AfterRow(
        one.milestone.year,
        one.milestone.closing,
        one.milestone.position,
        record.position,
        one.how,
        about.position,
        about.kind,
        labels.of_kind(about.kind, ask.words),
        wanted.units(answers.tagged(about, "unit"), ask),
        _cases(about),
        about.effective,
        wanted.time(record.recorded_at),
        about.late_days if record is about else 0,
        operator,
        desk,
        record.late_reason or record.reason or "",
    )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field of an entry before and after; a void has one row that names no field."""

    year: int
    position: int
    how: str
    target: int
    kind: str
    title: str
    units: tuple[str, ...]
    cases: tuple[str, ...]
    field: str
    label: str
    before: str
    after: str
    recorded_at: str
    operator: str
    desk: str
    reason: str


def changes(ask: Ask) -> Iterator[ChangeRow]:
    from ptaudit.application.audits import entries
    from ptaudit.projections.queries.changes import Change

    asked = wanted.asking(ask)
    for one in entries.changed(asked):
        record, target = one.record, one.target
        operator, desk = _hand(record, ask)
        for change in one.changes or (Change("", "", ""),):
            yield ChangeRow(
                asked.year(target),
                record.position,
                one.how,
                target.position,
                target.kind,
                labels.of_kind(target.kind, ask.words),
                wanted.units(answers.tagged(target, "unit"), ask),
                _cases(target),
                change.field,
                labels.of_field(change.field, target.kind, ask.words) if change.field else "",
                change.before,
                change.after,
                wanted.time(record.recorded_at),
                operator,
                desk,
                record.reason or "",
            )


@dataclass(frozen=True, slots=True)
class SelfRow:
    """*how*: an organ assessed the unit that it is, or one hand scored a unit and decided on the scores.

    *positions* are the assessing entries or the score entries, *decided_by* the decision on them.
    """

    how: str
    year: int
    unit: str
    kind: str
    title: str
    count: int
    positions: tuple[int, ...]
    decided_by: int | None
    organs: tuple[str, ...]
    operators: tuple[str, ...]
    desks: tuple[str, ...]


def self_review(ask: Ask) -> Iterator[SelfRow]:
    from ptaudit.application.audits import entries

    asked = wanted.asking(ask)
    for year, own in entries.of_itself(asked):
        yield _self(ask.words("queries.of_itself"), year, own.unit, own.records, None, ask)
    for one in entries.same_hand(asked):
        yield _self(
            ask.words("queries.same_hand"), one.year, one.unit, one.scored, one.decided, ask
        )


def _self(
    how: str,
    year: int,
    unit: str,
    records: "Sequence[Record]",
    decided: "Record | None",
    ask: Ask,
) -> SelfRow:
    named = decided or records[0]
    hands = [_hand(record, ask) for record in records]
    return SelfRow(
        how,
        year,
        ask.registry.named(unit),
        named.kind,
        labels.of_kind(named.kind, ask.words),
        len(records),
        tuple(record.position for record in records),
        None if decided is None else decided.position,
        tuple(answers.organs(named, ask.registry)),
        tuple(dict.fromkeys(operator for operator, _ in hands)),
        tuple(dict.fromkeys(desk for _, desk in hands)),
    )


def _hand(record: "Record", ask: Ask) -> tuple[str, str]:
    known = ask.registry.operators.get(record.operator)
    return (known.name, known.desk) if known else (record.operator, "")


def _cases(record: "Record") -> tuple[str, ...]:
    return tuple(case for prefix in answers.CASES for case in answers.tagged(record, prefix))


CALLS = (
    Read("audit", "late", LateRow, late, wanted.params, by_year=True, notes=_sums),
    Read("audit", "after-approval", AfterRow, after, wanted.params, by_year=True),
    Read("audit", "changes", ChangeRow, changes, wanted.params, by_year=True, personal=True),
    Read("audit", "self-review", SelfRow, self_review, wanted.params, by_year=True),
)
