"""What is asked about, and the parts of a view every question shares, each read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ptaudit.application import reading
from ptaudit.application.recording import of_every_day
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.projections import cycle as cycles
from ptaudit.projections.belonging import LATER, Began, year_of, years_of
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.projection import tagged
from ptaudit.projections.scores import scores
from ptaudit.projections.timeline import CASES


@dataclass(frozen=True, slots=True)
class Wanted:
    """None asks about all. *unit* and *operator* are codes, *desk* is a desk's name."""

    year: int | None = None
    unit: str | None = None
    desk: str | None = None
    operator: str | None = None

    def includes(self, year: int, unit: str) -> bool:
        return self.year in (None, year) and self.unit in (None, unit)


class Asking:
    """*wanted* of a *view*."""

    def __init__(self, view: View, wanted: Wanted | None = None) -> None:
        self.view = view
        self.wanted = wanted or Wanted()
        self.began = Began()
        self._cited: dict[int, Cited | None] = {}

    @property
    def registry(self) -> Registry:
        return self.view.registry

    @cached_property
    def cycles(self) -> Mapping[int, Cycle]:
        return {int(key): row for key, row in self.view.rows(cycles.cycle).items()}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """By year and unit."""
        rows = self.view.rows(scores).values()
        return tuple(sorted(rows, key=lambda sheet: (sheet.year, sheet.unit)))

    def sifted(
        self, keep: Callable[[Record], bool], kinds: tuple[str, ...] = ()
    ) -> tuple[Record, ...]:
        """Of all entries (of *kinds*) as recorded: those to *keep*, later words, and what these are about."""
        held: dict[int, Record] = {}
        answered: set[str] = set()
        for record in self.view.entries(about(kinds=LATER)):
            answered.update(record.payload.targets())
        for record in self.view.entries(about(kinds=(*kinds, *LATER) if kinds else ())):
            self.began.note(record)
            replaced = [ref.id for ref in record.refs or () if ref.role == "replaces"]
            if replaced or record.id in answered or record.kind in LATER or keep(record):
                held[record.position] = record
            for entry in replaced:
                own = self.view.entries(about(f"id:{entry}"))
                held.update((other.position, other) for other in own if other.id == entry)
        return tuple(held[position] for position in sorted(held))

    def years(self, record: Record) -> tuple[int, ...]:
        """The years an entry names and its cases began in; where there is none, that of its day."""
        if not tagged(record, "year"):
            self._learn(record)
        return years_of(record, self.began) or (record.effective.year,)

    def year(self, record: Record) -> int:
        """The one whose 口径 judges it."""
        if not tagged(record, "year"):
            self._learn(record)
        return year_of(record, self.began)

    def cited(self, position: int) -> Cited | None:
        """The entry at *position* as it reads now (a void one as recorded); None beyond the view."""
        if position not in self._cited:
            self._cited[position] = self._cite(position)
        return self._cited[position]

    def is_wanted(self, record: Record) -> bool:
        wanted = self.wanted
        if wanted.unit is not None and wanted.unit not in tagged(record, "unit"):
            return False
        if wanted.year is not None and wanted.year not in self.years(record):
            return False
        return self.is_by(record.operator)

    def is_by(self, operator: str) -> bool:
        """Whether entries of *operator* are wanted."""
        if self.wanted.operator not in (None, operator):
            return False
        known = self.registry.operators.get(operator)
        return self.wanted.desk is None or (known is not None and known.desk == self.wanted.desk)

    def is_at(self, position: int) -> bool:
        """Whether the entry at *position* is by whom it is wanted."""
        if self.wanted.desk is None and self.wanted.operator is None:
            return True
        one = self.cited(position)
        return one is not None and self.is_by(one.operator)

    def _learn(self, record: Record) -> None:
        """The years its cases began in, where they are not known yet."""
        for tag in record.tags:
            if tag.startswith(CASES) and tag not in self.began:
                for other in self.view.entries(about(tag)):
                    self.began.note(other)

    def _cite(self, position: int) -> Cited | None:
        record = next((r for r in self.view.supposed if r.position == position), None)
        if record is None and position <= self.view.moment.position:
            record = reading.record_at(self.view.ledger, position)
        if record is None:
            return None
        words = about(f"ref:{record.id}", kinds=LATER)
        said = [r for r in self.view.entries(words) if record.id in r.payload.targets()]
        live = [r for r in clocks.resolve([record, *said]) if r.id == record.id]
        return cited(live[0] if live else record, of_every_day(self.view), said=said)
