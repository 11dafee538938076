"""口径 tie.chain: units of one score told apart fact by fact, as far as every one of them has the fact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.scoring.ranking import Hold, advanced, interview, rank
from ptaudit.domain.scoring.ties import Ties, apart, chained, steps
from tests.domain.sheets import policy

FACTS = st.one_of(st.none(), st.integers(0, 2).map(Decimal))


def known(**facts: str) -> Ties:
    """``known(a="1-2")``: a has 1, then nothing known, then 2."""
    return {u: tuple(None if c == "-" else Decimal(c) for c in said) for u, said in facts.items()}


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({}, "abc"),
        ({"a": "1", "b": "2", "c": "3"}, "c b a"),
        ({"a": "1", "b": "1", "c": "3"}, "c ab"),
        ({"a": "11", "b": "12", "c": "30"}, "c b a"),
        ({"a": "1", "b": "2"}, "abc"),
        ({"a": "-1", "b": "-2", "c": "-3"}, "abc"),
        ({"a": "1-", "b": "12", "c": "30"}, "c ab"),
        ({"a": "2", "b": "2", "c": "2"}, "abc"),
    ],
)
def test_what_is_not_known_of_all_ends_the_chain(facts: dict[str, str], groups: str) -> None:
    found = apart("abc", known(**facts))
    assert " ".join("".join(group) for group in found) == groups


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(FACTS, FACTS)))
def test_nobody_is_lost_and_the_order_typed_does_not_matter(ties: Ties) -> None:
    found = apart("abcdef", ties)
    assert sorted(unit for group in found for unit in group) == list("abcdef")
    assert apart("fedcba", ties) == found


def test_places_left_on_the_line_go_to_whom_the_chain_names_and_the_rest_is_held() -> None:
    """Two places, one left; of three tied the chain leaves two together behind the first."""
    ruled = policy(tie__at_top_line="tiebreak", tie__at_bottom_line="tiebreak")
    scores = {u: Decimal(s) for u, s in zip("abcdef", (99, 98, 98, 98, 80, 70), strict=True)}
    ties = known(b="1", c="1", d="2")
    ranked = rank(scores, ruled, ties)
    assert [row.rank for row in ranked] == [1, 2, 2, 2, 5, 6]
    first = advanced(ranked, (), 0, ruled, ties)
    assert (first.units, first.holds) == (("a", "d"), ())
    last, _ = interview(ranked, first, ruled, ties)
    assert (last.units, [h.unit for h in last.holds]) == (("e", "f"), ["b", "c"])
    assert {"tie.chain"} <= {*first.keys, *last.keys}


def test_who_cannot_be_told_apart_on_the_line_is_held() -> None:
    ruled = policy(tie__at_top_line="tiebreak")
    scores = {u: Decimal(s) for u, s in zip("abcdef", (99, 98, 98, 90, 80, 70), strict=True)}
    first = advanced(rank(scores, ruled), (), 0, ruled)
    assert first.units == ("a",)
    assert first.holds == tuple(Hold(unit, "先进", "tie.at_top_line") for unit in "bc")


def test_no_chain_is_asked_unless_a_key_says_so() -> None:
    assert not chained(policy())
    assert chained(policy(tie__rank="tiebreak_chain"))
    assert chained(policy(tie__at_bottom_line="tiebreak"))


def test_the_places_from_below_go_group_after_group_from_the_last() -> None:
    """Two places left for three that the chain tells apart: the one in the middle is among the last."""
    ruled = policy(tie__at_bottom_line="tiebreak")
    scores = {u: Decimal(s) for u, s in zip("abcdefg", (99, 98, 97, 90, 90, 90, 80), strict=True)}
    ties = known(d="3", e="2", f="1")
    ranked = rank(scores, ruled, ties)
    last, _ = interview(ranked, advanced(ranked, (), 0, ruled, ties), ruled, ties)
    assert (last.units, last.holds) == (("e", "f", "g"), ())


def test_by_the_chain_units_of_one_score_have_ranks_of_their_own() -> None:
    scores = {unit: Decimal(90) for unit in "abc"}
    ties = known(a="1", b="2", c="1")
    found = rank(scores, policy(tie__rank="tiebreak_chain"), ties)
    assert [(row.unit, row.rank) for row in found] == [("b", 1), ("a", 2), ("c", 2)]
    assert [row.rank for row in rank(scores, policy(), ties)] == [1, 1, 1]


def test_the_chain_is_gone_through_in_the_order_ruled() -> None:
    assert steps(policy(tie__chain="8.3,completion")) == ("8.3", "completion")
