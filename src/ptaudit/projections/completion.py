"""目标任务完成: every unit's years as determined or carried over, with the entry of each (第二十条)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.completion import fold
from ptaudit.domain.completion.fold import UnitYears
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection


def own(key: str) -> Selection:
    return about(f"unit:{key}", kinds=fold.KINDS)


completion = Projection(
    name="completion",
    version=2,
    row=UnitYears,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
)
