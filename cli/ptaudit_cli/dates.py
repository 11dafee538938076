"""Days as clerks write them: ``7-10``, ``2025-7-10``, ``2025年7月10日``, 今天."""

import datetime as dt
import re

#: ASCII digits only, as in every number.
_FULL = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d\d)(\d\d))", re.ASCII
)
_SHORT = re.compile(r"(\d{1,2})(?:[-/.](\d{1,2})|月(\d{1,2})日?)", re.ASCII)
_WORDS = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "today": 0, "yesterday": -1, "tomorrow": 1}
#: A 29 February comes again within eight years.
_YEARS = 9


def read(
    said: str, today: dt.date, *, after: dt.date | None = None, year: int | None = None
) -> dt.date | None:
    """The day *said* means, or None when it means none.

    A day without a year is the first after *after* where that is given (a deadline), that day of
    *year* where that is given, else the last one not after *today*.
    """
    said = said.strip()
    if said in _WORDS:
        return today + dt.timedelta(_WORDS[said])
    if full := _FULL.fullmatch(said):
        numbers = [int(n) for n in full.groups() if n is not None]
        return _day(*numbers)
    if short := _SHORT.fullmatch(said):
        month, day = (int(n) for n in short.groups() if n is not None)
        return _near(month, day, today, after, year)
    return None


def is_short(said: str) -> bool:
    """Whether *said* leaves open which year, or which day, is meant."""
    return said.strip() in _WORDS or _SHORT.fullmatch(said.strip()) is not None


def _near(
    month: int, day: int, today: dt.date, after: dt.date | None, year: int | None
) -> dt.date | None:
    if year is not None:
        return _day(year, month, day)
    if after is not None:
        days = (_day(after.year + n, month, day) for n in range(_YEARS))
        return next((d for d in days if d is not None and d > after), None)
    days = (_day(today.year - n, month, day) for n in range(_YEARS))
    return next((d for d in days if d is not None and d <= today), None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
