"""A projection is a table whose rows are folded from the ledger, each from its own entries."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from ptaudit.domain import clocks
from ptaudit.domain.boundaries import about
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.record import Record
from ptaudit.domain.selection import Selection


class Folded(Protocol):
    """A row: it knows the greatest (day, step) of an act folded into it."""

    @property
    def at(self) -> tuple[dt.date, int]: ...


Row = TypeVar("Row", bound=Folded)


@dataclass(frozen=True, slots=True)
class Shelves(Generic[Row]):
    """Where stored rows stand, so that one shelf is read without the others.

    *of* says on which a row stands, *possible* on which that of a key can ever stand.
    """

    of: Callable[[Row], str]
    possible: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Projection(Generic[Row]):
    """*keys* says which rows an entry concerns, *evolve* folds it in, *own* selects one row's entries.

    *row* is the row's type (a frozen dataclass, stored as JSON). Keys come from tags alone, so that
    a correction, which carries its target's tags and its replacement's, names the rows it touches.
    A projection whose fold or row changes gets a new *version* and is rebuilt beside the old one.
    """

    name: str
    version: int
    row: type[Row]
    kinds: tuple[str, ...]
    keys: Callable[[Record], tuple[str, ...]]
    own: Callable[[str], Selection]
    initial: Callable[[str], Row]
    evolve: Callable[[Row, Record], Row]
    #: Sets right in a row folded again what depends on when its entries were recorded (given them all, raw).
    settle: Callable[[Row, Sequence[Record]], Row] | None = None
    shelves: Shelves[Row] | None = None

    @property
    def selection(self) -> Selection:
        return about(kinds=self.kinds)

    def fold(self, key: str, entries: Iterable[Record], on: dt.date | None = None) -> Row:
        """One row from its own entries as recorded (raw, in ledger order), effective by *on*."""
        raw = list(entries)
        row = self.initial(key)
        for record in clocks.known(raw, on):
            # A correction may have made it be about another row.
            if record.kind in self.kinds and (not record.amended_by or key in self.keys(record)):
                row = self.evolve(row, record)
        return row if self.settle is None else self.settle(row, raw)

    def advance(
        self, rows: dict[str, Row], records: Iterable[Record], on: dt.date | None = None
    ) -> tuple[set[str], set[str]]:
        """Fold *records*, in ledger order, into *rows*; acts after day *on* are left out.

        Returns the keys changed and, apart from them, the keys whose rows must be folded again from
        their own entries: an act of an earlier day than the row has seen, a correction, a void.
        """
        changed: set[str] = set()
        again: set[str] = set()
        kinds, keys, evolve = frozenset(self.kinds), self.keys, self.evolve
        for record in records:
            if record.kind in CORRECTIONS or _replaces(record):
                again.update(keys(record))
            elif record.kind in kinds and (on is None or record.effective <= on):
                when = record.order[:2]
                for key in keys(record):
                    row = rows[key] if key in rows else self.initial(key)
                    if when < row.at:
                        again.add(key)
                    elif key not in again:
                        rows[key] = evolve(row, record)
                        changed.add(key)
        return changed - again, again


AnyProjection = Projection[Any]


class OfYear(Folded, Protocol):
    """A row of one year."""

    @property
    def year(self) -> int: ...


OfYearRow = TypeVar("OfYearRow", bound=OfYear)


def by_year(_: type[OfYearRow]) -> Shelves[OfYearRow]:
    """A shelf a year, for rows whose keys are ``unit/year``."""
    return Shelves(lambda row: str(row.year), lambda key: (key.rpartition("/")[2],))


def _replaces(record: Record) -> bool:
    return record.refs is not None and any(ref.role == "replaces" for ref in record.refs)


def tagged(record: Record, prefix: str) -> tuple[str, ...]:
    """What follows ``prefix:`` in the record's tags."""
    start = f"{prefix}:"
    return tuple(tag[len(start) :] for tag in record.tags if tag.startswith(start))
