"""Which year an act about a result means, and what it then rests on: the one said, else the last circulated."""

import datetime as dt

from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.failures import Malformed
from ptaudit.domain.honours.fold import KINDS, Honours, of_year
from ptaudit.domain.registry import Unit
from ptaudit.domain.selection import Selection
from ptaudit.domain.vetoes import fold as vetoes_fold


def boundary_of(year: int | None) -> Selection:
    """What titles and bonus points of *year* rest on; of no year said, those of every year."""
    if year is not None:
        return of_year(year)
    return about(kinds=(*cycle_fold.DECISIVE, *KINDS, *vetoes_fold.KINDS))


def year_of(said: int | None, state: Honours, unit: Unit, on: dt.date) -> int:
    """The year said, else the last one circulated by *on*. Raises Malformed for none, or one to come."""
    known = (
        year
        for year, cycle in state.cycles.years.items()
        if any(circular.paper.on <= on for circular in cycle.circulars)
    )
    year = said if said is not None else max(known, default=None)
    if year is None:
        raise Malformed("honours.which_year", unit=unit.name)
    if year > on.year:
        raise Malformed("honours.year_future", year=year, on=on)
    return year
