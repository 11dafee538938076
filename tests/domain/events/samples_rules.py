"""Version 2 of the kinds that hold a scoring table: every form of a formula, with every field and with none."""

from collections.abc import Mapping
from decimal import Decimal

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.formulas import Formula
from ptaudit.domain.events.targets import (
    DraftRef,
    DraftSubmitted,
    RuleItem,
    RulesIssued,
    RulesPart,
)
from ptaudit.domain.formulas import saying
from tests.domain.events.samples_registers import EARLIER, SHA

#: A formula a form, as a clerk's table says it.
FULL = (
    (
        "每次: 次数=次数:约谈, 分=2, 加扣=加, 最多=6, 保底=扣分不保底,"
        " 适用条件=是否:有任务, 免扣条件=非是否:群众不满意 且 次数:约谈 < 3"
    ),
    (
        "每差: 取值=指标值:pm10, 目标=数:70, 方向=越高越好, 每=1, 分=0.5, 不足一个单位=整单位,"
        " 加扣=加, 最多=4, 保底=扣完为止, 称=PM10, 计量单位=微克/立方米"
    ),
    "按比例: 取值=次数:已办/次数:交办, 乘分=15, 超过百分之百=照实",
    "线性: 取值=指标值:达标率, 斜率=70, 截距=-63, 按率计=是, 低于此值得零分=90, 最多=7",
    (
        "超幅: 取值=指标值:能耗, 目标=目标值:能耗, 方向=越高越好, 每百分之一扣=1.5,"
        " 超过百分之几得零分=10, 分=10"
    ),
    "达标: 条件=指标值:处理率 ≥ 80 或 是否:免考, 分=10",
    "查表: 取值=等次:省考, 档次=优秀=60|良好=45, 其余=0",
    "分档: 取值=指标值:达标率, 档次=90~=10|60~90=6|~60=0",
    "分项: 各项=成立机构=2@是否:成立机构|专题研究=1@次数:专题研究 ≥ 4",
    "置零: 条件=是否:不达标 且 是否:恶化",
    "分级: 加扣=加, 计法=取最高, 各级=省=20@次数:省表扬|市=10@次数:市表扬, 最多=20",
    "加权: 各项=大气=40@得分:A1|水=60@指标值:水",
)
LAST = (
    "按名次: 取值=名次:省考, 各名次=1=10|2=5|3~5=3, 加扣=扣; 酌情: 取值=评定:综合, 最多=8;"
    " 连续: 逐期=逐期:排名, 比较=>, 界限=10, 连续期数=2, 分=2, 加扣=加, 计法=每段"
)
LEAST = "每次: 次数=次数:约谈, 分=1; 每差: 取值=指标值:pm10, 方向=越低越好, 每=1, 分=0.5"
OVERALL = "折算为=100; 等次=优秀=90 前10@是否:无事故|良好=80; 评先条件=先进@等次:断面 = 良好"


def item(code: str, formula: Formula) -> RuleItem:
    return RuleItem(
        code=code,
        name="指标",
        group="8.2",
        mode="扣分",
        points=Decimal("10.00"),
        rule_text="见算法",
        formula=formula,
    )


_ITEMS = (
    item("A1", saying.of_cell("; ".join(FULL))),
    item("A2", saying.of_cell(LAST)),
)
_LEAST = (item("A1", saying.of_cell(LEAST)),)
_OVERALL = saying.of_overall_cell(OVERALL)

#: By kind: the most that version 2 says, and the least.
VERSION_2: Mapping[str, tuple[Event, Event]] = {
    "draft.submitted": (
        DraftSubmitted(
            draft="考评细则",
            year=2025,
            draft_version=2,
            part=1,
            parts=1,
            content=RulesPart(
                applies_to="A", full_marks=Decimal("100.00"), items=_ITEMS, overall=_OVERALL
            ),
            parts_digest=SHA,
        ),
        DraftSubmitted(
            draft="考评细则",
            year=2025,
            draft_version=1,
            part=1,
            parts=2,
            content=RulesPart(applies_to="B", full_marks=Decimal("100.00"), items=_LEAST),
        ),
    ),
    "rules.issued": (
        RulesIssued(
            year=2025,
            rules_version=2,
            applies_to=("hekou", "qinghe"),
            part=1,
            parts=1,
            full_marks=Decimal("100.00"),
            items=_ITEMS,
            draft=DraftRef(version=2, parts_digest=SHA),
            revises=EARLIER,
            parts_digest=SHA,
            overall=_OVERALL,
        ),
        RulesIssued(
            year=2025,
            rules_version=1,
            applies_to="A",
            part=1,
            parts=2,
            full_marks=Decimal("100.00"),
            items=_LEAST,
        ),
    ),
}
