"""Days as clerks write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit_cli import dates

TODAY = dt.date(2025, 7, 10)
DAY = dt.date


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-07-10", DAY(2025, 7, 10)),
        ("2025-7-10", DAY(2025, 7, 10)),
        ("2025/7/10", DAY(2025, 7, 10)),
        ("2025.7.10", DAY(2025, 7, 10)),
        ("20250710", DAY(2025, 7, 10)),
        ("2025年7月10日", DAY(2025, 7, 10)),
        ("2025年7月10", DAY(2025, 7, 10)),
        ("7-9", DAY(2025, 7, 9)),
        ("7-10", DAY(2025, 7, 10)),
        ("7-11", DAY(2024, 7, 11)),
        ("7月9日", DAY(2025, 7, 9)),
        (" 7/9 ", DAY(2025, 7, 9)),
        ("2-29", DAY(2024, 2, 29)),
        ("今天", TODAY),
        ("昨天", DAY(2025, 7, 9)),
        ("明天", DAY(2025, 7, 11)),
        ("yesterday", DAY(2025, 7, 9)),
        ("７-９", None),
        ("２０２５-7-10", None),
        ("13-45", None),
        ("2025-02-30", None),
        ("7", None),
        ("1042", None),
        ("第1042号", None),
        ("", None),
        ("下周", None),
    ],
)
def test_a_day_without_a_year_is_the_last_not_after_today(said: str, day: dt.date | None) -> None:
    assert dates.read(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("7-10", DAY(2026, 7, 10)),
        ("7-11", DAY(2025, 7, 11)),
        ("7-9", DAY(2026, 7, 9)),
        ("1-5", DAY(2026, 1, 5)),
        ("2-29", DAY(2028, 2, 29)),
        ("2025-7-1", DAY(2025, 7, 1)),
    ],
)
def test_a_deadline_without_a_year_is_the_first_after_the_act(said: str, day: dt.date) -> None:
    assert dates.read(said, TODAY, after=TODAY) == day


def test_a_day_of_a_named_year() -> None:
    assert dates.read("10-1", TODAY, year=2026) == DAY(2026, 10, 1)
    assert dates.read("2-29", TODAY, year=2026) is None


@given(
    st.dates(DAY(2000, 1, 1), DAY(2100, 12, 31)),
    st.dates(DAY(2004, 1, 1), DAY(2090, 12, 31)),
)
def test_a_short_day_keeps_month_and_day_and_side(day: dt.date, today: dt.date) -> None:
    """Whatever the day: same month and day; not after today, and no such day lies between."""
    read = dates.read(f"{day.month}-{day.day}", today)
    assert read is not None
    assert (read.month, read.day) == (day.month, day.day)
    assert read <= today
    ahead = dates.read(f"{day.month}-{day.day}", today, after=today)
    assert ahead is not None
    assert ahead > today
    if (day.month, day.day) != (2, 29):
        assert ahead.year - read.year == 1


def test_what_is_short_is_printed_in_full() -> None:
    assert dates.is_short("7-10")
    assert dates.is_short("今天")
    assert not dates.is_short("2025-7-10")
