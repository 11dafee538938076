"""The duty register (履职事项表): what 第九、十条 ask of which kinds of units, how often, from when to when.

Rows are data that the application reads; nothing here knows a code.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ptaudit.domain.policy import KEYS, Policy
from ptaudit.domain.values import UnitKind

Cadence: TypeAlias = Literal[
    "每季度", "每年", "经常", "按规划", "按任务", "按件", "按离任", "按清单", "发生时"
]
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
YEAR = "全年"


class Extension(BaseModel):
    """Kinds of units that owe the duty as well where a 口径 says one of *values*."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    values: tuple[str, ...]
    kinds: tuple[UnitKind, ...]

    @model_validator(mode="after")
    def _known(self) -> Self:
        key = KEYS.get(self.key)
        if key is None or not all(key.accepts(value) for value in self.values):
            raise ValueError(f"no such ruling: {self.key} {self.values}")
        return self


class Duty(BaseModel):
    """One duty in the wording of a time. *until* is the last day of that wording; a code may have several."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title: str
    article: str
    cadence: Cadence
    applies_to: tuple[UnitKind, ...]
    extended: tuple[Extension, ...] = ()
    since: dt.date
    until: dt.date | None = None
    note: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The parts of a year in each of which it falls due; none where it has no fixed times."""
        if self.cadence == "每季度":
            return QUARTERS
        return (YEAR,) if self.cadence == "每年" else ()

    def held_on(self, day: dt.date) -> bool:
        return self.since <= day <= (self.until or day)

    def possible(self) -> frozenset[str]:
        """Kinds of units that may owe it under any ruling."""
        return frozenset(
            (*self.applies_to, *(kind for one in self.extended for kind in one.kinds))
        )

    def owed_by(self, kind: str, policy: Policy) -> bool:
        return kind in self.applies_to or any(
            kind in one.kinds and policy[one.key] in one.values for one in self.extended
        )

    def keys(self, kind: str) -> tuple[str, ...]:
        """The 口径 that decide whether units of *kind* owe it."""
        if kind in self.applies_to:
            return ()
        return tuple(dict.fromkeys(one.key for one in self.extended if kind in one.kinds))


class Register(BaseModel):
    """Every duty in every wording, in the order of the articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    duties: tuple[Duty, ...] = Field(default=())

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """Wordings of one code follow one another without touching."""
        for code, held in self.by_code.items():
            for former, later in pairwise(held):
                if former.until is None or former.until >= later.since:
                    raise ValueError(f"{code}: wordings overlap on {later.since}")
            if any(duty.until is not None and duty.until < duty.since for duty in held):
                raise ValueError(f"{code}: ends before it begins")
        return self

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Duty, ...]]:
        found: dict[str, tuple[Duty, ...]] = {}
        for duty in sorted(self.duties, key=lambda duty: duty.since):
            found[duty.code] = (*found.get(duty.code, ()), duty)
        return found

    def on(self, day: dt.date) -> Iterator[Duty]:
        """The duties in force on *day*, in the order of the register."""
        return (duty for duty in self.duties if duty.held_on(day))

    def of(self, code: str, day: dt.date) -> Duty | None:
        """The duty *code* in its wording of *day*."""
        return next((duty for duty in self.by_code.get(code, ()) if duty.held_on(day)), None)
