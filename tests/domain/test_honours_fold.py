"""第十七条: what titles and bonus points rest on, entry by entry, and which entries a year's are."""

import datetime as dt
from decimal import Decimal

from ptaudit.domain import clocks
from ptaudit.domain.commands.applied import EnterBonus, ReverseBonus, RevokeAdvanced
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import AdvancedRevoked, BonusEntered
from ptaudit.domain.honours.bonus import boundary as bonus_boundary
from ptaudit.domain.honours.fold import Bonus, Honours, Revocation, evolve, of_year
from ptaudit.domain.honours.revoking import boundary as revoke_boundary
from ptaudit.domain.record import Irregular
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from tests.domain.specification import Spec, say
from tests.domain.years import PUBLISHED, vetoed, year

DAY = dt.date
BONUS, TAKEN, CIRCULAR = "bonus.entered", "advanced.revoked", "result.published"
VETO, FINDING, FIXED = "veto.decided", "finding.raised", "record.corrected"
OF_2023, OF_2022 = ("unit:qinghe", "year:2023"), ("unit:qinghe", "year:2022")


def folded(spec: Spec) -> Honours:
    state = Honours()
    for record in clocks.known(spec.records):
        state = evolve(state, record)
    return state


def entered(amount: str, number: int = 1, target: str | None = None) -> BonusEntered:
    return BonusEntered(
        year=2023, unit="qinghe", bonus_no=number, amount=Decimal(amount), target=target
    )


def selects(selection: Selection, kind: str, *tags: str) -> bool:
    return selection.matches(kind, tags)


GIVEN = PUBLISHED.given(entered("2.00"))
ENTRY = GIVEN.last.id


def back(spec: Spec, amount: str, number: int = 2) -> Spec:
    return spec.given(entered(amount, number, ENTRY))


# The fold


def test_a_revocation_is_kept_with_its_paper_in_order() -> None:
    first = AdvancedRevoked(year=2023, unit="qinghe", ground="其他", refill="hekou")
    second = AdvancedRevoked(year=2022, unit="hekou", ground="弄虚作假")
    spec = PUBLISHED.given(first, second)
    state = folded(spec)
    papers = [(one.paper.id, one.paper.position, one.paper.step) for one in state.revocations]
    assert papers == [(r.id, r.position, 82) for r in spec.records[-2:]]
    [one, two] = state.revocations
    assert one == Revocation(one.paper, 2023, "qinghe", "其他", "hekou")
    assert two == Revocation(two.paper, 2022, "hekou", "弄虚作假", None)


def test_the_circulars_and_cases_beside_them_are_those_of_their_own_folds() -> None:
    spec = vetoed(GIVEN)
    state = folded(spec)
    assert state.of(2023) == year(spec)
    assert state.of(2023).circulars
    assert state.of(2021).circulars == ()
    assert [case.decisions[0].unit for case in state.cases.cases.values()] == ["qinghe"]
    assert folded(GIVEN).cases.cases == {}


def test_an_entry_of_points_has_all_of_them_left() -> None:
    state = folded(GIVEN)
    [one] = state.bonuses
    assert one == Bonus(one.paper, 2023, "qinghe", 1, Decimal("2.00"))
    assert (state.left, state.bonus(ENTRY)) == ({ENTRY: Decimal("2.00")}, one)
    assert state.bonus("0" * 32) is None
    both = folded(GIVEN.given(entered("1.00", 2)))
    assert [*both.left.values()] == [Decimal("2.00"), Decimal("1.00")]


def test_what_takes_back_lessens_what_is_left_to_nothing_and_no_further() -> None:
    some = back(GIVEN, "-0.50")
    assert folded(some).left == {ENTRY: Decimal("1.50")}
    whole = back(some, "-1.50", 3)
    state = folded(whole)
    assert (state.left, state.contradictions) == ({ENTRY: Decimal("0.00")}, ())
    assert [one.target for one in state.bonuses] == [None, ENTRY, ENTRY]
    beyond = back(whole, "-0.01", 4)
    state = folded(beyond)
    params = (("unit", "qinghe"), ("year", 2023))
    found = Contradiction("bonus.beyond_left", beyond.last.position, params)
    assert (state.left, state.contradictions) == ({ENTRY: Decimal("0.00")}, (found,))
    again = back(beyond, "-0.02", 5)
    assert [c.position for c in folded(again).contradictions] == [
        beyond.last.position,
        again.last.position,
    ]
    assert len(folded(again).bonuses) == 5


def test_what_those_who_may_not_take_back_takes_nothing() -> None:
    *before, act = back(GIVEN, "-3.00").records
    marked = (Irregular(code="organ.not_competent", reason="代登"),)
    spec = Spec(records=(*before, act.model_copy(update={"irregular": marked})))
    state = folded(spec)
    assert (state.left, state.contradictions) == ({ENTRY: Decimal("2.00")}, ())
    assert [one.paper.unauthorised for one in state.bonuses] == [(), ("organ.not_competent",)]


def test_what_takes_back_from_an_entry_that_is_not_there_takes_back_too_much() -> None:
    spec = back(GIVEN, "-0.50").voided(GIVEN.last.position)
    state = folded(spec)
    assert (state.left, [c.code for c in state.contradictions]) == ({}, ["bonus.beyond_left"])


# What is selected


def test_of_a_year_its_circulars_titles_and_points_and_every_veto_case_are_asked_for() -> None:
    year_said = of_year(2023)
    for kind in (BONUS, TAKEN, CIRCULAR, FIXED):
        assert selects(year_said, kind, *OF_2023)
    for kind in (BONUS, TAKEN, CIRCULAR):
        assert not selects(year_said, kind, *OF_2022)
    assert selects(year_said, VETO, "unit:hekou", "year:2022")
    assert not selects(year_said, FINDING, *OF_2023)


def test_an_act_rests_on_the_year_it_names_or_on_every_year() -> None:
    named = say(RevokeAdvanced, unit="清河镇", ground="其他", year=2023)
    every = say(RevokeAdvanced, unit="清河镇", ground="其他")
    bonus = say(EnterBonus, unit="清河镇", year=2023)
    last = say(EnterBonus, unit="清河镇")
    assert revoke_boundary(named, Registry()) == bonus_boundary(bonus, Registry())
    assert bonus_boundary(bonus, Registry()) == of_year(2023)
    for selection in (revoke_boundary(every, Registry()), bonus_boundary(last, Registry())):
        for kind in (BONUS, TAKEN, CIRCULAR, VETO, FIXED):
            assert selects(selection, kind, *OF_2022)
        assert not selects(selection, FINDING, *OF_2022)


def test_what_is_taken_back_rests_on_the_points_of_every_year() -> None:
    selection = bonus_boundary(say(ReverseBonus, entry=ENTRY, reason="多加"), Registry())
    assert [selects(selection, kind) for kind in (BONUS, FIXED, TAKEN, CIRCULAR)] == [
        True,
        True,
        False,
        False,
    ]
