"""A whole table: items that read each other, conversion, limits of the hundred, grades and honours."""

from decimal import Decimal

import pytest

from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas import saying
from ptaudit.domain.rules.tables import Tried, compute, standing
from tests.domain.rules.given import DEFAULTS, facts, item


def one(code: str, points: str, formula: str = "", mode: str = "得分", **more: object) -> RuleItem:
    said = formula or f"按比例: 取值=指标值:{code}, 超过百分之百=照实"
    return item(said, mode, points, code=code, **more)


def total(*items: RuleItem, said: str, overall: str = "", **keys: str) -> Tried:
    parents = {one.parent for one in items}
    leaves = [one for one in items if one.code not in parents]
    finish = saying.of_overall_cell(overall) if overall else None
    policy = DEFAULTS.trying({k.replace("__", "."): v for k, v in keys.items()})
    return compute({i.code: i for i in items}, leaves, finish, facts(said), policy)


A, B = one("A", "60.00"), one("B", "40.00")


def test_the_total_is_the_sum_of_the_items() -> None:
    found = total(A, B, said="指标值:A=90 指标值:B=50")
    assert [result.points for result in found.items] == [Decimal("54.00"), Decimal("20.00")]
    assert (found.total, found.known, found.full) == (Decimal(74), Decimal(74), Decimal(100))


def test_while_something_is_missing_there_is_no_total() -> None:
    found = total(A, B, said="指标值:A=90")
    assert (found.total, found.known) == (None, Decimal(54))
    assert found.missing == ("指标值:B",)


def test_an_item_may_read_what_another_comes_to_and_a_group_what_is_below_it() -> None:
    group = one("G", "100.00", "置零: 条件=是否:x")
    low, high = one("A", "60.00", parent="G"), one("B", "40.00", parent="G")
    extra = one("C", "10.00", "达标: 条件=得分:G ≥ 90")
    assert total(group, low, high, extra, said="指标值:A=100 指标值:B=75").total == 100
    assert total(group, low, high, extra, said="指标值:A=100 指标值:B=74").total == Decimal(
        "89.60"
    )


def test_items_that_read_each_other_in_a_circle_are_missing_not_computed() -> None:
    first, second = (
        one("A", "50.00", "按比例: 取值=得分:B"),
        one("B", "50.00", "按比例: 取值=得分:A"),
    )
    found = total(first, second, said="")
    assert found.total is None
    assert set(found.missing) == {"得分:A", "得分:B"}


def test_a_table_of_another_full_mark_is_converted_and_says_so() -> None:
    """各地总分不同折算: 107 points become a hundred."""
    big = one("B", "47.00")
    found = total(A, big, said="指标值:A=100 指标值:B=50", overall="折算为=100")
    assert (found.known, found.total) == (Decimal("83.50"), Decimal("78.04"))
    assert [line.words for line in found.lines] == ["折算:83.5×100÷107=78.04"]
    assert found.known + sum(line.amount for line in found.lines) == found.total
    assert "score.scale" in found.keys


@pytest.mark.parametrize(("points", "capped"), [("40.00", "100.00"), ("40.01", "100.00")])
def test_more_than_a_hundred_is_cut_by_ruling(points: str, capped: str) -> None:
    found = total(A, one("B", points), said="指标值:A=100 指标值:B=100")
    assert found.total == Decimal(capped)
    free = total(A, one("B", points), said="指标值:A=100 指标值:B=100", score__cap="none")
    assert free.total == 60 + Decimal(points)
    assert ("score.cap" in found.keys) == (points == "40.01")


def test_less_than_nothing_is_nothing_by_ruling() -> None:
    loses = one("A", "10.00", "每次: 次数=次数:x, 分=6, 保底=扣分不保底", "扣分")
    assert total(loses, said="次数:x=2").total == 0
    assert total(loses, said="次数:x=2").keys == ("score.floor",)
    assert total(loses, said="次数:x=2", score__floor="none").total == -2


OVERALL = "等次=优秀=90 前2|良好=80|合格=60; 评先条件=先进@等次:断面 = 良好"


@pytest.mark.parametrize(
    ("value", "rank", "grade"),
    [
        ("90", 2, "优秀"),
        ("90", 3, "良好"),
        ("89.99", 1, "良好"),
        ("80", 9, "良好"),
        ("60", 9, "合格"),
        ("59.99", 9, None),
    ],
)
def test_a_grade_needs_score_and_place(value: str, rank: int, grade: str | None) -> None:
    hundred = one("A", "100.00")
    found = total(hundred, said=f"指标值:A={value}")
    finish: Overall = saying.of_overall_cell(OVERALL)
    stands = standing(found, finish, facts("等次:断面=良好"), DEFAULTS, rank)
    assert (stands.grade, stands.withheld, stands.missing) == (grade, (), ())


def test_without_its_place_a_unit_has_no_grade_that_needs_one() -> None:
    found = total(one("A", "100.00"), said="指标值:A=95")
    stands = standing(
        found, saying.of_overall_cell(OVERALL), facts("等次:断面=差"), DEFAULTS, None
    )
    assert (stands.grade, stands.missing) == (None, ("名次:总分",))
    assert stands.withheld == ("先进:不符合 等次:断面 = 良好",)


def test_an_unknown_precondition_withholds_nothing_and_is_missing() -> None:
    found = total(one("A", "100.00"), said="指标值:A=70")
    stands = standing(found, saying.of_overall_cell(OVERALL), {}, DEFAULTS, 1)
    assert (stands.withheld, stands.missing) == ((), ("等次:断面",))
