"""第十七、十八条: the two lists whole, with their numbers, holds, vetoed units and keys."""

from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.scoring.ranking import Hold, Listed, Ranked, advanced, interview, rank
from ptaudit.domain.scoring.ties import UNTOLD, Ties
from tests.domain.sheets import policy

ORDER = ("rank.on", "score.scale")
TOP = (*ORDER, "third.rounding", "third.min", "exempt.in_n", "tie.at_top_line", "veto.place")
BOTTOM = (*ORDER, "interview.small_n", "tie.at_bottom_line")
EQUAL = (*ORDER, "all_equal")


def lists(
    scores: str, *, vetoed: str = "", exempt: int = 0, ties: Ties = UNTOLD, **keys: Any
) -> tuple[Listed, Listed, tuple[Hold, ...]]:
    """Units a, b, c, … with these scores."""
    named = {chr(97 + n): Decimal(score) for n, score in enumerate(scores.split())}
    ruled = policy(**keys)
    ranked = rank(named, ruled, ties)
    first = advanced(ranked, set(vetoed), exempt, ruled, ties)
    return first, *interview(ranked, first, ruled, ties)


def test_a_row_says_the_score_itself_and_the_score_as_printed() -> None:
    exact, printed = Decimal("90.446"), Decimal("90.45")
    named = {"b": exact, "a": printed, "c": Decimal("90.46")}
    by_printed = (Ranked("a", printed, printed, 2, 1), Ranked("b", exact, printed, 2, 1))
    by_exact = (Ranked("a", printed, printed, 2, 1), Ranked("b", exact, printed, 3, 2))
    assert rank(named, policy())[1:] == by_printed
    assert rank(named, policy(rank__on="exact"))[1:] == by_exact


@pytest.mark.parametrize(
    ("count", "quota", "last"), [(2, 1, 2), (3, 1, 3), (4, 2, 3), (5, 2, 3), (7, 3, 3)]
)
def test_where_all_are_equal_both_lists_still_say_how_many_places_there_were(
    count: int, quota: int, last: int
) -> None:
    units = "abcdefg"[:count]
    first, interviewed, clash = lists(
        " ".join(["88"] * count),
        vetoed="b",
        exempt=1,
        exempt__in_n="counted",
        third__rounding="half_up",
    )
    free = tuple(Hold(u, "先进", "all_equal") for u in units if u != "b")
    assert first == Listed((), free, ("b",), count + 1, quota, EQUAL)
    everybody = tuple(Hold(u, "约谈", "all_equal") for u in units)
    assert (interviewed, clash) == (Listed((), everybody, (), count, last, EQUAL), ())


@pytest.mark.parametrize(
    ("scores", "small_n", "units", "quota"),
    [
        ("9 8 7 6 5 4", "literal", "def", 3),
        ("9 8 7 6", "literal", "bcd", 3),
        ("9 8 7 6", "below_advanced", "bcd", 3),
        ("9 8 7", "below_advanced", "bc", 2),
        ("9 8", "literal", "ab", 2),
    ],
)
def test_the_list_of_the_last_is_whole(scores: str, small_n: str, units: str, quota: int) -> None:
    _, last, clash = lists(scores, interview__small_n=small_n)
    n = len(scores.split())
    assert (last, clash) == (Listed(tuple(units), (), (), n, quota, BOTTOM), ())


def test_the_list_of_the_first_is_whole() -> None:
    first, _, _ = lists("9 8 7 6 5 4", vetoed="b", exempt=3, exempt__in_n="counted")
    assert first == Listed(("a", "c"), (), ("b",), 9, 3, TOP)


@pytest.mark.parametrize(
    ("keys", "top", "bottom"),
    [
        ({}, (), ()),
        ({"tie__rank": "tiebreak_chain"}, ("tie.chain",), ("tie.chain",)),
        ({"tie__at_top_line": "tiebreak"}, ("tie.chain",), ()),
        ({"tie__at_bottom_line": "tiebreak"}, (), ("tie.chain",)),
    ],
)
def test_the_chain_is_named_on_the_list_it_is_asked_for(
    keys: dict[str, Any], top: tuple[str, ...], bottom: tuple[str, ...]
) -> None:
    first, last, _ = lists("9 8 7 6 5 4", **keys)
    assert (first.keys, last.keys) == ((*TOP, *top), (*BOTTOM, *bottom))


@pytest.mark.parametrize(("known", "units", "held"), [("12", "efd", ""), ("11", "ef", "cd")])
def test_of_a_tie_on_the_bottom_line_the_chain_names_who_is_among_the_last(
    known: str, units: str, held: str
) -> None:
    """The greater fact stands before: of c and d the one with less is the third from below."""
    ties = {"c": (Decimal(known[1]),), "d": (Decimal(known[0]),)}
    _, last, clash = lists("9 8 6 6 5 4", ties=ties, tie__at_bottom_line="tiebreak")
    assert (set(last.units), clash) == (set(units), ())
    assert last.holds == tuple(Hold(u, "约谈", "tie.at_bottom_line") for u in held)


def test_who_is_first_and_last_too_waits_on_both_lists() -> None:
    first, last, clash = lists("9 8 8 7", third__rounding="ceil")
    assert first.units == ("a", "b", "c")
    assert (last.units, last.holds, last.n, last.quota) == (("d",), (), 4, 3)
    both = {Hold(u, "先进", "interview.small_n") for u in "bc"}
    both |= {Hold(u, "约谈", "interview.small_n") for u in "bc"}
    assert set(clash) == both
    assert len(clash) == 4


def test_who_is_held_on_both_lines_is_named_once_as_waiting_on_both_lists() -> None:
    first, last, clash = lists(
        "9 9 9 9 8",
        third__rounding="ceil",
        tie__at_top_line="decide",
        tie__at_bottom_line="decide",
    )
    assert [hold.unit for hold in first.holds] == list("abcd")
    assert (last.units, last.holds) == (("e",), ())
    assert sorted(hold.unit for hold in clash) == list("aabbccdd")
