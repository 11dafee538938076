"""Registering an assessed unit: its code, its two organs, and names no other unit bears (第二条)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.decider import Act, Context, Contradiction, Decision
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.units import organs_of, refuse_taken

#: The in-force day of a unit that was there before the ledger.
EVER = dt.date(1949, 10, 1)


def register(command: RegisterUnit, context: Context) -> Decision:
    """One unit with its in-force day. Raises Malformed for a code or name that another unit bears."""
    registry = context.registry
    party, government = _organs(command)
    since = command.since or command.on
    event = UnitRegistered(
        unit=command.unit or _next_code(registry),
        name=command.name,
        short=tuple(s for s in dict.fromkeys(command.short) if s != command.name) or None,
        unit_kind=command.unit_kind,
        party_organ=party,
        gov_organ=government,
        since=since,
        roles=command.roles or None,
        binding=command.binding or None,
    )
    for unit in registry.units.values():
        asked = event if command.unit else event.model_copy(update={"unit": unit.code})
        if unit.event == asked:
            return Decision(already=(unit.position,))
    refuse_taken(_names(event), registry.units)
    return Decision((Act(event, on=since or EVER),))


def clashes(record: Record, earlier: Sequence[Record]) -> tuple[Contradiction, ...]:
    """What the unit in *record* is called that one of *earlier* is called too."""
    assert isinstance(record.payload, UnitRegistered)
    taken = {
        borne
        for other in earlier
        if isinstance(other.payload, UnitRegistered)
        for borne in _names(other.payload)
    }
    twice = [borne for borne in _names(record.payload) if borne in taken]
    return tuple(
        Contradiction("unit.name_twice", record.position, (("name", borne),)) for borne in twice
    )


def _names(event: UnitRegistered) -> Iterator[str]:
    """All a unit is called: a clerk may type any of them, so no two units share one."""
    yield from dict.fromkeys((event.name, *(event.short or ()), event.unit))


def _organs(command: RegisterUnit) -> tuple[str | None, str | None]:
    if command.party_organ or command.gov_organ:
        return command.party_organ, command.gov_organ
    return organs_of(command.name, command.unit_kind)


def _next_code(registry: Registry) -> str:
    taken = {name for unit in registry.units.values() for name in (*unit.names, unit.code)}
    number = len(registry.units) + 1
    while f"u{number:03d}" in taken:
        number += 1
    return f"u{number:03d}"
