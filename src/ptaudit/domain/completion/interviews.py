"""第十八条 — 约谈: leaders of the county interview a unit's, put it off, or say why not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.results import HoldInterview
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.results import Interviewee, InterviewHeld, ResultPublished
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = HoldInterview

#: 主要负责同志, of the Party organ and of the government.
PRINCIPALS = frozenset(("党主要", "政主要"))


@dataclass(frozen=True, slots=True)
class Interviews:
    """The years circulated, each since its first day, and every interview of the unit."""

    published: Mapping[int, dt.date] = field(default_factory=dict)
    held: tuple[tuple[int, InterviewHeld], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    unit = registry.unit(command.unit).code
    held = about(f"unit:{unit}", kinds=(InterviewHeld.kind,))
    if command.year is not None:
        return held
    return either(held, about(kinds=(ResultPublished.kind,)))


def decide(command: Command, state: Interviews, context: Context) -> Decision:
    on = command.on or context.today
    unit = context.registry.unit(command.unit)
    published = (year for year, since in state.published.items() if since <= on)
    year = command.year or max(published, default=None)
    if year is None:
        raise Malformed("interview.which_year", unit=unit.name)
    if year > on.year:
        raise Malformed("interview.year_future", year=year, on=on)
    if command.outcome == "延期" and command.to is None:
        raise Malformed("interview.no_new_day", unit=unit.name)
    if command.outcome != "延期" and command.to is not None:
        raise Malformed("interview.new_day_unasked", outcome=command.outcome)
    if command.to is not None and command.to <= on:
        raise Malformed("interview.not_later", to=command.to, on=on)
    event = InterviewHeld(
        year=year,
        unit=unit.code,
        outcome=command.outcome,
        by=command.by or None,
        persons=tuple(Interviewee(role=p.role, name=p.name) for p in command.persons) or None,
        to=command.to,
        minutes=command.minutes,
    )
    for position, former in state.held:
        if command.on is None and former == event:
            return Decision(already=(position,))
    if command.outcome != "已约谈" or not command.persons:
        return Decision((Act(event),))
    if PRINCIPALS & {person.role for person in command.persons}:
        return Decision((Act(event),))
    claim = InterviewHeld.claims[0]
    breach = Breach("interview.no_principal", claim, (("unit", unit.name), ("year", year)))
    return Decision((Act(event),), (breach,))


def evolve(state: Interviews, record: Record) -> Interviews:
    match record.payload:
        case ResultPublished() as event:
            return replace(state, published={event.year: record.effective, **state.published})
        case InterviewHeld() as event:
            return replace(state, held=(*state.held, (record.position, event)))
        case _:
            return state


decider: Decider[Command, Interviews] = Decider(boundary, Interviews(), evolve, decide)
COMMANDS = (HoldInterview,)
