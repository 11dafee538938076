"""What is wrong with formulas, each fault by its row: what cannot be computed, what stands as printed."""

from decimal import Decimal

import pytest

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas import saying
from ptaudit.domain.rules.checking import check
from ptaudit.domain.rules.faults import ERRORS, WARNINGS
from tests.domain.rules.given import item


def faults(*items: RuleItem, overall: str = "") -> list[tuple[int, str, str]]:
    finish = saying.of_overall_cell(overall) if overall else None
    found = check(items, finish, Decimal("100.00"))
    return [(one.row, one.code.removeprefix("rules."), one.severity) for one in found]


def case(code: str, amount: str = "-1.00") -> dict[str, object]:
    return {"code": code, "amount": Decimal(amount), "text": "每起"}


RATE = "按比例: 取值=指标值:a"
#: formula, mode, the fault of it
ONE = [
    (RATE, "得分", ""),
    ("按比例: 取值=得分:没有", "得分", "ref_unknown"),
    ("按比例: 取值=得分:A1", "得分", "ref_circle"),
    ("按比例: 取值=数:一半", "得分", "not_number"),
    ("按比例: 取值=等次:省考", "得分", "wanted"),
    ("查表: 取值=指标值:a, 档次=优秀=6", "得分", "wanted"),
    ("连续: 逐期=指标值:a, 比较=>, 界限=1, 连续期数=2, 分=1", "扣分", "wanted"),
    ("每差: 取值=指标值:a, 方向=越低越好, 每=0, 分=1", "扣分", "per_zero"),
    ("每次: 次数=次数:a, 分=0", "扣分", "no_amount"),
    ("每次: 次数=次数:a, 分=1", "得分", "never_won"),
    ("每次: 次数=次数:a, 分=1, 加扣=加", "扣分", "never_added"),
    ("每次: 次数=次数:a, 分=10.01", "扣分", "step_over"),
    ("每次: 次数=次数:a, 分=10", "扣分", ""),
    ("每次: 次数=次数:a, 分=6, 加扣=加, 最多=5", "得分", "step_over"),
    ("每次: 次数=次数:a, 分=5, 加扣=加, 最多=20", "得分", "step_over"),
    ("分档: 取值=指标值:a, 档次=~60=0|60~90=6|90~=10", "得分", ""),
    ("分档: 取值=指标值:a, 档次=~60=0|61~90=6|90~=10", "得分", "band_gap"),
    ("分档: 取值=指标值:a, 档次=~60=0|59~90=6|90~=10", "得分", "band_overlap"),
    ("分档: 取值=指标值:a, 档次=~60=0|60~90=6", "得分", "band_open"),
    ("分档: 取值=指标值:a, 档次=60~90=6|90~=10", "得分", "band_open"),
    ("分档: 取值=指标值:a, 档次=0~90=6|90~=10", "得分", ""),
    ("分档: 取值=指标值:a, 档次=~90=0|90~90=6|90~=10", "得分", "band_empty"),
    ("查表: 取值=等次:a, 档次=优秀=6|优秀=5", "得分", "word_twice"),
    ("按名次: 取值=名次:a, 各名次=1~3=5|3~9=1", "得分", "place_twice"),
    ("按名次: 取值=名次:a, 各名次=3~1=5", "得分", "place_empty"),
    ("加权: 各项=甲=40@指标值:a|乙=50@指标值:b", "得分", "weights"),
    ("分项: 各项=甲=4@是否:a|乙=5@是否:b", "得分", "parts"),
    ("分级: 加扣=加, 计法=每件, 各级=省=5@次数:a|市=6@次数:b", "得分", "level_order"),
    ("分级: 加扣=加, 计法=每件, 各级=市=5@次数:a|省=6@次数:b", "得分", ""),
    ("分级: 加扣=加, 计法=每件, 各级=省=5@次数:a|省=5@次数:b", "得分", "level_twice"),
    ("分级: 加扣=加, 计法=每件, 各级=省=20@次数:a", "得分", "step_over"),
    ("达标: 条件=指标值:a > 5 且 指标值:a < 3", "得分", "never_holds"),
    ("达标: 条件=指标值:a ≥ 5 且 指标值:a ≤ 5", "得分", ""),
    ("达标: 条件=指标值:a > 5 且 指标值:a < 6", "得分", ""),
    ("达标: 条件=等次:a = 优秀 且 等次:a = 良好", "得分", "never_holds"),
    ("达标: 条件=等次:a = 优秀 且 等次:a ≠ 优秀", "得分", "never_holds"),
    (
        "每次: 次数=次数:a, 分=1, 保底=扣完为止; 每次: 次数=次数:b, 分=1, 保底=扣分不保底",
        "扣分",
        "floor_mixed",
    ),
]


@pytest.mark.parametrize(("formula", "mode", "code"), ONE)
def test_each_fault_is_named(formula: str, mode: str, code: str) -> None:
    severity = "错误" if code in ERRORS else "提示"
    wanted = [(7, code, severity)] if code else []
    assert faults(item(formula, mode, row=7)) == wanted


def test_every_fault_that_can_be_named_is_reproduced() -> None:
    """Those of the tree, of cases and of the whole stand below; gaps of targets and what a file holds elsewhere."""
    below = {"code_twice", "circle", "on_group", "case_name", "grade_never", "grade_over"}
    outside = {"no_target", "no_rule", "unreadable"}
    shown = {code for _, _, code in ONE if code}
    assert shown | below | outside == set(ERRORS) | set(WARNINGS)


def test_faults_of_the_tree_all_stand_at_once() -> None:
    """Not only the first, as where a table is issued."""
    items = [
        item(RATE, "得分", code="A", parent="B", row=2),
        item(RATE, "得分", code="B", parent="A", row=3),
        item(RATE, "得分", code="C", row=4),
        item(RATE, "得分", code="C", row=5),
    ]
    assert [(row, code) for row, code, _ in faults(*items)] == [
        (2, "circle"),
        (2, "on_group"),
        (3, "circle"),
        (3, "on_group"),
        (5, "code_twice"),
    ]


def test_points_read_in_a_circle_are_told_once_with_the_way_round() -> None:
    items = [
        item("按比例: 取值=得分:B", "得分", code="A", row=2),
        item("按比例: 取值=得分:C", "得分", code="B", row=3),
        item("按比例: 取值=得分:A", "得分", code="C", row=4),
        item("按比例: 取值=得分:A", "得分", code="D", row=5),
    ]
    [found] = check(items, None, Decimal("40.00"))
    assert (found.row, found.text) == (2, "得分循环取用:A→B→C→A")


def test_a_case_that_no_count_can_name() -> None:
    assert faults(item(per_case=(case("迟报,缺报"),))) == [(1, "case_name", "提示")]
    assert faults(item(per_case=(case("迟报"),))) == []


@pytest.mark.parametrize(
    ("overall", "codes"),
    [
        ("等次=优秀=90|良好=80", []),
        ("等次=优秀=90 前3|良好=90", []),
        ("等次=良好=80|优秀=90", ["grade_never"]),
        ("等次=优秀=101", ["grade_over"]),
        ("折算为=120; 等次=优秀=101", []),
        ("评先条件=先进@得分:没有 ≥ 3", ["ref_unknown"]),
        ("等次=优秀=90@数:一 = 1", ["not_number"]),
    ],
)
def test_faults_of_what_follows_from_the_total(overall: str, codes: list[str]) -> None:
    found = faults(item(RATE, "得分"), overall=overall)
    assert [(row, code) for row, code, _ in found] == [(0, code) for code in codes]
