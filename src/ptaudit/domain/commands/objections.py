"""Family K: what people say about objections (异议) and recusals (回避)."""

from typing import ClassVar

from ptaudit.domain.commands.base import (
    Command,
    EntryName,
    Lines,
    UnitName,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.objections import (
    Answer,
    Matter,
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.events.register import Aside, RecusalRecorded
from ptaudit.domain.values import Line, Ordinal, SaidDay, Text, Year


class FileObjection(Command):
    """*on* is the day the objection was received. A unit objects, or somebody else (*by*)."""

    records: ClassVar = (ObjectionFiled,)

    claim: Text = arg(1, "主张")
    year: Year = need("年度", "所争议的考核年度")
    about: Matter = need("争议事项", "得分、排位、问题、否决、完成认定、公示、程序、其他")
    unit: UnitName | None = opt("异议单位", "单位提出时填")
    by: Line | None = opt("其他异议人", "不是单位提出时填")
    against: EntryName | None = opt("所争议的登记", "登记号,如 1042")
    item: Line | None = opt("所争议的指标", "指标代码")
    asks: Text | None = opt("请求")
    receipt: Line | None = opt("收文号")
    objection: Line | None = opt(
        "异议编号", "O-年度-序号;不填顺次编号", pattern=r"^O-\d{4}-\d{3,}$"
    )


class AcceptObjection(Command):
    records: ClassVar = (ObjectionAccepted,)

    objection: Line = arg(1, "异议编号")
    refuse: bool = opt("不予受理", "须填理由", default=False)
    due: SaidDay | None = opt("答复时限", "受理时填")


class DecideObjection(Command):
    """Once the year is approved, only 县委、县政府 may change or revoke its result: then say --organ."""

    records: ClassVar = (ObjectionDecided,)

    objection: Line = arg(1, "异议编号")
    result: Answer = arg(2, "决定", "维持、变更、撤销")
    members: Lines = need("复核人员", "姓名或职务,可重复", min_length=1)
    findings: Text | None = opt("查明")
    recused: Lines = opt("已回避人员", "可重复", default=())
    exhibit: EntryName | None = opt("复核说明册的登记", "登记号")
    decision_no: Ordinal | None = opt("决定次序", "不填顺次编号;再次决定改变前一次")


class WithdrawObjection(Command):
    records: ClassVar = (ObjectionWithdrawn,)

    objection: Line = arg(1, "异议编号")


class RecordRecusal(Command):
    records: ClassVar = (RecusalRecorded,)

    who: Line = arg(1, "人员", "姓名或职务")
    decision: Aside = arg(2, "是否回避", "回避、不回避")
    objection: Line | None = opt("异议编号", "对一件异议回避时填")
    unit: UnitName | None = opt("单位", "对一个单位回避时填")
    year: Year | None = opt("年度", "对一个年度回避时填")
    stage: Line | None = opt("环节", "如 审核、复核")
    clerk: Line | None = opt("经办人代码", "本人是经办人时填")
    reason: Text = need("理由")
