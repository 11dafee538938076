"""Family D: submit drafts, issue targets and rules, serve documents."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ptaudit.domain.commands.base import (
    Command,
    EntryName,
    Said,
    UnitName,
    UnitNames,
    arg,
    need,
    opt,
)
from ptaudit.domain.events.base import Part
from ptaudit.domain.events.formulas import Formula, Overall
from ptaudit.domain.events.targets import (
    DocumentServed,
    DraftSubmitted,
    RulesIssued,
    ServiceMethod,
    TargetIssued,
)
from ptaudit.domain.formulas import reading, saying
from ptaudit.domain.formulas.faults import Faulty
from ptaudit.domain.values import Line, Ordinal, SaidNumber, SaidPoints, Text, Year


def _read(
    of_text: Callable[[str], Any], of_headed: Callable[[object], Any]
) -> Callable[[object], Any]:
    """What was read already as it is; text and headed texts in the words of a clerk's table."""

    def read(value: object) -> object:
        if value is None or isinstance(value, Overall) or _is_read(value):
            return value
        try:
            return of_text(value) if isinstance(value, str) else of_headed(value)
        except Faulty as fault:
            why = fault.text.encode(errors="replace").decode()
            raise PydanticCustomError("formula", "{why}", {"why": why}) from None

    return read


def _is_read(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(step, Part) for step in value)


SaidFormula: TypeAlias = Annotated[
    Formula | None, BeforeValidator(_read(saying.of_cell, reading.formula))
]
SaidOverall: TypeAlias = Annotated[
    Overall | None, BeforeValidator(_read(saying.of_overall_cell, reading.overall))
]


class SaidTarget(Said):
    """One target of one unit: a row of the target table."""

    unit: UnitName = need("单位")
    code: Line = need("指标代码")
    name: Line = need("指标名称")
    value: SaidNumber | None = opt("目标值")
    op: Literal["≥", "≤", "="] | None = opt("比较")
    unit_of_measure: Line | None = opt("计量单位")
    binding: bool = opt("约束性", default=False)
    article: Line = opt("条", "如 9.1", default="11")


class SaidPerCase(Said):
    code: Line = need("情形代码")
    amount: SaidPoints = need("每次分值")
    text: Text = need("情形")
    floor: Literal["扣完为止", "扣分不保底"] | None = opt("保底")


class SaidRuleItem(Said):
    """One line of the scoring table."""

    code: Line = need("指标代码")
    parent: Line | None = opt("上级指标代码")
    no: Line | None = opt("序号")
    name: Line = need("指标名称")
    group: Literal["8.1", "8.2", "8.3"] = need("一级指标", "第八条第几项")
    article: Line | None = opt("条")
    mode: Literal["扣分", "得分", "核定"] = need("计分方式")
    points: SaidPoints = need("分值")
    cap: SaidPoints | None = opt("上限")
    floor: Literal["无"] | SaidPoints | None = opt("下限", "分值或“无”")
    rule_text: Text = need("评分标准")
    assessor: Line | None = opt("考评单位")
    applies_to: UnitNames = opt("适用单位", "不填为序列内全部单位", default=())
    per_case: tuple[SaidPerCase, ...] = opt("按次分值", default=())
    formula: SaidFormula = opt("算法", "如 每次: 次数=次数:逾期自查, 分=1")
    row: Ordinal | None = opt("行号", "原表中的行")


class SaidWarning(Said):
    row: Ordinal = need("行号")
    code: Line = need("提示代码")
    text: Text = need("提示")


class SubmitDraft(Command):
    records: ClassVar = (DraftSubmitted,)

    draft: Literal["目标任务", "考评细则"] = arg(1, "草案", "目标任务或考评细则")
    year: Year = arg(2, "年度")
    targets: tuple[SaidTarget, ...] = opt("目标任务表", default=())
    items: tuple[SaidRuleItem, ...] = opt("评分表", default=())
    applies_to: UnitNames = opt("适用范围", "A、B 或单位名称;考评细则必填", default=())
    full_marks: SaidPoints | None = opt("满分", "考评细则必填")
    overall: SaidOverall = opt("总评", "如 折算为=100; 等次=优秀=90 前10|良好=80")
    warnings: tuple[SaidWarning, ...] = opt("读表提示", default=())
    draft_version: Ordinal | None = opt("版次", "不填顺次编号")


class IssueTargets(Command):
    records: ClassVar = (TargetIssued,)

    year: Year = arg(1, "年度")
    targets: tuple[SaidTarget, ...] = need("目标任务表", min_length=1)
    draft_version: Ordinal | None = opt("所依草案版次", "不填为最近一版")
    changes: Text | None = opt("调整说明", "调整时填")
    target_version: Ordinal | None = opt("版次", "不填顺次编号")


class IssueRules(Command):
    records: ClassVar = (RulesIssued,)

    year: Year = arg(1, "年度")
    applies_to: UnitNames = arg(2, "适用范围", "A、B 或单位名称", min_length=1)
    items: tuple[SaidRuleItem, ...] = need("评分表", min_length=1)
    full_marks: SaidPoints = need("满分")
    overall: SaidOverall = opt("总评", "如 折算为=100; 等次=优秀=90 前10|良好=80")
    warnings: tuple[SaidWarning, ...] = opt("读表提示", default=())
    draft_version: Ordinal | None = opt("所依草案版次", "不填为最近一版")
    rules_version: Ordinal | None = opt("版次", "不填顺次编号")


class ServeDocument(Command):
    """*on* is the day received."""

    records: ClassVar = (DocumentServed,)

    doc_no: Line = arg(1, "文书文号")
    to: UnitNames = arg(2, "收件单位", "可写多个", min_length=1)
    document: EntryName | None = opt("文书的登记", "不填按文号查找")
    method: ServiceMethod = opt("送达方式", default="直接送达")
    receiver: Line | None = opt("签收处室")
    receipt: Line | None = opt("收文号")
