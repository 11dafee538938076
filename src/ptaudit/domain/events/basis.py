"""Family A: the regulation, the county's own rulings, calendars and years."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ptaudit.domain.events.base import OWN, Event, Part, article
from ptaudit.domain.values import EntryId, Sha256, Year, ascending


class LegalBasis(Part):
    title: str
    doc_no: str | None = None
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    source: str | None = None


class Erratum(Part):
    article: str
    printed: str
    read: str


class YearSpan(Part):
    """Years from *from_* to *to*, both included; without *to*, until further notice."""

    from_: Year = Field(alias="from")
    to: Year | None = None

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.from_ <= year <= (self.to or year)


class Retroactive(Part):
    """Past years a ruling reaches back to, and the document that says so."""

    years: tuple[Year, ...]
    decision: str


class RegulationAdopted(Event):
    """县委、县政府 issue the regulation or a revision of it (第一、四、二十一条)."""

    kind: ClassVar = "regulation.adopted"
    title: ClassVar = "细则印发施行"
    claims: ClassVar = (article("1"), article("4"), article("21"))
    organs: ClassVar = ("CPC", "CGV")
    step: ClassVar = 0
    registry: ClassVar = True

    regulation_title: str = Field(alias="title")
    doc_no: str
    issued_on: dt.date
    in_force: dt.date
    text_sha: Sha256 | None = None
    bases: tuple[LegalBasis, ...]
    replaces: EntryId | None = None
    errata: tuple[Erratum, ...] | None = None


class PolicyAdopted(Event):
    """The county decides how an open point is read, for stated years (细则未规定)."""

    kind: ClassVar = "policy.adopted"
    title: ClassVar = "口径确定"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("JXW",)
    competent: ClassVar = (
        "CPC",
        "CGV",
    )
    step: ClassVar = 0
    registry: ClassVar = True

    policy_version: int
    keys: Annotated[tuple[tuple[str, str], ...], AfterValidator(ascending)]
    years: YearSpan
    retroactive: Retroactive | None = None
    replaces: EntryId | None = None


class CalendarPublished(Event):
    """The State Council's holidays and make-up working days of a year are entered (细则未规定)."""

    kind: ClassVar = "calendar.published"
    title: ClassVar = "节假日调休登记"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("REG",)
    step: ClassVar = 0
    registry: ClassVar = True

    year: Year
    holidays: Annotated[tuple[dt.date, ...], AfterValidator(ascending)]
    workdays: Annotated[tuple[dt.date, ...], AfterValidator(ascending)]
    doc_no: str
    calendar_version: int
    source: str | None = None


class YearOpened(Event):
    """县目督办 opens an assessment year with its due dates, or moves them (第十一、十三、十五条)."""

    kind: ClassVar = "year.opened"
    title: ClassVar = "考核年度启用"
    claims: ClassVar = (article("11"), article("13"), article("15"))
    organs: ClassVar = ("MDB",)
    step: ClassVar = 0

    year: Year
    year_version: int
    due: Annotated[tuple[tuple[str, dt.date], ...], AfterValidator(ascending)]
    plan_doc: str | None = None
    regulation: EntryId | None = None
    revises: EntryId | None = None

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        if self.regulation:
            yield self.regulation


class YearSealed(Event):
    """县目督办 closes a year's part of the ledger, at the size and root it names (细则未规定)."""

    kind: ClassVar = "year.sealed"
    title: ClassVar = "年度封账"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("MDB",)
    step: ClassVar = 95

    year: Year
    seal_no: int
    last: int
    root: Sha256


class YearReopened(Event):
    """县委、县政府 open a sealed year again, for what they name (细则未规定)."""

    kind: ClassVar = "year.reopened"
    title: ClassVar = "年度重启"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("CPC", "CGV")
    step: ClassVar = 96

    year: Year
    seal: EntryId
    scope: str

    def targets(self) -> Iterator[EntryId]:
        yield from super().targets()
        yield self.seal
