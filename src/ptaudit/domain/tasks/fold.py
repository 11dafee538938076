"""One unit's tasks of a year: each decomposition whole, each report in the order of its day (第十二条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.tasks import TargetDecomposed, Task, TaskReported
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.unit_years import keys, split

TASK_EVENTS = (TargetDecomposed, TaskReported)
KINDS = tuple(event.kind for event in TASK_EVENTS)
DONE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """One version of a unit's tasks. *regular*: the unit's own act."""

    version: int
    tasks: tuple[Task, ...]
    id: str
    mark: Mark
    receipt_no: str | None = None
    regular: bool = True

    def task(self, code: str) -> Task | None:
        return next((task for task in self.tasks if task.code == code), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reported of one task. *back*: less than the report before it."""

    task: str
    percent: Decimal
    id: str
    mark: Mark
    text: str | None = None
    back: bool = False
    #: Reported by the unit itself, of a task it had by then.
    regular: bool = True


@dataclass(frozen=True, slots=True)
class Tasks:
    """One unit and year; decompositions and reports in folding order."""

    unit: str
    year: int
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    decompositions: tuple[Decomposition, ...] = ()
    reports: tuple[Progress, ...] = ()

    @property
    def current(self) -> Decomposition | None:
        """The highest version that counts."""
        regular = (d for d in self.decompositions if d.regular)
        return max(regular, key=lambda d: d.version, default=None)

    def reported(self, task: str) -> tuple[Progress, ...]:
        return tuple(report for report in self.reports if report.task == task)

    def progress(self, task: str) -> Progress | None:
        """The last report that counts."""
        found = [report for report in self.reported(task) if report.regular]
        return found[-1] if found else None


def initial(key: str) -> Tasks:
    """*key* is ``unit/year``."""
    return Tasks(*split(key))


def evolve(state: Tasks, record: Record) -> Tasks:
    """*state* with one more of its own entries. A report of a task the unit did not have yet stands out."""
    match record.payload:
        case TargetDecomposed() as e if (e.unit, e.year) == (state.unit, state.year):
            made = Decomposition(
                e.decomposition_version,
                e.tasks,
                record.id,
                Mark.of(record),
                e.receipt_no,
                _own(record),
            )
            return replace(_seen(state, record), decompositions=(*state.decompositions, made))
        case TaskReported() as e if (e.unit, e.year) == (state.unit, state.year):
            return _reported(_seen(state, record), record, e)
        case _:
            return state


def _seen(state: Tasks, record: Record) -> Tasks:
    return replace(state, at=max(state.at, record.order[:2]))


def _own(record: Record) -> bool:
    """No breach of authority stands with it; breaches of order are judged here anew."""
    return all(mark.code in ORDER for mark in record.irregular or ())


#: Breaches of order among these kinds.
ORDER = frozenset(("task.not_decomposed",))


def _reported(state: Tasks, record: Record, event: TaskReported) -> Tasks:
    known = any(d.task(event.task) is not None for d in state.decompositions if d.regular)
    former = state.progress(event.task)
    report = Progress(
        event.task,
        event.percent,
        record.id,
        Mark.of(record),
        event.text,
        former is not None and event.percent < former.percent,
        known and _own(record),
    )
    found = state.contradictions
    if not known:
        params = (("unit", state.unit), ("task", event.task), ("year", state.year))
        found = (*found, Contradiction("task.not_decomposed", record.position, params))
    return replace(state, reports=(*state.reports, report), contradictions=found)


@dataclass(frozen=True, slots=True)
class Book:
    """Units and years side by side."""

    rows: Mapping[str, Tasks] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for row in self.rows.values() for c in row.contradictions)

    def row(self, unit: str, year: int) -> Tasks:
        key = f"{unit}/{year}"
        return self.rows[key] if key in self.rows else initial(key)


def gather(state: Book, record: Record) -> Book:
    if not isinstance(record.payload, TASK_EVENTS):
        return state
    changed = {key: evolve(state.rows.get(key) or initial(key), record) for key in keys(record)}
    return Book({**state.rows, **changed})
