"""检查、督查、巡查 — what was held where; a 督查 without a designation on record is marked, not refused (第十四条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.inspections import HoldInspection
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision, Mark, Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.inspections import InspectionForm, InspectionHeld
from ptaudit.domain.failures import Malformed
from ptaudit.domain.findings.acting import codes
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = HoldInspection
KINDS = (InspectionHeld.kind,)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection. *to*: its last day."""

    inspection: str
    mark: Mark
    entry: str
    year: int
    form: InspectionForm
    units: tuple[str, ...]
    to: dt.date
    organs: tuple[str, ...]
    documents: tuple[str, ...] = ()
    place: str | None = None
    designation: str | None = None
    result: str | None = None

    @property
    def lacks_designation(self) -> bool:
        """A 督查 for which neither a designation nor another legal basis is on record (政府督查工作条例第七条)."""
        return self.form == "督查" and self.designation is None


@dataclass(frozen=True, slots=True)
class Inspections:
    held: Mapping[str, Inspection] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """Those of the year in its number, else of the year it is about: its number must be free."""
    on = command.on.year if command.on else None
    year = int(command.inspection[2:6]) if command.inspection else command.year or on
    return about(*((f"year:{year}",) if year else ()), kinds=KINDS)


def decide(command: Command, state: Inspections, context: Context) -> Decision:
    """Raises Malformed for a last day before the first or in the future; Refused for a number in use."""
    on = command.on or context.today
    if command.until is not None and not on <= command.until <= context.today:
        raise Malformed("inspection.until", on=on, until=command.until, today=context.today)
    year = command.year or on.year
    number = command.inspection or _next(year, state)
    if int(number[2:6]) != year:
        raise Malformed("inspection.number_year", inspection=number, year=year)
    event = InspectionHeld(
        inspection=number,
        year=year,
        form=command.form,
        units=codes(command.units, context.registry),
        to=command.until,
        place=command.place,
        designation=command.designation,
        result=command.result,
    )
    organs = tuple(sorted(set(command.organ or InspectionHeld.organs)))
    said = (event.form, event.units, on, event.place, event.result, organs)
    if command.inspection is None:
        for held in state.held.values():
            if _said(held) == said:
                return Decision(already=(held.mark.position,))
    elif (same := state.held.get(number)) is not None:
        if _said(same) == said:
            return Decision(already=(same.mark.position,))
        raise Refused("inspection.number_taken", OWN, inspection=number)
    return Decision((Act(event),))


def _said(one: Inspection) -> tuple[object, ...]:
    """What makes two inspections the same."""
    return (one.form, one.units, one.mark.on, one.place, one.result, one.organs)


def _next(year: int, state: Inspections) -> str:
    taken = [int(name[7:]) for name in state.held if name[2:6] == str(year)]
    return f"I-{year}-{max(taken, default=0) + 1:03d}"


def evolve(state: Inspections, record: Record) -> Inspections:
    event = record.payload
    if not isinstance(event, InspectionHeld):
        return state
    held = Inspection(
        event.inspection,
        Mark.of(record),
        record.id,
        event.year,
        event.form,
        event.units,
        event.to or record.effective,
        record.organs,
        tuple(document.doc_no for document in record.basis or ()),
        event.place,
        event.designation,
        event.result,
    )
    if event.inspection in state.held:
        params = (("inspection", event.inspection),)
        twice = Contradiction("inspection.held_twice", record.position, params)
        return Inspections(state.held, (*state.contradictions, twice))
    return Inspections({**state.held, event.inspection: held}, state.contradictions)


decider: Decider[Command, Inspections] = Decider(boundary, Inspections(), evolve, decide)
COMMANDS = (Command,)
