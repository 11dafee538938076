"""第二、三、十六条 — units, sequences, the organs' names, operators and what their desks may register."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.register import (
    EndGrant,
    GiveGrant,
    NameOrgan,
    RegisterOperator,
    RegisterUnit,
    SequenceUnit,
)
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.basis import YearSpan
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorRegistered,
    OrganNamed,
    UnitRegistered,
    UnitSequenced,
)
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from ptaudit.domain.registers import desks, units
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = (
    NameOrgan | RegisterUnit | SequenceUnit | RegisterOperator | GiveGrant | EndGrant
)

EVENTS = (
    OrganNamed,
    UnitRegistered,
    UnitSequenced,
    OperatorRegistered,
    GrantGiven,
    GrantEnded,
)


@dataclass(frozen=True, slots=True)
class Register:
    """The entries of the register a decision rests on; what they add up to is the registry."""

    records: tuple[Record, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """Every entry of the command's kind; the registry itself is part of every decision's condition."""
    if isinstance(command, EndGrant):
        return about(kinds=(GrantGiven.kind, GrantEnded.kind))
    return about(kinds=(type(command).event().kind,))


def decide(command: Command, state: Register, context: Context) -> Decision:
    match command:
        case NameOrgan():
            return name(command, state, context)
        case RegisterUnit():
            return units.register(command, context)
        case SequenceUnit():
            return sequence(command, state, context)
        case RegisterOperator():
            return desks.register(command, state.records, context)
        case GiveGrant():
            return desks.give(command, state.records, context)
        case EndGrant():
            return desks.end(command, state.records, context)
        case _:
            assert_never(command)


def name(command: NameOrgan, state: Register, context: Context) -> Decision:
    if command.role not in names.ROLES:
        known = names.listed(list(names.ROLES))
        raise Malformed("organ.no_role", role=command.role, known=known)
    on = command.on or context.today
    _until(command.until, on)
    event = OrganNamed(
        role=command.role,
        name=command.name,
        short=command.short,
        level=command.level,
        until=command.until,
    )
    in_force = [
        record
        for record in state.records
        if isinstance(record.payload, OrganNamed)
        and record.payload.role == command.role
        and record.effective <= on
    ]
    if in_force and in_force[-1].payload == event:
        return Decision(already=(in_force[-1].position,))
    return Decision((Act(event, on=on),))


def sequence(command: SequenceUnit, state: Register, context: Context) -> Decision:
    unit = context.registry.unit(command.unit)
    event = UnitSequenced(
        unit=unit.code,
        years=span(command.from_year, command.to_year),
        sequence=command.sequence,
    )
    own = [
        record
        for record in state.records
        if isinstance(record.payload, UnitSequenced) and record.payload.unit == unit.code
    ]
    if own and own[-1].payload == event:
        return Decision(already=(own[-1].position,))
    return Decision((Act(event),))


def span(from_year: int, to_year: int | None) -> YearSpan:
    """Years as said. Raises Malformed when they run backwards."""
    if to_year is not None and to_year < from_year:
        raise Malformed("years.backwards", from_year=from_year, to_year=to_year)
    return YearSpan(from_=from_year, to=to_year)


def _until(until: dt.date | None, on: dt.date) -> None:
    if until is not None and until < on:
        raise Malformed("until.before", until=until, on=on)


def evolve(state: Register, record: Record) -> Register:
    """*state* with one more entry; a code or name borne twice is kept as a contradiction."""
    if not isinstance(record.payload, EVENTS):
        return state
    contradictions = state.contradictions
    if isinstance(record.payload, UnitRegistered):
        contradictions += units.clashes(record, state.records)
    return Register((*state.records, record), contradictions)


decider: Decider[Command, Register] = Decider(boundary, Register(), evolve, decide)
COMMANDS = get_args(Command)
