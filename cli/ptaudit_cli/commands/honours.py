"""Results put to use: titles, bonus points, interviews, what became of proposals (第十七、十八、二十条)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit_cli import answers, citations, faults
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.honours.account import Line
    from ptaudit.domain.honours.titles import Title
    from ptaudit.domain.interviews.fold import Interview, Interviews


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One unit with a title, or named for an empty place (待递补). *stands*: it is 先进 on the view's day.

    *position*: the paper that gave the title; *revoked_by*: the entry that took it away; *left_out_by*: the
    later circular that names it no more.
    """

    unit: str
    year: int
    sequence: str
    how: str
    stands: bool
    vetoed: bool
    position: int | None
    on: dt.date | None
    revoked_by: int | None
    ground: str
    left_out_by: int | None
    bonus: Decimal
    rulings: tuple[str, ...]


def titles(ask: Ask) -> Iterator[TitleRow]:
    """The circular's list without what was revoked, with those given a place."""
    from ptaudit.application.applied import honours
    from ptaudit.domain.honours.account import account
    from ptaudit.domain.honours.titles import titles as of_year

    year, registry = the_year(ask), ask.registry
    state = honours(ask.view, year)
    found = of_year(state, year, registry)
    for title in found.titles:
        points = account(state, title.unit, year, registry).total
        yield _title(title, year, points, found.keys, ask)
    for unit in found.next_in_line:
        sequence = registry.sequence(unit, year)
        name, none = registry.named(unit), Decimal("0.00")
        yield TitleRow(
            name,
            year,
            sequence,
            "待递补",
            False,
            False,
            None,
            None,
            None,
            "",
            None,
            none,
            found.keys,
        )


def _title(
    title: "Title", year: int, points: Decimal, keys: tuple[str, ...], ask: Ask
) -> TitleRow:
    revoked = title.revoked
    return TitleRow(
        ask.registry.named(title.unit),
        year,
        ask.registry.sequence(title.unit, year),
        title.how,
        title.stands,
        title.barred,
        title.paper.position,
        title.paper.on,
        revoked.paper.position if revoked else None,
        revoked.ground if revoked else "",
        title.left_out.position if title.left_out else None,
        points,
        keys,
    )


@dataclass(frozen=True, slots=True)
class BonusRow:
    """One entry of the ledger of bonus points; never part of the hundred points.

    *counted* adds up to *total*, the unit's points in the year. *left*: of points given, what was not
    taken back; *due_back*: of that, what a unit no longer advanced still has. *target*: the entry it
    takes back from.
    """

    unit: str
    year: int
    number: int
    on: dt.date
    amount: Decimal
    counted: Decimal
    total: Decimal
    left: Decimal
    due_back: Decimal
    why_not: tuple[str, ...]
    position: int
    target: int | None
    documents: tuple[str, ...]
    rulings: tuple[str, ...]


def bonuses(ask: Ask) -> Iterator[BonusRow]:
    from ptaudit.application.applied import honours
    from ptaudit.domain.honours.account import account

    year, wanted = the_year(ask), ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
    state = honours(ask.view, year)
    units = dict.fromkeys(bonus.unit for bonus in state.bonuses if bonus.year == year)
    for unit in units:
        if code in (None, unit):
            held = account(state, unit, year, ask.registry)
            for line in held.lines:
                yield _bonus(line, held.total, ask)


def _bonus(line: "Line", total: Decimal, ask: Ask) -> BonusRow:
    bonus = line.bonus
    target = ask.app.ledger.position_of(f"id:{bonus.target}") if bonus.target else None
    return BonusRow(
        ask.registry.named(bonus.unit),
        bonus.year,
        bonus.number,
        bonus.paper.on,
        bonus.amount,
        line.counted,
        total,
        line.left,
        line.due_back,
        tuple(faults.label(code, ask.words) for code in line.faults),
        bonus.paper.position,
        target,
        (bonus.paper.doc_no,) if bonus.paper.doc_no else (),
        ("bonus.points",),
    )


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

    year, wanted = the_year(ask), ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
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


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """A proposal, or an act upon it. *status*: how the proposal stands; *holds*: its years are still 未完成.

    *counts*: by who may do it, and possible where it stood.
    """

    proposal: int
    on: dt.date
    position: int
    act: str
    years: tuple[int, ...]
    organs: tuple[str, ...]
    to: str
    outcome: str
    reason: str
    counts: bool
    status: str
    holds: bool
    marks: tuple[str, ...]


def proceedings(ask: Ask) -> Iterator[ProceedingRow]:
    """Each proposal about the unit, and what became of it, act by act."""
    from ptaudit.application.applied import proceedings as of_unit

    code = ask.registry.unit(ask["unit"]).code
    holding = _holding(ask, code)
    for case in of_unit(ask.view, code).of(code):
        first = (case.paper, "建议", case.event.to, "", "", not case.paper.unauthorised)
        steps = ((s.paper, s.stage, s.to, s.outcome, s.reason or "", s.counts) for s in case.steps)
        for paper, act, to, outcome, reason, counts in (first, *steps):
            names = answers.organ_names(paper.organs, ask.registry, paper.on)
            yield ProceedingRow(
                case.paper.position,
                paper.on,
                paper.position,
                act,
                case.event.years,
                tuple(names),
                ask.registry.organ_name(to, paper.on) if to else "",
                outcome,
                reason,
                counts,
                case.status,
                case.paper.id in holding,
                tuple(faults.label(code, ask.words) for code in paper.unauthorised),
            )


def _holding(ask: Ask, unit: str) -> frozenset[str]:
    """Proposals whose years are still three in a row determined 未完成 (else 触发失效)."""
    from ptaudit.projections.chains import three_years
    from ptaudit.projections.completion import completion
    from ptaudit.projections.vetoes import vetoes

    view = ask.view
    rows = three_years(view.rows(completion), view.rows(vetoes), ask.registry, view.on)
    proposed = (one for row in rows if row.unit == unit for one in row.proposed)
    return frozenset(one.proposal.id for one in proposed if one.holds)


def _broken(ask: Ask, rows: Sequence[ProceedingRow]) -> Iterator[str]:
    """触发失效: an alert, never a deletion."""
    for row in rows:
        if row.act == "建议" and not row.holds and row.status != "已撤回":
            years = ask.words.listed([str(year) for year in row.years])
            yield ask.words("honours.broken", position=row.position, years=years)


def _unit() -> Sequence[click.Parameter]:
    return [option("unit", "text", block="own")]


CALLS = (
    Read(
        "advanced",
        "list",
        TitleRow,
        titles,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
    Read(
        "bonus",
        "list",
        BonusRow,
        bonuses,
        _unit,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
    Read(
        "interview",
        "list",
        InterviewRow,
        interviews,
        _unit,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
    Read(
        "accountability",
        "show",
        ProceedingRow,
        proceedings,
        lambda: [place("unit")],
        notes=_broken,
    ),
)
