"""封账与重启: which seal of a year stands, and what comes after it (细则未规定).

A seal closes what the ledger held, so acts are compared with it by day and then by position: what is
dated the same day and recorded later comes after it, whatever its step.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.decider import Breach
from ptaudit.domain.events.base import OWN
from ptaudit.domain.registry import Registry

Place = tuple[dt.date, int]


@dataclass(frozen=True, slots=True)
class Seal:
    """年度封账: the year rests on the ledger up to *last*, whose root is *root* (hex)."""

    paper: Paper
    number: int
    last: int
    root: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """年度重启 of the seal that is entry *seal*, for *scope*."""

    paper: Paper
    seal: str
    scope: str


def place(paper: Paper) -> Place:
    return (paper.on, paper.position)


def in_order(seals: Iterable[Seal], reopenings: Iterable[Reopening]) -> list[Seal | Reopening]:
    return sorted((*seals, *reopenings), key=lambda act: place(act.paper))


def standing(
    seals: Sequence[Seal],
    reopenings: Sequence[Reopening],
    regular: Collection[str],
    before: Place | None = None,
) -> Seal | None:
    """The seal in force just before *before* (absent: now); *regular* are the entries that count."""
    acts = in_order(seals, reopenings)
    return _last([a for a in acts if before is None or place(a.paper) < before], regular)


def known_at(
    seals: Sequence[Seal],
    reopenings: Sequence[Reopening],
    regular: Collection[str],
    position: int,
) -> Seal | None:
    """The seal under which entry *position* was recorded, whatever day it is about."""
    acts = sorted(in_order(seals, reopenings), key=lambda act: act.paper.position)
    return _last([act for act in acts if act.paper.position < position], regular)


def _last(acts: Iterable[Seal | Reopening], regular: Collection[str]) -> Seal | None:
    """The last seal of *acts*, in their order, that no reopening of it has lifted."""
    last: Seal | None = None
    for act in acts:
        if act.paper.id not in regular:
            continue
        if isinstance(act, Seal):
            last = act
        elif last is not None and act.seal == last.paper.id:
            last = None
    return last


def against_seal(year: int, on: dt.date, registry: Registry) -> tuple[Breach, ...]:
    """The breach of order that an act of *on* on the result of a sealed year is; none, where it is open."""
    mark = registry.seals.over(year, on)
    if mark is None:
        return ()
    params = (("year", year), ("position", mark.position), ("on", mark.on))
    return (Breach("year.sealed", OWN, params),)
