"""第十七条: who stands as 先进单位 by the circulars, the revocations and the vetoes."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.cycle.papers import Approval, Circular, Corrected, Lists
from ptaudit.domain.events.applied import RevokedFor
from ptaudit.domain.events.basis import YearSealed
from ptaudit.domain.honours.fold import Honours, Revocation
from ptaudit.domain.honours.titles import Titles, titles, vetoed_by
from ptaudit.domain.registry import Registry
from ptaudit.domain.rows import replace
from ptaudit.domain.vetoes.fold import Cases
from tests.domain.circulated import DAY, YEAR, circular, paper, year
from tests.domain.specification import Spec, unit
from tests.domain.test_veto_grounds import FULL, case, decided, ledger

REGISTRY = Spec().given(*(unit(code, f"{code}镇") for code in "abcdef")).registry
FEBRUARY, MARCH, APRIL = DAY(2024, 2, 10), DAY(2024, 3, 10), DAY(2024, 4, 1)
FIRST = circular(10, FEBRUARY, advanced="ab")


def revoked(
    position: int,
    who: str,
    *,
    on: dt.date = MARCH,
    ground: RevokedFor = "弄虚作假",
    refill: str | None = None,
    wrong: str = "",
) -> Revocation:
    return Revocation(paper(position, on, step=82, wrong=wrong), YEAR, who, ground, refill)


def honours(*acts: Circular | Revocation | Corrected, **more: Any) -> Honours:
    """Corrections among *acts* are decided by both organs; other fields of the year by name."""
    cycle = year(a for a in acts if isinstance(a, Circular))
    corrections = tuple(a for a in acts if isinstance(a, Corrected))
    decided = tuple(c.paper.id for c in corrections)
    approval = Approval(FEBRUARY, 5, "", (FEBRUARY, 70, 5), decided, more.pop("scores", ()))
    cycle = replace(cycle, corrections=corrections, approval=approval)
    taken = tuple(a for a in acts if isinstance(a, Revocation))
    return Honours(cycles=Cycles({YEAR: cycle}), revocations=taken, **more)


def corrected(position: int, advanced: str, on: dt.date = APRIL) -> Corrected:
    lists = Lists(advanced=tuple(advanced))
    return Corrected(1, paper(position, on, step=75), ("CGV", "CPC"), (), (), lists)


def of(state: Honours, registry: Registry = REGISTRY, **keys: str) -> Titles:
    return titles(state, YEAR, registry.trying({k.replace("__", "."): v for k, v in keys.items()}))


# Circulars


def test_a_title_rests_on_the_first_circular_that_names_the_unit() -> None:
    second = circular(11, MARCH, advanced="bc")
    found = of(honours(second, FIRST))
    assert found.standing == ("b", "c")
    [a, b, c] = found.titles
    assert (a.unit, a.left_out, a.stands) == ("a", second.paper, False)
    assert (b.paper, b.left_out, c.paper) == (FIRST.paper, None, second.paper)
    assert [unit for unit in "abcf" if found.stands(unit)] == ["b", "c"]
    assert found.of("f") is None
    third = circular(12, DAY(2024, 4, 1), advanced="ac")
    again = of(honours(FIRST, second, third))
    assert again.standing == ("a", "c")
    [first] = [title for title in again.titles if title.unit == "a"]
    assert (first.paper, first.left_out) == (third.paper, None)
    [left] = [title for title in again.titles if title.unit == "b"]
    assert left.left_out == third.paper


def test_once_left_out_the_first_circular_without_it_is_named() -> None:
    second, third = circular(11, MARCH, advanced="b"), circular(12, DAY(2024, 4, 1), advanced="b")
    found = of(honours(FIRST, second, third)).of("a")
    assert found is not None
    assert found.left_out == second.paper


def test_a_circular_that_does_not_count_names_nobody() -> None:
    state = Honours(cycles=Cycles({YEAR: year([FIRST], irregular=[10])}))
    assert of(state).titles == ()


def test_before_an_act_only_earlier_papers_say_who_stands() -> None:
    state = honours(FIRST, revoked(11, "a"))
    order = state.revocations[0].paper.order
    assert titles(state, YEAR, REGISTRY, order).standing == ("a", "b")
    assert titles(state, YEAR, REGISTRY, (*order[:2], order[2] + 1)).standing == ("b",)
    assert of(state).standing == ("b",)


# What is taken back


def test_a_revocation_takes_the_title_and_may_give_its_place() -> None:
    act = revoked(11, "a", refill="c")
    found = of(honours(FIRST, act))
    assert (found.standing, found.faults) == (("b", "c"), {act.paper.id: ()})
    [a, _, c] = found.titles
    assert (a.revoked, c.how, c.paper) == (act, "递补", act.paper)


@pytest.mark.parametrize(
    ("act", "faults", "standing"),
    [
        (revoked(11, "f"), ("revoke.not_advanced",), ("a", "b")),
        (revoked(11, "a", ground="一票否决"), ("revoke.no_veto",), ("a", "b")),
        (revoked(11, "a", wrong="revoke.organs"), (), ("a", "b")),
        (revoked(11, "a", refill="b"), (), ("b",)),
    ],
)
def test_what_takes_no_title_says_why(
    act: Revocation, faults: tuple[str, ...], standing: tuple[str, ...]
) -> None:
    found = of(honours(FIRST, act))
    assert (found.faults[act.paper.id], found.standing) == (faults, standing)
    assert found.titles[1].how == "通报"


def test_it_is_taken_once() -> None:
    found = of(honours(FIRST, revoked(11, "a"), revoked(12, "a", on=DAY(2024, 3, 11))))
    assert [*found.faults.values()] == [(), ("revoke.not_advanced",)]


def test_of_a_sealed_year_nothing_is_taken() -> None:
    event = YearSealed(year=YEAR, seal_no=1, last=1, root="ab" * 32)
    sealed = Spec().given(unit("a", "甲镇")).given(event, on=DAY(2024, 3, 9)).registry
    found = of(honours(FIRST, revoked(11, "a")), sealed)
    assert [*found.faults.values()] == [("year.sealed",)]
    assert found.standing == ("a", "b")


def test_a_revocation_of_another_year_is_none_of_this() -> None:
    act = replace(revoked(11, "a"), year=YEAR - 1)
    assert of(honours(FIRST, act)).standing == ("a", "b")


def test_a_place_given_is_not_for_a_later_circular_to_take_but_for_a_correction() -> None:
    given = revoked(11, "a", refill="c")
    later = circular(12, DAY(2024, 3, 20), advanced="b")
    assert of(honours(FIRST, given, later)).standing == ("b", "c")
    assert of(honours(FIRST, given, corrected(13, "b"))).standing == ("b",)
    assert of(honours(FIRST, given, corrected(13, "bc"))).standing == ("b", "c")


def test_a_correction_that_names_the_unit_again_gives_its_title_back() -> None:
    act = revoked(11, "a")
    assert of(honours(FIRST, act, corrected(13, "ab"))).standing == ("a", "b")
    assert of(honours(FIRST, act, circular(13, DAY(2024, 4, 1), advanced="ab"))).standing == ("b",)
    undecided = honours(FIRST, act)
    cycle = replace(undecided.of(YEAR), corrections=(corrected(13, "ab"),))
    assert of(replace(undecided, cycles=Cycles({YEAR: cycle}))).standing == ("b",)
    unapproved = replace(cycle, approval=None)
    assert of(replace(undecided, cycles=Cycles({YEAR: unapproved}))).standing == ("b",)


def test_who_left_the_list_may_be_given_a_place() -> None:
    out = circular(11, FEBRUARY, advanced="b")
    found = of(honours(FIRST, out, revoked(12, "b", refill="a")))
    assert found.standing == ("a",)
    [a, _] = found.titles
    assert (a.how, a.left_out) == ("递补", None)


def test_a_correction_removes_no_title_of_a_circular() -> None:
    found = of(honours(FIRST, corrected(13, "b")))
    assert [title.unit for title in found.titles] == ["a", "b"]


def test_what_was_revoked_stays_so_when_a_later_circular_names_the_unit_anew() -> None:
    out, back = circular(12, DAY(2024, 3, 20), advanced="b"), circular(13, APRIL, advanced="ab")
    assert of(honours(FIRST, revoked(11, "a"), out, back)).standing == ("b",)


# Vetoes

VETOED = ledger(*FULL, decided("认定", DAY(2024, 3, 1)))
VETO = Cases({"V-1": case(VETOED)})


def test_a_veto_bars_from_the_day_it_was_decided() -> None:
    registry = VETOED.registry
    assert vetoed_by(VETO.cases, YEAR, registry) == {"qinghe"}
    assert vetoed_by(VETO.cases, YEAR, registry, DAY(2024, 2, 29)) == set()
    assert vetoed_by(VETO.cases, YEAR, registry, DAY(2024, 3, 1)) == {"qinghe"}
    assert vetoed_by(VETO.cases, YEAR + 1, registry) == set()
    state = honours(circular(10, FEBRUARY, advanced=("qinghe", "b")), cases=VETO)
    found = of(state, registry)
    assert (found.standing, found.titles[0].barred) == (("b",), True)
    before = titles(state, YEAR, registry, (DAY(2024, 2, 29), 0, 0))
    assert before.standing == ("qinghe", "b")


def test_a_vetoed_units_title_is_taken_and_no_vetoed_unit_gets_the_place() -> None:
    named = circular(10, FEBRUARY, advanced=("qinghe", "b"))
    act = revoked(11, "qinghe", ground="一票否决", refill="c")
    found = of(honours(named, act, cases=VETO), VETOED.registry)
    assert (found.faults[act.paper.id], found.standing) == ((), ("b", "c"))
    other = revoked(11, "b", refill="qinghe")
    found = of(honours(circular(10, FEBRUARY, advanced="b"), other, cases=VETO), VETOED.registry)
    assert found.faults[other.paper.id] == ("revoke.refill_vetoed",)
    assert ([t.unit for t in found.titles], found.standing) == (["b"], ())


def test_next_in_line_is_named_for_each_place_a_veto_left_empty() -> None:
    named = circular(10, FEBRUARY, advanced=("qinghe", "b"))
    scores = tuple(
        (u, Decimal(s)) for u, s in zip(("qinghe", *"bcdef"), range(99, 93, -1), strict=True)
    )
    registry = ledger(
        *FULL,
        decided("认定", DAY(2024, 3, 1)),
        spec=Spec().given(unit("qinghe", "清河镇"), *(unit(u, f"{u}镇") for u in "bcdef")),
    ).registry
    state = honours(named, cases=VETO, scores=scores)
    assert of(state, registry, veto__place="refill").next_in_line == ("c",)
    assert of(state, registry, veto__place="empty").next_in_line == ()
    filled = honours(
        named, revoked(11, "qinghe", ground="一票否决", refill="d"), cases=VETO, scores=scores
    )
    assert of(filled, registry, veto__place="refill").next_in_line == ()
    other = honours(
        circular(10, FEBRUARY, advanced=("qinghe", "b", "e")),
        revoked(11, "e"),
        cases=VETO,
        scores=scores,
    )
    assert of(other, registry, veto__place="refill").next_in_line == ("c",)
    nobody = honours(circular(10, FEBRUARY, advanced="bc"), cases=VETO, scores=scores)
    assert of(nobody, registry, veto__place="refill").next_in_line == ()
