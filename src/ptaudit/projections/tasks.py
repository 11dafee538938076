"""任务台账: each unit's tasks of a year, and targets that no task serves (第十二条)."""

from ptaudit.domain.boundaries import about
from ptaudit.domain.selection import Selection
from ptaudit.domain.tasks import fold
from ptaudit.domain.tasks.fold import Tasks
from ptaudit.domain.unit_years import keys, split
from ptaudit.projections.projection import Projection, by_year


def own(key: str) -> Selection:
    unit, year = split(key)
    return about(f"unit:{unit}", f"year:{year}", kinds=fold.KINDS)


#: Never stored: a board is a selection of one year.
tasks = Projection(
    name="tasks",
    version=1,
    row=Tasks,
    kinds=fold.KINDS,
    keys=keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=by_year(Tasks),
)
