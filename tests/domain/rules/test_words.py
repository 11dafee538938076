"""Formulas in a clerk's words: read and written the same, refused with the column and what stands in it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.events.formulas import Formula, Overall
from ptaudit.domain.formulas import conditions, reading, saying
from ptaudit.domain.formulas.faults import TEXTS, Faulty
from tests.domain.rules.written import CONDITIONS, FORMULAS, OVERALLS


@given(FORMULAS)
def test_a_formula_is_read_as_it_is_written(formula: Formula) -> None:
    assert saying.of_cell(saying.cell(formula)) == formula
    assert reading.formula([saying.said(step) for step in formula]) == formula


@given(OVERALLS)
def test_what_follows_from_the_total_too(overall: Overall) -> None:
    assert saying.of_overall_cell(saying.overall_cell(overall)) == overall
    assert reading.overall(saying.said_overall(overall)) == overall


@given(CONDITIONS)
def test_conditions_too(condition: object) -> None:
    rows = reading.step({"形式": "置零", "条件": conditions.written(condition)})  # type: ignore[arg-type]
    assert rows.met == condition  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("每次:次数=次数:a,分=1", "每次: 次数=次数:a, 分=1"),
        ("每次: 次数=次数:a, 分=1.00", "每次: 次数=次数:a, 分=1"),
        ("置零: 条件=是否:a\n置零: 条件=非是否:b;", "置零: 条件=是否:a; 置零: 条件=非是否:b"),
        ("置零: 条件=指标值:a >= 3", "置零: 条件=指标值:a ≥ 3"),
        ("置零: 条件=指标值:a<=3", "置零: 条件=指标值:a ≤ 3"),
        ("置零: 条件=指标值:a != 3", "置零: 条件=指标值:a ≠ 3"),
        ("置零: 条件=是否:a = 是", "置零: 条件=是否:a"),
    ],
)
def test_as_people_type_it(said: str, same: str) -> None:
    assert saying.cell(saying.of_cell(said)) == same


#: What is typed, and the fault.
WRONG = [
    ("次数=次数:a", "form_missing"),
    ("每查: 次数=次数:a", "form_unknown"),
    ("每次: 次数=次数:a, 分=1, 颜色=红", "field_unknown"),
    ("每次: 次数=次数:a, 分=1, 分=2", "field_twice"),
    ("每次: 次数=次数:a", "field_missing"),
    ("每差: 取值=指标值:a, 方向=越低越好, 每=一, 分=1", "number"),
    ("每差: 取值=指标值:a, 方向=越低越好, 每=1e9, 分=1", "number"),
    ("每差: 取值=指标值:a, 方向=越低越好, 每=0.0000001, 分=1", "number"),
    ("每次: 次数=次数:a, 分=-1", "points"),
    ("每次: 次数=次数:a, 分=1.001", "points"),
    ("每次: 次数=次数:a, 分=1000.01", "points"),
    ("连续: 逐期=逐期:a, 比较=>, 界限=1, 连续期数=0, 分=1", "integer"),
    ("连续: 逐期=逐期:a, 比较=>, 界限=1, 连续期数=两, 分=1", "integer"),
    ("每差: 取值=指标值:a, 方向=低好, 每=1, 分=1", "choice"),
    ("线性: 取值=指标值:a, 斜率=1, 截距=0, 按率计=也许", "choice"),
    ("每次: 次数=a, 分=1", "input"),
    ("每次: 次数=人数:a, 分=1", "input"),
    ("加权: 各项=甲=15@a", "input"),
    ("查表: 取值=等次:a, 档次=优 秀=6", "label"),
    ("达标: 条件=指标值:a 大于 3", "condition"),
    ("达标: 条件=(指标值:a > 3)", "condition"),
    ("达标: 条件=__import__('os')", "condition"),
    ("查表: 取值=等次:a, 档次=优秀", "row"),
    ("分档: 取值=指标值:a, 档次=~=6", "row"),
    ("分级: 加扣=加, 计法=每件, 各级=省=20", "row"),
    ("按名次: 取值=名次:a, 各名次=一=5", "row"),
    ("查表: 取值=等次:a, 档次=|", "rows_missing"),
    ("; ".join(["置零: 条件=是否:a"] * 13), "too_much"),
    ("查表: 取值=等次:a, 档次=" + "|".join(["优秀=1"] * 41), "too_much"),
]


@pytest.mark.parametrize(("said", "code"), WRONG)
def test_what_cannot_be_read_is_named(said: str, code: str) -> None:
    with pytest.raises(Faulty) as refused:
        saying.of_cell(said)
    assert refused.value.code == code


def test_every_fault_is_reproduced() -> None:
    with pytest.raises(Faulty) as refused:
        reading.step({"形式": "每次", "次数": {"a": 1}, "分": "1"})
    assert refused.value.code == "not_text"
    assert {code for _, code in WRONG} | {"not_text"} == set(TEXTS)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_fault(text: str) -> None:
    for read in (saying.of_cell, saying.of_overall_cell, conditions.condition):
        with suppress(Faulty):
            read(text)


def test_the_reasons_print_on_a_chinese_console() -> None:
    for text in TEXTS.values():
        assert text.encode("gbk").decode("gbk") == text
