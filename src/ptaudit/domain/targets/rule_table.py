"""A scoring table as said, with every unit found and every defect named by its row (第十一条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.commands.targets import SaidRuleItem, SaidWarning
from ptaudit.domain.events.targets import AppliesTo, PerCase, RuleItem, RuleWarning
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.targets.rule_checks import check
from ptaudit.domain.targets.rule_warnings import warning


@dataclass(frozen=True, slots=True)
class Table:
    """Items in the order said, and what is wrong with them, by row."""

    items: tuple[RuleItem, ...]
    warnings: tuple[RuleWarning, ...]


def scope(said: Sequence[str], registry: Registry) -> AppliesTo:
    """``A``, ``B``, or the codes of single units in order. Raises Malformed for a mixture or nothing."""
    if not said:
        raise Malformed("rules.scope_missing")
    names = tuple(dict.fromkeys(said))
    if names == ("A",):
        return "A"
    if names == ("B",):
        return "B"
    if {"A", "B"} & set(names):
        raise Malformed("rules.scope_mixed", said="、".join(names))
    return tuple(sorted({registry.unit(name).code for name in names}))


def table(
    said: Sequence[SaidRuleItem],
    full_marks: Decimal,
    noted: Sequence[SaidWarning],
    registry: Registry,
) -> Table:
    """The items, with what a reader noted and what the tree itself shows to be wrong.

    An item for a unit never registered stands, applies to nobody, and is a warning. Raises
    Malformed for what cannot be used at all: a code twice, a circle of parents.
    """
    read = items_of(said, registry)
    found = [RuleWarning(row=w.row, code=w.code, text=w.text) for w in noted]
    found += [*read.warnings, *check(read.items, read.groups, full_marks)]
    distinct = {(w.row, w.code, w.text): w for w in found}
    return Table(read.items, tuple(sorted(distinct.values(), key=lambda w: w.row)))


@dataclass(frozen=True, slots=True)
class Items:
    """Items in the order said, whom each is for (those unknown too), and the units that are unknown."""

    items: tuple[RuleItem, ...]
    groups: tuple[tuple[str, ...], ...]
    warnings: tuple[RuleWarning, ...]


def items_of(said: Sequence[SaidRuleItem], registry: Registry) -> Items:
    """The items as they would be issued. Raises Malformed for a case said twice."""
    warnings: list[RuleWarning] = []
    items: list[RuleItem] = []
    groups: list[tuple[str, ...]] = []
    for n, row in enumerate(said, 1):
        applies_to, unknown = _units(row.applies_to, registry)
        warnings += [warning("unit_unknown", row.row or n, unit=name) for name in unknown]
        groups.append((*(registry.named(unit) for unit in applies_to), *unknown))
        items.append(_item(row, applies_to if row.applies_to else None))
    return Items(tuple(items), tuple(groups), tuple(warnings))


def _units(said: Sequence[str], registry: Registry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: list[str] = []
    unknown: list[str] = []
    for name in said:
        try:
            known.append(registry.unit(name).code)
        except NotFound:
            unknown.append(name)
    return tuple(sorted(set(known))), tuple(dict.fromkeys(unknown))


def _item(row: SaidRuleItem, applies_to: tuple[str, ...] | None) -> RuleItem:
    cases = [case.code for case in row.per_case]
    if len(set(cases)) != len(cases):
        raise Malformed("rules.case_twice", item=row.code)
    return RuleItem(
        code=row.code,
        parent=row.parent,
        no=row.no,
        name=row.name,
        group=row.group,
        article=row.article,
        mode=row.mode,
        points=row.points,
        cap=row.cap,
        floor=row.floor,
        rule_text=row.rule_text,
        assessor=row.assessor,
        applies_to=applies_to,
        per_case=tuple(PerCase(**case.model_dump()) for case in row.per_case) or None,
        formula=row.formula,
        row=row.row,
    )
