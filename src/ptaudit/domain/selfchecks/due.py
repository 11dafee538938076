"""When a self-check falls due, and how it stands on a day (第十三、十五条; 口径 h2_selfcheck, late_filing)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.fold import Filing, Missed, Selfchecks

Status: TypeAlias = Literal["未到期", "应报", "逾期未报", "已报缺抄送", "退回待重报", "已收讫"]

#: The month in whose course a self-check is written: before it nothing is asked of anybody.
_OPENS = {"上半年": 6, "下半年": 12, "年终": 12}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one period stands on a day. Days late count from the day after *due*, against the first filing.

    *late_days* of what was not filed grow with the day asked. *provisional*: the working days of a
    year without a holiday arrangement. *keys* are the 口径 that decided it.
    """

    period: str
    status: Status
    due: dt.date | None
    filed: Filing | None
    copied: Filing | None
    late_days: int = 0
    late_working_days: int = 0
    copy_late_days: int = 0
    redo_by: dt.date | None = None
    #: 补录: recorded more days after receipt than the threshold; 无凭证: and without a receipt number.
    recorded_late: bool = False
    unproved: bool = False
    provisional: bool = False
    #: 未报认定, though it may have been filed since.
    missed: Missed | None = None
    #: Came late, and by 口径 late_filing the scores the unit gives itself in it are no claim.
    unscored: bool = False
    keys: tuple[str, ...] = ()


def periods(registry: Registry, year: int) -> tuple[str, ...]:
    """The self-checks owed for *year*."""
    if registry.policy(year)["h2_selfcheck"] == "merged":
        return ("上半年", "年终")
    return ("上半年", "下半年", "年终")


def together(period: str, registry: Registry, year: int) -> tuple[str, ...]:
    """*period* and what counts as the same self-check."""
    if period == "上半年" or registry.policy(year)["h2_selfcheck"] != "merged":
        return (period,)
    return ("下半年", "年终")


def due(period: str, registry: Registry, year: int) -> dt.date | None:
    """Last day for *period*, as the year's opening set it; None where it set none."""
    opened = registry.years.get(year)
    days = dict(opened.due) if opened else {}
    same = reversed(together(period, registry, year))
    day = next((days[f"{name}自查"] for name in same if f"{name}自查" in days), None)
    if day is not None and registry.policy(year)["deadline.rollover.fixed"] == "next":
        return registry.calendar.next_working(day)
    return day


def standing(row: Selfchecks, period: str, registry: Registry, on: dt.date) -> Standing:
    """How *period* of a unit and year stands on *on*. *row* holds what was received by then."""
    same = together(period, registry, row.year)
    filed, copied = row.of(same, "EPB"), row.of(same, "MDB")
    last = due(period, registry, row.year)
    received = _received(filed[0], registry, row.year) if filed else on
    copy = _received(copied[0], registry, row.year) if copied else on
    late = 0 if last is None else max(0, (received - last).days)
    calendar = registry.calendar
    return Standing(
        period=period,
        status=_status(filed, copied, period, row.year, last, on),
        due=last,
        filed=filed[-1] if filed else None,
        copied=copied[-1] if copied else None,
        late_days=late,
        late_working_days=calendar.working_days_between(last, received) if last else 0,
        copy_late_days=0 if last is None else max(0, (copy - last).days),
        redo_by=_redo_by(filed, copied),
        recorded_late=any(_is_late_record(f, registry, row.year) for f in (*filed, *copied)),
        unproved=any(_is_unproved(f, registry, row.year) for f in (*filed, *copied)),
        provisional=late > 0
        and last is not None
        and (calendar.is_provisional(last) or calendar.is_provisional(received)),
        missed=next((one for one in row.missed if one.period in same), None),
        unscored=bool(filed) and late > 0 and _refuses(registry, row.year),
        keys=_keys(last, late, (*filed, *copied), registry, row.year),
    )


def _status(
    filed: tuple[Filing, ...],
    copied: tuple[Filing, ...],
    period: str,
    year: int,
    last: dt.date | None,
    on: dt.date,
) -> Status:
    if any(held and held[-1].returned for held in (filed, copied)):
        return "退回待重报"
    if filed:
        newest = filed[-1].version
        return "已收讫" if copied and copied[-1].version >= newest else "已报缺抄送"
    if last is not None and on > last:
        return "逾期未报"
    opens = dt.date(year, _OPENS[period], 1)
    return "应报" if on >= min(opens, last or opens) else "未到期"


def is_complete(standing: Standing) -> bool:
    """Filed to 县环保部门 and copied to 县目督办, and not sent back since."""
    return standing.status == "已收讫"


def claims(row: Selfchecks, registry: Registry) -> tuple[Filing, ...]:
    """Filings whose self-scores are a claim: not sent back, nor late where 口径 late_filing refuses it."""
    return tuple(
        filing
        for filing in row.filings
        if filing.returned is None
        and not standing(row, filing.period, registry, filing.mark.on).unscored
    )


def _refuses(registry: Registry, year: int) -> bool:
    return registry.policy(year)["late_filing"] == "refuse_score"


def _received(filing: Filing, registry: Registry, year: int) -> dt.date:
    """The day that counts for timeliness: the day received, unless 口径 asks for proof of it."""
    by_recording = registry.policy(year)["late_record.unproved"] == "recorded_day"
    if by_recording and _is_unproved(filing, registry, year):
        return _recorded_on(filing)
    return filing.mark.on


def _recorded_on(filing: Filing) -> dt.date:
    return dt.date.fromisoformat(filing.mark.recorded_at[:10])


def _is_late_record(filing: Filing, registry: Registry, year: int) -> bool:
    threshold = int(registry.policy(year)["late_record.threshold"])
    return (_recorded_on(filing) - filing.mark.on).days > threshold


def _is_unproved(filing: Filing, registry: Registry, year: int) -> bool:
    return not filing.proved and _is_late_record(filing, registry, year)


def _redo_by(filed: tuple[Filing, ...], copied: tuple[Filing, ...]) -> dt.date | None:
    days = [
        held[-1].returned.redo_by
        for held in (filed, copied)
        if held and held[-1].returned and held[-1].returned.redo_by
    ]
    return min(days, default=None)


def _keys(
    last: dt.date | None, late: int, filings: tuple[Filing, ...], registry: Registry, year: int
) -> tuple[str, ...]:
    keys = ["h2_selfcheck"]
    if late and filings:
        keys.append("late_filing")
    if last is not None:
        keys.append("deadline.rollover.fixed")
    if any(_is_late_record(f, registry, year) for f in filings):
        keys += ["late_record.threshold", "late_record.unproved"]
    return tuple(keys)
