"""履职台账: what each unit recorded of the duties of 第九、十条."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.duties import fold
from ptaudit.domain.duties.fold import Duties
from ptaudit.domain.selection import Selection
from ptaudit.domain.unit_years import keys, split
from ptaudit.projections.projection import Projection, by_year


def own(key: str) -> Selection:
    unit, year = split(key)
    return about(f"unit:{unit}", f"year:{year}", kinds=fold.KINDS)


#: Never stored: the matrix is a selection of one year.
duties = Projection(
    name="duties",
    version=1,
    row=Duties,
    kinds=fold.KINDS,
    keys=keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=by_year(Duties),
)
