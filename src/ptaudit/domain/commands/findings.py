"""Family G: what people say about findings and their rectification."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import (
    Command,
    EntryNames,
    Numbers,
    Said,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.findings import (
    DeadlineKind,
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    Letter,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
    Source,
)
from ptaudit.domain.events.targets import DocumentServed, ServiceMethod
from ptaudit.domain.values import Line, Ordinal, SaidDay, Text, Year


class SaidMeasure(Said):
    """One measure of an order. Without *units* all of the finding's; without a deadline the order's."""

    text: Text = need("整改措施")
    no: Ordinal | None = opt("序号", "不填顺次编号")
    units: UnitNames = opt("责任单位", default=())
    deadline: SaidDay | None = opt("整改时限")
    deadline_kind: DeadlineKind | None = opt("时限种类")
    days: Ordinal | None = opt("天数")
    start: Literal["送达次日", "印发日"] | None = opt("起算日")


class Order(Command):
    """What an order says, be it given with the finding or later."""

    deadline: SaidDay | None = opt("整改时限")
    deadline_kind: DeadlineKind | None = opt(
        "时限种类", "不填:有日期为日期,有天数为自然日;另有 立行立改、长期坚持、工作日"
    )
    days: Ordinal | None = opt("天数", "以天数计的时限")
    start: Literal["送达次日", "印发日"] | None = opt("起算日", "以天数计时;不填按口径")
    measures: tuple[SaidMeasure, ...] = opt("整改措施", "不填为一项“整改”", default=())
    letter: Letter = opt("文书形式", default="函")
    served: SaidDay | None = opt("送达日期")
    method: ServiceMethod = opt("送达方式", default="直接送达")
    receiver: Line | None = opt("签收处室")
    receipt: Line | None = opt("送达收文号")


class RaiseFinding(Order):
    """With a deadline or a day of service, one letter does it all: raised, notified, ordered, served."""

    records: ClassVar = (FindingRaised, FindingNotified, RectificationOrdered, DocumentServed)

    units: UnitNames = arg(1, "责任单位", "可写多个", min_length=1)
    issue: Text = arg(2, "问题")
    finding: Line | None = opt("问题编号", "F-年度-序号;不填顺次编号", pattern=r"^F-\d{4}-\d{3,}$")
    source: Source = opt("来源", default="日常检查")
    category: Line | None = opt("类别")
    indicator: Line | None = opt("对应指标")
    place: Line | None = opt("地点")
    discovered_on: SaidDay | None = opt("发现日期", "不填同日期")
    violation: bool | None = opt("第十条第一项违法违规情形")
    because: EntryNames = opt("所据", "检查编号如 I-2025-003,或登记号;可重复", default=())


class NotifyFinding(Command):
    records: ClassVar = (FindingNotified,)

    finding: Line = arg(1, "问题编号")
    to: UnitNames = opt("反馈对象", "不填为全部责任单位", default=())
    doc_no: Line | None = opt("反馈文号", "不填取依据文号")


class OrderRectification(Order):
    """A later order on the same finding revises the earlier one."""

    records: ClassVar = (RectificationOrdered, DocumentServed)

    finding: Line = arg(1, "问题编号")
    order_version: Ordinal | None = opt("版次", "不填顺次编号")


class SubmitRectification(Command):
    records: ClassVar = (RectificationSubmitted,)

    finding: Line = arg(1, "问题编号")
    measures: Numbers = opt("措施序号", "不填为全部", default=())
    unit: UnitName | None = opt("报送单位", "不填为唯一责任单位")
    receipt: Line | None = opt("收文号")
    received_on: SaidDay | None = opt("收到日期", "不填同日期")
    text: Text | None = opt("完成情况")


class RequestExtension(Command):
    records: ClassVar = (ExtensionRequested,)

    finding: Line = arg(1, "问题编号")
    to: SaidDay = arg(2, "申请延至")
    measures: Numbers = opt("措施序号", "不填为全部", default=())
    unit: UnitName | None = opt("申请单位", "不填为唯一责任单位")
    receipt: Line | None = opt("收文号")
    request: Ordinal | None = opt("申请序号", "不填顺次编号")
    reason: Text = need("申请理由")


class DecideExtension(Command):
    records: ClassVar = (ExtensionDecided,)

    finding: Line = arg(1, "问题编号")
    result: Literal["批准", "不予"] = arg(2, "结果", "批准或不予")
    to: SaidDay | None = opt("延至", "批准时填;不填同申请")
    request: Ordinal | None = opt("申请序号", "不填为最近一次")


class VerifyRectification(Command):
    records: ClassVar = (RectificationVerified,)

    finding: Line = arg(1, "问题编号")
    result: Literal["通过", "不通过"] = arg(2, "核查结果", "通过或不通过")
    measures: Numbers = opt("措施序号", "不填为全部", default=())
    method: Literal["现场", "书面"] = opt("核查方式", default="现场")
    verified_by: Line | None = opt("核查机构")
    yearly: Year | None = opt("年度确认", "长期坚持的措施按年确认")


class CloseFinding(Command):
    """With *verified*, a passed verification of that day is recorded first."""

    records: ClassVar = (FindingClosed, RectificationVerified)

    finding: Line = arg(1, "问题编号")
    verified: SaidDay | None = opt("核查日期", "填写即同时登记核查通过")
    method: Literal["现场", "书面"] = opt("核查方式", default="现场")
    verified_by: Line | None = opt("核查机构")
    publicised_from: SaidDay | None = opt("公示起")
    publicised_to: SaidDay | None = opt("公示止")


class ReopenFinding(Command):
    records: ClassVar = (FindingReopened,)

    finding: Line = arg(1, "问题编号")
    why: Literal["反弹", "虚假整改", "标准降低", "新证据"] = arg(
        2, "原因", "反弹、虚假整改、标准降低、新证据"
    )
    score_year: Year | None = opt("计分年度")
