"""What a finding is made of: orders, requests, reports, publicity, objections, reopenings (第十四条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.decider import Mark
from ptaudit.domain.events.findings import Measure
from ptaudit.domain.events.inspections import Escalation

Why: TypeAlias = Literal["反弹", "虚假整改", "标准降低", "新证据"]


@dataclass(frozen=True, slots=True)
class Service:
    unit: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Order:
    """One 限期整改 paper; a later version replaces the measures of the earlier."""

    version: int
    id: str
    mark: Mark
    measures: tuple[Measure, ...]
    served: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One 延期申请 and its decision. *measures* empty: all."""

    no: int
    unit: str
    to: dt.date
    mark: Mark
    measures: tuple[int, ...] = ()
    decided: Mark | None = None
    granted_to: dt.date | None = None

    def concerns(self, no: int) -> bool:
        return not self.measures or no in self.measures


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one measure is since the last reopening. *submitted*: by whichever unit reported last.

    *by*: each unit's own report of completion; *confirmed*: years for which a standing measure was.
    """

    submitted: Mark | None = None
    failed: Mark | None = None
    verified: Mark | None = None
    by: Mapping[str, Mark] = field(default_factory=dict)
    confirmed: tuple[int, ...] = ()


NONE = Progress()


@dataclass(frozen=True, slots=True)
class Report:
    """整改方案 or 进展. *measures* empty: all the unit's; *percent* as text, exactly as reported."""

    unit: str
    stage: Literal["方案", "进展"]
    mark: Mark
    measures: tuple[int, ...] = ()
    percent: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """销号公示, from *since* to *last*, both days included."""

    since: dt.date
    last: dt.date
    mark: Mark

    @property
    def days(self) -> int:
        return (self.last - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection about 公示. *upheld*: decided otherwise than 维持."""

    objection: str
    filed: Mark
    closed: Mark | None = None
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class Reassigned:
    """*units* answer in the place of *former* from that day on; *orders*: how many were given before."""

    mark: Mark
    former: tuple[str, ...]
    units: tuple[str, ...]
    orders: int

    def applied(self, units: tuple[str, ...]) -> tuple[str, ...]:
        """*units* after it: the new ones stand where the first of the former stood."""
        if not set(units) & set(self.former):
            return units
        found: list[str] = []
        for unit in units:
            found += self.units if unit in self.former else (unit,)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Escalated:
    mark: Mark
    form: Escalation
    by: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """Opened again, and what it had come to: *orders* and *closed_on* before."""

    mark: Mark
    why: Why
    closed_on: dt.date
    orders: int
    score_year: int | None = None

    @property
    def on(self) -> dt.date:
        return self.mark.on

    @property
    def position(self) -> int:
        return self.mark.position
