"""Family G, beside the deadline: inspections, progress, publicity, and what else becomes of a finding."""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from ptaudit.domain.events.base import OWN, Event, article
from ptaudit.domain.values import Number, Year

InspectionForm: TypeAlias = Literal["检查", "督查", "巡查"]
Escalation: TypeAlias = Literal["挂牌督办", "县领导包案", "提级督办", "专项督查"]


class InspectionHeld(Event):
    """县环保部门 inspects units; effective: the first day (第十四条). *designation*: what allows a 督查."""

    kind: ClassVar = "inspection.held"
    title: ClassVar = "检查、督查、巡查"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = ("MDB", "DEP", "SUP")
    step: ClassVar = 5

    inspection: str = Field(pattern=r"^I-\d{4}-\d{3,}$")
    year: Year
    form: InspectionForm
    units: tuple[str, ...]
    to: dt.date | None = None
    place: str | None = None
    designation: str | None = None
    result: str | None = None

    def tags(self) -> Iterator[str]:
        yield from super().tags()
        yield f"inspection:{self.inspection}"


class RectificationReported(Event):
    """A responsible unit reports its plan, or how far it is (第十四条)."""

    kind: ClassVar = "rectification.reported"
    title: ClassVar = "整改方案、进展"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("UNI",)
    step: ClassVar = 34

    finding: str
    unit: str
    stage: Literal["方案", "进展"]
    measures: tuple[int, ...] | None = None
    percent: Number | None = None
    text: str | None = None
    receipt_no: str | None = None


class ClosurePublicised(Event):
    """The closing of a finding is laid open to objections for some days (细则未规定)."""

    kind: ClassVar = "closure.publicised"
    title: ClassVar = "销号公示"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 52

    finding: str
    from_: dt.date = Field(alias="from")
    to: dt.date
    place: str | None = None


class FindingWithdrawn(Event):
    """A finding is taken back as wrongly raised; the reason stands in the envelope (细则未规定)."""

    kind: ClassVar = "finding.withdrawn"
    title: ClassVar = "撤销问题登记"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 54

    finding: str


class FindingReassigned(Event):
    """Other units answer for a finding from a day on (第十四条)."""

    kind: ClassVar = "finding.reassigned"
    title: ClassVar = "责任单位变更"
    claims: ClassVar = (article("14"),)
    organs: ClassVar = ("EPB",)
    step: ClassVar = 25

    finding: str
    from_: tuple[str, ...] = Field(alias="from")
    units: tuple[str, ...]

    def concerned(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.from_, *self.units)))


class FindingEscalated(Event):
    """A finding is taken up at a higher level (第九条第三项、第十条第三项)."""

    kind: ClassVar = "finding.escalated"
    title: ClassVar = "升级督办"
    claims: ClassVar = (article("9.3"), article("10.3"))
    organs: ClassVar = ("EPB",)
    competent: ClassVar = ("MDB", "CPC", "CGV")
    step: ClassVar = 46

    finding: str
    form: Escalation
    by: str | None = None
    due: dt.date | None = None
    case: str | None = None
