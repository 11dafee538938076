"""Family J, put to use: titles taken back, bonus points, interviews around the day, what became of a proposal."""

from typing import ClassVar, Literal

from ptaudit.domain.commands.base import (
    Command,
    EntryName,
    Lines,
    Organ,
    UnitName,
    arg,
    need,
    opt,
)
from ptaudit.domain.commands.results import SaidInterviewee
from ptaudit.domain.events.applied import (
    AccountabilityDecided,
    AccountabilityWithdrawn,
    AdvancedRevoked,
    BonusEntered,
    InterviewFollowed,
    InterviewNotified,
    RevokedFor,
)
from ptaudit.domain.values import Line, SaidDay, SaidPoints, Text, Year


class RevokeAdvanced(Command):
    """*refill*: the unit that the paper gives the place to; without it the place is as the policy says."""

    records: ClassVar = (AdvancedRevoked,)

    unit: UnitName = arg(1, "单位")
    ground: RevokedFor = need("事由", "一票否决、结果更正、弄虚作假、其他")
    refill: UnitName | None = opt("递补单位", "文件写明由谁递补时填")
    year: Year | None = opt("年度", "不填为最近通报的年度")


class EnterBonus(Command):
    records: ClassVar = (BonusEntered,)

    unit: UnitName = arg(1, "单位")
    amount: SaidPoints | None = opt("加分", "不填按口径 bonus.points")
    year: Year | None = opt("年度", "不填为最近通报的年度")


class ReverseBonus(Command):
    """A bonus entered is taken back, all of it or a part; the entry itself stays."""

    records: ClassVar = (BonusEntered,)

    entry: EntryName = arg(1, "加分的登记", "登记号,如 1042")
    amount: SaidPoints | None = opt("收回", "不填为全部余额")
    reason: Text = need("收回理由")


class NotifyInterview(Command):
    """*on* is the day of the notice, *day* that of the interview."""

    records: ClassVar = (InterviewNotified,)

    unit: UnitName = arg(1, "单位")
    day: SaidDay = need("约谈日期")
    place: Line | None = opt("约谈地点")
    by: Lines = opt("约谈人职务", "可重复", default=())
    persons: tuple[SaidInterviewee, ...] = opt("被约谈人", default=())
    year: Year | None = opt("年度", "不填为最近通报的年度")


class FollowInterview(Command):
    """The unit reports what it has done; then it is checked, by 县环保部门 or 县目督办."""

    records: ClassVar = (InterviewFollowed,)

    unit: UnitName = arg(1, "单位")
    stage: Literal["落实报告", "核查"] = arg(2, "事项")
    result: Literal["通过", "不通过"] | None = opt("核查结果", "核查时填")
    text: Text | None = opt("内容摘要")
    receipt_no: Line | None = opt("收文号")
    year: Year | None = opt("年度", "不填为最近约谈的年度")


class WithdrawAccountability(Command):
    records: ClassVar = (AccountabilityWithdrawn,)

    unit: UnitName = arg(1, "单位")
    proposal: EntryName | None = opt("所撤回的建议", "登记号;不填为该单位最近一件")
    reason: Text = need("撤回理由")


class DecideAccountability(Command):
    """Only the outcome is recorded, in a few words; the case stays with the organ that handles it."""

    records: ClassVar = (AccountabilityDecided,)

    unit: UnitName = arg(1, "单位")
    stage: Literal["移送", "启动", "不予启动", "结论"] = arg(2, "处理")
    proposal: EntryName | None = opt("所处理的建议", "登记号;不填为该单位最近一件")
    to: Organ | None = opt("移送机关", "移送时填")
    outcome: Line | None = opt("结论", "结论时填,不超过60字")
