"""The last day an order gives for a measure, and by which rule, service and calendar it was found (口径 deadline.*)."""

import datetime as dt
from dataclasses import dataclass

from ptaudit.domain.calendar import DAY, Calendar
from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings.parts import Order
from ptaudit.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Period:
    """*day*: the last, None where there is none. *since*: the first day counted, where days are counted.

    *counted*: where the count itself ended, before a day off moved it. *calendar*: the arrangements it
    was read off, by year and version. *provisional*: one of its years had none, so that only weekends
    were left out (暂定). *unserved*: counted from the order, since no service is on record.
    """

    day: dt.date | None
    keys: tuple[str, ...] = ()
    since: dt.date | None = None
    counted: dt.date | None = None
    calendar: tuple[tuple[int, int], ...] = ()
    provisional: bool = False
    unserved: bool = False


def ordered(
    order: Order, measure: Measure, policy: Policy, calendar: Calendar, unit: str | None = None
) -> Period:
    """The period *order* gives for *measure*; for *unit* alone, from its own service."""
    deadline = measure.deadline
    match deadline.kind:
        case "长期坚持":
            return Period(None)
        case "日期":
            assert deadline.date is not None
            return _fixed(deadline.date, policy, calendar)
        case "立行立改" if policy["deadline.immediate"] == "none":
            return Period(None, ("deadline.immediate",))
        case "立行立改":
            days = int(policy["deadline.immediate"])
            since, unserved, keys = _since(order, measure, policy, unit)
            found = _natural(since, days, policy, calendar)
            keys = ("deadline.immediate", *keys)
        case "自然日" | "工作日":
            assert deadline.days is not None
            since, unserved, keys = _since(order, measure, policy, unit)
            if deadline.kind == "工作日":
                found = _working(since, deadline.days, calendar)
            else:
                found = _natural(since, deadline.days, policy, calendar)
    return Period(
        found.day,
        (*keys, *found.keys),
        since,
        found.counted,
        found.calendar,
        found.provisional,
        unserved,
    )


def rolled(day: dt.date, measure: Measure, policy: Policy, calendar: Calendar) -> dt.date:
    """*day*, moved off a day off as the measure's kind of deadline is."""
    key = "deadline.rollover.fixed" if measure.deadline.kind == "日期" else ROLLOVER
    return calendar.next_working(day) if policy[key] == "next" else day


ROLLOVER = "deadline.rollover.period"


def _fixed(day: dt.date, policy: Policy, calendar: Calendar) -> Period:
    keys = ("deadline.rollover.fixed",)
    if policy["deadline.rollover.fixed"] != "next":
        return Period(day, keys, counted=day)
    return _read(day, calendar.next_working(day), calendar, keys)


def _natural(since: dt.date, days: int, policy: Policy, calendar: Calendar) -> Period:
    counted = since + DAY * (days - 1)
    if policy[ROLLOVER] != "next":
        return Period(counted, (ROLLOVER,), counted=counted)
    return _read(counted, calendar.next_working(counted), calendar, (ROLLOVER,))


def _working(since: dt.date, days: int, calendar: Calendar) -> Period:
    day = calendar.after_working_days(since, days)
    found = _read(since, day, calendar, ())
    return Period(day, (), None, day, found.calendar, found.provisional)


def _read(first: dt.date, day: dt.date, calendar: Calendar, keys: tuple[str, ...]) -> Period:
    """*day* as read off the calendar from *first* on."""
    years = range(first.year, day.year + 1)
    known = tuple((year, calendar.years[year].version) for year in years if year in calendar.years)
    return Period(day, keys, None, first, known, len(known) < len(years))


def _since(
    order: Order, measure: Measure, policy: Policy, unit: str | None
) -> tuple[dt.date, bool, tuple[str, ...]]:
    """First day of a counted period: the day after the last service, or of issue when none is known."""
    said = measure.deadline.start
    rule = said or ("送达次日" if policy["deadline.start"] == "service" else "印发日")
    keys = () if said else ("deadline.start",)
    if rule == "印发日":
        return order.mark.on + DAY, False, keys
    wanted = (unit,) if unit else measure.units
    served = [s.mark.on for s in order.served if not wanted or s.unit in wanted]
    if not served:
        return order.mark.on + DAY, True, keys
    return max(served) + DAY, False, keys
