"""Family I, beside the opinion: join the review, propose, decide on and hold an on-site assessment."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import Command, Lines, Said, UnitName, UnitNames, arg, need, opt
from ptaudit.domain.events.onsite import OnsiteDecided, OnsiteHeld, OnsiteProposed, ReviewJoined
from ptaudit.domain.values import Line, Ordinal, SaidDay, Text, Year


class SaidJointReview(Said):
    unit: UnitName = need("单位")
    result: Literal["同意", "有异议"] = opt("结果", default="同意")
    note: Text | None = opt("意见")


class JoinReview(Command):
    """*department* is whose opinion it is."""

    records: ClassVar = (ReviewJoined,)

    year: Year = arg(1, "年度")
    department: UnitName = arg(2, "会审部门")
    units: tuple[SaidJointReview, ...] = need("会审意见表", min_length=1)
    items: Lines = opt("会审指标", "指标代码,可重复;不填为由其考评的全部指标", default=())


class ProposeOnsite(Command):
    records: ClassVar = (OnsiteProposed,)

    year: Year = arg(1, "年度")
    units: UnitNames = arg(2, "实地考评单位", "可写多个", min_length=1)
    starts: SaidDay = need("起始日期")
    ends: SaidDay = need("截止日期")
    items: Lines = opt("考评指标", "指标代码,可重复;不填为全部", default=())
    team: Text | None = opt("考评组")
    plan_version: Ordinal | None = opt("版次", "不填顺次编号")


class DecideOnsite(Command):
    records: ClassVar = (OnsiteDecided,)

    year: Year = arg(1, "年度")
    result: Literal["同意", "不同意"] = arg(2, "结果", "同意或不同意")
    plan_version: Ordinal | None = opt("方案版次", "不填为最近一版")


class HoldOnsite(Command):
    """*on* is the day of the visit."""

    records: ClassVar = (OnsiteHeld,)

    year: Year = arg(1, "年度")
    units: UnitNames = arg(2, "实地考评单位", "可写多个", min_length=1)
    plan_version: Ordinal | None = opt("所依方案版次", "不填为当时已同意的一版")
    members: Lines = opt("考评人员", "写职务,可重复", default=())
    record: Line | None = opt("实地考评记录文号")
