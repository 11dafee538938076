"""What a decision rests on, folded once and added to as the ledger grows, never folded twice without need."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Generic, TypeVar

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import BEGINNING, Decider, State
from ptaudit.domain.record import Draft, Record

C = TypeVar("C", bound=Command)
S = TypeVar("S", bound=State)

Order = tuple[dt.date, int, int]
_FIRST: Order = (*BEGINNING, 0)
#: A decider without lanes has this one.
_ONE = ("",)


class Foundation(Generic[C, S]):
    """The records of one boundary and the state they add up to.

    A record that comes after every other of its lanes is folded on top; one that comes between
    others, a correction, a void or a re-entry folds everything again.
    """

    def __init__(self, decider: Decider[C, S], records: Iterable[Record] = ()) -> None:
        self.decider = decider
        self.records: list[Record] = []
        self.state: S = decider.initial
        self._last: dict[str, Order] = {}
        self._live: defaultdict[tuple[object, ...], list[Record]] = defaultdict(list)
        self.grow(records)

    def grow(self, records: Iterable[Record]) -> None:
        """More records, in ledger order, all later in the ledger than those before."""
        new = list(records)
        if not new:
            return
        in_order = self._in_order(new)
        self.records += new
        if in_order is None:
            known = self.decider.order(self.records)
            self.state = reduce(self.decider.evolve, known, self.decider.initial)
            self._live.clear()
            live: Iterable[Record] = clocks.resolve(self.records)
            self._last = {}
            self._note(known)
        else:
            self.state = reduce(self.decider.evolve, in_order, self.state)
            live = new
            self._note(in_order)
        for record in live:
            self._live[_when(record)].append(record)

    def after(self, records: Sequence[Record]) -> S:
        """The state with *records* in their place among the others; nothing is kept."""
        in_order = self._in_order(records)
        if in_order is None:
            return self.decider.fold([*self.records, *records])
        return reduce(self.decider.evolve, in_order, self.state)

    def said(self, draft: Draft) -> int | None:
        """The position of a live record that says exactly what *draft* says."""
        for record in reversed(self._live.get(_when(draft), ())):
            if record.payload == draft.payload:
                return record.position
        return None

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

    def _note(self, records: Iterable[Record]) -> None:
        for record in records:
            for lane in self._lanes(record):
                self._last[lane] = max(record.order, self._last.get(lane, _FIRST))

    def _lanes(self, record: Record) -> tuple[str, ...]:
        return _ONE if self.decider.lanes is None else self.decider.lanes(record)


def _restates(record: Record) -> bool:
    """Whether it changes what an earlier record says."""
    if record.kind in clocks.CORRECTIONS:
        return True
    return record.refs is not None and any(ref.role == "replaces" for ref in record.refs)


def _when(draft: Draft) -> tuple[object, ...]:
    return (draft.kind, draft.effective, draft.organs)
