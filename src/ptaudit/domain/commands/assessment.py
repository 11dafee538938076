"""Family I: scores, review, opinion, completion, report and approval."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from ptaudit.domain.commands.base import (
    Command,
    EntryName,
    EntryNames,
    Organ,
    Said,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
    split_organs,
)
from ptaudit.domain.events.assessment import (
    CompletionDetermined,
    ListName,
    OpinionIssued,
    OpinionVerified,
    ProcedureDeviated,
    ReportSubmitted,
    ResultApproved,
    ReviewDone,
    ScoreEntered,
    ScoreReversed,
    Step,
)
from ptaudit.domain.values import Line, Ordinal, SaidPoints, Sequence, Stage, Text, Year


class SaidScore(Said):
    unit: UnitName = need("单位")
    score: SaidPoints = need("得分")


class SaidChange(Said):
    unit: UnitName = need("单位")
    delta: SaidPoints = need("增减")
    reason: Text = need("理由")


class SaidReview(Said):
    unit: UnitName = need("单位")
    result: Literal["通过", "有异议"] = opt("结果", default="通过")
    selfcheck: EntryName | None = opt("自查的登记", "不填为最近一次")


class SaidCompletion(Said):
    unit: UnitName = need("单位")
    result: Literal["完成", "未完成", "不适用", "缓议"] = need("结果")
    grounds: Text | None = opt("理由")


class SaidResult(Said):
    """A unit's row of the report. *rank* and *sequence* absent: as computed."""

    unit: UnitName = need("单位")
    score: SaidPoints = need("得分")
    rank: Ordinal | None = opt("名次")
    sequence: Sequence | None = opt("序列")


class SaidDifference(Said):
    list: ListName = need("名单", "先进、约谈、否决")
    unit: UnitName = need("单位")
    reason: Text = need("理由")


class EnterScore(Command):
    records: ClassVar = (ScoreEntered,)

    unit: UnitName = arg(1, "单位")
    item: Line = arg(2, "指标代码")
    amount: SaidPoints = arg(3, "分值", "扣分为负;核定指标为所核定的分值")
    year: Year | None = opt("年度", "不填为启用中的年度")
    stage: Stage | None = opt("阶段", "自评、审核、实地、复核;不填由年度进度得出")
    because: EntryNames = opt("依据", "问题编号或登记号,可重复", default=())
    per_case: Line | None = opt("情形代码")
    count: Ordinal | None = opt("次数")
    rules_version: Ordinal | None = opt("细则版次", "不填按依据之日施行的一版")
    override_reason: Text | None = opt("另用细则版次的理由")
    note: Text | None = opt("评语", "定性指标填写")


class DeductScore(Command):
    """A positive amount taken away: what is written most."""

    records: ClassVar = (ScoreEntered,)

    unit: UnitName = arg(1, "单位")
    item: Line = arg(2, "指标代码")
    amount: SaidPoints = arg(3, "扣分", "写正数", gt=0)
    because: EntryNames = opt("依据", "问题编号或登记号,可重复", default=())
    year: Year | None = opt("年度", "不填为启用中的年度")
    stage: Stage | None = opt("阶段", "不填由年度进度得出")
    per_case: Line | None = opt("情形代码")
    count: Ordinal | None = opt("次数")
    note: Text | None = opt("评语")


class ReverseScore(Command):
    records: ClassVar = (ScoreReversed,)

    target: EntryName = arg(1, "冲回哪一笔", "登记号")
    reason: Text = need("冲回理由")


class DoReview(Command):
    records: ClassVar = (ReviewDone,)

    year: Year = arg(1, "年度")
    units: tuple[SaidReview, ...] = need("审核结果表", min_length=1)


class IssueOpinion(Command):
    records: ClassVar = (OpinionIssued,)

    year: Year = arg(1, "年度")
    sequence: Sequence = arg(2, "序列", "A 园区、乡镇(街道),B 县级部门")
    scores: tuple[SaidScore, ...] = opt("得分表", default=())
    computed: bool = opt("采用计算得分", default=False)
    opinion_version: Ordinal | None = opt("版次", "不填顺次编号")


class VerifyOpinion(Command):
    records: ClassVar = (OpinionVerified,)

    year: Year = arg(1, "年度")
    sequence: Sequence = arg(2, "序列", "A 园区、乡镇(街道),B 县级部门")
    scores: tuple[SaidScore, ...] = opt("得分表", default=())
    computed: bool = opt("采用计算得分", default=False)
    changes: tuple[SaidChange, ...] = opt("复核调整表", default=())
    opinion_version: Ordinal | None = opt("所复核意见版次", "不填为最近一版")


class DetermineCompletion(Command):
    records: ClassVar = (CompletionDetermined,)

    year: Year = arg(1, "年度")
    units: tuple[SaidCompletion, ...] = opt("认定表", default=())
    computed: bool = opt("采用计算建议", "约束性目标全部达到的为完成", default=False)


class SubmitReport(Command):
    """Lists not given are the computed ones; what departs from them needs a row in *differs*."""

    records: ClassVar = (ReportSubmitted,)

    year: Year = arg(1, "年度")
    scores: tuple[SaidResult, ...] = opt("得分名次表", default=())
    computed: bool = opt("采用计算得分", default=False)
    advanced: UnitNames | None = opt("先进单位")
    interview: UnitNames | None = opt("约谈对象")
    vetoed: UnitNames | None = opt("被否决单位")
    differs: tuple[SaidDifference, ...] = opt("与计算不符的说明", default=())
    report_version: Ordinal | None = opt("版次", "不填顺次编号")


class ApproveResult(Command):
    """*scores* only where there is no report: a year recorded by its results alone."""

    records: ClassVar = (ResultApproved,)

    year: Year = arg(1, "年度")
    by: Annotated[tuple[Literal["CPC", "CGV"], ...], BeforeValidator(split_organs)] = need(
        "审定机关", "县委,县政府", min_length=1
    )
    meeting: Line | None = opt("会议", "如 县委常委会第3次")
    form: Literal["会议", "批示"] = opt("审定形式", default="会议")
    report_version: Ordinal | None = opt("所审定报告版次", "不填为最近一版")
    scores: tuple[SaidResult, ...] = opt("得分表", "没有报告时填", default=())


class DeviateProcedure(Command):
    records: ClassVar = (ProcedureDeviated,)

    year: Year = arg(1, "年度")
    step: Step = arg(2, "环节", "自查、审核、实地、意见、复核、报告、审定、通报")
    approved_by: Organ = need("同意机关", "代码或名称")
    units: UnitNames = opt("涉及单位", "不填为全部", default=())
    reason: Text = need("变通理由")
