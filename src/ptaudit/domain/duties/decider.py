"""第九、十条 — 履职事项登记: a duty of the register, done by a unit of a kind that it is asked of."""

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.duties import RecordDuty
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.duties.fold import KINDS, Book, gather, quarter_of
from ptaudit.domain.duty_register import QUARTERS, Duty
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.events.duties import DutyRecorded
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.selection import Selection

Command: TypeAlias = RecordDuty


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"unit:{registry.unit(command.unit).code}", kinds=KINDS)


def decide(command: Command, state: Book, context: Context) -> Decision:
    """Raises NotFound for a code the register does not have on that day, Malformed for another kind of unit's."""
    on = command.on or context.today
    unit = context.registry.unit(command.unit)
    duty = _duty(command.duty, unit, on, context)
    year = command.year or on.year
    quarter = _quarter(command, duty, year, on)
    event = DutyRecorded(
        unit=unit.code,
        year=year,
        duty=duty.code,
        quarter=quarter,
        subject=command.subject,
        figures=_figures(command),
        receipt_no=command.receipt,
    )
    return Decision((Act(event),), _not_owed(duty, unit, year, context.registry))


def _duty(code: str, unit: Unit, on: dt.date, context: Context) -> Duty:
    register, kind = context.duties(), unit.event.unit_kind
    duty = register.of(code, on)
    if duty is None:
        asked = [known.code for known in register.on(on) if kind in known.possible()]
        near = names.listed(names.near(code, asked))
        if code in register.by_code:
            raise NotFound("duty.not_in_force", duty=code, on=on, near=near)
        raise NotFound("duty.unknown", duty=code, near=near)
    if kind not in duty.possible():
        raise Malformed("duty.not_of_unit", duty=code, title=duty.title, unit=unit.name, kind=kind)
    return duty


def _quarter(command: Command, duty: Duty, year: int, on: dt.date) -> int | None:
    """The quarter of the day for a quarterly duty. Raises Malformed for another one, or another year."""
    by_quarter = duty.periods == QUARTERS
    if command.quarter is not None and not by_quarter:
        raise Malformed("duty.quarter_idle", duty=duty.code, cadence=duty.cadence)
    if command.quarter not in (None, quarter_of(on)):
        raise Malformed("duty.quarter_contradicts", quarter=command.quarter or 0, on=on)
    # What is asked for once a year may be done after its end; a quarter ends with itself.
    if year != on.year and (by_quarter or year != on.year - 1):
        raise Malformed("duty.other_year", duty=duty.code, on=on, year=year)
    return quarter_of(on) if by_quarter else None


def _figures(command: Command) -> tuple[tuple[str, Decimal], ...] | None:
    said = [name for name, _ in command.figures]
    for name in said:
        if said.count(name) > 1:
            raise Malformed("duty.figure_twice", figure=name)
    return tuple(sorted(command.figures)) or None


def _not_owed(duty: Duty, unit: Unit, year: int, registry: Registry) -> tuple[Breach, ...]:
    """A duty that the county's ruling does not ask of such units: recorded with a reason, and not due."""
    kind = unit.event.unit_kind
    if duty.owed_by(kind, registry.policy(year)):
        return ()
    params = (("duty", duty.code), ("title", duty.title), ("unit", unit.name), ("kind", kind))
    return (Breach("duty.not_owed", by_policy(duty.keys(kind)[0]), params),)


decider: Decider[Command, Book] = Decider(boundary, Book(), gather, decide)
COMMANDS = (Command,)
