"""整改时限 as lists write it: days (2023年12月底前, 2023.12.31), 立行立改, 长期坚持, or several of them."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ptaudit.batch.widths import narrow
from ptaudit.domain.failures import Malformed

#: Stands between several time limits of one cell, and between the items of a numbered one.
SEPARATOR = "、"
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("立行立改", "立即整改", "即知即改", "立改立行", "立行立改完成"), "立行立改"
        ),
        **dict.fromkeys(
            ("长期坚持", "长期整改", "持续整改", "持续推进", "持续坚持", "长期", "常态化坚持"),
            "长期坚持",
        ),
    }
)
_BEFORE = r"(?:日?之?前|日?以前|日?之?内)?(?:完成)?(?:整改)?(?:销号)?"
_DAY = re.compile(
    rf"([0-9]{{4}})\s*[-./年]\s*([0-9]{{1,2}})\s*[-./月]\s*([0-9]{{1,2}})\s*日?{_BEFORE}"
)
_MONTH_END = re.compile(rf"([0-9]{{4}})\s*[-./年]\s*([0-9]{{1,2}})\s*月?份?[底末]{_BEFORE}")
_YEAR_END = re.compile(rf"([0-9]{{4}})\s*年?年?[底末]{_BEFORE}")
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_APART = re.compile(r"[、,，;；\n]|并且?|和|且")
#: “1.”, “(2)”, “③”: what numbers the items of a cell.
_NUMBERED = re.compile(
    r"(?:(?<=[\n;；。])|^)\s*(?:[1-9１-９][0-9０-９]?\s*[.．、](?:(?![0-9０-９])|(?=[2２][0０][0-9０-９]{2}[-./年]))|[（(][1-9１-９][0-9０-９]?[)）]|[\u2460-\u2473])\s*"
)


def limits(said: str) -> tuple[str, ...]:
    """Each time limit of a cell: an ISO day, 立行立改 or 长期坚持. Raises Malformed ``cell.…``."""
    whole = _limit(said)
    if whole is not None:
        return (whole,)
    found = [_limit(part) for part in _APART.split(said) if part.strip()]
    if not found or None in found:
        raise Malformed("cell.time_limit", value=said)
    return tuple(limit for limit in found if limit is not None)


def _limit(said: str) -> str | None:
    text = re.sub(r"\s+", "", narrow(said)).strip("。.")
    if text in _KINDS:
        return _KINDS[text]
    if (day := _DAY.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
        return _iso(said, int(day[1]), int(day[2]), int(day[3]))
    if (month := _MONTH_END.fullmatch(text)) is not None:
        if not 1 <= int(month[2]) <= 12:
            raise Malformed("cell.no_such_day", value=said)
        last = calendar.monthrange(int(month[1]), int(month[2]))[1]
        return _iso(said, int(month[1]), int(month[2]), last)
    if (year := _YEAR_END.fullmatch(text)) is not None:
        return _iso(said, int(year[1]), 12, 31)
    return None


def _iso(said: str, year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise Malformed("cell.no_such_day", value=said) from None


def items(said: str) -> tuple[str, ...]:
    """The items of a numbered text (1.… 2.…), without their numbers; the text itself where it has none."""
    starts = list(_NUMBERED.finditer(said))
    if len(starts) < 2 or starts[0].start() != 0:
        return (said,)
    return tuple(text for text in _between(said, starts) if text)


def _between(said: str, starts: list[re.Match[str]]) -> Iterator[str]:
    ends = [start.start() for start in starts[1:]] + [len(said)]
    for start, end in zip(starts, ends, strict=True):
        yield said[start.end() : end].strip().strip(";；。").strip()
