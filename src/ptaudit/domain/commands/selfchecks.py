"""Family F: file a self-check, and send something back."""

from typing import Annotated, ClassVar, Literal

from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.duties import SelfcheckMissed
from ptaudit.domain.events.selfchecks import SelfcheckFiled, SubmissionReturned
from ptaudit.domain.values import Line, Ordinal, Period, SaidDay, SaidPoints, Text, Year


class FileSelfcheck(Command):
    """*on* is the day 县环保部门 received it; *copied* the day 县目督办 did."""

    records: ClassVar = (SelfcheckFiled,)

    unit: UnitName = arg(1, "单位")
    period: Period = arg(2, "时段", "上半年、下半年、年终")
    year: Year | None = opt("年度", "不填按日期推定")
    receipt: Line | None = opt("收文号")
    copied: SaidDay | None = opt("抄送收到日期", "县目督办收到之日")
    copy_receipt: Line | None = opt("抄送收文号")
    recipient: Literal["EPB", "MDB"] = opt("收件机关", "只登记抄送时填 MDB", default="EPB")
    self_scores: Annotated[tuple[tuple[Line, SaidPoints], ...], PAIRS] = opt(
        "自评分项", "指标代码=分值,可重复", default=()
    )
    self_total: SaidPoints | None = opt("自评总分")
    filing_version: Ordinal | None = opt("报送次数", "不填顺次编号")


class MissSelfcheck(Command):
    """县环保部门 finds on paper that nothing was filed; that nothing was filed is seen without it."""

    records: ClassVar = (SelfcheckMissed,)

    units: UnitNames = arg(1, "单位", "可写多个", min_length=1)
    period: Period = arg(2, "时段", "上半年、下半年、年终")
    year: Year | None = opt("年度", "不填按日期推定")
    due: SaidDay | None = opt("报送时限", "不填为年度启用确定的时限")


class ReturnSubmission(Command):
    records: ClassVar = (SubmissionReturned,)

    target: EntryName = arg(1, "退回哪一件", "登记号,如 1042")
    of: Literal["草案", "自查", "佐证", "考评意见", "结果报告"] | None = opt(
        "退回事项", "不填按所退登记推定"
    )
    redo_by: SaidDay | None = opt("重报时限")
    reason: Text = need("退回理由")
