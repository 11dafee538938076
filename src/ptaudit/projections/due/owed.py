"""One thing due: what, by whom, by which day, and what fixes that day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "自查报送",
    "自查抄送",
    "自查重报",
    "考评意见",
    "复核",
    "结果报告",
    "审定",
    "通报",
    "退回重报",
    "整改",
    "督办",
    "延期批复",
    "年度确认",
    "异议受理",
    "异议答复",
    "预告知答复",
    "约谈",
    "约谈落实",
    "履职",
    "任务",
    "节假日登记",
]
#: What fixes the day: the year's opening, the order, the paper that asked for it, or nothing.
Rule: TypeAlias = Literal[
    "年度启用",
    "限期整改",
    "延期批复",
    "督办",
    "退回",
    "受理",
    "预告知",
    "约谈通知",
    "口径",
    "履职周期",
    "分解",
    "日历",
    "未定",
]


@dataclass(frozen=True, slots=True)
class Owed:
    """*day*: the last day, None where nothing fixes one. *by*: the role whose turn it is.

    *position*: the entry that makes it due. *keys*: the 口径 that moved the day. *calendar*: the holiday
    arrangements the day was read off, by year and version; *provisional*: one of its years has none.
    """

    what: What
    by: str
    day: dt.date | None
    rule: Rule
    position: int
    units: tuple[str, ...] = ()
    subject: str = ""
    year: int | None = None
    keys: tuple[str, ...] = ()
    calendar: tuple[tuple[int, int], ...] = ()
    provisional: bool = False

    @property
    def unknown_years(self) -> tuple[int, ...]:
        """Years the day was reckoned through without an arrangement."""
        if not self.provisional or self.day is None:
            return ()
        known = {year for year, _ in self.calendar}
        first = min(known, default=self.day.year)
        return tuple(year for year in range(first, self.day.year + 1) if year not in known)

    def is_overdue(self, on: dt.date) -> bool:
        """The day itself is still in time."""
        return self.day is not None and on > self.day


@dataclass(frozen=True, slots=True)
class Sort:
    """All of one sort; *first*: the earliest day, None where none has one."""

    what: What
    count: int
    first: dt.date | None


def sorts(rows: Iterable[Owed]) -> tuple[Sort, ...]:
    """*rows* counted by what they are, by their first day."""
    found: dict[What, list[Owed]] = {}
    for row in in_order(rows):
        found.setdefault(row.what, []).append(row)
    return tuple(Sort(what, len(own), own[0].day) for what, own in found.items())


def in_order(rows: Iterable[Owed]) -> tuple[Owed, ...]:
    """By day, those without one last; then by year, units and what it is."""
    far = dt.date.max
    return tuple(
        sorted(
            rows,
            key=lambda one: (
                one.day or far,
                one.year or 0,
                one.what,
                one.units,
                one.subject,
                one.position,
            ),
        )
    )
