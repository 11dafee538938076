"""What of one ledger a process keeps from question to question: standing facts, and the rows it has read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from threading import RLock
from typing import Any, Generic, TypeVar

from ptaudit.application import reading, stored
from ptaudit.application.facts import Facts
from ptaudit.application.pausing import uncollected
from ptaudit.ledger import Ledger
from ptaudit.projections.projection import AnyProjection, Folded, Projection

Row = TypeVar("Row", bound=Folded)
#: Shelves kept, and rows that one may have to be kept.
SHELVES = 24
MOST = 20_000


@dataclass(slots=True)
class Held(Generic[Row]):
    """Rows of everything recorded up to *position*, of whatever day, by key in order; none is empty.

    *latest*: no row has an act of a later day.
    """

    position: int
    rows: dict[str, Row]
    latest: dt.date = dt.date.min


class Kept:
    """Shared by the views of one ledger. Stored rows are decoded once, then only what came since is folded."""

    def __init__(self, ledger: Ledger) -> None:
        self.facts = Facts(ledger)
        self._ledger = ledger
        self._alone = RLock()
        self._held: dict[tuple[str, int, str], Held[Any]] = {}

    def rows(
        self, projection: Projection[Row], position: int, shelf: str = ""
    ) -> Held[Row] | None:
        """All rows as of *position*, the head, or those of one *shelf*; None where none are stored."""
        with self._alone:
            name = (projection.name, projection.version, shelf)
            held = self._held.pop(name, None) or self._loaded(projection, shelf)
            if held is None or held.position > position:
                return None
            if held.position < position:
                self._follow(projection, held, position, shelf)
            if len(held.rows) <= MOST:
                self._held[name] = held
                if len(self._held) > SHELVES:
                    del self._held[next(iter(self._held))]
            return held

    def _loaded(self, projection: Projection[Row], shelf: str) -> Held[Row] | None:
        position, rows = stored.load(self._ledger, projection, shelf=shelf)
        if not position:
            return None
        held = Held(position, rows)
        _tidy(projection, held, rows.keys(), shelf)
        return held

    def _follow(
        self, projection: Projection[Row], held: Held[Row], position: int, shelf: str
    ) -> None:
        """Fold what was recorded since; rows that came from another shelf are folded from their entries."""
        with uncollected():
            tail = list(
                reading.records(
                    self._ledger, projection.selection, after=held.position, upto=position
                )
            )
            held.position = position
            if not tail:
                return
            touched = {key for record in tail for key in projection.keys(record)}
            came = {
                key
                for key in touched - held.rows.keys()
                if shelf and len(possible(projection, key)) > 1
            }
            _, again = projection.advance(held.rows, tail)
            for key in again | came:
                if not shelf or shelf in possible(projection, key):
                    own = reading.whole(self._ledger, projection.own(key), position)
                    held.rows[key] = projection.fold(key, own)
            _tidy(projection, held, touched, shelf)


def possible(projection: AnyProjection, key: str) -> tuple[str, ...]:
    """The shelves on which the row of *key* may stand."""
    return () if projection.shelves is None else projection.shelves.possible(key)


def _tidy(
    projection: Projection[Row], held: Held[Row], changed: Iterable[str], shelf: str
) -> None:
    """Put the *changed* rows in order, without the empty ones and those of other shelves."""
    for key in list(changed):
        row = held.rows.get(key)
        if row is None:
            continue
        stands = not shelf or (
            projection.shelves is not None and projection.shelves.of(row) == shelf
        )
        if not stands or row == projection.initial(key):
            del held.rows[key]
    held.rows = dict(sorted(held.rows.items()))
    held.latest = max((row.at[0] for row in held.rows.values()), default=dt.date.min)
