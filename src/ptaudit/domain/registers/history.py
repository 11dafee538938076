"""第十六、二十条 — a past year's result carried over from its document, without its procedure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.decider import (
    Act,
    Breach,
    Context,
    Contradiction,
    Decider,
    Decision,
    Refused,
)
from ptaudit.domain.events.assessment import ResultApproved
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = CarryHistory


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried already by (unit, year), and years with an approval of their own."""

    results: Mapping[tuple[str, int], tuple[int, HistoryCarried]] = field(default_factory=dict)
    approved: Mapping[int, int] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: CarryHistory, registry: Registry) -> Selection:
    """The unit's results of the year carried so far, and the year's own approvals."""
    year = f"year:{command.year}"
    unit = f"unit:{registry.unit_of(command.unit).code}"
    return either(
        about(unit, year, kinds=(HistoryCarried.kind,)),
        about(year, kinds=(ResultApproved.kind,)),
    )


def decide(command: CarryHistory, state: Carried, context: Context) -> Decision:
    unit = context.registry.unit_of(command.unit)
    if command.year > context.today.year:
        raise Malformed("history.year_future", year=command.year, today=context.today)
    event = HistoryCarried(
        unit=unit.code,
        year=command.year,
        name_then=command.name_then if command.name_then != unit.name else None,
        sequence=command.sequence,
        score=command.score,
        score_printed=command.score_printed,
        rank=command.rank,
        completion=command.completion,
        veto=command.veto,
        advanced=command.advanced,
        interviewed=command.interviewed,
        note=command.note,
    )
    if (found := state.results.get((unit.code, command.year))) is not None:
        position, former = found
        if former == event:
            return Decision(already=(position,))
        raise Refused(
            "history.carried_differs", OWN, unit=unit.name, year=command.year, position=position
        )
    breaches: tuple[Breach, ...] = ()
    if (approval := state.approved.get(command.year)) is not None:
        params = (("year", command.year), ("position", approval))
        breaches = (Breach("history.year_recorded", OWN, params),)
    return Decision((Act(event, on=_day(command, context.today)),), breaches)


def _day(command: CarryHistory, today: dt.date) -> dt.date | None:
    """The day of the document the result stands in; without a document the envelope refuses."""
    if not command.basis:
        return command.on
    day = command.on or command.basis[0].date
    if day is None:
        raise Malformed("history.no_day", doc_no=command.basis[0].doc_no)
    if day > today:
        raise Malformed("date.future", on=day, today=today)
    if day.year < command.year:
        raise Malformed("history.before_year", on=day, year=command.year)
    return day


def evolve(state: Carried, record: Record) -> Carried:
    """*state* with one more result or approval; a second result of a unit's year is a contradiction."""
    match record.payload:
        case HistoryCarried() as event:
            key = (event.unit, event.year)
            if key in state.results:
                found = Contradiction("history.carried_twice", record.position)
                return replace(state, contradictions=(*state.contradictions, found))
            results = {**state.results, key: (record.position, event)}
            return replace(state, results=results)
        case ResultApproved() as event:
            return replace(state, approved={**state.approved, event.year: record.position})
        case _:
            return state


decider: Decider[Command, Carried] = Decider(boundary, Carried(), evolve, decide)
COMMANDS = (CarryHistory,)
