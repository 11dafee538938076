"""A paper about to be written: its rows and items as pieces, and the number it gets (第十一条)."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from ptaudit.domain.commands.targets import SaidTarget
from ptaudit.domain.decider import Act, Decision, Refused
from ptaudit.domain.events.targets import (
    DraftSubmitted,
    RuleItem,
    RulesIssued,
    RuleWarning,
    Target,
    TargetIssued,
    UnitTargets,
)
from ptaudit.domain.failures import Malformed
from ptaudit.domain.registry import Registry
from ptaudit.domain.targets import parts
from ptaudit.domain.targets.fold import Version, last
from ptaudit.domain.targets.rule_table import Table

Paper = TypeVar("Paper", DraftSubmitted, TargetIssued, RulesIssued)

Row: TypeAlias = tuple[str, Target]
Piece: TypeAlias = RuleItem | RuleWarning


def numbered(
    versioned: Callable[[int], tuple[Paper, ...]],
    held: tuple[Version, ...],
    of: str,
    scope: str,
    asked: int | None,
    taken: str,
    day: dt.date,
    floor: int = 0,
) -> Decision:
    """The paper as the version asked for, or as the next above *floor*; one said again of that day is a repeat."""
    former = last(held, of, scope, asked)
    for version in held:
        if (version.of, version.scope, version.mark.on) == (of, scope, day):
            again = versioned(version.version)[-1]
            if again.parts_digest == version.digest and asked in (None, version.version):
                return Decision(already=version.positions)
    number = asked or max(floor, former.version if former else 0) + 1
    paper = versioned(number)
    if asked is not None and former is not None:
        raise Refused(taken, paper[0].claims[0], of=of, version=asked)
    return Decision(tuple(Act(event) for event in paper))


def rows(said: Sequence[SaidTarget], registry: Registry) -> list[Row]:
    """Targets unit by unit, units in the order they are first named."""
    found: dict[str, list[Target]] = {}
    for row in said:
        unit = registry.unit(row.unit)
        targets = found.setdefault(unit.code, [])
        if row.code in {target.code for target in targets}:
            raise Malformed("target.code_twice", unit=unit.name, indicator=row.code)
        targets.append(Target(**row.model_dump(exclude={"unit"})))
    return [(unit, target) for unit, targets in found.items() for target in targets]


def row_size(row: Row) -> int:
    """Bytes of a target in its unit, and of the unit's tag, which the entry carries as well."""
    unit, target = row
    return (
        parts.size_of(target) + parts.size_of(UnitTargets(unit=unit, targets=())) + len(unit) + 10
    )


def by_unit(rows: Sequence[Row]) -> tuple[UnitTargets, ...]:
    found: dict[str, list[Target]] = {}
    for unit, target in rows:
        found.setdefault(unit, []).append(target)
    return tuple(UnitTargets(unit=u, targets=tuple(targets)) for u, targets in found.items())


def pieces_of(read: Table) -> tuple[Piece, ...]:
    return (*read.items, *read.warnings)


def piece_size(piece: Piece) -> int:
    return parts.size_of(piece) + 1


def sorted_out(
    pieces: Sequence[Piece],
) -> tuple[tuple[RuleItem, ...], tuple[RuleWarning, ...] | None]:
    items = tuple(piece for piece in pieces if isinstance(piece, RuleItem))
    warnings = tuple(piece for piece in pieces if isinstance(piece, RuleWarning))
    return items, warnings or None
