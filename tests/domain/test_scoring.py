"""Items under their limits, totals, and how they stand to what was asserted (语义 5、6)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.scoring.arithmetic import ItemScore, compute, item_score, scored
from ptaudit.domain.scoring.sheet import Net, nets
from tests.domain.sheets import (
    asserted,
    case,
    entry,
    item,
    points,
    policy,
    registry,
    rules,
    sheet,
)

FULL = item("R", "扣分", 10)
FLOORLESS = item("R", "扣分", 10, floor="无")


def value(one: RuleItem, net: str, award: str | None = None, **keys: str) -> ItemScore:
    given = Net(points(net), None if award is None else points(award))
    return item_score(one, given, policy(**keys))


@pytest.mark.parametrize(
    ("one", "net", "keys", "expected", "limit", "silent"),
    [
        (FULL, "0", {}, "10.00", None, False),
        (FULL, "-9.99", {}, "0.01", None, False),
        (FULL, "-10", {}, "0.00", None, False),
        (FULL, "-10.01", {}, "0.00", "保底", True),
        (FULL, "-10.01", {"item__floor": "none"}, "-0.01", None, True),
        (FLOORLESS, "-12", {}, "-2.00", None, False),
        (item("R", "扣分", 10, floor=2), "-8.01", {}, "2.00", "保底", False),
        (item("R", "扣分", 10, floor=2), "-8", {}, "2.00", None, False),
        (item("R", "扣分", 10, floor=-5), "-15.01", {}, "-5.00", "保底", False),
        (
            item("R", "扣分", 10, cases=(case("a", 1, "扣完为止"),)),
            "-11",
            {},
            "0.00",
            "保底",
            False,
        ),
        (
            item("R", "扣分", 10, cases=(case("a", 1, "扣分不保底"),)),
            "-11",
            {},
            "-1.00",
            None,
            False,
        ),
        (
            item("R", "扣分", 10, cases=(case("a", 1, "扣分不保底"), case("b", 1, "扣完为止"))),
            "-11",
            {},
            "0.00",
            "保底",
            True,
        ),
        (FULL, "0.01", {}, "10.00", "封顶", False),
        (item("R", "得分", 10), "0", {}, "0.00", None, False),
        (item("R", "得分", 10), "10", {}, "10.00", None, False),
        (item("R", "得分", 10), "10.01", {}, "10.00", "封顶", False),
        (item("R", "得分", 10, cap=20), "20", {}, "20.00", None, False),
        (item("R", "得分", 10, cap=20), "20.01", {}, "20.00", "封顶", False),
        (item("R", "得分", 10), "-0.01", {}, "0.00", "保底", True),
        (item("R", "得分", 10, floor="无"), "-20", {}, "-20.00", None, False),
    ],
)
def test_an_item_stays_within_its_limits(
    one: RuleItem, net: str, keys: dict[str, str], expected: str, limit: str, silent: bool
) -> None:
    found = value(one, net, **keys)
    assert (found.value, found.limit, found.silent) == (points(expected), limit, silent)
    assert found.start is not None
    assert found.start + found.net + found.cut == found.value


@pytest.mark.parametrize(
    ("award", "net", "expected"),
    [
        (None, "0", None),
        (None, "-1", None),
        ("0", "0", "0.00"),
        ("12", "0", "12.00"),
        ("12", "-1.50", "10.50"),
        ("15.01", "0", "15.00"),
        ("1", "-2", "0.00"),
    ],
)
def test_an_awarded_item_is_undetermined_until_awarded(
    award: str | None, net: str, expected: str | None
) -> None:
    found = value(item("R", "核定", 15), net, award)
    assert found.value == (None if expected is None else points(expected))


TREE = (
    item("G", "扣分", 60),
    item("R1", "扣分", 40, parent="G"),
    item("R2", "扣分", 20, parent="G"),
    item("R3", "得分", 25, cap=60),
    item("R4", "核定", 15),
)


def total(given: dict[str, Net], *items: RuleItem, **keys: str) -> Any:
    return compute(given, rules(*(items or TREE)), "qinghe", policy(**keys))


def test_groups_are_sums_and_what_is_undetermined_is_listed() -> None:
    found = total({"R1": Net(points(-3)), "R3": Net(points(5))})
    assert (found.total, found.undetermined, found.partial) == (points(62), ("R4",), True)
    whole = total({"R1": Net(points(-3)), "R4": Net(award=points(12))})
    assert (whole.total, whole.undetermined, whole.partial) == (points(69), (), False)


def test_points_on_an_item_the_rules_do_not_have_count_nothing_and_are_listed() -> None:
    found = total({"R9": Net(points(-3)), "G": Net(points(-3))})
    assert (found.total, found.unplaced) == (points(60), ("R9", "G"))


def test_an_item_of_other_units_does_not_count() -> None:
    only_hekou = item("R5", "扣分", 10, applies_to=("hekou",))
    assert total({}, item("R1", "扣分", 40), only_hekou).total == points(40)


@pytest.mark.parametrize(
    ("net", "keys", "expected", "named"),
    [
        ("39.99", {}, "99.99", ()),
        ("40", {}, "100.00", ()),
        ("40.01", {}, "100.00", ("score.cap",)),
        ("40.01", {"score__cap": "none"}, "100.01", ("score.cap",)),
    ],
)
def test_the_hundred_is_a_cap(net: str, keys: dict[str, str], expected: str, named: Any) -> None:
    found = total({"R3": Net(points(net))}, **keys)
    assert (found.total, found.keys) == (points(expected), named)


@pytest.mark.parametrize(
    ("net", "keys", "expected", "named"),
    [
        ("-10", {}, "0.00", ()),
        ("-10.01", {}, "0.00", ("score.floor",)),
        ("-10.01", {"score__floor": "none"}, "-0.01", ("score.floor",)),
    ],
)
def test_nothing_is_the_floor(net: str, keys: dict[str, str], expected: str, named: Any) -> None:
    found = total({"R": Net(points(net))}, FLOORLESS, **keys)
    assert (found.total, found.keys) == (points(expected), named)


HUNDRED = rules(item("R31", "扣分", 10), item("R1", "扣分", 90))
LATE = entry("R31", -3)


def test_what_no_item_explains_is_fixed_and_a_void_recomputes_from_it() -> None:
    approved = asserted("87.50", LATE)
    before = scored(sheet(LATE, assertions=(approved,)), registry(HUNDRED))
    assert before.computed is not None
    assert before.computed.total == points("97.00")
    assert before.undecomposed == points("-9.50")
    assert (before.total, before.recomputed, before.difference) == (
        points("87.50"),
        points("87.50"),
        points(0),
    )
    after = scored(sheet(assertions=(approved,)), registry(HUNDRED))
    assert after.undecomposed == points("-9.50")
    assert (after.total, after.recomputed, after.difference) == (
        points("87.50"),
        points("90.50"),
        points("3.00"),
    )


def test_without_rules_nothing_is_computed_and_the_asserted_total_stands() -> None:
    found = scored(sheet(LATE, assertions=(asserted("87.50", LATE),)), registry())
    assert found.computed is None
    assert (found.undecomposed, found.recomputed, found.total) == (
        points("87.50"),
        points("87.50"),
        points("87.50"),
    )


def test_with_neither_rules_nor_assertion_there_is_no_score() -> None:
    found = scored(sheet(LATE), registry())
    assert (found.total, found.recomputed, found.undecomposed, found.difference) == (None,) * 4


def test_before_approval_the_latest_assertion_as_recomputed_is_provisional() -> None:
    opinion = asserted("95", LATE, kind="考评意见", approving=(), position=20)
    second = entry("R1", -2, position=25, stage="复核")
    found = scored(sheet(LATE, second, assertions=(opinion,)), registry(HUNDRED))
    assert (found.official, found.total, found.undecomposed) == (None, points(93), points(-2))
    bare = scored(sheet(LATE, second), registry(HUNDRED))
    assert (bare.total, bare.recomputed) == (points(95), points(95))


def test_after_approval_a_later_assertion_is_not_what_is_recomputed_from() -> None:
    later = asserted("60", position=30, kind="结果报告", approving=())
    given = sheet(LATE, assertions=(asserted("87.50", LATE), later))
    found = scored(given, registry(HUNDRED))
    assert (found.total, found.recomputed) == (points("87.50"), points("87.50"))


def test_what_was_computed_at_the_assertion_uses_rules_and_policy_known_then() -> None:
    revised = rules(item("R31", "扣分", 5), item("R1", "扣分", 90), version=2, position=30)
    found = scored(sheet(LATE, assertions=(asserted("87.50", LATE),)), registry(HUNDRED, revised))
    assert (found.undecomposed, found.recomputed) == (points("-9.50"), points("82.50"))
    deep = entry("R31", -12)
    tried = registry(HUNDRED, item__floor="none")
    under = scored(sheet(deep, assertions=(asserted("87.50", deep),)), tried)
    assert (under.undecomposed, under.recomputed) == (points("-2.50"), points("85.50"))
    assert under.keys == ("item.floor",)


def test_rules_first_known_after_the_assertion_explain_it_as_it_was() -> None:
    late = rules(item("R31", "扣分", 10), item("R1", "扣分", 90), position=30)
    found = scored(sheet(assertions=(asserted("87.50", LATE),)), registry(late))
    assert (found.undecomposed, found.recomputed) == (points("-9.50"), points("90.50"))


def test_what_was_computed_at_the_assertion_is_of_the_unit_s_own_items() -> None:
    own = item("R31", "扣分", 10, applies_to=("qinghe",))
    other = item("R32", "扣分", 20, applies_to=("hekou",))
    of_both = rules(own, other, item("R1", "扣分", 90))
    found = scored(sheet(assertions=(asserted("87.50", LATE),)), registry(of_both))
    assert (found.then, found.undecomposed) == (points(97), points("-9.50"))
    assert found.recomputed == points("90.50")


AMOUNTS = st.decimals(-30, 30, places=2, allow_nan=False, allow_infinity=False)
ENTRIES = st.lists(st.tuples(st.sampled_from(["R1", "R2", "R3"]), AMOUNTS), max_size=12)


@every(ENTRIES, st.randoms(use_true_random=False))
def test_the_total_does_not_depend_on_the_order_of_entries(rows: Any, chance: Any) -> None:
    made = [entry(code, amount, position=n) for n, (code, amount) in enumerate(rows, 1)]
    shuffled = chance.sample(made, len(made))
    assert total(nets(made)).total == total(nets(shuffled)).total


@every(ENTRIES)
def test_every_item_and_the_total_stay_within_limits_and_are_exact(rows: Any) -> None:
    made = [entry(code, amount, position=n) for n, (code, amount) in enumerate(rows, 1)]
    found = total(nets(made))
    for score in found.items:
        if score.value is not None:
            assert 0 <= score.value <= (score.item.cap or score.item.points)
    raw = sum((score.value for score in found.items if score.value is not None), Decimal(0))
    assert found.total == min(max(raw, Decimal(0)), Decimal(100))
    assert found.total.as_tuple().exponent == -2
