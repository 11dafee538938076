"""A year's circulars and the papers after them as rows, without the desks: ``paper(3, DAY(2024, 2, 1))``."""

import datetime as dt
from collections.abc import Iterable

from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.cycle.papers import Circular, Cycle, Lists

DAY = dt.date
YEAR = 2023


def paper(position: int, on: dt.date, *, step: int = 80, wrong: str = "") -> Paper:
    """Entry *position*; *wrong*: the breach for which it counts for nothing."""
    return Paper(
        id=f"{position:032x}",
        on=on,
        step=step,
        position=position,
        recorded_at=f"{on}T10:00:00.000+08:00",
        organs=("OFC-G", "OFC-P"),
        unauthorised=(wrong,) if wrong else (),
    )


def circular(
    position: int, on: dt.date, *, advanced: Iterable[str] = (), interview: Iterable[str] = ()
) -> Circular:
    """A circular that names the units in *advanced* and *interview*."""
    lists = Lists(advanced=tuple(advanced), interview=tuple(interview))
    return Circular("内部", paper(position, on), (), lists)


def year(circulars: Iterable[Circular], *, irregular: Iterable[int] = ()) -> Cycle:
    """The year with *circulars*; those at the positions in *irregular* do not count."""
    every = tuple(circulars)
    out = set(irregular)
    regular = tuple(one.paper.id for one in every if one.paper.position not in out)
    return Cycle(YEAR, circulars=every, regular=regular)
