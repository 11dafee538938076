"""What the year's targets and rules leave open: noticed, never a reason to refuse (第十一条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.formulas.inputs import reads
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.targets.fold import YearPapers

GapKind: TypeAlias = Literal["无目标任务", "指标无细则"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit without targets, or a target whose indicator no rule of the unit's scores."""

    kind: GapKind
    unit: str
    indicator: str = ""


def gaps(papers: YearPapers, registry: Registry, year: int) -> Iterator[Gap]:
    """Units in the order registered. Nothing is missing while nothing was issued."""
    for unit in _owing(registry, year) if papers.targets else ():
        if registry.sequence(unit, year) != "不参与排位":
            yield from _without(papers, unit)
    for unit in papers.targets:
        if (rules := registry.rules_for(unit, year)) is not None:
            yield from _unscored(papers, unit, rules)


def gaps_under(papers: YearPapers, registry: Registry, rules: Rules) -> Iterator[Gap]:
    """The gaps of the units that *rules*, issued or not, apply to."""
    for unit in _owing(registry, rules.year) if papers.targets else ():
        if rules.applies(unit, registry.sequence(unit, rules.year)):
            yield from _without(papers, unit)
            yield from _unscored(papers, unit, rules)


def _owing(registry: Registry, year: int) -> list[str]:
    return [code for code, unit in registry.units.items() if unit.owes(year)]


def _without(papers: YearPapers, unit: str) -> Iterator[Gap]:
    if unit not in papers.targets:
        yield Gap("无目标任务", unit)


def _unscored(papers: YearPapers, unit: str, rules: Rules) -> Iterator[Gap]:
    """Targets that no item is named by and no formula reads."""
    read = {
        one.input.partition(":")[2]
        for item in rules.items.values()
        for one in reads(item.formula or ())
    }
    for target in papers.targets.get(unit, ()):
        if target.code not in rules.items and target.code not in read:
            yield Gap("指标无细则", unit, target.code)
