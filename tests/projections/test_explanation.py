"""得分说明: the tree, the lost points and the stages each add up, to the cent, on any sheet."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.selfchecks.fold import Filing, Selfchecks
from ptaudit.projections.explanation.changes import Change
from ptaudit.projections.explanation.lost import lost
from ptaudit.projections.explanation.material import Material
from ptaudit.projections.explanation.stages import Step, stages
from ptaudit.projections.explanation.tree import Tree, tree
from tests.domain.sheets import asserted, case, entry, item, mark, points, registry, rules, sheet

TREE = rules(
    item("G", "扣分", 50),
    item("R1", "扣分", 40, parent="G", cases=(case("late", 3),)),
    item("R2", "得分", 10, cap=15),
    item("R4", "核定", 15),
    item("R5", "扣分", 10, floor="无"),
)


def material(*entries: Any, known: Any = None, filings: Any = (), **more: Any) -> Material:
    facts = known or registry(TREE)
    found = scored(sheet(*entries, **more), facts)
    return Material(found, facts, filings=Selfchecks("qinghe", 2023, filings=tuple(filings)))


def told(steps: Iterable[Step]) -> list[tuple[str, str, Decimal]]:
    return [(step.name, step.how, step.total) for step in steps]


def what(changes: Iterable[Change]) -> list[tuple[str, Decimal]]:
    return [(change.what, change.amount) for change in changes]


def test_the_tree_has_groups_items_and_points_in_order() -> None:
    found = tree(material(entry("R1", -3, case="late"), entry("R2", 12, position=11)))
    [group] = found.groups
    assert (group.ref, found.others) == ("8.1", ())
    assert [(i.item.code, i.above, i.counted) for i in group.items] == [
        ("R1", ("指标G",), points(37)),
        ("R2", (), points(12)),
        ("R4", (), points(0)),
        ("R5", (), points(10)),
    ]
    start, deduction = group.items[0].points
    assert (start.reason.what, start.entry) == ("起点", None)
    assert deduction.entry is not None
    assert deduction.reason.rule_text == "每起扣3分"
    assert deduction.rules is TREE


def test_what_belongs_to_no_item_stands_beside_the_groups() -> None:
    one = entry("R9", -3)
    found = tree(material(one, assertions=(asserted("90", one),)))
    assert [(p.reason.what, p.reason.counted, p.reason.why_not) for p in found.others] == [
        ("计分", points(0), "细则无此指标"),
        ("未分解", points(40), None),
    ]
    assert found.counted == points(90)


def test_lost_points_in_the_order_of_the_table() -> None:
    """扣分 one by one; what a 得分 item was not awarded; a 核定 item awarded in part."""
    found = lost(
        tree(
            material(
                entry("R1", -3),
                entry("R2", 8, position=11),
                entry("R2", -1, position=12),
                entry("R4", 12, award="核定", position=13),
                entry("R5", -4, position=14, reversed_at=15),
            )
        )
    )
    assert found is not None
    assert [(line.what, line.item and line.item.item.code, line.lost) for line in found.lines] == [
        ("扣分", "R1", points(3)),
        ("扣分", "R2", points(1)),
        ("未得分", "R2", points(2)),
        ("核定", "R4", points(3)),
        ("细则与满分之差", None, points(25)),
    ]
    assert (found.full, found.ruled, found.lost, found.score) == (
        points(100),
        True,
        points(34),
        points(66),
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((entry("R4", 15, award="核定"),), []),
        ((), [("尚未核定", points(15))]),
        ((entry("R4", 0, award="核定"),), [("核定", points(15))]),
        ((entry("R4", 18, award="核定"),), [("超出分值", points(-3)), ("封顶", points(3))]),
    ],
)
def test_an_item_to_be_determined(entries: Any, expected: Any) -> None:
    found = lost(tree(material(*entries)))
    assert found is not None
    lines = [x for x in found.lines if x.item is not None and x.item.item.code == "R4"]
    assert [(line.what, line.lost) for line in lines] == expected


def test_more_than_an_item_carries_is_given_back_up_to_its_cap() -> None:
    found = lost(tree(material(entry("R2", 18))))
    assert found is not None
    lines = [x for x in found.lines if x.item is not None and x.item.item.code == "R2"]
    assert [(line.what, line.lost) for line in lines] == [
        ("超出分值", points(-8)),
        ("封顶", points(3)),
    ]


def test_without_rules_all_that_is_missing_is_undecomposed() -> None:
    found = lost(tree(material(assertions=(asserted("87.50"),), known=registry())))
    assert found is not None
    assert (found.full, found.ruled, found.score) == (points(100), False, points("87.50"))
    assert [(line.what, line.lost) for line in found.lines] == [("未分解", points("12.50"))]


def test_without_a_score_there_is_nothing_to_lose() -> None:
    assert lost(tree(material(entry("R1", -3, rules_version=0), known=registry()))) is None


def test_stages_add_up_and_say_who_changed_what() -> None:
    first, second = entry("R1", -3), entry("R2", 7, stage="实地", position=11)
    late = entry("R1", -1, stage="复核", position=30)
    total = asserted("50", first, second, kind="考评意见", position=20)
    found = stages(material(first, second, late, assertions=(total,)))
    assert told(found) == [
        ("审核", "计算", points(47)),
        ("实地", "计算", points(54)),
        ("复核", "计算", points(53)),
        ("考评意见", "认定", points(50)),
        ("重算", "重算", points(49)),
    ]
    assert [step.difference for step in found] == [None, points(7), points(-1), points(-3), -1]
    assert what(found[1].changes) == [("计分", points(7))]
    assert what(found[2].changes) == [("计分", points(-1))]


def test_a_claim_is_compared_item_by_item() -> None:
    filing = Filing("年终", "EPB", 1, "f" * 32, mark(5), None, True, (("R1", points(38)),))
    [claim, review, *_] = stages(material(entry("R1", -3), filings=(filing,)))
    assert (claim.name, claim.how, claim.total) == ("自评", "自报", points(48))
    assert what(review.changes) == [("自评", points(2)), ("计分", points(-3))]
    assert (review.difference, review.undecomposed_change) == (points(-1), points(0))


def test_a_claimed_total_that_its_items_do_not_give_is_undecomposed() -> None:
    filing = Filing("年终", "EPB", 1, "f" * 32, mark(5), None, True, (), points(99))
    [claim, review, *_] = stages(material(entry("R1", -3), filings=(filing,)))
    assert (claim.total, claim.computed, claim.undecomposed) == (
        points(99),
        points(50),
        points(49),
    )
    assert (review.difference, review.undecomposed_change) == (points(-52), points(-49))


def test_entries_at_the_claim_stop_counting_when_reviewed() -> None:
    [claim, review, *_] = stages(material(entry("R2", 9, stage="自评")))
    assert (claim.total, review.total) == (points(59), points(50))
    assert what(review.changes) == [("自评", points(-9))]


AMOUNT = st.decimals(-60, 60, places=2, allow_nan=False, allow_infinity=False)
ROW = st.tuples(
    st.sampled_from(["R1", "R2", "R4", "R5", "R9"]),
    AMOUNT,
    st.sampled_from(["增减", "核定"]),
    st.sampled_from(["自评", "审核", "实地", "复核"]),
    st.booleans(),
)
SHEETS = st.lists(ROW, max_size=10)


def made(rows: Any) -> list[Any]:
    return [
        entry(
            code, amount, award=award, stage=stage, position=n, reversed_at=n + 50 if back else 0
        )
        for n, (code, amount, award, stage, back) in enumerate(rows, 1)
    ]


@every(SHEETS, st.lists(AMOUNT, max_size=3), st.integers(0, 10), st.booleans())
def test_everything_adds_up_on_any_sheet(
    rows: Any, totals: Any, cut: int, with_rules: bool
) -> None:
    entries = made(rows)
    kinds = ("考评意见", "复核", "审定")
    assertions = tuple(
        asserted(total, *entries[:cut], position=20 + n, kind=kinds[n])
        for n, total in enumerate(totals)
    )
    one = material(
        *entries, assertions=assertions, known=registry(TREE) if with_rules else registry()
    )
    _adds_up(tree(one))
    _explains(stages(one))


def _adds_up(found: Tree) -> None:
    total = found.material.scored.total
    assert found.counted == (points(0) if total is None else total)
    less = lost(found)
    assert (less is None) == (total is None)
    if less is not None:
        assert less.full - less.lost == total


def _explains(steps: tuple[Step, ...]) -> None:
    for before, step in pairwise(steps):
        assert step.difference == step.total - before.total
        explained = sum((change.amount for change in step.changes), step.undecomposed_change)
        assert explained == step.difference
        assert step.total == (step.computed or 0) + step.undecomposed


@every(SHEETS)
def test_the_last_stage_computed_is_the_score_computed(rows: Any) -> None:
    one = material(*made(rows))
    [*_, last] = stages(one)
    assert one.scored.computed is not None
    assert (last.name, last.total) == ("复核", one.scored.computed.total)
