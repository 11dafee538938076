"""Family H: incidents, restrictions and the decision on a veto."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator

from ptaudit.domain.commands.base import (
    Command,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
    split_names,
)
from ptaudit.domain.events.vetoes import (
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
)
from ptaudit.domain.values import Level, Line, SaidDay, Text, Year

PersonRank: TypeAlias = Literal["主要领导", "分管领导"]


class ReportIncident(Command):
    records: ClassVar = (IncidentReported,)

    text: Text = arg(1, "事件情况")
    occurred_on: SaidDay = need("发生日期")
    case: Line | None = opt("案件编号", "续报、终报时填;不填新编 V-序号")
    report: Literal["初报", "续报", "终报"] = opt("报告种类", default="初报")
    units: UnitNames = opt("涉及单位", default=())
    place: Line | None = opt("地点")


class GradeIncident(Command):
    records: ClassVar = (IncidentGraded,)

    case: Line = arg(1, "案件编号")
    grade: Literal["一般", "较大", "重大", "特别重大"] = arg(2, "等级")
    standard: Line = need("分级标准", "名称和年份")
    authority: Line = need("认定机关", "名称")
    level: Level = need("认定机关层级", "县、市、省、国家")
    provisional: bool = opt("初步认定", default=False)


class AttributeIncident(Command):
    """Each unit is named once, as responsible or as not."""

    records: ClassVar = (IncidentAttributed,)

    case: Line = arg(1, "案件编号")
    responsible: UnitNames = opt("负有责任的单位", default=())
    not_responsible: UnitNames = opt("不负责任的单位", default=())
    persons_rank: Annotated[tuple[PersonRank, ...], BeforeValidator(split_names)] = opt(
        "责任领导", "主要领导、分管领导", default=()
    )
    authority: Line = need("认定机关", "名称")
    level: Level = need("认定机关层级", "县、市、省、国家")


class ImposeRestriction(Command):
    records: ClassVar = (RestrictionImposed,)

    units: UnitNames = arg(1, "被限批单位", min_length=1)
    scope: Text = need("限批范围")
    authority: Line = need("限批机关", "名称")
    level: Level = need("限批机关层级", "县、市、省、国家")
    from_day: SaidDay | None = opt("限批起始日", "不填同日期")
    case: Line | None = opt("案件编号", "不填新编 V-序号")


class LiftRestriction(Command):
    """*on* is the day it is lifted."""

    records: ClassVar = (RestrictionLifted,)

    case: Line = arg(1, "案件编号")
    units: UnitNames = opt("解除限批单位", "不填为全部", default=())
    authority: Line = need("解除机关", "名称")
    level: Level = need("解除机关层级", "县、市、省、国家")


class DecideVeto(Command):
    records: ClassVar = (VetoDecided,)

    case: Line = arg(1, "案件编号")
    unit: UnitName = arg(2, "单位")
    result: Literal["认定", "不予认定", "撤销"] = arg(3, "结果")
    year: Year | None = opt("年度", "不填按口径")
    ground: Literal["区域限批", "重大突发环境事件"] | None = opt("情形", "不填按案件推定")
