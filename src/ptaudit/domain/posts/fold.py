"""任职期间 folded: terms never vanish; what cannot be true together is marked on the later entry (第五条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.posts import PostAssumed, PostLeft, PostRole
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Record

KINDS = (PostAssumed.kind, PostLeft.kind)
#: 第一责任人: of each organ of a unit there is one at a time, beside whom one may be acting.
SEATS: tuple[PostRole, ...] = ("党主要", "政主要")
#: Breaches of order, judged again whenever the terms are folded; every other one is of authority and stays.
OF_ORDER = frozenset(("post.seat_taken", "post.not_held", "post.left_before", "post.held_already"))

Params: TypeAlias = tuple[tuple[str, Param], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One term. Both days are within it; *until* is None while it goes on.

    *left* is the entry that ended it: a leaving, or the appointment that made an acting head the head.
    *beside*: the entry of a term of the same seat that had not ended when this one began. Without
    *regular* (a breach of authority was recorded with it) it never counts.
    """

    person: str
    name: str
    unit: str
    role: PostRole
    field: str | None
    acting: bool
    since: dt.date
    until: dt.date | None
    id: str
    position: int
    left: int | None = None
    beside: int | None = None
    regular: bool = True

    def covers(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def within(self, year: int) -> tuple[dt.date, dt.date | None] | None:
        """First and last day of it in *year*; the last is None where it is not known to end by then."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        if self.since > last or (self.until is not None and self.until < first):
            return None
        ends = self.until if self.until is not None and self.until <= last else None
        return max(self.since, first), ends


@dataclass(frozen=True, slots=True)
class Posts:
    """Terms in order of their first days. A leaving that ends nothing is only a contradiction."""

    terms: tuple[Term, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def of_unit(self, unit: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.unit == unit)

    def of_person(self, person: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.person == person)

    def held(self, person: str, unit: str, role: str) -> Term | None:
        """The term of that post that goes on; one that counts before one that never does."""
        found = [
            term
            for term in self.of_unit(unit)
            if (term.person, term.role) == (person, role) and term.until is None
        ]
        return min(found, key=lambda term: not term.regular, default=None)

    def fills(self, term: Term, day: dt.date) -> bool:
        """Whether *term* counts on *day*: of two heads at once, only the one who was there first does."""
        if not term.regular or not term.covers(day):
            return False
        if term.role not in SEATS:
            return True
        for other in self.terms:
            if other is term:
                return True
            if other.regular and other.covers(day) and other.until != day and _same(other, term):
                return False
        return True


def _same(one: Term, other: Term) -> bool:
    """Whether they are terms of one seat."""
    return (one.unit, one.role, one.acting) == (other.unit, other.role, other.acting)


def gather(state: Posts, record: Record) -> Posts:
    """*state* with one more act, in order of days."""
    match record.payload:
        case PostAssumed() as event:
            return _assumed(state, record, event)
        case PostLeft() as event:
            return _left(state, record, event)
        case _:
            return state


def _assumed(state: Posts, record: Record, event: PostAssumed) -> Posts:
    own, acting = state.held(event.person, event.unit, event.role), bool(event.acting)
    if own is not None and not own.regular:
        own = None
    if own is not None and not (own.acting and not acting and own.since < record.effective):
        params = _params(event, on=own.since, position=own.position)
        return _doubting(state, Contradiction.of("post.held_already", record.position, params))
    term = Term(
        event.person,
        event.name,
        event.unit,
        event.role,
        event.field,
        acting,
        record.effective,
        None,
        record.id,
        record.position,
        regular=is_regular(record),
    )
    if own is not None and term.regular:
        last = record.effective - dt.timedelta(days=1)
        state = _ended(state, own, last, record.position)
    taken = next(_seated(state, term), None)
    if taken is None:
        return replace(state, terms=(*state.terms, term))
    params = _params(event, holder=taken.person, on=taken.since, position=taken.position)
    state = _doubting(state, Contradiction.of("post.seat_taken", record.position, params))
    return replace(state, terms=(*state.terms, replace(term, beside=taken.position)))


def _seated(state: Posts, term: Term) -> Iterator[Term]:
    """Who sits where *term* would be, that is not known to have ended."""
    if term.role not in SEATS:
        return
    for other in state.of_unit(term.unit):
        if _same(other, term) and other.until is None and other.regular:
            yield other


def _left(state: Posts, record: Record, event: PostLeft) -> Posts:
    term = state.held(event.person, event.unit, event.role)
    if term is None:
        params = _params(event)
        return _doubting(state, Contradiction.of("post.not_held", record.position, params))
    return _ended(state, term, record.effective, record.position) if is_regular(record) else state


def is_regular(record: Record) -> bool:
    return all(mark.code in OF_ORDER for mark in record.irregular or ())


def _ended(state: Posts, term: Term, last: dt.date, position: int) -> Posts:
    ended = replace(term, until=last, left=position)
    return replace(state, terms=tuple(ended if t is term else t for t in state.terms))


def _doubting(state: Posts, found: Contradiction) -> Posts:
    return replace(state, contradictions=(*state.contradictions, found))


def _params(event: PostAssumed | PostLeft, **more: Param) -> Params:
    return (("person", event.person), ("unit", event.unit), ("role", event.role), *more.items())
