"""One unit's interviews of one year: notices, what was held, reports and checks, in order (第十八条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import InterviewFollowed, InterviewNotified
from ptaudit.domain.events.results import InterviewHeld
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

Outcome: TypeAlias = Literal["已约谈", "延期", "未约谈"]
KINDS = (InterviewNotified.kind, InterviewHeld.kind, InterviewFollowed.kind)


@dataclass(frozen=True, slots=True)
class Notice:
    """约谈通知: *day* is that of the interview."""

    paper: Paper
    event: InterviewNotified

    @property
    def day(self) -> dt.date:
        return self.event.day


@dataclass(frozen=True, slots=True)
class Held:
    """已约谈, 延期 to a day, or 未约谈 with a reason; *roles* are those of the persons named, not names."""

    paper: Paper
    event: InterviewHeld
    reason: str | None = None

    @property
    def outcome(self) -> Outcome:
        return self.event.outcome

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(person.role for person in self.event.persons or ()))


@dataclass(frozen=True, slots=True)
class Follow:
    """落实报告, or 核查 with its result."""

    paper: Paper
    event: InterviewFollowed


@dataclass(frozen=True, slots=True)
class Interview:
    """One unit and year. *regular*: entries that count, by id."""

    unit: str
    year: int
    notices: tuple[Notice, ...] = ()
    held: tuple[Held, ...] = ()
    follows: tuple[Follow, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    regular: tuple[str, ...] = ()

    @property
    def done(self) -> Held | None:
        """The interview that was held, as far as it counts."""
        found = [h for h in self.held if h.outcome == "已约谈" and self.counts(h.paper)]
        return found[-1] if found else None

    def counts(self, paper: Paper) -> bool:
        return paper.id in self.regular

    @property
    def counting(self) -> tuple[Follow, ...]:
        return tuple(one for one in self.follows if self.counts(one.paper))


Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Interviews:
    """By unit and year, with the year's papers: whom the circular names is theirs to say."""

    rows: Mapping[Key, Interview] = field(default_factory=dict)
    cycles: Cycles = field(default_factory=Cycles)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for row in self.rows.values() for c in row.contradictions)

    def of(self, unit: str, year: int) -> Interview:
        return self.rows.get((unit, year)) or Interview(unit, year)


def evolve(state: Interviews, record: Record) -> Interviews:
    match record.payload:
        case InterviewNotified() | InterviewHeld() | InterviewFollowed() as event:
            row = _with(state.of(event.unit, event.year), record)
            return replace(state, rows={**state.rows, (event.unit, event.year): row})
        case _:
            return replace(state, cycles=cycle_fold.gather(state.cycles, record))


def _with(row: Interview, record: Record) -> Interview:
    paper = Paper.of(record)
    fault = None
    match record.payload:
        case InterviewNotified() as event:
            row = replace(row, notices=(*row.notices, Notice(paper, event)))
        case InterviewHeld() as event:
            row = replace(row, held=(*row.held, Held(paper, event, record.reason)))
        case InterviewFollowed() as event:
            fault = _too_early(row, event)
            row = replace(row, follows=(*row.follows, Follow(paper, event)))
        case _:
            raise AssertionError(record.kind)
    if fault is not None:
        params = (("unit", row.unit), ("year", row.year))
        found = Contradiction(fault, paper.position, params)
        return replace(row, contradictions=(*row.contradictions, found))
    if paper.unauthorised:
        return row
    return replace(row, regular=(*row.regular, paper.id))


def _too_early(row: Interview, event: InterviewFollowed) -> str | None:
    """A report follows an interview held; a check follows a report, each of its own."""
    if row.done is None:
        return "interview.not_held"
    if event.stage == "核查" and (not row.counting or row.counting[-1].event.stage == "核查"):
        return "interview.no_report"
    return None
