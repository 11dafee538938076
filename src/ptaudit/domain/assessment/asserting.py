"""Totals as an organ asserts them: typed or taken from the computed ones, one for every unit concerned."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from ptaudit.domain.assessment.year_basis import Basis
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.values import points_text
from ptaudit.domain.wire import canonical


class SaidTotal(Protocol):
    @property
    def unit(self) -> str: ...

    @property
    def score(self) -> Decimal: ...


def members(registry: Registry, year: int, sequence: str) -> tuple[Unit, ...]:
    """Units ranked in *sequence* that year, in order of registration (第十六条)."""
    return tuple(
        unit
        for unit in sorted(registry.units.values(), key=lambda unit: unit.position)
        if unit.owes(year) and registry.sequence(unit.code, year) == sequence
    )


def totals(
    said: Sequence[SaidTotal],
    computed: bool,
    sequences: Sequence[str],
    year: int,
    basis: Basis,
    registry: Registry,
) -> Mapping[str, Decimal]:
    """A total for every unit of *sequences*, by code, in order of registration.

    Raises Malformed for a unit missing, twice, or of another sequence, and where there is neither
    or both of *said* and *computed*; Refused for units whose total cannot be computed.
    """
    if bool(said) == computed:
        raise Malformed("scores.said_or_computed", year=year)
    due = [unit for sequence in sequences for unit in members(registry, year, sequence)]
    if computed:
        return computable(due, year, basis, registry)
    given: dict[str, Decimal] = {}
    for row in said:
        unit = registry.unit(row.unit)
        if unit.code in given:
            raise Malformed("opinion.unit_twice", unit=unit.name)
        if not _belongs(unit, sequences, year, registry):
            raise Malformed("opinion.unit_stranger", unit=unit.name, sequence=listed(sequences))
        given[unit.code] = row.score
    if missing := [unit.name for unit in due if unit.code not in given]:
        raise Malformed("opinion.unit_missing", units=listed(missing), year=year)
    return dict(sorted(given.items(), key=lambda pair: registry.units[pair[0]].position))


def computable(
    units: Sequence[Unit], year: int, basis: Basis, registry: Registry
) -> Mapping[str, Decimal]:
    """Each unit's recomputed total. Raises Refused naming the units that have none, or a partial one."""
    if not units:
        raise Refused("scores.nobody", OWN, year=year)
    sheets, counting = basis.sheets(year), basis.of(year).regular
    found: dict[str, Decimal] = {}
    lacking: list[str] = []
    for unit in units:
        score = scored(sheets.get(unit.code) or Sheet(unit.code, year), registry, counting)
        total = score.recomputed
        partial = score.basis is None and score.computed is not None and score.computed.partial
        if total is None or partial:
            lacking.append(unit.name)
        else:
            found[unit.code] = total
    if lacking:
        raise Refused("scores.not_computable", OWN, units=listed(lacking), year=year)
    return found


def digest(scores: Mapping[str, Decimal]) -> str:
    """SHA-256 of the canonical list of (unit, total) pairs, by unit."""
    pairs: list[object] = [[unit, points_text(score)] for unit, score in sorted(scores.items())]
    return hashlib.sha256(canonical(pairs)).hexdigest()


def _belongs(unit: Unit, sequences: Sequence[str], year: int, registry: Registry) -> bool:
    """Units not ranked may be given a score with the sequence they would be in."""
    sequence = registry.sequence(unit.code, year)
    own = unit.sequence(year) if sequence not in ("A", "B") else sequence
    return unit.existed(year) and own in sequences
