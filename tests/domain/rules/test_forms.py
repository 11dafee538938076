"""Every form at its edges: what it comes to, and the words that say why."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ptaudit.domain.formulas import reading
from ptaudit.domain.rules.evaluating import evaluate
from tests.domain.rules.given import DEFAULTS, come_to, facts, item

#: formula, mode, points of the item, facts, what it comes to, the last reason
TABLE = Path(__file__).with_name("forms.csv").read_text("utf-8")
CASES = list(csv.reader(TABLE.splitlines()))[1:]


@pytest.mark.parametrize(("formula", "mode", "points", "said", "value", "words"), CASES)
def test_what_it_comes_to(
    formula: str, mode: str, points: str, said: str, value: str, words: str
) -> None:
    found = come_to(item(formula, mode, f"{Decimal(points):.2f}"), said)
    assert found.missing == ()
    assert found.points == Decimal(value)
    assert found.lines[-1].words == words
    assert sum(line.amount for line in found.lines) == found.points


def test_every_form_stands_in_the_table() -> None:
    """By its name; none is only declared."""
    tried = {step.partition(":")[0].strip() for case in CASES for step in case[0].split(";")}
    assert tried == set(reading.forms())


@pytest.mark.parametrize(
    ("formula", "said", "missing"),
    [
        ("每次: 次数=次数:超标, 分=2", "", ["次数:超标"]),
        ("每差: 取值=指标值:a, 方向=越低越好, 每=1, 分=1", "指标值:a=3", ["目标值:a"]),
        ("每差: 取值=指标值:a, 方向=越低越好, 每=1, 分=1", "", ["指标值:a", "目标值:a"]),
        ("按比例: 取值=次数:a/次数:b", "次数:a=0 次数:b=0", ["次数:a/次数:b"]),
        ("查表: 取值=等次:a, 档次=优秀=6", "等次:a=良好", ["等次:a(“良好”不在档次内)"]),
        ("分档: 取值=指标值:a, 档次=1~2=6", "指标值:a=2", ["指标值:a(2不在各档内)"]),
        (
            "超幅: 取值=指标值:a, 每百分之一扣=1",
            "指标值:a=2 目标值:a=0",
            ["目标值:a(目标为零,算不出百分比)"],
        ),
        ("酌情: 取值=评定:a", "评定:a=8", ["评定:a(评语)"]),
        ("酌情: 取值=评定:a, 最多=8", "评定:a=9(好)", ["评定:a(最多8分,写的是9分)"]),
        ("达标: 条件=是否:a 且 是否:b", "是否:a=是", ["是否:b"]),
        ("置零: 条件=是否:a", "", ["是否:a"]),
        ("连续: 逐期=逐期:a, 比较=>, 界限=1, 连续期数=2, 分=1", "", ["逐期:a"]),
        ("加权: 各项=甲=100@得分:B", "", ["得分:B"]),
        ("每次: 次数=次数:x, 分=2, 免扣条件=是否:y", "次数:x=1", ["是否:y"]),
        ("每次: 次数=次数:x, 分=2, 适用条件=是否:y", "次数:x=1", ["是否:y"]),
    ],
)
def test_a_missing_input_is_an_answer_and_never_nothing(
    formula: str, said: str, missing: list[str]
) -> None:
    found = come_to(item(formula), said)
    assert found.points is None
    assert list(found.missing) == missing


@pytest.mark.parametrize(
    ("condition", "said", "missing"),
    [
        ("是否:a 且 是否:b", "是否:a=否", ()),
        ("是否:a 或 是否:b", "是否:a=是", ()),
        ("是否:a 或 是否:b", "是否:a=否", ("是否:b",)),
    ],
)
def test_what_a_condition_does_not_turn_on_may_be_unknown(
    condition: str, said: str, missing: tuple[str, ...]
) -> None:
    assert come_to(item(f"达标: 条件={condition}"), said).missing == missing


def test_an_item_without_a_formula_counts_its_cases_by_their_codes() -> None:
    case = {"code": "迟报", "amount": Decimal("-1.00"), "text": "每迟报一次", "floor": "扣完为止"}
    counted = item(per_case=(case,))
    assert come_to(counted, "次数:迟报=3").points == Decimal("7.00")
    assert come_to(counted, "").missing == ("次数:迟报",)


def test_an_item_without_anything_needs_what_a_person_finds() -> None:
    assert come_to(item(mode="核定"), "").missing == ("评定:A1",)
    assert come_to(item(mode="核定"), "评定:A1=6(基本完成)").points == Decimal("6.00")


def test_a_value_in_another_unit_of_measure_is_not_computed_with() -> None:
    one = item("每差: 取值=指标值:a, 目标=数:1, 方向=越低越好, 每=1, 分=1, 计量单位=微克/立方米")
    held = facts("指标值:a=3")
    other = {"指标值:a": replace(held["指标值:a"], measure="毫克/立方米")}
    found = evaluate(one, other, DEFAULTS, lambda code: None)
    assert found.missing == ("指标值:a(计量单位是毫克/立方米,细则为微克/立方米)",)


@pytest.mark.parametrize(
    ("mode", "amount", "value"), [("扣分", "3", "4"), ("扣分", "-3", "4"), ("得分", "3", "6")]
)
def test_on_an_item_that_starts_full_a_case_is_taken_away_whatever_its_sign(
    mode: str, amount: str, value: str
) -> None:
    case = {"code": "逾期", "amount": Decimal(f"{amount}.00"), "text": "每件"}
    assert come_to(item(mode=mode, per_case=(case,)), "次数:逾期=2").points == Decimal(value)
