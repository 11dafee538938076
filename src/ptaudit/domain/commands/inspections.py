"""Family G, beside the deadline: what people say about inspections, progress, publicity and the rest."""

from typing import ClassVar

from ptaudit.domain.commands.base import (
    Command,
    Numbers,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.inspections import (
    ClosurePublicised,
    Escalation,
    FindingEscalated,
    FindingReassigned,
    FindingWithdrawn,
    InspectionForm,
    InspectionHeld,
    RectificationReported,
)
from ptaudit.domain.values import Line, SaidDay, SaidNumber, Text, Year


class HoldInspection(Command):
    """*on* is the first day. A plan is its basis document; *designation* is what allows a 督查."""

    records: ClassVar = (InspectionHeld,)

    form: InspectionForm = arg(1, "方式", "检查、督查、巡查")
    units: UnitNames = arg(2, "受检单位", "可写多个", min_length=1)
    until: SaidDay | None = opt("结束日期", "不填为一天")
    place: Line | None = opt("地点")
    designation: Line | None = opt("督查依据", "政府指定开展督查的文件,或其他法定依据")
    result: Text | None = opt("检查情况")
    inspection: Line | None = opt(
        "检查编号", "I-年度-序号;不填顺次编号", pattern=r"^I-\d{4}-\d{3,}$"
    )
    year: Year | None = opt("年度", "不填为日期所在年度")


class PlanRectification(Command):
    """A responsible unit hands in how it will put the problem right."""

    records: ClassVar = (RectificationReported,)

    finding: Line = arg(1, "问题编号")
    measures: Numbers = opt("措施序号", "不填为本单位全部", default=())
    unit: UnitName | None = opt("报送单位", "不填为唯一责任单位")
    text: Text | None = opt("方案内容")
    receipt: Line | None = opt("收文号")


class ReportProgress(Command):
    """How far a responsible unit is; with *percent* it is held against the time gone by."""

    records: ClassVar = (RectificationReported,)

    finding: Line = arg(1, "问题编号")
    percent: SaidNumber | None = opt("完成百分比", "0—100,据以判断序时或滞后", ge=0, le=100)
    measures: Numbers = opt("措施序号", "不填为本单位全部", default=())
    unit: UnitName | None = opt("报送单位", "不填为唯一责任单位")
    text: Text | None = opt("进展情况")
    receipt: Line | None = opt("收文号")


class PubliciseClosure(Command):
    """The closing is laid open to objections; without *until*, for the days 口径 closure.publicity asks."""

    records: ClassVar = (ClosurePublicised,)

    finding: Line = arg(1, "问题编号")
    since: SaidDay | None = opt("公示起", "不填同日期")
    until: SaidDay | None = opt("公示止", "不填按口径天数")
    place: Line | None = opt("公示地点")


class WithdrawFinding(Command):
    """The finding was wrongly raised; score entries that rest on it are marked 依据已变."""

    records: ClassVar = (FindingWithdrawn,)

    finding: Line = arg(1, "问题编号")
    reason: Text = need("撤销理由")


class ReassignFinding(Command):
    """From that day on others answer for it: *units* in the place of *former*."""

    records: ClassVar = (FindingReassigned,)

    finding: Line = arg(1, "问题编号")
    units: UnitNames = arg(2, "新责任单位", "可写多个", min_length=1)
    former: UnitNames = opt("原责任单位", "不填为全部现责任单位", default=())


class EscalateFinding(Command):
    """It is taken up at a higher level; *due*: by when it is to be settled there."""

    records: ClassVar = (FindingEscalated,)

    finding: Line = arg(1, "问题编号")
    form: Escalation = arg(2, "督办方式", "挂牌督办、县领导包案、提级督办、专项督查")
    by: Line | None = opt("督办人", "职务或机关")
    due: SaidDay | None = opt("督办时限")
    case: Line | None = opt("有关案件", "案件编号,如 V-1")
