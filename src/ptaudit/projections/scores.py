"""得分: every unit and year with its score entries and the totals asserted (第十五条)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.scoring import fold
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection, by_year


def own(key: str) -> Selection:
    unit, _, year = key.partition("/")
    return about(f"unit:{unit}", f"year:{year}", kinds=fold.KINDS)


scores = Projection(
    name="scores",
    version=4,
    row=Sheet,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    settle=fold.settle,
    shelves=by_year(Sheet),
)
