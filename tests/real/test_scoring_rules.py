"""Published tables (石城县 2018) with their wording put into formulas: they compute as printed, defects and all."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.application.trying import Draft, faults, rules_of
from ptaudit.batch import rule_files, rule_reading, rules_yaml
from ptaudit.domain.commands.targets import SaidRuleItem
from ptaudit.domain.formulas import saying
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import EMPTY, Registry
from ptaudit.domain.rules.facts import Fact
from ptaudit.domain.rules.tables import Tried, compute
from tests.domain.rules.given import facts
from tests.domain.specification import Spec, unit
from tests.real.shared import data

FULL = Decimal("100.00")

#: What the standards of the township table say by numbers: code, how it is counted, formula, upper limit.
TOWNSHIP = (
    ("12", "扣分", "每次: 次数=次数:不达标河库, 分=2, 保底=扣完为止", None),
    ("17.2", "扣分", "每次: 次数=次数:不上报不制止, 分=2", None),
    ("20.2", "得分", "达标: 条件=次数:查处案件 ≥ 1", None),
    ("21", "扣分", "按比例: 取值=次数:退养水库/次数:全部水库", None),
    (
        "五.1",
        "得分",
        (
            "达标: 条件=次数:省级用稿 ≥ 1 且 次数:市级用稿 ≥ 2 且 次数:县级用稿 ≥ 2, 分=5;"
            " 分级: 加扣=加, 计法=每件, 各级=省=2@次数:省级多投|市=1@次数:市级多投|县=0.5@次数:县级多投"
        ),
        "8",
    ),
    (
        "六",
        "得分",
        (
            "分级: 加扣=加, 计法=取最高, 各级=省=20@次数:省表扬|市=10@次数:市表扬;"
            " 分级: 加扣=扣, 计法=每件, 各级=省=20@次数:省曝光|市=10@次数:市曝光"
        ),
        "20",
    ),
)


def encoded(name: str, formulas: tuple[tuple[str, str, str, str | None], ...]) -> Draft:
    """The published table; an item whose standard names no number is won by doing it."""
    read = rule_reading.read(data(f"real/shicheng2018_{name}.csv"))
    by_code = {code: (mode, formula, cap) for code, mode, formula, cap in formulas}
    parents = {item.parent for item in read.items}
    items: list[SaidRuleItem] = []
    for item in read.items:
        mode, formula, cap = by_code.get(
            item.code, ("得分", f"达标: 条件=是否:做到{item.code}", None)
        )
        said: dict[str, Any] = {
            "mode": mode,
            "cap": Decimal(cap) if cap else None,
            "floor": "无" if item.code == "六" else None,
        }
        if item.code not in parents:
            said["formula"] = saying.of_cell(formula)
        items.append(item.model_copy(update=said))
    return Draft(2018, "A", items, FULL, None, read.warnings)


def done(draft: Draft, registry: Registry) -> dict[str, Fact]:
    """Everything was done that no number is said of."""
    rules = rules_of(draft, registry)
    return {f"是否:做到{code}": Fact(value=True) for code in rules.items}


def tried(
    draft: Draft,
    held: Mapping[str, Fact],
    whose: str = "",
    registry: Registry = EMPTY,
    **keys: str,
) -> Tried:
    rules = rules_of(draft, registry)
    policy = Policy().trying({key.replace("__", "."): value for key, value in keys.items()})
    return compute(rules.items, rules.leaves(whose), rules.overall, held, policy)


ALL_WELL = (
    "次数:不达标河库=0 次数:不上报不制止=0 次数:查处案件=1 次数:退养水库=10 次数:全部水库=10"
    " 次数:省级用稿=1 次数:市级用稿=2 次数:县级用稿=2 次数:省级多投=0 次数:市级多投=0 次数:县级多投=0"
    " 次数:省表扬=0 次数:市表扬=0 次数:省曝光=0 次数:市曝光=0"
)
#: What is other than well, and the total of the township table without the limit of a hundred.
CASES = [
    # 31+2+15+44+7: item 18 is worth 3 and its parts come to 2.
    ("", "99.00"),
    ("次数:不达标河库=1", "97.00"),
    ("次数:不达标河库=3", "95.00"),
    ("次数:不上报不制止=1", "97.00"),
    ("次数:不上报不制止=2", "96.00"),
    ("次数:查处案件=0", "96.00"),
    # Eight reservoirs of ten keep 3.2 of the 4 points.
    ("次数:退养水库=8", "98.20"),
    ("次数:省级多投=1 次数:县级多投=1", "101.50"),
    ("次数:省级多投=3", "102.00"),
    ("次数:省表扬=1 次数:市表扬=1", "119.00"),
    ("次数:市曝光=1", "89.00"),
    ("次数:省曝光=1 次数:市曝光=1", "69.00"),
    ("次数:市级用稿=1", "94.00"),
]


@pytest.mark.parametrize(("other", "total"), CASES)
def test_the_township_table_computes_as_printed(other: str, total: str) -> None:
    draft = encoded("township", TOWNSHIP)
    held = {**done(draft, EMPTY), **facts(ALL_WELL), **facts(other)}
    found = tried(draft, held, score__cap="none")
    assert (found.total, found.missing) == (Decimal(total), ())
    assert found.full == 106


def test_under_the_limit_of_a_hundred_the_bonus_is_cut_and_says_so() -> None:
    draft = encoded("township", TOWNSHIP)
    held = {**done(draft, EMPTY), **facts(ALL_WELL), **facts("次数:省表扬=1")}
    found = tried(draft, held)
    assert [line.words for line in found.lines] == ["总分最高100分"]
    assert found.total == 100
    assert "score.cap" in found.keys


def test_where_the_table_is_silent_policy_decides_how_far() -> None:
    """Item 17: 每出现一例扣2分, and not how far; three points, two cases."""
    draft = encoded("township", TOWNSHIP)
    held = {**done(draft, EMPTY), **facts(ALL_WELL), **facts("次数:不上报不制止=2")}
    stops, goes_on = (tried(draft, held, item__floor=option) for option in ("zero", "none"))
    assert [stops.total, goes_on.total] == [Decimal(96), Decimal(95)]
    assert "item.floor" in stops.keys


def test_its_defects_are_all_named() -> None:
    found = list(faults(encoded("township", TOWNSHIP), EMPTY))
    told = [(one.row, one.code.removeprefix("rules."), one.text) for one in found]
    assert (2, "total", "一级项目分值合计107分,满分100分(31+2+15+45+7+7)") in told
    assert (23, "sum", "下级分值合计2分,本项3分(1+1)") in told
    assert (30, "over_limit", "写有20、10、20、10分的奖扣,超过本项7分") in told
    assert {one.severity for one in found} == {"提示"}


def test_a_department_whose_parts_do_not_come_to_its_sixty() -> None:
    """县矿管局: 20+10+20 of 60; number 30 stands twice."""
    registry = Spec().given(unit("kgj", "县矿管局", "部门")).registry
    draft = encoded(
        "department", (("三", "得分", "按名次: 取值=名次:省考, 各名次=1=10|2=5|3=3", "10"),)
    )
    told = [(one.row, one.code, one.text) for one in faults(draft, registry)]
    assert (23, "rules.sum", "下级分值合计50分,本项60分(20+10+20)") in told
    assert [row for row, code, _ in told if code == "rules.number_twice"] == [44]
    held = {**done(draft, registry), **facts("名次:省考=2")}
    found = tried(draft, held, "kgj", registry, score__cap="none")
    own = [r for r in found.items if r.item.code.startswith("二-10.")]
    assert sum(r.points or 0 for r in own) == 50
    # 8+7+10+13+5 in common (item 4 is worth 10, its parts 13), 50 of its own, 5 for the second place.
    assert found.total == 98


RIVER_CHIEF = """\
满分: 100
评分表:
- {指标代码: "1", 指标名称: 日常巡查, 一级指标: 8.2, 计分方式: 扣分, 分值: 20, 评分标准: 日常巡查,
   算法: [{形式: 每次, 次数: "次数:记录缺失", 分: 1}, {形式: 每次, 次数: "次数:未及时上报", 分: 2},
          {形式: 置零, 条件: "是否:未巡查"}]}
- {指标代码: "2", 指标名称: 事件处理率, 一级指标: 8.2, 计分方式: 得分, 分值: 15, 评分标准: 事件处理率,
   算法: {形式: 按比例, 取值: "指标值:事件处理率", 乘分: 15}}
- {指标代码: "3", 指标名称: 水质变化, 一级指标: 8.2, 计分方式: 扣分, 分值: 15, 评分标准: 水质变化,
   算法: [{形式: 每次, 次数: "次数:不达标", 分: 2}, {形式: 每次, 次数: "次数:好转", 分: 2, 加扣: 加, 最多: 2},
          {形式: 置零, 条件: "是否:不达标又恶化"}]}
- {指标代码: "4", 指标名称: 公众投诉, 一级指标: 8.2, 计分方式: 扣分, 分值: 10, 评分标准: 公众投诉,
   算法: {形式: 每次, 次数: "次数:投诉", 分: 2, 免扣条件: "是否:群众满意"}}
- {指标代码: "5", 指标名称: 宣传教育工作, 一级指标: 8.1, 计分方式: 扣分, 分值: 20, 评分标准: 宣传教育,
   算法: {形式: 每次, 次数: "次数:宣传问题", 分: 2}}
- {指标代码: "6", 指标名称: 奖励分, 一级指标: 8.3, 计分方式: 得分, 分值: 10, 评分标准: 奖励,
   算法: {形式: 分级, 加扣: 加, 计法: 各级一次, 各级: ["省=5@次数:省推广", "市=3@次数:市推广", "县=2@次数:县推广"]}}
- {指标代码: "7", 指标名称: 领导综合评价, 一级指标: 8.1, 计分方式: 得分, 分值: 10, 评分标准: 综合评价,
   算法: [{形式: 酌情, 取值: "评定:综合"}, {形式: 每次, 次数: "次数:未协助", 分: 1}]}
"""
GOOD = (
    "次数:记录缺失=0 次数:未及时上报=0 是否:未巡查=否 指标值:事件处理率=100 次数:不达标=0 次数:好转=0"
    " 是否:不达标又恶化=否 次数:投诉=0 是否:群众满意=否 次数:宣传问题=0 次数:省推广=1 次数:市推广=1"
    " 次数:县推广=1 评定:综合=10(协助得力) 次数:未协助=0"
)


def river_chief() -> Draft:
    file = rule_files.built(rules_yaml.read(RIVER_CHIEF)).readable()
    return Draft(2018, "A", file.items, file.full_marks)


def test_the_river_chief_sheet_holds_the_numbers_of_the_published_one() -> None:
    published = json.loads(data("real/shicheng2018_river_chief.json").read_text("utf-8"))
    found = {item.name: item for item in river_chief().items}
    assert {item["item"]: Decimal(item["max"]) for item in published["items"]} == {
        name: item.points for name, item in found.items()
    }
    for item in published["items"]:
        said = {
            str(rule[key])
            for rule in item.get("rules", ())
            for key in ("deduct", "add")
            if key in rule
        }
        cell = saying.cell(found[item["item"]].formula or ())
        # All of an item, or none of it, is said by a condition instead of an amount.
        for amount in said - {str(item["max"])}:
            assert f"={amount}" in cell.replace("分=", "="), (item["item"], amount)


@pytest.mark.parametrize(
    ("other", "total"),
    [
        ("", "100.00"),
        ("次数:记录缺失=3 次数:未及时上报=1", "95.00"),
        ("是否:未巡查=是", "80.00"),
        ("指标值:事件处理率=98", "99.70"),
        ("次数:不达标=2", "96.00"),
        ("次数:不达标=2 次数:好转=1", "98.00"),
        ("次数:不达标=1 是否:不达标又恶化=是", "85.00"),
        ("次数:投诉=3", "94.00"),
        ("次数:投诉=3 是否:群众满意=是", "100.00"),
        ("次数:宣传问题=11", "80.00"),
        ("次数:省推广=0", "95.00"),
        ("次数:未协助=2", "98.00"),
    ],
)
def test_the_river_chief_sheet_computes_as_published(other: str, total: str) -> None:
    draft = river_chief()
    assert [one for one in faults(draft, EMPTY) if one.severity == "错误"] == []
    found = tried(draft, {**facts(GOOD), **facts(other)})
    assert (found.total, found.missing) == (Decimal(total), ())


def test_a_leader_s_points_without_reasons_are_missing() -> None:
    held = {**facts(GOOD), "评定:综合": Fact(Decimal(10))}
    assert tried(river_chief(), held).missing == ("评定:综合(评语)",)
