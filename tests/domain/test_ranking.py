"""第十六、十七、十八条: ranks, the first third, the last three, ties and vetoes under every option."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.rules.rounding import published
from ptaudit.domain.scoring.ranking import Hold, advanced, interview, rank, third
from tests.domain.sheets import policy


def ranks(*scores: str, **keys: str) -> Any:
    """Units a, b, c, … with these scores."""
    named = {chr(97 + n): Decimal(score) for n, score in enumerate(scores)}
    return rank(named, policy(**keys))


def lists(*scores: str, vetoed: str = "", exempt: int = 0, **keys: str) -> Any:
    """The two lists as strings of units, with their holds."""
    ranked = ranks(*scores, **keys)
    first = advanced(ranked, set(vetoed), exempt, policy(**keys))
    last, clash = interview(ranked, first, policy(**keys))
    return first, last, clash


DOWN = [str(100 - n) for n in range(24)]


@pytest.mark.parametrize(
    ("n", "floor", "half_up", "ceil"),
    [
        (0, 0, 0, 0),
        (1, 0, 0, 1),
        (2, 0, 1, 1),
        (3, 1, 1, 1),
        (4, 1, 1, 2),
        (5, 1, 2, 2),
        (6, 2, 2, 2),
        (12, 4, 4, 4),
        (15, 5, 5, 5),
        (19, 6, 6, 7),
        (24, 8, 8, 8),
    ],
)
def test_the_first_third(n: int, floor: int, half_up: int, ceil: int) -> None:
    assert third(n, policy()) == floor
    assert third(n, policy(third__rounding="half_up")) == half_up
    assert third(n, policy(third__rounding="ceil")) == ceil
    assert third(n, policy(third__min="1")) == max(floor, min(1, n))
    assert len(lists(*DOWN[:n])[0].units) == floor


@pytest.mark.parametrize(
    ("score", "scale", "expected"),
    [
        ("88.445", "2", "88.45"),
        ("88.44", "2", "88.44"),
        ("88.44", "1", "88.4"),
        ("88.45", "1", "88.5"),
        ("88.49", "0", "88"),
        ("88.50", "0", "89"),
        ("-0.50", "0", "-1"),
    ],
)
def test_scores_are_printed_half_up(score: str, scale: str, expected: str) -> None:
    assert str(published(Decimal(score), policy(score__scale=scale))) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, [1, 2, 2, 4]),
        ({"tie__rank": "dense"}, [1, 2, 2, 3]),
        ({"score__scale": "0"}, [1, 1, 1, 4]),
        ({"score__scale": "0", "tie__rank": "dense"}, [1, 1, 1, 2]),
        ({"score__scale": "0", "rank__on": "exact"}, [1, 2, 2, 4]),
    ],
)
def test_equal_scores_share_a_rank(keys: dict[str, str], expected: list[int]) -> None:
    assert [row.rank for row in ranks("90.40", "90.30", "90.30", "88.00", **keys)] == expected


def test_a_real_county_of_24_with_ties() -> None:
    places = [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        8,
        10,
        10,
        12,
        13,
        14,
        15,
        15,
        15,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
    ]
    scores = [str(100 - place) for place in places]
    found = ranks(*scores)
    assert [row.rank for row in found] == places
    first, last, _ = lists(*scores)
    assert (first.quota, len(first.units)) == (8, 9)
    assert last.units == ("v", "w", "x")


@pytest.mark.parametrize(
    ("scores", "mode", "units", "held"),
    [
        ("9 8 7 6 5 4", "include_all", "ab", ""),
        ("9 8 8 6 5 4", "include_all", "abc", ""),
        ("9 8 8 6 5 4", "exclude_all", "a", ""),
        ("9 8 8 6 5 4", "decide", "a", "bc"),
        ("9 9 7 6 5 4", "decide", "ab", ""),
        ("9 9 9 6 5 4", "exclude_all", "", ""),
        ("9 9 9 6 5 4", "decide", "", "abc"),
    ],
)
def test_a_tie_on_the_top_line(scores: str, mode: str, units: str, held: str) -> None:
    for style in ("competition", "dense"):
        first, _, _ = lists(*scores.split(), tie__at_top_line=mode, tie__rank=style)
        assert "".join(first.units) == units
        assert first.holds == tuple(Hold(unit, "先进", "tie.at_top_line") for unit in held)


@pytest.mark.parametrize(
    ("scores", "mode", "units", "held"),
    [
        ("9 8 7 6 5 4", "include_all", "def", ""),
        ("9 8 6 6 5 4", "include_all", "cdef", ""),
        ("9 8 6 6 5 4", "decide", "ef", "cd"),
        ("9 8 7 6 6 6", "decide", "def", ""),
        ("9 8 7 5 5 5", "include_all", "def", ""),
    ],
)
def test_a_tie_on_the_bottom_line(scores: str, mode: str, units: str, held: str) -> None:
    _, last, clash = lists(*scores.split(), tie__at_bottom_line=mode)
    assert ("".join(last.units), clash) == (units, ())
    assert last.holds == tuple(Hold(unit, "约谈", "tie.at_bottom_line") for unit in held)


@pytest.mark.parametrize(
    ("vetoed", "place", "units", "quota"),
    [
        ("", "empty", "abc", 3),
        ("b", "empty", "ac", 3),
        ("b", "refill", "acd", 3),
        ("b", "shrink", "ac", 2),
        ("abc", "empty", "", 3),
        ("abc", "refill", "def", 3),
        ("abc", "shrink", "de", 2),
        ("i", "empty", "abc", 3),
    ],
)
def test_the_place_of_a_vetoed_unit(vetoed: str, place: str, units: str, quota: int) -> None:
    first, _, _ = lists(*DOWN[:9], vetoed=vetoed, veto__place=place)
    assert ("".join(first.units), first.quota) == (units, quota)
    assert first.barred == tuple(vetoed)


def test_a_vetoed_unit_on_the_line_is_not_held_and_keeps_its_rank() -> None:
    first, _, _ = lists("9", "8", "8", "6", "5", "4", vetoed="b", tie__at_top_line="decide")
    assert first.holds == (Hold("c", "先进", "tie.at_top_line"),)
    assert [row.rank for row in ranks("9", "8", "8")] == [1, 2, 2]


@pytest.mark.parametrize(("mode", "quota"), [("excluded", 1), ("counted", 2)])
def test_units_out_of_the_ranking_may_count_in_n(mode: str, quota: int) -> None:
    first, _, _ = lists(*DOWN[:5], exempt=1, exempt__in_n=mode)
    assert (first.quota, len(first.units)) == (quota, quota)


@pytest.mark.parametrize(
    ("mode", "units", "held"), [("hold", "", "ab"), ("all", "ab", ""), ("none", "", "")]
)
def test_all_equal(mode: str, units: str, held: str) -> None:
    first, last, clash = lists("88", "88", "88", vetoed="c", all_equal=mode)
    assert ("".join(first.units), last.units, clash) == (units, (), ())
    assert first.holds == tuple(Hold(unit, "先进", "all_equal") for unit in held)
    assert len(last.holds) == (3 if mode == "hold" else 0)
    assert "all_equal" in first.keys


def test_one_unit_alone_is_not_all_equal() -> None:
    first, last, clash = lists("88")
    assert (first.units, first.holds, last.units, clash) == ((), (), ("a",), ())


@pytest.mark.parametrize(
    ("n", "literal", "held", "below"),
    [
        (1, "a", "", "a"),
        (2, "ab", "", "ab"),
        (3, "bc", "a", "bc"),
        (4, "bcd", "", "bcd"),
        (6, "def", "", "def"),
    ],
)
def test_the_last_three_of_few(n: int, literal: str, held: str, below: str) -> None:
    _, last, clash = lists(*DOWN[:n])
    assert ("".join(last.units), {hold.unit for hold in clash}) == (literal, set(held))
    assert {hold.list for hold in clash} == ({"先进", "约谈"} if held else set())
    _, last, clash = lists(*DOWN[:n], interview__small_n="below_advanced")
    assert ("".join(last.units), clash) == (below, ())


def test_lists_name_the_keys_that_decided_them() -> None:
    first, last, _ = lists(*DOWN[:6])
    order = ("rank.on", "score.scale")
    third_keys = ("third.rounding", "third.min", "exempt.in_n", "tie.at_top_line", "veto.place")
    assert first.keys == (*order, *third_keys)
    assert last.keys == (*order, "interview.small_n", "tie.at_bottom_line")


SCORES = st.dictionaries(
    st.sampled_from("abcdefghijklmnop"),
    st.decimals(0, 100, places=1, allow_nan=False, allow_infinity=False) | st.just(Decimal(88)),
    max_size=16,
)
KEYS = st.fixed_dictionaries(
    {
        "third.rounding": st.sampled_from(["floor", "half_up", "ceil"]),
        "tie.rank": st.sampled_from(["competition", "dense"]),
        "tie.at_top_line": st.sampled_from(["include_all", "exclude_all", "decide"]),
        "tie.at_bottom_line": st.sampled_from(["include_all", "decide"]),
        "veto.place": st.sampled_from(["empty", "refill", "shrink"]),
        "all_equal": st.sampled_from(["hold", "all", "none"]),
        "interview.small_n": st.sampled_from(["literal", "below_advanced"]),
        "score.scale": st.sampled_from(["0", "1", "2"]),
    }
)


@every(SCORES, KEYS, st.sets(st.sampled_from("abcdefgh")), st.randoms(use_true_random=False))
def test_lists_depend_on_scores_alone_and_never_name_whom_they_may_not(
    scores: Any, keys: Any, vetoed: set[str], chance: Any
) -> None:
    from_keys = policy(**keys)
    shuffled = dict(chance.sample(list(scores.items()), len(scores)))
    ranked = rank(scores, from_keys)
    assert rank(shuffled, from_keys) == ranked
    first = advanced(ranked, vetoed, 0, from_keys)
    last, clash = interview(ranked, first, from_keys)
    held = {hold.unit for hold in clash}
    assert not set(first.units) & vetoed
    assert not {hold.unit for hold in first.holds} & vetoed
    assert not (set(first.units) - held) & set(last.units)
    assert not held & set(last.units)
    assert set(first.units) <= set(scores)


@every(SCORES)
def test_a_competition_rank_is_one_more_than_the_number_of_better_units(scores: Any) -> None:
    for row in rank(scores, policy()):
        assert row.rank == 1 + sum(other > row.score for other in scores.values())
        assert row.better == row.rank - 1


@every(SCORES)
def test_other_names_change_no_rank(scores: Any) -> None:
    renamed = {f"z{ord('z') - ord(unit):03}": score for unit, score in scores.items()}
    found = {row.unit: row.rank for row in rank(scores, policy())}
    again = {row.unit: row.rank for row in rank(renamed, policy())}
    assert again == {f"z{ord('z') - ord(unit):03}": place for unit, place in found.items()}
