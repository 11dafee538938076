"""Family J: publish the result, hold interviews, propose to hold to account."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from ptaudit.domain.commands.assessment import SaidDifference
from ptaudit.domain.commands.base import (
    PAIRS,
    Command,
    EntryName,
    EntryNames,
    Lines,
    Numbers,
    Organ,
    Said,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
    split_organs,
)
from ptaudit.domain.events.results import (
    AccountabilityProposed,
    InterviewHeld,
    PersonRole,
    ResultCorrected,
    ResultPublished,
)
from ptaudit.domain.values import Line, Ordinal, SaidDay, SaidPoints, Sequence, Text, Year


class SaidRank(Said):
    unit: UnitName = need("单位")
    rank: Ordinal = need("名次")
    score: SaidPoints | None = opt("得分")
    sequence: Sequence | None = opt("序列")


class SaidInterviewee(Said):
    role: PersonRole = need("身份", "党主要、政主要、分管、其他")
    name: Line | None = opt("姓名")


class PublishResult(Command):
    """Ranks and lists not given are those approved; what departs needs a row in *differs*."""

    records: ClassVar = (ResultPublished,)

    year: Year = arg(1, "年度")
    edition: Literal["内部", "更正", "公开"] = opt("版别", default="内部")
    ranks: tuple[SaidRank, ...] = opt("排位表", default=())
    computed: bool = opt("采用计算排位", default=False)
    advanced: UnitNames | None = opt("先进单位")
    interview: UnitNames | None = opt("约谈对象")
    differs: tuple[SaidDifference, ...] = opt("与计算不符的说明", default=())
    approval: EntryNames = opt("所依审定的登记", "不填按年度查找", default=())
    replaces: EntryName | None = opt("所替代的通报", "更正版填")


class CorrectResult(Command):
    """*reverses* says which score entries no longer count; a unit's score then follows from them.

    Ranks and lists are computed again from the corrected scores; a list that departs needs *differs*.
    """

    records: ClassVar = (ResultCorrected,)

    year: Year = arg(1, "年度")
    by: Annotated[tuple[Literal["CPC", "CGV"], ...], BeforeValidator(split_organs)] = need(
        "更正机关", "县委,县政府", min_length=1
    )
    set: Annotated[tuple[tuple[UnitName, SaidPoints], ...], PAIRS] = opt(
        "更正后的得分", "单位=得分,可重复;不填由不再计入的计分得出", default=()
    )
    reverses: EntryNames = opt("不再计入的计分", "计分的登记号,可重复", default=())
    advanced: UnitNames | None = opt("先进单位")
    interview: UnitNames | None = opt("约谈对象")
    vetoed: UnitNames | None = opt("被否决单位")
    differs: tuple[SaidDifference, ...] = opt("与计算不符的说明", default=())
    objection: Line | None = opt("异议", "据以更正的异议编号,如 O-2024-001")
    meeting: Line | None = opt("会议", "如 县委常委会第5次")
    form: Literal["会议", "批示"] = opt("决定形式", default="会议")
    reason: Text = need("更正理由")


class HoldInterview(Command):
    records: ClassVar = (InterviewHeld,)

    unit: UnitName = arg(1, "单位")
    year: Year | None = opt("年度", "不填为最近通报的年度")
    outcome: Literal["已约谈", "延期", "未约谈"] = opt("结果", default="已约谈")
    by: Lines = opt("约谈人职务", "可重复", default=())
    persons: tuple[SaidInterviewee, ...] = opt("被约谈人", default=())
    to: SaidDay | None = opt("延期至", "延期时填")
    minutes: Line | None = opt("纪要文号")


class ProposeAccountability(Command):
    records: ClassVar = (AccountabilityProposed,)

    unit: UnitName = arg(1, "单位")
    to: Organ = need("送交机关", "代码或名称,如 县委")
    years: Numbers = opt("年度", "连续未完成的年度;不填按认定推算", default=())
    determinations: EntryNames = opt("认定的登记", "不填按年度查找", default=())
    lineage: EntryNames = opt("承继认定的登记", default=())
