"""约谈台账: whom the circular names, how each interview stands, and what is due (第十八条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit_cli import citations, faults
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.interviews.fold import Interview, Interviews


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One unit to be interviewed, or interviewed. *due*: the last day for what comes next.

    *persons*: those named at the interview, by office; *missing*: who was expected and is not among them.
    *listed*: the circular in force names it. *uncounted*: entries that count for nothing, and *why_not*.
    """

    unit: str
    year: int
    sequence: str
    status: str
    due: dt.date | None
    notified_for: dt.date | None
    held_on: dt.date | None
    persons: tuple[str, ...]
    missing: tuple[str, ...]
    why: str
    reported_on: dt.date | None
    checked_on: dt.date | None
    listed: bool
    positions: tuple[int, ...]
    uncounted: tuple[int, ...]
    why_not: tuple[str, ...]
    rulings: tuple[str, ...]


def interviews(ask: Ask) -> Iterator[InterviewRow]:
    """Whom the circular names, in its order, then everybody else called or interviewed."""
    from ptaudit.application.applied import interviews as of_year
    from ptaudit.domain.interviews.standing import named

    year, code = the_year(ask), ask.unit
    state = of_year(ask.view, year)
    others = (unit for unit, of in state.rows if of == year)
    for unit in dict.fromkeys((*named(state.cycles.of(year)), *others)):
        if code in (None, unit):
            yield _interview(state.of(unit, year), state, ask)


def _interview(row: "Interview", state: "Interviews", ask: Ask) -> InterviewRow:
    from ptaudit.domain.interviews import standing

    registry = ask.registry
    cycle = state.cycles.of(row.year)
    now = standing.state(row, cycle, registry, ask.view.on)
    wrong = standing.uncounted(row, cycle)
    papers = [
        *(one.paper for one in row.notices),
        *(one.paper for one in row.held),
        *(one.paper for one in row.follows),
    ]
    papers.sort(key=lambda paper: paper.order)
    notices = [one for one in row.notices if one.paper.position not in wrong]
    held = [one for one in row.held if one.paper.position not in wrong]
    reports = [one for one in row.counting if one.event.stage == "落实报告"]
    checks = [one for one in row.counting if one.event.stage == "核查"]
    return InterviewRow(
        registry.named(row.unit),
        row.year,
        registry.sequence(row.unit, row.year),
        now.status,
        now.due,
        notices[-1].day if notices else None,
        row.done.paper.on if row.done else None,
        row.done.roles if row.done else (),
        now.missing,
        (held[-1].reason or "") if held and row.done is None else "",
        reports[-1].paper.on if reports else None,
        checks[-1].paper.on if checks else None,
        now.listed,
        tuple(paper.position for paper in papers),
        tuple(sorted(wrong)),
        tuple(dict.fromkeys(faults.label(c, ask.words) for c in wrong.values())),
        now.keys,
    )


CALLS = (
    Read(
        "interview",
        "list",
        InterviewRow,
        interviews,
        of_unit,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
)
