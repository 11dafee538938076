"""Reorganisations and 承继认定 as recorded, and who came from whom by them (第二、二十条)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ptaudit.domain.events.lineages import (
    Inheritance,
    LineageDetermined,
    UnitChanged,
    UnitReorganised,
)
from ptaudit.domain.record import Record
from ptaudit.domain.values import EntryId

Form: TypeAlias = Literal["合并", "拆分", "撤销", "职能划转", "改制"]
#: By day, and on one day by process step and position.
Place: TypeAlias = tuple[dt.date, int, int]

#: After everything recorded.
LAST: Place = (dt.date.max, 0, 0)
BOTH = frozenset(("CPC", "CGV"))


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """One act by which units became others, or (改制) one became another kind, from the day *on*."""

    id: EntryId
    position: int
    place: Place
    form: Form
    sources: tuple[str, ...]
    successors: tuple[str, ...]
    ends: tuple[str, ...] = ()
    host: str | None = None
    functions: tuple[str, ...] = ()

    @property
    def on(self) -> dt.date:
        return self.place[0]

    def says(self, event: UnitReorganised) -> bool:
        """Whether it is an act of just this content."""
        own = (self.form, self.sources, self.successors, self.ends, self.host, self.functions)
        ends, functions = event.ends or (), event.functions or ()
        return own == (event.form, event.from_, event.to, ends, event.host, functions)

    @property
    def last_year(self) -> int:
        """The last year that predecessors may have a result of: of 改制, the last that ended before it."""
        return self.on.year - 1 if self.form == "改制" else (self.on - dt.timedelta(days=1)).year


@dataclass(frozen=True, slots=True)
class Determined:
    """One 承继认定: by year, the unit whose result *unit* carries (None: nobody's), after the act *after*."""

    id: EntryId
    position: int
    on: dt.date
    organs: frozenset[str]
    unit: str
    after: EntryId
    years: Mapping[int, str | None]
    revises: EntryId | None
    #: Not marked as a breach of authority, so it may count.
    regular: bool


@dataclass(frozen=True, slots=True)
class LineageBook:
    """Acts in folding order."""

    acts: tuple[Reorganisation, ...] = ()
    determined: tuple[Determined, ...] = ()
    _into: Mapping[str, tuple[Reorganisation, ...]] = field(default_factory=dict, repr=False)

    def with_change(self, record: Record, event: UnitChanged) -> "LineageBook":
        """A new kind is 改制; a new name alone changes nothing of whose years are whose."""
        if event.unit_kind is None:
            return self
        one = (event.unit,)
        return self._with(
            Reorganisation(record.id, record.position, record.order, "改制", one, one)
        )

    def with_act(self, record: Record, event: UnitReorganised) -> "LineageBook":
        return self._with(
            Reorganisation(
                record.id,
                record.position,
                record.order,
                event.form,
                event.from_,
                event.to,
                event.ends or (),
                event.host,
                event.functions or (),
            )
        )

    def with_determination(self, record: Record, event: LineageDetermined) -> "LineageBook":
        said = Determined(
            record.id,
            record.position,
            record.effective,
            frozenset(record.organs),
            event.unit,
            event.after,
            {row.year: row.from_ for row in event.inherits},
            event.revises,
            not record.irregular,
        )
        return replace(self, determined=(*self.determined, said))

    def _with(self, act: Reorganisation) -> "LineageBook":
        into = dict(self._into)
        for unit in act.successors:
            into[unit] = (act, *into.get(unit, ()))
        return replace(self, acts=(*self.acts, act), _into=into)

    def into(self, unit: str, before: Place = LAST) -> Iterator[Reorganisation]:
        """Acts that made *unit* what it is, the latest first."""
        return (act for act in self._into.get(unit, ()) if act.place < before)

    def of(self, unit: str) -> tuple[Reorganisation, ...]:
        """Acts that *unit* had a part in, first to last."""
        return tuple(act for act in self.acts if unit in act.sources or unit in act.successors)

    def ancestors(self, unit: str, before: Place = LAST) -> tuple[str, ...]:
        """Units *unit* came from, near ones first; itself not among them."""
        found: dict[str, None] = {}
        self._gather(unit, before, found)
        found.pop(unit, None)
        return tuple(found)

    def _gather(self, unit: str, before: Place, found: dict[str, None]) -> None:
        near = [(s, act.place) for act in self.into(unit, before) for s in act.sources]
        found.update((source, None) for source, _ in near)
        for source, place in near:
            if source != unit:
                self._gather(source, place, found)

    def descendants(self, unit: str) -> tuple[str, ...]:
        """Units that came from *unit*, near ones first; itself not among them."""
        found: dict[str, None] = {}
        self._follow(unit, (dt.date.min, 0, 0), found)
        found.pop(unit, None)
        return tuple(found)

    def _follow(self, unit: str, after: Place, found: dict[str, None]) -> None:
        near = [
            (s, act.place)
            for act in self.acts
            if act.place > after and unit in act.sources
            for s in act.successors
            if s != unit
        ]
        found.update((successor, None) for successor, _ in near)
        for successor, place in near:
            self._follow(successor, place, found)

    def said(self, unit: str, act: EntryId, year: int, who: str) -> tuple[Determined, ...]:
        """The determinations that decide whose *year* the unit carries after *act*; empty: undetermined.

        县委、县政府 say so in one act or in two that agree; where *who* (口径 lineage.who) is JXW, 县绩效委
        may say it for them. What a later one revises no longer counts.
        """
        bodies = (BOTH,) if who == "CPC+CGV" else (BOTH, frozenset(("JXW",)))
        about = [d for d in self.determined if d.unit == unit and d.after == act and d.regular]
        revised = {d.revises for d in about}
        held = [d for d in about if d.id not in revised and year in d.years]
        by_organ: dict[str, Determined] = {}
        decided: tuple[Determined, ...] = ()
        for one in held:
            for body in (body for body in bodies if body & one.organs):
                by_organ.update(dict.fromkeys(body & one.organs, one))
                voices = [by_organ[organ] for organ in body if organ in by_organ]
                agreed = len(voices) == len(body) and len({v.years[year] for v in voices}) == 1
                decided = tuple(d for d in held if d in voices) if agreed else ()
        return decided


def rows(years: Mapping[int, str | None]) -> tuple[Inheritance, ...]:
    return tuple(Inheritance(year=year, from_=whose) for year, whose in sorted(years.items()))
