"""第二条 — 更名、改制: one unit goes on under another name, or as another kind, under the code it has."""

from typing import Any

from ptaudit.domain.commands.lineages import ChangeUnit
from ptaudit.domain.decider import Act, Context, Decision
from ptaudit.domain.events.lineages import UnitChanged
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.failures import Malformed
from ptaudit.domain.registers.succession import there
from ptaudit.domain.units import organs_of, refuse_taken


def change(command: ChangeUnit, context: Context) -> Decision:
    """What differs from the day on; organs that were named after the unit follow its name and kind."""
    on = command.on or context.today
    unit = there(context.registry.unit(command.unit), on)
    was = unit.on(on)
    said = _said(command, was)
    differing = {name: value for name, value in said.items() if value != getattr(was, name)}
    if not differing:
        if same := [one.position for one in unit.former if one.until == on]:
            return Decision(already=tuple(same))
        raise Malformed("unit.nothing_changes", unit=unit.name)
    names = (differing.get("name"), *(differing.get("short") or ()))
    refuse_taken([name for name in names if name], context.registry.units, but=unit.code)
    return Decision((Act(UnitChanged(unit=unit.code, **differing), on=on),))


def _said(command: ChangeUnit, was: UnitRegistered) -> dict[str, Any]:
    """Every field that may change, as it is to be."""
    name, kind = command.name or was.name, command.unit_kind or was.unit_kind
    party, government = organs_of(was.name, was.unit_kind)
    new_party, new_government = organs_of(name, kind)
    short = command.short and tuple(s for s in dict.fromkeys(command.short) if s != name)
    said = {
        "name": name,
        "short": short or was.short,
        "unit_kind": kind,
        "party_organ": command.party_organ
        or (new_party if was.party_organ == party else was.party_organ),
        "gov_organ": command.gov_organ
        or (new_government if was.gov_organ == government else was.gov_organ),
    }
    # A field that is absent stays as it was: what is no more cannot be said, and stays.
    return {field: value for field, value in said.items() if value is not None}
