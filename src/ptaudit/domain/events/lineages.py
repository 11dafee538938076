"""Family B, over time: units that change, merge, divide or cease, and whose years their successors carry."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ptaudit.domain.events.base import Event, Part, article, by_policy
from ptaudit.domain.values import EntryId, UnitKind, Year, ascending

Form: TypeAlias = Literal["合并", "拆分", "撤销", "职能划转"]


class Inheritance(Part):
    """Whose result of *year* the unit carries; without *from_*, nobody's: the run starts anew."""

    year: Year
    from_: str | None = Field(default=None, alias="from")


class UnitChanged(Event):
    """A unit's name, kind or organs from a day on; absent fields stay as they were (第二条)."""

    kind: ClassVar = "unit.changed"
    title: ClassVar = "单位更名、改制"
    claims: ClassVar = (article("2"),)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 1
    registry: ClassVar = True

    unit: str
    name: str | None = None
    short: tuple[str, ...] | None = None
    unit_kind: UnitKind | None = None
    party_organ: str | None = None
    gov_organ: str | None = None


class UnitReorganised(Event):
    """Units merge, divide, cease, or hand functions over, from a day on (第二、十条)."""

    kind: ClassVar = "unit.reorganised"
    title: ClassVar = "单位合并、拆分、撤销、职能划转"
    claims: ClassVar = (article("2"), article("10"))
    organs: ClassVar = ("MDB",)
    step: ClassVar = 2
    registry: ClassVar = True

    form: Form
    #: Who it begins with, and who it leaves or adds to; who merges or is divided and lives on is in both.
    from_: Annotated[tuple[str, ...], AfterValidator(ascending)] = Field(alias="from")
    to: Annotated[tuple[str, ...], AfterValidator(ascending)]
    #: Those of *from_* that are no more from that day.
    ends: Annotated[tuple[str, ...], AfterValidator(ascending)] | None = None
    #: The predecessor that a unit made of several continues.
    host: str | None = None
    functions: tuple[str, ...] | None = None

    def concerned(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.from_, *self.to)))


class LineageDetermined(Event):
    """Whose results a successor carries, year by year (口径 lineage.*)."""

    kind: ClassVar = "lineage.determined"
    title: ClassVar = "承继认定"
    claims: ClassVar = (by_policy("lineage.who"),)
    organs: ClassVar = ("CPC", "CGV")
    competent: ClassVar = ("JXW",)
    step: ClassVar = 5

    unit: str
    #: The reorganisation or change in whose wake it is asked.
    after: EntryId
    inherits: tuple[Inheritance, ...]
    revises: EntryId | None = None

    def concerned(self) -> tuple[str, ...]:
        named = (self.unit, *(row.from_ for row in self.inherits if row.from_ is not None))
        return tuple(dict.fromkeys(named))

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield from (f"year:{row.year}" for row in self.inherits)

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        yield self.after
