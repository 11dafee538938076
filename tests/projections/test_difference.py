"""Two states held against each other: what is the same is not told, what differs is told once, with its entries."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ptaudit.projections.difference import (
    WHATS,
    Difference,
    Point,
    Said,
    State,
    differences,
)

SCORE = Point("审定得分", 2023, ("qinghe",))
RANK = Point("审定名次", 2023, ("qinghe",))
FINDING = Point("问题状态", 2023, ("qinghe",), "F-2023-017")

points = st.builds(
    Point,
    st.sampled_from(WHATS),
    st.sampled_from([None, 2022, 2023]),
    st.sampled_from([(), ("a",), ("b",)]),
    st.sampled_from(["", "x"]),
)
said = st.builds(Said, st.integers(0, 2), st.sampled_from([(), (1,), (1, 2)]))
states = st.dictionaries(points, said, max_size=8)


def test_points_by_year_and_kind_whatever_order_they_came_in() -> None:
    before = {FINDING: Said("逾期未整改"), RANK: Said(6), SCORE: Said(Decimal("87.50"))}
    after = {RANK: Said(3), SCORE: Said(Decimal("90.50")), FINDING: Said("已销号")}
    assert [d.point for d in differences(before, after)] == [SCORE, RANK, FINDING]


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert differences({SCORE: Said(Decimal("87.50"))}, {SCORE: Said(Decimal("87.5"))}) == ()


def test_other_entries_under_the_same_value_are_no_difference() -> None:
    assert differences({SCORE: Said(Decimal(1), (4,))}, {SCORE: Said(Decimal(1), (5,))}) == ()


def test_what_only_one_side_speaks_of() -> None:
    assert differences({}, {RANK: Said(3, (7,))}) == (Difference(RANK, None, Said(3, (7,))),)
    assert differences({RANK: Said(3, (7,))}, {})[0].positions == (7,)


def test_the_entries_are_those_of_one_side_alone() -> None:
    one = Difference(FINDING, Said("整改中", (45, 46)), Said("已销号", (45, 46, 50, 52)))
    assert one.positions == (50, 52)


def test_the_same_entries_on_both_sides_are_named() -> None:
    """A later day, another ruling: nothing was recorded, yet the value has its entries."""
    one = Difference(FINDING, Said("整改中", (45, 46)), Said("逾期未整改", (45, 46)))
    assert one.positions == (45, 46)


@given(states)
def test_nothing_differs_from_itself(state: State) -> None:
    assert differences(state, dict(reversed(list(state.items())))) == ()


@given(states, states)
def test_back_is_forth_with_the_sides_changed(one: State, other: State) -> None:
    forth, back = differences(one, other), differences(other, one)
    assert [Difference(d.point, d.after, d.before) for d in back] == list(forth)


@given(states, states)
def test_each_point_that_differs_is_told_and_no_other(one: State, other: State) -> None:
    def value(state: State, point: Point) -> object:
        return state[point].value if point in state else None

    told = [d.point for d in differences(one, other)]
    assert len(told) == len(set(told))
    assert set(told) == {p for p in {*one, *other} if value(one, p) != value(other, p)}
