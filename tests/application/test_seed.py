"""The holiday arrangements shipped: official data, so what is checked is that it hangs together."""

import datetime as dt

import pytest

from ptaudit.application import seed
from ptaudit.domain import registry as standing
from ptaudit.domain.calendar import Calendar
from ptaudit.domain.events.basis import CalendarPublished
from tests.domain.specification import Spec

DAY = dt.date
NOTICES = seed.calendars()


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Spec().registry.calendar


def test_every_year_once_or_with_a_second_notice() -> None:
    assert [(event.year, event.calendar_version) for _, event in NOTICES] == [
        (2019, 1),
        (2019, 2),
        (2020, 1),
        (2020, 2),
        *((year, 1) for year in range(2021, 2027)),
    ]


@pytest.mark.parametrize(("issued", "event"), NOTICES, ids=lambda v: getattr(v, "doc_no", ""))
def test_a_notice_is_one_a_clerk_could_have_entered(issued: DAY, event: CalendarPublished) -> None:
    assert event.doc_no.startswith(f"国办发明电〔{issued.year}〕")
    assert event.doc_no.endswith("号")
    assert {day.year for day in (*event.holidays, *event.workdays)} == {event.year}
    assert [day.weekday() for day in event.workdays if day.weekday() < 5] == []
    assert set(event.holidays).isdisjoint(event.workdays)
    assert list(event.holidays) == sorted(event.holidays)


#: 调休 moves days and keeps their number: weekdays of the year less 11 statutory days (13 from 2025),
#: and in 2020 less the two days by which 春节 was extended.
@pytest.mark.parametrize(
    ("year", "off", "worked", "working_days"),
    [
        (2019, 22, 6, 250),
        (2020, 30, 6, 249),
        (2021, 31, 7, 250),
        (2022, 31, 7, 249),
        (2023, 26, 7, 249),
        (2024, 28, 8, 251),
        (2025, 28, 5, 248),
        (2026, 33, 6, 248),
    ],
)
def test_totals_of_a_year(
    calendar: Calendar, year: int, off: int, worked: int, working_days: int
) -> None:
    known = calendar.years[year]
    assert (len(known.holidays), len(known.workdays)) == (off, worked)
    eve = DAY(year - 1, 12, 31)
    assert calendar.working_days_between(eve, DAY(year, 12, 31)) == working_days


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (DAY(2019, 4, 28), True),
        (DAY(2019, 5, 2), False),
        (DAY(2020, 1, 31), False),
        (DAY(2020, 2, 1), False),
        (DAY(2020, 2, 3), True),
        (DAY(2023, 7, 15), False),
        (DAY(2023, 10, 7), True),
        (DAY(2024, 2, 9), True),
        (DAY(2024, 2, 18), True),
        (DAY(2025, 1, 27), True),
        (DAY(2025, 1, 28), False),
        (DAY(2026, 2, 23), False),
        (DAY(2026, 2, 28), True),
    ],
)
def test_days_people_remember(calendar: Calendar, day: DAY, working: bool) -> None:
    assert calendar.is_working(day) is working


@pytest.mark.parametrize(
    ("known_on", "day", "working"),
    [
        (DAY(2019, 3, 21), DAY(2019, 5, 2), True),
        (DAY(2019, 3, 22), DAY(2019, 5, 2), False),
        (DAY(2020, 1, 25), DAY(2020, 2, 1), True),
        (DAY(2020, 1, 26), DAY(2020, 2, 1), False),
    ],
)
def test_a_second_notice_changes_nothing_before_its_day(
    known_on: DAY, day: DAY, working: bool
) -> None:
    records = [record for record in Spec().records if record.effective <= known_on]
    assert standing.fold(records).calendar.is_working(day) is working
