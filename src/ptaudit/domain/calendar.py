"""Working days: weekends, the State Council's yearly holiday arrangement, and periods counted by them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's arrangement: days off and weekend days worked (调休上班), with its document number."""

    year: int
    holidays: frozenset[dt.date]
    workdays: frozenset[dt.date]
    doc_no: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The arrangements known. A year without one has weekends only and answers are provisional (暂定)."""

    years: Mapping[int, HolidayYear]

    def is_working(self, day: dt.date) -> bool:
        if (known := self.years.get(day.year)) is not None:
            if day in known.holidays:
                return False
            if day in known.workdays:
                return True
        return day.weekday() < 5

    def is_provisional(self, day: dt.date) -> bool:
        return day.year not in self.years

    def next_working(self, day: dt.date) -> dt.date:
        """*day* itself when it is a working day, else the next one."""
        while not self.is_working(day):
            day += DAY
        return day

    def after_working_days(self, start: dt.date, days: int) -> dt.date:
        """Last day of a period of *days* ≥ 1 working days whose first possible day is *start*."""
        day = start
        counted = 0
        while True:
            counted += self.is_working(day)
            if counted == days:
                return day
            day += DAY

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after *start* up to and including *end*; 0 when *end* is not after *start*."""
        return sum(
            self.is_working(start + DAY * n) for n in range(1, max(0, (end - start).days) + 1)
        )
