"""第十一条: a scoring table is recorded as it is issued; what does not add up is named by its row."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.commands.targets import SaidRuleItem
from ptaudit.domain.failures import Malformed
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.targets.rule_table import Table, table
from ptaudit.domain.targets.rule_warnings import TEXTS, warning
from tests.domain.specification import Spec, unit

REGISTRY = Spec().given(unit("slj", "县水利局", "部门"), unit("nlj", "县农粮局", "部门")).registry


def item(code: str, points: object, parent: str | None = None, **more: Any) -> SaidRuleItem:
    said = {
        "code": code,
        "parent": parent,
        "name": code,
        "group": "8.2",
        "mode": "核定",
        "points": points,
        "rule_text": code,
        **more,
    }
    return SaidRuleItem.model_validate(said)


def read(*items: SaidRuleItem, full: int = 100) -> Table:
    return table(items, Decimal(full), (), REGISTRY)


def found(*items: SaidRuleItem, full: int = 100) -> list[tuple[int, str]]:
    return [(w.row, w.code.removeprefix("rules.")) for w in read(*items, full=full).warnings]


def test_a_table_that_adds_up_has_no_warnings() -> None:
    assert found(item("一", 60), item("1", 20, "一"), item("2", 40, "一"), item("二", 40)) == []


@pytest.mark.parametrize(
    ("items", "warnings"),
    [
        ([item("一", 60), item("二", 41)], [(1, "total")]),
        ([item("一", 60), item("二", 39)], [(1, "total")]),
        ([item("一", 100), item("1", "60.01", "一"), item("2", 40, "一")], [(1, "sum")]),
        ([item("一", 100, row=7), item("1", 99, "一", row=8)], [(7, "sum")]),
        ([item("一", 60), item("1", 40, "三")], [(2, "parent_unknown")]),
        ([item("1", 50, no="1"), item("2", 50, no="1")], [(2, "number_twice")]),
        ([item("1", 100), item("2", 0)], [(2, "no_points")]),
        ([item("1", 100, cap="100.01")], [(1, "cap_over")]),
        ([item("1", 100, cap=100)], []),
        ([item("1", 100, cap=80, floor="80.01")], [(1, "floor_over")]),
        ([item("1", 100, cap=80, floor=80)], []),
        ([item("1", 100, floor="无")], []),
    ],
)
def test_each_defect_is_a_warning_that_names_its_row(
    items: list[SaidRuleItem], warnings: list[tuple[int, str]]
) -> None:
    assert found(*items) == warnings


def case(amount: object, floor: str | None = None) -> dict[str, object]:
    return {"code": "c", "amount": amount, "text": "每起", "floor": floor}


@pytest.mark.parametrize(
    ("cases", "more", "warnings"),
    [
        ([case("-100", "扣完为止")], {}, []),
        ([case("-100.01", "扣完为止")], {}, ["case_over"]),
        ([case("-1")], {}, ["floor_silent"]),
        ([case("-1")], {"floor": "无"}, []),
        ([case("1")], {}, []),
    ],
)
def test_deductions_by_case_fit_their_item_and_say_how_far_they_go(
    cases: list[dict[str, object]], more: dict[str, Any], warnings: list[str]
) -> None:
    rows = found(item("1", 100, per_case=cases, **more))
    assert rows == [(1, code) for code in warnings]


def test_what_cannot_be_used_is_malformed() -> None:
    with pytest.raises(Malformed, match=r"rules\.code_twice") as failure:
        read(item("1", 50), item("1", 50))
    assert failure.value.params == {"item": "1", "row": 2, "other": 1}
    with pytest.raises(Malformed, match=r"rules\.circle"):
        read(item("1", 50, "2"), item("2", 50, "1"))
    with pytest.raises(Malformed, match=r"rules\.circle"):
        read(item("1", 50, "1"))
    with pytest.raises(Malformed, match=r"rules\.case_twice"):
        read(item("1", 100, per_case=[case(-1), case(-2)]))


def test_each_department_has_its_own_sum() -> None:
    tree = [
        item("一", 40),
        item("二", 60),
        item("a", 60, "二", no="1", applies_to="县水利局", row=5),
        item("b", 30, "二", no="2", applies_to="县农粮局", row=6),
        item("c", 20, "二", no="2", applies_to="县农粮局", row=7),
    ]
    only = read(*tree).warnings
    assert [(w.row, w.code) for w in only] == [(6, "rules.unit_sum")]
    assert only[0].text == "县农粮局各项分值合计50分,应为60分(30+20)"


def test_two_departments_under_one_number_are_named() -> None:
    tree = [
        item("a", 100, no="30", applies_to="县水利局"),
        item("b", 100, no="30", applies_to="县农粮局"),
    ]
    assert found(*tree) == [(2, "number_twice")]


def test_an_item_for_a_unit_never_registered_stands_and_applies_to_nobody() -> None:
    read_ = read(item("a", 100, applies_to="县能源办"))
    assert read_.items[0].applies_to == ()
    assert [(w.row, w.text) for w in read_.warnings] == [
        (1, "县能源办未登记,本项暂不适用于任何单位")
    ]


def test_nothing_is_repaired() -> None:
    said = [item("一", 100), item("1", 2, "一", cap=9, floor="无", no="1")]
    items = read(*said).items
    assert [(i.code, i.parent, i.points, i.cap, i.floor, i.no) for i in items] == [
        (s.code, s.parent, s.points, s.cap, s.floor, s.no) for s in said
    ]


def test_every_text_is_printable_in_gbk() -> None:
    for text in TEXTS.values():
        text.encode("gbk")
    assert warning("cap_over", 3, cap=Decimal("1.50"), points=Decimal("1.00")).text == (
        "上限1.5分高于本项1分"
    )
    assert plain(Decimal("100.00")) == "100"


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.data())
def test_a_tree_of_exact_sums_never_warns_and_a_moved_point_always_does(
    points: list[int], data: st.DataObject
) -> None:
    tree = [item("top", sum(points)), *(item(f"i{n}", p, "top") for n, p in enumerate(points))]
    assert found(*tree, full=sum(points)) == []
    n = data.draw(st.integers(0, len(points) - 1))
    moved = tree[n + 1].model_copy(update={"points": tree[n + 1].points + 1})
    assert found(*tree[: n + 1], moved, *tree[n + 2 :], full=sum(points)) == [(1, "sum")]
