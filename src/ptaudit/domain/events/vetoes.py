"""Family H: what may lead to 一票否决, and the decision."""

import datetime as dt
from typing import ClassVar, Literal

from pydantic import Field

from ptaudit.domain.events.base import Event, Part, article
from ptaudit.domain.values import EntryId, Level, Year


class Authority(Part):
    """The organ that graded, attributed or restricted, as its own document names it."""

    name: str
    level: Level


class UnitResponsibility(Part):
    unit: str
    responsible: bool
    persons_rank: tuple[Literal["主要领导", "分管领导"], ...] | None = None


class IncidentReported(Event):
    """A sudden environmental incident is reported, first or further report (第九条第三项)."""

    kind: ClassVar = "incident.reported"
    title: ClassVar = "突发环境事件报告"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("EPB",)
    competent: ClassVar = ("SUP",)
    step: ClassVar = 10

    case: str
    report: Literal["初报", "续报", "终报"]
    unit: tuple[str, ...] | None = None
    occurred_on: dt.date
    place: str | None = None
    text: str


class IncidentGraded(Event):
    """The competent authority grades the incident by a stated standard (第九条第三项)."""

    kind: ClassVar = "incident.graded"
    title: ClassVar = "事件等级认定"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("SUP",)
    competent: ClassVar = (
        "CPC",
        "CGV",
    )
    step: ClassVar = 20

    case: str
    grade: Literal["一般", "较大", "重大", "特别重大"]
    standard: str
    authority: Authority
    provisional: bool


class IncidentAttributed(Event):
    """The competent authority says who bears responsibility of leadership (第九条第三项)."""

    kind: ClassVar = "incident.attributed"
    title: ClassVar = "领导和管理责任认定"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("SUP",)
    competent: ClassVar = (
        "CPC",
        "CGV",
    )
    step: ClassVar = 30

    case: str
    units: tuple[UnitResponsibility, ...]
    authority: Authority


class RestrictionImposed(Event):
    """An authority stops approving projects in the area of units (第九条第三项)."""

    kind: ClassVar = "restriction.imposed"
    title: ClassVar = "区域限批"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("SUP",)
    step: ClassVar = 10

    case: str
    units: tuple[str, ...]
    authority: Authority
    scope: str
    from_: dt.date = Field(alias="from")


class RestrictionLifted(Event):
    """The restriction ends on the effective day (第九条第三项)."""

    kind: ClassVar = "restriction.lifted"
    title: ClassVar = "解除限批"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("SUP",)
    step: ClassVar = 40

    case: str
    units: tuple[str, ...]
    authority: Authority


class VetoDecided(Event):
    """县委、县政府 decide on a unit's veto, or take it back (第九条第三项)."""

    kind: ClassVar = "veto.decided"
    title: ClassVar = "一票否决认定"
    claims: ClassVar = (article("9.3"),)
    organs: ClassVar = ("CPC", "CGV")

    case: str
    unit: str
    year: Year
    ground: Literal["区域限批", "重大突发环境事件"]
    result: Literal["认定", "不予认定", "撤销"]
    revises: EntryId | None = None
