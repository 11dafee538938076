"""Rulings about scoring rules: where the table is silent, each option comes to another number."""

from typing import Any

import pytest

from ptaudit.domain.policy import KEYS
from tests.policy.options import each
from tests.regulation.county import County

RULED = "policy adopt {key}={value} --from-year 2025 --basis 示绩委〔2025〕8号"
HEAD = "年度: 2025\n适用范围: A\n评分表:\n"
ITEM = (
    "- {{指标代码: A1, 指标名称: 甲, 一级指标: 8.2, 计分方式: {mode}, 分值: {points},"
    " 评分标准: 甲{more}, 算法: {formula}}}\n"
)


class Trial:
    """One item of a draft, tried on 清河镇 under an option."""

    def __init__(self, county: County) -> None:
        self.county = county

    def of(
        self, facts: str, formula: str, mode: str = "扣分", points: str = "10", more: str = ""
    ) -> None:
        item = ITEM.format(formula=formula, mode=mode, points=points, more=more)
        self.county.write("细则.yml", HEAD + item)
        lines = [f"清河镇,{fact.replace(':', ',').replace('=', ',')}" for fact in facts.split()]
        self.county.write("事实.csv", "\n".join(["单位,来源,名称,值", *lines]) + "\n")

    def under(self, key: str, value: str) -> Any:
        """The total, and the rulings that decided it."""
        self.county.ok(RULED.format(key=key, value=value))
        total = self.county.rows("rules try 细则.yml --facts 事实.csv --unit 清河镇")[-1]
        assert total["item"] == "合计"
        named = [said for said in total["keys"] if said.startswith(f"{key}=")]
        assert named == [f"{key}={value}"], total["keys"]
        return total["points"], tuple(total["missing"])


@pytest.fixture
def trial(county: County) -> Trial:
    return Trial(county)


def test_item_floor(trial: Trial) -> None:
    """Six cases of 2 points on an item of 10, and the table does not say how far: 0, or 2 below it."""
    trial.of("次数:甲=6", "{形式: 每次, 次数: '次数:甲', 分: 2}")
    trial.county.ok(RULED.format(key="score.floor", value="none"))
    ruled = "policy adopt item.floor={value} score.floor=none --from-year 2025 --basis 示绩委〔2025〕8号"

    def ask(value: str) -> Any:
        trial.county.ok(ruled.format(value=value))
        item, _ = trial.county.rows("rules try 细则.yml --facts 事实.csv --unit 清河镇")
        assert f"item.floor={value}" in item["keys"]
        return item["points"], item["lines"][-1:]

    each(
        "item.floor",
        ask,
        {"zero": ("0.00", ["最低0分,补2分"]), "none": ("-2.00", ["甲 6次,每次扣2,扣12分"])},
    )


@pytest.mark.parametrize(("said", "points"), [("扣完为止", "0.00"), ("扣分不保底", "-2.00")])
def test_item_floor_has_no_say_where_the_table_has(said: str, points: str, trial: Trial) -> None:
    trial.of("次数:甲=6", f"{{形式: 每次, 次数: '次数:甲', 分: 2, 保底: {said}}}")
    for value in KEYS["item.floor"].options:
        trial.county.ok(RULED.format(key="item.floor", value=value))
        item, _ = trial.county.rows("rules try 细则.yml --facts 事实.csv --unit 清河镇")
        assert (item["points"], item["keys"]) == (points, [])


def test_partial_unit(trial: Trial) -> None:
    """3.2 beyond the target, 0.5 points for every 1: 1.6, 1.5, or not to be said."""
    trial.of(
        "指标值:pm10=73.2 目标值:pm10=70",
        "{形式: 每差, 取值: '指标值:pm10', 方向: 越低越好, 每: 1, 分: 0.5}",
    )
    each(
        "partial_unit",
        lambda value: trial.under("partial_unit", value),
        {
            "pro_rata": ("8.40", ()),
            "full_unit": ("8.50", ()),
            "rule": (None, ("指标值:pm10(不足一个单位如何计,细则未写明)",)),
        },
    )


def test_partial_unit_has_no_say_where_the_rule_has(trial: Trial) -> None:
    formula = "{{形式: 每差, 取值: '指标值:a', 目标: '数:1', 方向: 越低越好, 每: 1, 分: 1, 不足一个单位: {said}}}"
    for said, points in (("整单位", "9.00"), ("按比例", "8.50")):
        trial.of("指标值:a=2.5", formula.format(said=said))
        total = trial.county.rows("rules try 细则.yml --facts 事实.csv --unit 清河镇")[-1]
        assert (total["points"], total["keys"]) == (points, [])


def test_rate_over_100(trial: Trial) -> None:
    """105.02 % of 10 points, on an item that may come to 12."""
    trial.of(
        "指标值:率=105.02",
        "{形式: 按比例, 取值: '指标值:率'}",
        mode="得分",
        more=", 上限: 12",
    )
    each(
        "rate.over_100",
        lambda value: trial.under("rate.over_100", value),
        {"cap": ("10.00", ()), "raw": ("10.50", ())},
    )


def test_score_cap(trial: Trial) -> None:
    """A table of 110.58 points, all of them won."""
    trial.of("指标值:率=100", "{形式: 按比例, 取值: '指标值:率'}", mode="得分", points="110.58")
    each(
        "score.cap",
        lambda value: trial.under("score.cap", value),
        {"100": ("100.00", ()), "none": ("110.58", ())},
    )


def test_score_floor(trial: Trial) -> None:
    """Deductions without a floor go below nothing."""
    trial.of("次数:甲=6", "{形式: 每次, 次数: '次数:甲', 分: 2, 保底: 扣分不保底}")
    each(
        "score.floor",
        lambda value: trial.under("score.floor", value),
        {"0": ("0.00", ()), "none": ("-2.00", ())},
    )


def test_score_scale(trial: Trial) -> None:
    """83.55 of 107 points converted to a hundred is 78.0841…."""
    trial.of("指标值:率=78.0841", "{形式: 按比例, 取值: '指标值:率'}", mode="得分", points="107")
    county = trial.county
    text = (county.desk.folder / "细则.yml").read_text("utf-8")
    county.write("细则.yml", "总评: {折算为: 100}\n" + text)
    each(
        "score.scale",
        lambda value: trial.under("score.scale", value),
        {"2": ("78.08", ()), "1": ("78.10", ()), "0": ("78.00", ())},
    )


def test_rule_applies(county: County) -> None:
    """A finding of 3 March, scored after the table of 5 March came into force: under which of the two?"""
    county.on("2025-03-10 09:00")
    text = HEAD + ITEM.format(
        formula="{形式: 每次, 次数: '次数:整改逾期', 分: 5}", mode="扣分", points="100", more=""
    ).replace("A1", "A31")
    county.write("细则.yml", text)
    county.ok("@epb draft submit 考评细则 2025 --applies-to A --from 细则.yml --on 2025-03-04")
    county.ok("rules issue 2025 A --from 细则.yml --basis 示绩委〔2025〕8号 --on 2025-03-05")
    county.ok("@epb finding raise 清河镇 粪污直排 --on 2025-03-03")

    def ask(value: str) -> Any:
        county.ok(RULED.format(key="rule.applies", value=value))
        enter = "@epb score deduct 清河镇 A31 1 --because F-2025-001 --year 2025 --note 试"
        [entry] = county.recorded(f"{enter}{value}")
        [row] = [
            row
            for row in county.rows("score show 清河镇 --year 2025 --why")
            if row["position"] == entry
        ]
        return row["rules_version"]

    each("rule.applies", ask, {"conduct": 1, "determination": 2})
