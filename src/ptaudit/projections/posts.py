"""在任和缺位: who holds which post of a unit on a day, and a person's years (第五条)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Literal, TypeAlias

from ptaudit.domain.events.posts import PostRole
from ptaudit.domain.posts.fold import KINDS, Posts, Term, gather
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Unit

__all__ = ["KINDS", "Place", "Posts", "Term", "holders", "on_day", "posts", "years"]

#: 主持: acting. 不计: on record, but somebody else sat there first, or it was recorded without authority.
#: 缺位: somebody sat there before and nobody does; 未登记: nobody is on record ever to have sat there.
Status: TypeAlias = Literal["在任", "主持", "不计", "缺位", "未登记"]

_ORDER: tuple[PostRole, ...] = ("党主要", "政主要", "分管", "班子成员")


@dataclass(frozen=True, slots=True)
class Place:
    """One post on a day. *term* is None where nobody holds it; *former* then held it last.

    *also* are the other posts the same person holds on that day.
    """

    unit: str
    role: PostRole
    status: Status
    term: Term | None = None
    former: Term | None = None
    also: tuple[Term, ...] = ()


def posts(records: Iterable[Record]) -> Posts:
    """Terms from entries as corrected, in folding order."""
    return reduce(gather, records, Posts())


def on_day(held: Posts, unit: Unit, day: dt.date) -> Iterator[Place]:
    """The posts of *unit* on *day*: the heads of its organs, filled or not, then the others that are held."""
    own = held.of_unit(unit.code)
    for role in _ORDER:
        there = [term for term in own if term.role == role and term.covers(day)]
        yield from (_place(held, term, day) for term in there)
        if _is_due(unit, role) and not any(held.fills(term, day) for term in there):
            past = [t for t in own if t.role == role and t.regular and t.since <= day]
            ended = [t for t in past if t.until is not None and t.until < day]
            former = max(ended, key=lambda t: (t.until or day, t.position), default=None)
            yield Place(unit.code, role, "缺位" if former else "未登记", former=former)


def _is_due(unit: Unit, role: PostRole) -> bool:
    """An organ has a head; how many others there are nobody says."""
    organ = {"党主要": unit.event.party_organ, "政主要": unit.event.gov_organ}
    return organ.get(role) is not None


def _place(held: Posts, term: Term, day: dt.date) -> Place:
    status: Status = "主持" if term.acting else "在任"
    also = (t for t in held.of_person(term.person) if t is not term and t.covers(day))
    if not held.fills(term, day):
        status = "不计"
    return Place(term.unit, term.role, status, term, also=tuple(also))


def holders(held: Posts, unit: str, year: int) -> tuple[Term, ...]:
    """Terms of *unit* that touch *year*, by role, then by first day; those that never count left out."""
    own = [t for t in held.of_unit(unit) if t.within(year) is not None and t.regular]
    return tuple(sorted(own, key=lambda t: (_ORDER.index(t.role), t.since, t.position)))


def years(terms: Iterable[Term], last: int) -> Iterator[tuple[int, Term]]:
    """Every year up to *last* that each term touches."""
    for term in terms:
        for year in range(term.since.year, min(last, (term.until or dt.date.max).year) + 1):
            yield year, term
