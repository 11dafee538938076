"""Assessed units over time: what each was called, and was, on a day, and until when it was there (第二条)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ptaudit.domain.events.lineages import UnitChanged
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Record
from ptaudit.domain.values import UnitKind

#: What a change may say anew; a field it does not name stays as it was.
CHANGING = ("name", "short", "unit_kind", "party_organ", "gov_organ")

#: By kind: the ending a name may already carry, and what the two organs are called.
ORGANS: Mapping[UnitKind, tuple[str, str, str]] = {
    "乡": ("人民政府", "中共{}委员会", "{}人民政府"),
    "镇": ("人民政府", "中共{}委员会", "{}人民政府"),
    "街道": ("办事处", "中共{}工作委员会", "{}办事处"),
    "园区": ("管理委员会", "中共{}工作委员会", "{}管理委员会"),
}


#: What stands behind a unit's name where a paper means one of its organs.
_CALLED = ("党委", "党工委", "人民政府", "政府", "党委政府", "党委、政府")


def organs_of(name: str, kind: UnitKind) -> tuple[str | None, str]:
    """What the two organs of a unit of that name are called where nobody says otherwise."""
    if kind == "部门":
        return None, name
    ending, party, government = ORGANS[kind]
    stem = name.removesuffix(ending) or name
    return party.format(stem), government.format(stem)


@dataclass(frozen=True, slots=True)
class Former:
    """What a unit was before the day *until*, when the entry at *position* made it another."""

    until: dt.date
    event: UnitRegistered
    position: int


@dataclass(frozen=True, slots=True)
class Ended:
    """From the day *on* a unit is no more."""

    on: dt.date
    position: int
    entry: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed unit: a party organ and a government organ under one code (第二条).

    *event* is what it is by the last change known; *former* what it was before, first to last.
    """

    code: str
    position: int
    entry: str
    event: UnitRegistered
    former: tuple[Former, ...] = ()
    ended: Ended | None = None

    @property
    def name(self) -> str:
        return self.event.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and short name it ever bore, those it bears now first."""
        bore = (self.event, *(one.event for one in reversed(self.former)))
        return tuple(
            dict.fromkeys(n for event in bore for n in (event.name, *(event.short or ())))
        )

    @property
    def last_day(self) -> dt.date | None:
        return None if self.ended is None else self.ended.on - dt.timedelta(days=1)

    def on(self, day: dt.date) -> UnitRegistered:
        """What it was on *day*."""
        return next((one.event for one in self.former if day < one.until), self.event)

    def in_year(self, year: int) -> UnitRegistered:
        """What it was at the end of *year*, or on its last day if it ended before."""
        end = dt.date(year, 12, 31)
        return self.on(min(end, self.last_day or end))

    def sequence(self, year: int) -> str:
        """The sequence its kind belongs to (第十六条)."""
        return "B" if self.in_year(year).unit_kind == "部门" else "A"

    def stood(self, day: dt.date) -> bool:
        """Whether it was there on *day*."""
        since, last = self.event.since, self.last_day
        return (since is None or since <= day) and (last is None or day <= last)

    def existed(self, year: int) -> bool:
        """Whether it was there at any time in *year*."""
        since, last = self.event.since, self.last_day
        return (since is None or since.year <= year) and (last is None or year <= last.year)

    def owes(self, year: int) -> bool:
        """Whether it was there when *year* ended: only then is what is due for the year due from it."""
        return self.stood(dt.date(year, 12, 31))


class Units(dict[str, Unit]):
    """Units by code, never changed in place; *borne*: those that ever bore a name or short name."""

    @cached_property
    def borne(self) -> Mapping[str, Sequence[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.values():
            for name in unit.names:
                found.setdefault(name, []).append(unit)
        return found

    @cached_property
    def organs(self) -> Mapping[str, Sequence[Unit]]:
        """Units by what their two organs are called, as registered or by the usual short forms."""
        found: dict[str, list[Unit]] = {}
        for unit in self.values():
            said = {unit.event.party_organ, unit.event.gov_organ}
            said |= {name + organ for name in unit.names for organ in _CALLED}
            for name in sorted(name for name in said if name and name not in self.borne):
                found.setdefault(name, []).append(unit)
        return found

    @cached_property
    def have_changed(self) -> bool:
        """Whether any of them ever bore another name, or was another kind."""
        return any(unit.former for unit in self.values())

    def registered(self, record: Record, event: UnitRegistered) -> "Units":
        return self._with(Unit(event.unit, record.position, record.id, event))

    def changed(self, record: Record, event: UnitChanged) -> "Units":
        """A change of a unit that nobody registered changes nothing."""
        if (unit := self.get(event.unit)) is None:
            return self
        said = {name: value for name in CHANGING if (value := getattr(event, name)) is not None}
        former = (*unit.former, Former(record.effective, unit.event, record.position))
        event_now = unit.event.model_copy(update=said)
        return self._with(replace(unit, event=event_now, former=former))

    def ending(self, record: Record, codes: Sequence[str]) -> "Units":
        """Those of *codes* that are still there end on the record's day."""
        ended = Ended(record.effective, record.position, record.id)
        units = self
        for code in codes:
            if (unit := units.get(code)) is not None and unit.ended is None:
                units = units._with(replace(unit, ended=ended))
        return units

    def _with(self, unit: Unit) -> "Units":
        return Units({**self, unit.code: unit})


def refuse_taken(names: Iterable[str], units: Mapping[str, Unit], but: str = "") -> None:
    """No two units share a name, though one bears it no more: a clerk may type any of them.

    Raises Malformed for a name that a unit other than *but* bears, or ever bore.
    """
    for name in names:
        for unit in units.values():
            if unit.code != but and name in (*unit.names, unit.code):
                raise Malformed("unit.name_taken", name=name, unit=unit.name, code=unit.code)
