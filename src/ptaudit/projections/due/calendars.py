"""Holiday arrangements that are not on record, and what was reckoned by weekends for want of them (暂定)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ptaudit.domain.registry import Registry
from ptaudit.projections.due.owed import Owed

#: The ledger's first entry: what rests on nothing else rests on its having begun.
BEGINNING = 1


@dataclass(frozen=True, slots=True)
class Unknown:
    """A year without an arrangement, and what rests on it, the earliest first."""

    year: int
    rests: tuple[Owed, ...]


def unknown(rows: Iterable[Owed]) -> tuple[Unknown, ...]:
    """Years that provisional rows fall into and nobody has recorded an arrangement for."""
    found: dict[int, list[Owed]] = {}
    for row in rows:
        for year in row.unknown_years:
            found.setdefault(year, []).append(row)
    return tuple(
        Unknown(year, tuple(sorted(rests, key=lambda one: one.day or dt.date.max)))
        for year, rests in sorted(found.items())
    )


def owed(rows: Iterable[Owed], registry: Registry, on: dt.date) -> Iterator[Owed]:
    """An arrangement is due by the first day that rests on it; that of the present year since it began."""
    found = {one.year: one.rests for one in unknown(rows)}
    if on.year not in registry.holidays:
        found.setdefault(on.year, ())
    for year, rests in sorted(found.items()):
        days = [one.day for one in rests if one.day is not None]
        first = min(days, default=dt.date(year, 1, 1))
        position = rests[0].position if rests else BEGINNING
        yield Owed("节假日登记", "REG", first, "日历", position, (), str(year), None)
