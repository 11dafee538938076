"""Units over time as a decision finds them: who is there on a day, and who may still end on it."""

import datetime as dt
from dataclasses import dataclass

from ptaudit.domain.boundaries import about
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.lineages import LineageDetermined, UnitChanged, UnitReorganised
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.units import Unit

KINDS = tuple(
    event.kind for event in (UnitRegistered, UnitChanged, UnitReorganised, LineageDetermined)
)


@dataclass(frozen=True, slots=True)
class Succession:
    """All a decision rests on is in the registry, which is part of its condition."""

    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: object, registry: Registry) -> Selection:
    return about(kinds=KINDS)


def evolve(state: Succession, record: Record) -> Succession:
    return state


def there(unit: Unit, on: dt.date) -> Unit:
    """*unit*, if it is there on the day *on*. Raises Malformed."""
    since, ended = unit.event.since, unit.ended
    if since is not None and on < since:
        raise Malformed("unit.not_yet", unit=unit.name, since=since, on=on)
    if ended is not None and ended.on <= on:
        raise Malformed(
            "unit.ended", unit=unit.name, ended=ended.on, on=on, position=ended.position
        )
    return unit


def free_to_end(unit: Unit, on: dt.date, registry: Registry) -> Unit:
    """*unit*, if nothing recorded says that it was still there after *on*. Raises Malformed."""
    later = [act.position for act in registry.lineage.of(unit.code) if act.on >= on]
    later += [former.position for former in unit.former if former.until > on]
    if unit.ended is not None:
        later.append(unit.ended.position)
    if later:
        raise Malformed("unit.goes_on", unit=unit.name, on=on, position=min(later))
    return unit
