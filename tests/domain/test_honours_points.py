"""第十七条: the bonus points a title gave, what counts of them and is due back, and which year an act means."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.failures import Malformed
from ptaudit.domain.honours.account import Line, account
from ptaudit.domain.honours.fold import Bonus, Honours
from ptaudit.domain.honours.years import year_of
from ptaudit.domain.rows import replace
from tests.domain.circulated import DAY, YEAR, circular, paper, year
from tests.domain.test_honours import FEBRUARY, FIRST, MARCH, REGISTRY, honours, revoked

DECIDED = DAY(2024, 3, 1)
NONE = Decimal("0.00")

# Bonus points


def bonus(
    position: int, amount: str, *, who: str = "a", on: dt.date = DECIDED, **more: Any
) -> Bonus:
    wrong = more.pop("wrong", "")
    return Bonus(paper(position, on, step=83, wrong=wrong), YEAR, who, 1, Decimal(amount), **more)


def test_points_count_while_the_title_stood_when_they_were_entered() -> None:
    given, early = bonus(20, "2.00"), bonus(21, "1.00", on=DAY(2024, 2, 9))
    foreign, other = bonus(22, "3.00", wrong="organ.not_competent"), bonus(23, "9.00", who="b")
    left = {one.paper.id: one.amount for one in (given, early, foreign, other)}
    state = honours(FIRST, bonuses=(given, early, foreign, other), left=left)
    found = account(state, "a", YEAR, REGISTRY)
    assert found.lines == (
        Line(given, Decimal("2.00"), Decimal("2.00")),
        Line(early, NONE, Decimal("1.00"), ("bonus.not_advanced",)),
        Line(foreign, NONE, Decimal("3.00"), ("organ.not_competent",)),
    )
    assert found.total == Decimal("2.00")
    assert account(state, "f", YEAR, REGISTRY).total == NONE
    assert account(state, "a", YEAR - 1, REGISTRY).lines == ()


def test_what_is_left_is_due_back_once_the_title_is_gone() -> None:
    given = bonus(20, "2.00")
    back = bonus(21, "-0.50", on=MARCH, target=given.paper.id)
    state = honours(
        FIRST,
        revoked(11, "a"),
        bonuses=(given, back),
        left={given.paper.id: Decimal("1.50")},
    )
    found = account(state, "a", YEAR, REGISTRY)
    [first, second] = found.lines
    assert (first.due_back, second.counted, found.total) == (
        Decimal("1.50"),
        Decimal("-0.50"),
        Decimal("1.50"),
    )
    assert second == Line(back, Decimal("-0.50"), NONE)
    assert (found.unit, found.year) == ("a", YEAR)
    void = replace(state, bonuses=(bonus(20, "2.00", on=DAY(2024, 2, 1)), back))
    [entered, taken] = account(void, "a", YEAR, REGISTRY).lines
    assert (entered.counted, entered.due_back, taken.counted) == (NONE, NONE, NONE)


@pytest.mark.parametrize("beyond", [False, True])
def test_what_takes_back_too_much_or_by_whom_it_is_not_for_takes_nothing(beyond: bool) -> None:
    given = bonus(20, "2.00")
    back = bonus(21, "-3.00", on=MARCH, target=given.paper.id, wrong="" if beyond else "x.y")
    code = "bonus.beyond_left" if beyond else "x.y"
    fault = Contradiction("bonus.beyond_left", 21, ())
    state = honours(
        FIRST,
        bonuses=(given, back),
        left={given.paper.id: given.amount},
        contradictions=(fault,) if beyond else (),
    )
    [first, second] = account(state, "a", YEAR, REGISTRY).lines
    assert first == Line(given, Decimal("2.00"), Decimal("2.00"))
    assert second == Line(back, NONE, NONE, (code,))


# Which year


def test_the_year_meant_is_the_last_circulated_by_that_day() -> None:
    earlier = replace(year([circular(1, DAY(2023, 2, 1))]), year=YEAR - 1)
    both = year([FIRST, circular(11, DAY(2024, 6, 1))])
    state = Honours(cycles=Cycles({YEAR - 1: earlier, YEAR: both}))
    who = REGISTRY.unit("a镇")
    assert year_of(None, state, who, FEBRUARY) == YEAR
    assert year_of(None, state, who, DAY(2024, 2, 9)) == YEAR - 1
    assert year_of(2021, state, who, FEBRUARY) == 2021
    assert year_of(2024, state, who, FEBRUARY) == 2024
    for said, on, code, params in (
        (None, DAY(2023, 1, 31), "honours.which_year", {"unit": "a镇"}),
        (2025, FEBRUARY, "honours.year_future", {"year": 2025, "on": FEBRUARY}),
    ):
        with pytest.raises(Malformed) as raised:
            year_of(said, state, who, on)
        assert (raised.value.code, dict(raised.value.params)) == (code, params)
