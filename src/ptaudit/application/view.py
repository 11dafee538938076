"""What was known at T about day D: the one door through which every view, list and document reads."""

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar, cast

from ptaudit.application import reading, stored
from ptaudit.application.facts import Facts
from ptaudit.application.kept import Kept, possible
from ptaudit.application.moments import Moment
from ptaudit.application.pausing import uncollected
from ptaudit.application.sharing import Shared
from ptaudit.domain import clocks
from ptaudit.domain import registry as standing
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.people import People
from ptaudit.domain.record import Record
from ptaudit.domain.registry import STANDING, Registry
from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.domain.units import Units
from ptaudit.ledger import Ledger
from ptaudit.projections import timeline
from ptaudit.projections.covering import Covering
from ptaudit.projections.projection import Folded, Projection
from ptaudit.projections.timeline import Line

Row = TypeVar("Row", bound=Folded)
T = TypeVar("T")
#: Rows of a year folded one by one; more are folded together.
FEW = 16


class View:
    """Reads at (*moment*, *on*), with what is *supposed* on top in a what-if; it writes nothing.

    *tried* are policy keys tried out; they override what was adopted.
    """

    def __init__(
        self,
        ledger: Ledger,
        moment: Moment,
        on: dt.date,
        *,
        supposed: Sequence[Record] = (),
        tried: Mapping[str, str] | None = None,
        kept: Kept | None = None,
        shared: Shared | None = None,
    ) -> None:
        self.ledger = ledger
        self.moment = moment
        self.on = on
        self.supposed = tuple(supposed)
        self.tried = dict(tried or {})
        #: Shared by views of one ledger, which then read standing facts and stored rows once.
        self.kept = kept or Kept(ledger)
        self._once: dict[Hashable, object] = {}
        #: Shared with views of the same question at other moments.
        self.shared = shared or Shared(ledger)

    def supposing(
        self, supposed: Sequence[Record], tried: Mapping[str, str] | None = None
    ) -> "View":
        """The same view with more entries, or other policy keys, than the ledger holds."""
        return View(
            self.ledger,
            self.moment,
            self.on,
            supposed=(*self.supposed, *supposed),
            tried={**self.tried, **(tried or {})},
            kept=self.kept,
        )

    def at(self, moment: Moment, on: dt.date | None = None) -> "View":
        """What was known at another moment about another day (absent: the same day), supposing the same."""
        return View(
            self.ledger,
            moment,
            on or self.on,
            supposed=self.supposed,
            tried=self.tried,
            kept=self.kept,
            shared=self.shared,
        )

    def once(self, what: Hashable, work: Callable[[], T]) -> T:
        """What *work* gives for this view, worked out the first time *what* is asked for."""
        if what not in self._once:
            self._once[what] = work()
        return cast(T, self._once[what])

    def entries(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """Records as they were recorded, corrections and voids among them, in ledger order."""
        yield from reading.records(self.ledger, selection, upto=self.moment.position)
        yield from (r for r in self.supposed if selection.matches(r.kind, _terms(r)))

    def whole(self, selection: Selection) -> list[Record]:
        """Records of *selection* (raw, in ledger order), corrections with the entries they answer."""
        supposed = [r for r in self.supposed if selection.matches(r.kind, _terms(r))]
        return [*reading.whole(self.ledger, selection, self.moment.position), *supposed]

    def known(self, selection: Selection) -> tuple[Record, ...]:
        """Records as corrected, effective by the view's day, in folding order.

        What a correction made to be about something else is not among them.
        """
        known = clocks.known(self.whole(selection), self.on)
        return tuple(r for r in known if not r.amended_by or selection.matches(r.kind, _terms(r)))

    @property
    def facts(self) -> Facts:
        return self.kept.facts

    @cached_property
    def registry(self) -> Registry:
        """Standing facts as known then about that day."""
        position = self.moment.position
        if self.facts.are_touched(position, self.supposed):
            folded = standing.fold(clocks.known(self.standing, self.on))
        else:
            folded = self.facts.registry(position, self.on)
        every = self.facts.registry(position).units
        if isinstance(every, Units) and every is not folded.units and every.have_changed:
            folded = replace(folded, later=every)
        return folded.trying(self.tried) if self.tried else folded

    @cached_property
    def people(self) -> People:
        """Who is known by which name, and whose is covered, as known then: of whatever day."""
        position = self.moment.position
        if self.facts.are_touched(position, self.supposed):
            return standing.fold(clocks.known(self.standing)).people
        return self.facts.registry(position).people

    @property
    def covering(self) -> Covering:
        """What every answer of this view goes through before anybody reads it."""
        return Covering(self.people, self.registry)

    @property
    def standing(self) -> list[Record]:
        """Standing facts as recorded, what is supposed among them."""
        supposed = (r for r in self.supposed if STANDING.matches(r.kind, r.tags))
        return [*self.facts.recorded(self.moment.position), *supposed]

    def row(self, projection: Projection[Row], key: str) -> Row:
        """One row from its own entries: reads nothing else, whatever the ledger's size."""
        return projection.fold(key, self.whole(projection.own(key)), self.on)

    def rows(
        self, projection: Projection[Row], keys: Collection[str] | None = None
    ) -> dict[str, Row]:
        """Every row, or those of *keys*: the stored ones and the unprojected tail at the head, else folded.

        Of few keys where nothing is stored each row is folded from its own entries.
        """
        if keys is not None:
            return self._rows_of(projection, keys)
        if (current := self._current(projection)) is not None:
            return current
        rows: dict[str, Row] = {}
        with uncollected():
            again = self._tail(projection, rows, 0)
        rows |= {key: self.row(projection, key) for key in again}
        return _filled(projection, rows)

    def _rows_of(self, projection: Projection[Row], keys: Collection[str]) -> dict[str, Row]:
        position, rows = 0, dict[str, Row]()
        if self._is_current:
            position, rows = stored.load(self.ledger, projection, tuple(keys))
        if position == 0:
            rows = {key: self.row(projection, key) for key in keys}
        else:
            with uncollected():
                again = self._tail(projection, rows, position)
            for key in again.intersection(keys):
                rows[key] = self.row(projection, key)
        return _filled(projection, {key: row for key, row in rows.items() if key in keys})

    def year_rows(self, projection: Projection[Row], year: int) -> dict[str, Row]:
        """The rows of *year* of a projection whose keys are ``unit/year``, read without the other years'."""
        rows = self._current(projection, str(year), most=FEW)
        return self._year_folded(projection, year) if rows is None else rows

    def shelf_rows(self, projection: Projection[Row], shelf: str) -> dict[str, Row]:
        """The rows that stand on *shelf*, read without the others where this is possible.

        Where shelves are changed by acts, it is about today only: no act is of a later day than the
        one it was recorded on, so that what has left the shelf by now has left it by the view's day.
        """
        assert projection.shelves is not None
        of = projection.shelves.of
        today = self.on.isoformat() >= self.moment.recorded_at[:10]
        rows = self._current(projection, shelf) if today else None
        if rows is None:
            rows = self.rows(projection)
        return {key: row for key, row in rows.items() if of(row) == shelf}

    def _current(
        self, projection: Projection[Row], shelf: str = "", most: int | None = None
    ) -> dict[str, Row] | None:
        """Rows at the head about the view's day, with what is supposed; None where none are stored.

        None as well where more than *most* of them were to be folded from their own entries.
        """
        if not self._is_current:
            return None
        held = self.kept.rows(projection, self.moment.position, shelf)
        if held is None:
            return None
        rows = dict(held.rows)
        again = {
            key
            for record in self.supposed
            if projection.selection.matches(record.kind, record.tags)
            for key in projection.keys(record)
            if not shelf or shelf in possible(projection, key)
        }
        if held.latest > self.on:
            again |= {key for key, row in rows.items() if row.at[0] > self.on}
        if not again:
            return rows
        if most is not None and len(again) > most:
            return None
        return _filled(projection, rows | {key: self.row(projection, key) for key in again})

    def _year_folded(self, projection: Projection[Row], year: int) -> dict[str, Row]:
        """The year's entries read once and folded row by row: each row's own, as ``own`` would select them."""
        held = self.whole(about(f"year:{year}", kinds=projection.kinds))
        by_key = reading.shared(held, projection.keys, f"/{year}")
        rows = {key: projection.fold(key, own, self.on) for key, own in by_key.items()}
        return _filled(projection, rows)

    def _tail(self, projection: Projection[Row], rows: dict[str, Row], position: int) -> set[str]:
        """Fold what came after *position* into *rows*; gives the keys to be folded from their own entries."""
        tail = reading.records(
            self.ledger, projection.selection, after=position, upto=self.moment.position
        )
        _, again = projection.advance(rows, tail, self.on)
        if self.supposed:
            _, more = projection.advance(rows, self.supposed, self.on)
            again |= more
        return again | {key for key, row in rows.items() if row.at[0] > self.on}

    def timeline(self, tags: str | Sequence[str], *more: str) -> tuple[Line, ...]:
        """Entries that carry one of *tags* (and *more*), and those of the cases found among them."""
        any_of = (tags,) if isinstance(tags, str) else tags
        own = either(*(about(tag, *more) for tag in any_of))
        found = [r for r in self.whole(own) if self._is_in_time(r)]
        for case in timeline.cases(found):
            found += [r for r in self.whole(about(case, *more)) if self._is_in_time(r)]
        return timeline.lines(found)

    def _is_in_time(self, record: Record) -> bool:
        return record.kind in clocks.CORRECTIONS or record.effective <= self.on

    @property
    def _is_current(self) -> bool:
        return self.moment.position == self.ledger.head().size


def _filled(projection: Projection[Row], rows: Mapping[str, Row]) -> dict[str, Row]:
    """*rows* in order of their keys, without those that nothing was said of."""
    return {key: row for key, row in sorted(rows.items()) if row != projection.initial(key)}


def _terms(record: Record) -> tuple[str, ...]:
    return (*record.tags, f"id:{record.id}")
