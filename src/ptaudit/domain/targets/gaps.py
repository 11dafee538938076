"""What the year's targets and rules leave open: noticed, never a reason to refuse (第十一条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.registry import Registry
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
    targeted = papers.targets
    for unit in registry.units if targeted else ():
        if unit not in targeted and registry.sequence(unit, year) != "不参与排位":
            yield Gap("无目标任务", unit)
    for unit, targets in targeted.items():
        rules = registry.rules_for(unit, year)
        for target in targets if rules is not None else ():
            if rules is not None and target.code not in rules.items:
                yield Gap("指标无细则", unit, target.code)
