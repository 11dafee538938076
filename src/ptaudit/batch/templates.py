"""The tables a county keeps anyway, and what each of their rows has recorded."""

from collections.abc import Mapping
from typing import Final

from ptaudit.batch.findings_table import FINDINGS
from ptaudit.batch.template import Aside, Groups, Step, Template, column, columns, fields, noted
from ptaudit.domain.commands.assessment import DeductScore, EnterScore
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.selfchecks import FileSelfcheck

_NOTED = fields("irregular late_reason")

_UNIT = "unit short party_organ gov_organ since roles binding"
UNITS = Template(
    name="单位",
    version=1,
    columns=(
        column(RegisterUnit, "name", required=True, example="清河镇"),
        column(RegisterUnit, "unit_kind", required=True, example="镇"),
        *columns(RegisterUnit, _UNIT),
    ),
    steps=(Step("", RegisterUnit, fields(f"name unit_kind {_UNIT}")),),
    identity=("name",),
)

_RESULT = (
    "unit year completion score rank sequence veto advanced interviewed"
    " basis on name_then score_printed note"
)
HISTORY = Template(
    name="历史结果",
    version=1,
    columns=(
        column(
            CarryHistory,
            "unit",
            required=True,
            example="清河镇",
            units=True,
            also="单位名称 乡镇 乡镇名称 镇街 乡镇(街道) 镇(街道) 乡镇街道 被考核单位 考核对象 责任单位 地区",
        ),
        column(CarryHistory, "year", required=True, example=2023),
        column(CarryHistory, "completion", required=True, example="完成"),
        column(
            CarryHistory,
            "score",
            example="87.50",
            also="考核得分 综合得分 总得分 最终得分 考评得分 考评分 考核分 总分 分数 年度得分 考核总分",
        ),
        column(CarryHistory, "rank", example=3, also="排名 位次 排位 考核名次 综合排名 名次排名"),
        column(CarryHistory, "sequence", example="A"),
        *columns(CarryHistory, "veto advanced interviewed"),
        column(CarryHistory, "basis", note="载有该结果的文件", example="×委办〔2024〕5号"),
        column(
            CarryHistory, "on", "文件日期", note="载有该结果的文件的日期", example="2024-02-01"
        ),
        *columns(CarryHistory, "name_then score_printed note"),
    ),
    steps=(Step("", CarryHistory, fields(_RESULT)),),
    identity=("unit", "year"),
    book=(("year",),),
    aside=Aside(
        kept=(
            *("等次", "考核等次", "考评等次", "评定等次", "等级", "考核等级", "评价等次", "档次"),
            *("结果等次", "综合评价等次", "考核结果", "评定结果", "考核评价"),
        ),
        into="note",
    ),
    groups=Groups("sequence", (("A", "乡镇|镇街|街道|园区|乡、镇"), ("B", "部门|县直|单位"))),
)

SELFCHECKS = Template(
    name="自查",
    version=1,
    columns=(
        column(FileSelfcheck, "unit", required=True, example="清河镇", units=True),
        column(FileSelfcheck, "period", required=True, example="上半年"),
        column(FileSelfcheck, "year", example=2025),
        column(FileSelfcheck, "on", "报送日期", note="环保部门收到之日", example="2025-07-10"),
        column(FileSelfcheck, "receipt", example="收文2025-0210"),
        column(FileSelfcheck, "copied", example="2025-07-11"),
        column(FileSelfcheck, "copy_receipt", example="目督收2025-118"),
        column(FileSelfcheck, "self_total"),
        *noted(FileSelfcheck),
    ),
    steps=(
        Step(
            "报送",
            FileSelfcheck,
            {**fields("unit period year on receipt self_total"), **_NOTED},
            due=("on",),
        ),
        Step(
            "抄送",
            FileSelfcheck,
            {
                **fields("unit period year self_total"),
                "on": ("copied",),
                "receipt": ("copy_receipt",),
                **_NOTED,
            },
            due=("copied",),
            fixed={"recipient": "MDB"},
        ),
    ),
    identity=("unit", "year", "period"),
    book=(("year",), ("period",)),
    may_rest=True,
)

_SCORED = "unit item because year stage per_case count note on basis"
SCORES = Template(
    name="计分",
    version=1,
    columns=(
        column(DeductScore, "unit", required=True, example="清河镇", units=True),
        column(DeductScore, "item", required=True, example="R31"),
        column(DeductScore, "deduct", of="amount", note="扣分填这一列,写正数", example="3.00"),
        column(EnterScore, "amount", "得分", note="得分或核定填这一列;与扣分只填一个"),
        column(DeductScore, "because", note="问题编号或登记号,多个以、分开", example="F-2025-017"),
        column(DeductScore, "stage"),
        column(DeductScore, "year", example=2025),
        column(DeductScore, "per_case"),
        column(DeductScore, "count"),
        column(DeductScore, "note"),
        column(DeductScore, "on", "计分日期", note="不填为导入之日"),
        column(DeductScore, "basis"),
        *noted(DeductScore),
    ),
    steps=(
        Step(
            "扣分",
            DeductScore,
            {**fields(_SCORED), "amount": ("deduct",), **_NOTED},
            due=("deduct",),
        ),
        Step(
            "得分",
            EnterScore,
            {**fields(_SCORED), "amount": ("amount",), **_NOTED},
            due=("amount",),
        ),
    ),
    identity=(
        "unit",
        "item",
        "deduct",
        "amount",
        "because",
        "stage",
        "year",
        "per_case",
        "on",
        "note",
    ),
    book=(("year",), ("stage",)),
    one_of=True,
)

TABLES: Mapping[str, Template] = {
    template.name: template for template in (UNITS, HISTORY, SELFCHECKS, FINDINGS, SCORES)
}
#: Every line is a command of its own; it has no columns.
COMMANDS: Final = "命令"
#: The sheet that explains the columns.
NOTES = "填写说明"
