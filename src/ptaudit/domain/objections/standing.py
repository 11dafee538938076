"""How an objection stands on a day: in time or not, and what is owed (口径 objection.window)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.cycle.papers import Announced, Circular, Cycle
from ptaudit.domain.decider import Breach
from ptaudit.domain.events.base import Claim, by_policy
from ptaudit.domain.events.objections import Answer
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.objections.fold import Filing, Objection, Status
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry

Timely: TypeAlias = Literal["按期", "逾期提出"]
WINDOW = "objection.window"
BEFORE = "objection.window.before"
ROLLOVER = "deadline.rollover.period"
DAY = dt.timedelta(days=1)

#: Matters that are not part of the year's result.
ASIDE = frozenset(("问题", "公示", "其他"))

#: When a unit was served with a document: by the document's entry and the unit.
Services: TypeAlias = Mapping[tuple[str, str], dt.date]


@dataclass(frozen=True, slots=True)
class Window:
    """How long objections are in time, counted from the day after *since* to *last*.

    Without *circular* nothing has been circulated yet: the window is then that of the 结果预告知
    (*announced*), if the unit was told of its result. Without *last* there is no end. *served*:
    counted from the service on the unit, not from the circular's own day.
    """

    circular: str | None = None
    since: dt.date | None = None
    last: dt.date | None = None
    served: bool = False
    keys: tuple[str, ...] = (WINDOW,)
    provisional: bool = False
    announced: str | None = None

    def holds(self, day: dt.date) -> bool:
        return self.last is None or day <= self.last


@dataclass(frozen=True, slots=True)
class State:
    """An objection as it stands on a day, under the policy of its year.

    *days_open*: from the day it was filed to the day it was closed, or to the day asked about.
    *overdue*: open after the day its answer was due. *suspends*: it holds the report and the circular.
    """

    objection: str
    status: Status
    result: Answer | None
    timely: Timely
    window: Window
    due: dt.date | None
    overdue: bool
    days_open: int
    suspends: bool
    keys: tuple[str, ...]


def ruled(key: str, year: int, registry: Registry) -> Claim:
    """The authority of 口径 *key* in *year*, with the document that decided it."""
    return by_policy(key).model_copy(update={"doc_no": registry.policy(year).document(key)})


def running(code: str, year: Cycle, on: dt.date, registry: Registry) -> tuple[Breach, ...]:
    """The breach *code* of an act on a day when units told of the result to come may still answer (口径)."""
    days = [
        told.last
        for told in year.announced
        if year.counts(told.paper) and told.paper.on <= on <= told.last
    ]
    if not days:
        return ()
    params = (("year", year.year), ("last", max(days)))
    return (Breach(code, ruled(BEFORE, year.year, registry), params),)


def services(records: Iterable[Record]) -> dict[tuple[str, str], dt.date]:
    """The last service of each document on each unit, from entries as known."""
    found: dict[tuple[str, str], dt.date] = {}
    for record in records:
        event = record.payload
        if isinstance(event, DocumentServed) and event.document.id is not None:
            for unit in event.concerned():
                key = (event.document.id, unit)
                found[key] = max(record.effective, found.get(key, record.effective))
    return found


def window(filing: Filing, year: Cycle, served: Services, registry: Registry) -> Window:
    """The window the objection falls into: that of the last circular, of its unit, by the day it was filed.

    Before a circular it is that of the last 结果预告知 to the unit. A public edition says nothing new
    and opens no window; nor does a circular that counts for nothing.
    """
    policy = registry.policy(filing.year)
    found = [
        circular
        for circular in year.circulars
        if circular.edition != "公开"
        and circular.paper.on <= filing.paper.mark.on
        and year.counts(circular.paper)
        and _reaches(circular, filing.unit)
    ]
    if not found and (told := _told(filing, year)) is not None:
        return Window(
            None,
            told.paper.on,
            told.last,
            keys=(BEFORE,),
            announced=told.paper.id,
            provisional=registry.calendar.is_provisional(told.last),
        )
    if not found or policy[WINDOW] == "none":
        return Window(found[-1].paper.id if found else None)
    circular = max(found, key=lambda one: one.paper.order)
    by_service = served.get((circular.paper.id, filing.unit or ""))
    since = by_service or circular.paper.on
    last = since + DAY * int(policy[WINDOW])
    provisional = registry.calendar.is_provisional(last)
    if policy[ROLLOVER] == "next":
        last = registry.calendar.next_working(last)
    keys = (WINDOW, ROLLOVER)
    return Window(circular.paper.id, since, last, by_service is not None, keys, provisional)


def _told(filing: Filing, year: Cycle) -> Announced | None:
    """The last notice of a result to come that reached the unit; what is not part of it is never late."""
    if filing.about in ASIDE:
        return None
    found = [
        told
        for told in year.announced
        if told.paper.on <= filing.paper.mark.on
        and year.counts(told.paper)
        and (filing.unit is None or filing.unit in told.units)
    ]
    return max(found, key=lambda one: one.paper.order, default=None)


def _reaches(circular: Circular, unit: str | None) -> bool:
    return unit is None or any(row[0] == unit for row in circular.ranks)


def state(
    row: Objection, year: Cycle, served: Services, registry: Registry, on: dt.date
) -> State | None:
    """How *row* stands on *on*; None for an objection nobody filed by then.

    *year* is the cycle of the year objected to, *served* the services of its circulars.
    """
    if row.filed is None:
        return None
    period = window(row.filed, year, served, registry)
    due = row.answer.due if row.answer is not None and row.answer.accepted else None
    held = registry.policy(row.filed.year)["objection.suspends"] == "yes"
    return State(
        row.objection,
        row.status,
        row.decision.result if row.status == "已决定" and row.decision else None,
        "按期" if period.holds(row.filed.paper.mark.on) else "逾期提出",
        period,
        due,
        row.is_open and due is not None and on > due,
        ((row.closed_on or on) - row.filed.paper.mark.on).days,
        held and row.is_open,
        (*period.keys, "objection.suspends"),
    )
