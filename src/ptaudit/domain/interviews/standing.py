"""How a unit's interview stands on a day: called, held, reported, checked, and what is overdue (口径 interview.*)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.cycle.papers import Circular, Cycle
from ptaudit.domain.interviews.fold import Follow, Held, Interview, Notice
from ptaudit.domain.registry import Registry

Status: TypeAlias = Literal[
    "应约谈",
    "已通知",
    "延期",
    "逾期未约谈",
    "未约谈",
    "已约谈",
    "逾期未报落实",
    "已报落实",
    "核查通过",
    "核查不通过",
]
PERSONS, FOLLOW_UP, ROLLOVER = (
    "interview.persons",
    "interview.follow_up",
    "deadline.rollover.period",
)
#: 主要负责同志, of the Party organ and of the government.
PRINCIPALS = ("党主要", "政主要")


@dataclass(frozen=True, slots=True)
class State:
    """*listed*: the circular in force names the unit. *due*: the last day for what comes next.

    *missing*: who was expected at the interview and is not among its persons, by office.
    """

    status: Status
    listed: bool
    due: dt.date | None = None
    missing: tuple[str, ...] = ()
    keys: tuple[str, ...] = (PERSONS,)
    provisional: bool = False


def named(cycle: Cycle, on: dt.date | None = None) -> tuple[str, ...]:
    """约谈对象: whom the last circular of the year that counts names, by day *on*."""
    last = circular(cycle, on)
    return last.lists.interview if last else ()


def circular(cycle: Cycle, on: dt.date | None = None) -> Circular | None:
    found = [
        one
        for one in cycle.circulars
        if cycle.counts(one.paper) and (on is None or one.paper.on <= on)
    ]
    return max(found, key=lambda one: one.paper.order, default=None)


def unlisted(unit: str, cycle: Cycle, on: dt.date) -> bool:
    """The year's circulars are recorded, and none that counts names the unit by day *on*."""
    return bool(cycle.circulars) and unit not in named(cycle, on)


def uncounted(row: Interview, cycle: Cycle) -> Mapping[int, str]:
    """Entries that count for nothing, by number, each with the code that says why."""
    found = {c.position: c.code for c in row.contradictions}
    acts: tuple[Notice | Held | Follow, ...] = (*row.notices, *row.held, *row.follows)
    for act in acts:
        if act.paper.unauthorised:
            found[act.paper.position] = act.paper.unauthorised[0]
        elif isinstance(act, Notice) and unlisted(row.unit, cycle, act.paper.on):
            found[act.paper.position] = "interview.not_listed"
    return found


def state(row: Interview, cycle: Cycle, registry: Registry, on: dt.date) -> State:
    listed = row.unit in named(cycle)
    done = row.done
    if done is None:
        return _before(row, cycle, listed, on)
    missing = tuple(absent(done, row, registry))
    last = row.counting[-1] if row.counting else None
    policy = registry.policy(row.year)
    if last is not None and (last.event.stage == "落实报告" or last.event.passed):
        status: Status = "核查通过" if last.event.passed else "已报落实"
        return State(status, listed, missing=missing, keys=(PERSONS, FOLLOW_UP))
    since = done.paper.on if last is None else last.paper.on
    due, provisional = _due(since, row.year, registry)
    keys = (PERSONS, FOLLOW_UP) if policy[FOLLOW_UP] == "none" else (PERSONS, FOLLOW_UP, ROLLOVER)
    if due is not None and on > due:
        return State("逾期未报落实", listed, due, missing, keys, provisional)
    status = "已约谈" if last is None else "核查不通过"
    return State(status, listed, due, missing, keys, provisional)


def _before(row: Interview, cycle: Cycle, listed: bool, on: dt.date) -> State:
    """Not held: the last word is a notice, a day it was put off to, or the reason why not."""
    called = (one for one in row.notices if not unlisted(row.unit, cycle, one.paper.on))
    every: tuple[Notice | Held, ...] = (*called, *row.held)
    acts = [one for one in every if row.counts(one.paper)]
    last = max(acts, key=lambda one: one.paper.order, default=None)
    if last is None:
        return State("应约谈", listed)
    if isinstance(last, Held) and last.outcome == "未约谈":
        return State("未约谈", listed)
    day = last.event.to if isinstance(last, Held) else last.day
    status: Status = "延期" if isinstance(last, Held) else "已通知"
    return State("逾期未约谈" if day is not None and on > day else status, listed, day)


def expected(unit: str, year: int, registry: Registry) -> tuple[str, ...]:
    """Who is to come, by office: of a unit without a Party organ nobody is expected as its head."""
    known = registry.units.get(unit)
    heads = tuple(
        role
        for role, organ in (
            ("党主要", known.event.party_organ if known else ""),
            ("政主要", known.event.gov_organ if known else ""),
        )
        if organ is not None
    )
    return (*heads, "分管") if registry.policy(year)[PERSONS] == "all" else heads


def absent(done: Held, row: Interview, registry: Registry) -> Iterator[str]:
    """Who was expected and did not come; with ``one``, any 主要负责同志 stands for all of them."""
    heads = any(role in done.roles for role in PRINCIPALS)
    if registry.policy(row.year)[PERSONS] == "one" and heads:
        return
    yield from (one for one in expected(row.unit, row.year, registry) if one not in done.roles)


def _due(since: dt.date, year: int, registry: Registry) -> tuple[dt.date | None, bool]:
    """The last day for 落实报告, counted from the day after, under the year's policy."""
    policy = registry.policy(year)
    if policy[FOLLOW_UP] == "none":
        return None, False
    day = since + dt.timedelta(days=int(policy[FOLLOW_UP]))
    calendar = registry.calendar
    if policy[ROLLOVER] == "next":
        return calendar.next_working(day), calendar.is_provisional(day)
    return day, False
