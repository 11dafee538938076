"""Working days: weekends, holidays, weekend days worked, and periods counted by them."""

import datetime as dt

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.calendar import DAY as ONE
from ptaudit.domain.calendar import Calendar, HolidayYear

DAY = dt.date
#: 国庆 2023: 29 September to 6 October off, 7 and 8 October (a weekend) worked.
OFF = frozenset(DAY(2023, 9, 29) + ONE * n for n in range(8))
WORKED = frozenset((DAY(2023, 10, 7), DAY(2023, 10, 8)))
CALENDAR = Calendar({2023: HolidayYear(2023, OFF, WORKED, "×")})
DAYS = st.dates(DAY(2022, 12, 1), DAY(2024, 2, 1))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (DAY(2023, 9, 28), True),
        (DAY(2023, 9, 29), False),
        (DAY(2023, 10, 6), False),
        (DAY(2023, 10, 7), True),
        (DAY(2023, 10, 8), True),
        (DAY(2023, 10, 14), False),
        (DAY(2023, 7, 14), True),
        (DAY(2023, 7, 15), False),
        (DAY(2024, 10, 1), True),
    ],
)
def test_working_days(day: DAY, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(("day", "provisional"), [(2022, True), (2023, False), (2024, True)])
def test_a_year_without_a_notice_is_provisional(day: int, provisional: bool) -> None:
    assert CALENDAR.is_provisional(DAY(day, 10, 1)) is provisional


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (DAY(2023, 9, 28), DAY(2023, 9, 28)),
        (DAY(2023, 9, 29), DAY(2023, 10, 7)),
        (DAY(2023, 7, 15), DAY(2023, 7, 17)),
        (DAY(2023, 12, 30), DAY(2024, 1, 1)),
    ],
)
def test_the_next_working_day(day: DAY, following: DAY) -> None:
    assert CALENDAR.next_working(day) == following


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (DAY(2023, 9, 28), 1, DAY(2023, 9, 28)),
        (DAY(2023, 9, 28), 2, DAY(2023, 10, 7)),
        (DAY(2023, 9, 28), 4, DAY(2023, 10, 9)),
        (DAY(2023, 9, 30), 1, DAY(2023, 10, 7)),
        (DAY(2023, 12, 29), 2, DAY(2024, 1, 1)),
    ],
)
def test_a_period_of_working_days(start: DAY, days: int, last: DAY) -> None:
    assert CALENDAR.after_working_days(start, days) == last


@every(DAYS, st.integers(1, 40))
def test_a_period_holds_as_many_working_days_as_it_says(start: DAY, days: int) -> None:
    last = CALENDAR.after_working_days(start, days)
    assert CALENDAR.is_working(last)
    assert CALENDAR.working_days_between(start - ONE, last) == days


@every(DAYS, DAYS)
def test_days_between_are_counted_one_by_one(start: DAY, end: DAY) -> None:
    counted = [start + ONE * n for n in range(1, 500) if start + ONE * n <= end]
    assert CALENDAR.working_days_between(start, end) == len(
        [day for day in counted if CALENDAR.is_working(day)]
    )


@every(DAYS)
def test_nothing_lies_between_a_day_and_its_next_working_day(day: DAY) -> None:
    following = CALENDAR.next_working(day)
    assert following >= day
    assert CALENDAR.working_days_between(day - ONE, following) == 1
