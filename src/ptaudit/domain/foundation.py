"""What a decision rests on, folded once and added to as the ledger grows, never folded twice without need."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Generic, TypeVar

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import BEGINNING, Decider, State
from ptaudit.domain.events.base import Event
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.selection import EVERYTHING, Selection

C = TypeVar("C", bound=Command)
S = TypeVar("S", bound=State)

Order = tuple[dt.date, int, int]
#: What an entry says, apart from why it was typed and, but for personal acts, by whom.
Said = tuple[str, dt.date, tuple[str, ...], Event, tuple[str, ...] | None, str]
_FIRST: Order = (*BEGINNING, 0)
#: A decider without lanes has this one.
_ONE = ("",)


class Foundation(Generic[C, S]):
    """The records of one boundary and the state they add up to.

    A record that comes after every other of its lanes is folded on top; one that comes between
    others, a correction, a void or a re-entry folds everything again.
    """

    def __init__(
        self,
        decider: Decider[C, S],
        records: Iterable[Record] = (),
        boundary: Selection = EVERYTHING,
    ) -> None:
        self.decider = decider
        self.boundary = boundary
        self.records: list[Record] = []
        self.state: S = decider.initial
        self._last: dict[str, Order] = {}
        self._live: dict[Said, int] = {}
        self._tried: tuple[Sequence[Record], S] | None = None
        self.grow(records)

    def grow(self, records: Iterable[Record]) -> None:
        """More records, in ledger order, all later in the ledger than those before."""
        new = list(records)
        if not new:
            return
        if any(_restates(record) for record in new):
            self.records += new
            known = self._known(self.records)
            self.state = reduce(self.decider.evolve, known, self.decider.initial)
            self._last, self._live = {}, {}
            self._note(known)
            self._index(clocks.resolve(self.records))
            return
        tried, self._tried = self._tried, None
        if tried is not None and _are_same(tried[0], new):
            self.state = tried[1]
        else:
            self.state = self.after(new)
        self.records += new
        self._note(new)
        self._index(new)

    def after(self, records: Sequence[Record]) -> S:
        """The state with *records* in their place among the others; growing by them comes for nothing."""
        in_order = self._in_order(records)
        if in_order is None:
            known = self._known([*self.records, *records])
            state = reduce(self.decider.evolve, known, self.decider.initial)
        else:
            state = reduce(self.decider.evolve, in_order, self.state)
        self._tried = (records, state)
        return state

    def said(self, draft: Draft) -> int | None:
        """The position of the last live record that says exactly what *draft* says."""
        return self._live.get(_said(draft))

    def _in_order(self, new: Sequence[Record]) -> Sequence[Record] | None:
        """*new* in folding order, when they can be folded on top of what is there."""
        if self.decider.order is not clocks.known:
            return None
        if any(_restates(record) for record in new):
            return None
        for record in new:
            order = record.order
            if any(order < self._last.get(lane, _FIRST) for lane in self._lanes(record)):
                return None
        return sorted(new, key=lambda record: record.order) if len(new) > 1 else new

    def _known(self, records: Sequence[Record]) -> Sequence[Record]:
        """*records* resolved and in folding order, without what was corrected out of the boundary."""
        return [
            r
            for r in self.decider.order(records)
            if not r.amended_by or self.boundary.matches(r.kind, (*r.tags, f"id:{r.id}"))
        ]

    def _note(self, records: Iterable[Record]) -> None:
        for record in records:
            for lane in self._lanes(record):
                self._last[lane] = max(record.order, self._last.get(lane, _FIRST))

    def _index(self, records: Iterable[Record]) -> None:
        for record in records:
            self._live[_said(record)] = record.position

    def _lanes(self, record: Record) -> tuple[str, ...]:
        return _ONE if self.decider.lanes is None else self.decider.lanes(record)


def _restates(record: Record) -> bool:
    """Whether it changes what an earlier record says."""
    if record.kind in clocks.CORRECTIONS:
        return True
    return record.refs is not None and any(ref.role == "replaces" for ref in record.refs)


def _are_same(some: Sequence[Record], others: Sequence[Record]) -> bool:
    return len(some) == len(others) and all(
        one is other for one, other in zip(some, others, strict=True)
    )


def _said(draft: Draft) -> Said:
    by = draft.operator if draft.payload.personal else ""
    return (draft.kind, draft.effective, draft.organs, draft.payload, draft.commitments, by)
