"""自查台账: each unit's self-checks of a year, whoever has filed and whoever has not (第十三条)."""

import datetime as dt
from collections.abc import Iterator, Mapping

from ptaudit.domain.boundaries import about
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.selfchecks import fold
from ptaudit.domain.selfchecks.due import Standing, periods, standing
from ptaudit.domain.selfchecks.fold import SELFCHECK_EVENTS, Selfchecks
from ptaudit.projections.projection import Projection, by_year

KINDS = tuple(event.kind for event in SELFCHECK_EVENTS)


def own(key: str) -> Selection:
    unit, _, year = key.rpartition("/")
    return about(f"unit:{unit}", f"year:{year}", kinds=KINDS)


selfchecks = Projection(
    name="selfchecks",
    version=3,
    row=Selfchecks,
    kinds=KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=by_year(Selfchecks),
)


def board(
    rows: Mapping[str, Selfchecks], registry: Registry, year: int, on: dt.date
) -> Iterator[tuple[str, Standing]]:
    """(unit, standing) for every self-check owed for *year*, as it stands on *on*.

    A unit owes the self-check of each period on whose last day it was there; one that filed without
    owing any is shown as well.
    """
    owed = periods(registry, year)
    filed = [row.unit for row in rows.values() if row.year == year and row.filings]
    for code in dict.fromkeys((*registry.units, *filed)):
        key = f"{code}/{year}"
        row = rows[key] if key in rows else fold.initial(key)
        unit = registry.units.get(code)
        for period in owed:
            held = standing(row, period, registry, on)
            if unit is None or unit.stood(_ends(period, year)) or held.filed or held.copied:
                yield code, held


def _ends(period: str, year: int) -> dt.date:
    return dt.date(year, 6, 30) if period == "上半年" else dt.date(year, 12, 31)
