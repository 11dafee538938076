"""第十八条 — 约谈: units are called, interviewed by leaders of the county, report what they did, and are checked."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.applied import FollowInterview, NotifyInterview
from ptaudit.domain.commands.results import HoldInterview, SaidInterviewee
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.applied import InterviewFollowed, InterviewNotified
from ptaudit.domain.events.base import Event, article
from ptaudit.domain.events.results import Interviewee, InterviewHeld
from ptaudit.domain.failures import Malformed, Param
from ptaudit.domain.interviews.fold import (
    KINDS,
    Follow,
    Held,
    Interview,
    Interviews,
    Notice,
    evolve,
)
from ptaudit.domain.interviews.standing import PRINCIPALS, unlisted
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.selection import Selection

Command: TypeAlias = NotifyInterview | HoldInterview | FollowInterview


def boundary(command: Command, registry: Registry) -> Selection:
    """The unit's interviews, and the papers of the year or, of none said, of every year."""
    unit = registry.unit(command.unit).code
    year = () if command.year is None else (f"year:{command.year}",)
    own = about(f"unit:{unit}", *year, kinds=KINDS)
    return either(own, about(*year, kinds=cycle_fold.DECISIVE))


def decide(command: Command, state: Interviews, context: Context) -> Decision:
    match command:
        case NotifyInterview():
            return notify(command, state, context)
        case HoldInterview():
            return hold(command, state, context)
        case FollowInterview():
            return follow(command, state, context)
        case _:
            assert_never(command)


def notify(command: NotifyInterview, state: Interviews, context: Context) -> Decision:
    on, registry = command.on or context.today, context.registry
    unit = registry.unit(command.unit)
    year = _year(command.year, unit, state, on)
    if command.day < on:
        raise Malformed("interview.day_passed", day=command.day, on=on)
    event = InterviewNotified(
        year=year,
        unit=unit.code,
        day=command.day,
        place=command.place,
        by=command.by or None,
        persons=_persons(command.persons),
    )
    row = state.of(unit.code, year)
    if repeated := _repeated(event, row, command.on):
        return Decision(already=repeated)
    return Decision((Act(event),), tuple(_unlisted(unit, year, on, state)))


def _unlisted(unit: Unit, year: int, on: dt.date, state: Interviews) -> Iterator[Breach]:
    """Where the year's circulars are recorded, one of them names the unit by that day."""
    if unlisted(unit.code, state.cycles.of(year), on):
        params = (("unit", unit.name), ("year", year))
        yield Breach("interview.not_listed", article("18"), params)


def hold(command: HoldInterview, state: Interviews, context: Context) -> Decision:
    on = command.on or context.today
    unit = context.registry.unit(command.unit)
    year = _year(command.year, unit, state, on)
    if command.outcome == "延期" and command.to is None:
        raise Malformed("interview.no_new_day", unit=unit.name)
    if command.outcome != "延期" and command.to is not None:
        raise Malformed("interview.new_day_unasked", outcome=command.outcome)
    if command.to is not None and command.to <= on:
        raise Malformed("interview.not_later", to=command.to, on=on)
    if command.outcome == "未约谈" and command.reason is None:
        raise Malformed("interview.no_reason", unit=unit.name)
    event = InterviewHeld(
        year=year,
        unit=unit.code,
        outcome=command.outcome,
        by=command.by or None,
        persons=_persons(command.persons),
        to=command.to,
        minutes=command.minutes,
    )
    if repeated := _repeated(event, state.of(unit.code, year), command.on):
        return Decision(already=repeated)
    if command.outcome != "已约谈" or not command.persons:
        return Decision((Act(event),))
    if set(PRINCIPALS) & {person.role for person in command.persons}:
        return Decision((Act(event),))
    claim = InterviewHeld.claims[0]
    breach = Breach("interview.no_principal", claim, (("unit", unit.name), ("year", year)))
    return Decision((Act(event),), (breach,))


def follow(command: FollowInterview, state: Interviews, context: Context) -> Decision:
    on = command.on or context.today
    unit = context.registry.unit(command.unit)
    year = command.year or _last(unit.code, state, on)
    if year is None:
        raise Malformed("interview.which_year", unit=unit.name)
    checks = command.stage == "核查"
    if checks and command.result is None:
        raise Malformed("interview.no_result", unit=unit.name)
    if not checks and command.result is not None:
        raise Malformed("interview.result_unasked", result=command.result)
    event = InterviewFollowed(
        year=year,
        unit=unit.code,
        stage=command.stage,
        passed=command.result == "通过" if checks else None,
        text=command.text,
        receipt_no=command.receipt_no,
    )
    if repeated := _repeated(event, state.of(unit.code, year), command.on):
        return Decision(already=repeated)
    organs = command.organ or (("EPB",) if checks else ())
    breaches: tuple[Breach, ...] = ()
    if checks and any(organ.startswith("UNI") for organ in organs):
        params: tuple[tuple[str, Param], ...] = (("unit", unit.name), ("year", year))
        breaches = (Breach("interview.own_check", InterviewFollowed.claims[0], params),)
    return Decision((Act(event, organs=organs),), breaches)


def _persons(said: tuple[SaidInterviewee, ...]) -> tuple[Interviewee, ...] | None:
    return tuple(Interviewee(role=p.role, name=p.name) for p in said) or None


def _year(said: int | None, unit: Unit, state: Interviews, on: dt.date) -> int:
    """The year said, else the last one circulated by *on*."""
    known = (
        year
        for year, cycle in state.cycles.years.items()
        if any(one.paper.on <= on for one in cycle.circulars)
    )
    year = said if said is not None else max(known, default=None)
    if year is None:
        raise Malformed("interview.which_year", unit=unit.name)
    if year > on.year:
        raise Malformed("interview.year_future", year=year, on=on)
    return year


def _last(unit: str, state: Interviews, on: dt.date) -> int | None:
    """The year whose interview of the unit was recorded last, by *on*."""
    rows = (row for (code, _), row in state.rows.items() if code == unit)
    return max((r.year for r in rows if any(h.paper.on <= on for h in r.held)), default=None)


def _repeated(event: Event, row: Interview, on: dt.date | None) -> tuple[int, ...]:
    """Without a day of its own, the last act of its kind that counts is meant, if it says the same.

    What has been answered since is not: after a check that failed the same report is a new one.
    """
    if on is not None:
        return ()
    acts: tuple[Notice | Held | Follow, ...] = (*row.notices, *row.held, *row.follows)
    last = [one for one in acts if one.event.kind == event.kind and row.counts(one.paper)][-1:]
    return tuple(one.paper.position for one in last if one.event == event)


decider: Decider[Command, Interviews] = Decider(boundary, Interviews(), evolve, decide)
COMMANDS = get_args(Command)
