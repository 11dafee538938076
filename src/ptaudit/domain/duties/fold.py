"""Duties one unit carried out in a year, in the order of their days (第九、十条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.duties import DutyRecorded
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.unit_years import keys, split

KINDS = (DutyRecorded.kind,)


@dataclass(frozen=True, slots=True)
class Done:
    """One duty carried out. *quarter* is that of its day; *regular*: no breach stands with it."""

    duty: str
    id: str
    mark: Mark
    quarter: int
    subject: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()
    receipt_no: str | None = None
    regular: bool = True


@dataclass(frozen=True, slots=True)
class Duties:
    """What was recorded of one unit and year."""

    unit: str
    year: int
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    done: tuple[Done, ...] = ()

    def of(self, duty: str) -> tuple[Done, ...]:
        return tuple(done for done in self.done if done.duty == duty)


def quarter_of(day: dt.date) -> int:
    """1 to 4: 自然季度."""
    return (day.month + 2) // 3


def initial(key: str) -> Duties:
    """*key* is ``unit/year``."""
    return Duties(*split(key))


def evolve(state: Duties, record: Record) -> Duties:
    """*state* with one more of its own entries. A quarter that its day is not in is a contradiction."""
    event = record.payload
    if not isinstance(event, DutyRecorded) or (event.unit, event.year) != (state.unit, state.year):
        return state
    quarter = quarter_of(record.effective)
    done = Done(
        event.duty,
        record.id,
        Mark.of(record),
        quarter,
        event.subject or "",
        event.figures or (),
        event.receipt_no,
        not record.irregular,
    )
    found = state.contradictions
    if event.quarter not in (None, quarter):
        params = (("quarter", event.quarter or 0), ("on", record.effective))
        found = (*found, Contradiction.of("duty.quarter_contradicts", record.position, params))
    return replace(
        state,
        at=max(state.at, record.order[:2]),
        done=(*state.done, done),
        contradictions=found,
    )


@dataclass(frozen=True, slots=True)
class Book:
    """Units and years side by side."""

    rows: Mapping[str, Duties] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for row in self.rows.values() for c in row.contradictions)

    def row(self, unit: str, year: int) -> Duties:
        key = f"{unit}/{year}"
        return self.rows[key] if key in self.rows else initial(key)


def gather(state: Book, record: Record) -> Book:
    changed = {key: evolve(state.rows.get(key) or initial(key), record) for key in keys(record)}
    return Book({**state.rows, **changed})
