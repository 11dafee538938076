"""Indicators that tell no unit from another: all the same, or all at or above full marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import compute
from ptaudit.domain.scoring.sheet import Sheet

How: TypeAlias = Literal["全部满分", "全部同分"]
#: One unit alone cannot be told from another.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Flat:
    """One item of one rules version under which every unit scored came out alike."""

    year: int
    version: int
    whom: str
    item: RuleItem
    how: How
    values: tuple[tuple[str, Decimal], ...]


def flat(sheets: Iterable[Sheet], registry: Registry) -> list[Flat]:
    """Of units a total was asserted for: before that, what is not yet scored looks like full marks."""
    found: dict[tuple[int, int, str, str], tuple[RuleItem, list[tuple[str, Decimal]]]] = {}
    for sheet in sheets:
        rules = registry.rules_for(sheet.unit, sheet.year)
        if rules is None or not any(a.kind != "结转" for a in sheet.assertions):
            continue
        policy = registry.policy(sheet.year)
        for score in compute(sheet.nets, rules, sheet.unit, policy, sheet.waivers).items:
            if score.value is not None and score.waived is None:
                key = (sheet.year, rules.version, str(rules.applies_to), score.item.code)
                _, values = found.setdefault(key, (score.item, []))
                values.append((sheet.unit, score.value))
    return [
        Flat(year, version, whom, item, how, tuple(values))
        for (year, version, whom, _), (item, values) in sorted(found.items(), key=lambda p: p[0])
        if len(values) >= FEWEST and (how := _how(item, [value for _, value in values]))
    ]


def _how(item: RuleItem, values: list[Decimal]) -> How | None:
    if all(value >= item.points for value in values):
        return "全部满分"
    return "全部同分" if len(set(values)) == 1 else None
