"""A finding on a day, with what stands beside its status: pace, deadline, side states, who missed it (第十四条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.deadlines import Due
from ptaudit.domain.findings.parts import NONE, Report
from ptaudit.domain.findings.states import (
    PUBLICITY,
    Status,
    awaits_order,
    concerns,
    is_publicised,
    of_measure,
    running,
    status,
)
from ptaudit.domain.registry import Registry

Pace: TypeAlias = Literal["", "序时", "滞后"]
Side: TypeAlias = Literal[
    "延期申请中",
    "升级督办",
    "督办逾期",
    "责任单位变更",
    "公示异议",
    "公示期满",
    "未按口径公示",
    "重新打开",
    "长期坚持",
    "待年度确认",
    "未登记送达",
    "时限暂定",
]


def pace(finding: Finding, registry: Registry, on: dt.date, unit: str | None = None) -> Pace:
    """序时 or 滞后: what each unit last reported, against the time gone by when it did.

    Empty where nothing was reported in numbers, or nothing is left to be done.
    """
    found: list[Pace] = []
    for measure in finding.measures:
        for one in measure.units:
            progress = finding.progress.get(measure.no, NONE)
            if unit not in (None, one) or progress.verified or one in progress.by:
                continue
            said = [
                r for r in finding.reports if r.percent is not None and concerns(r, measure, one)
            ]
            last = deadlines.due(finding, measure, registry, on, one)
            if said and last.day is not None and not awaits_order(finding, last):
                found.append(_pace(finding, said[-1], last.day))
    return "滞后" if "滞后" in found else "序时" if found else ""


def _pace(finding: Finding, report: Report, last: dt.date) -> Pace:
    assert finding.order is not None
    assert report.percent is not None
    first = finding.order.mark.on
    gone = min((report.mark.on - first).days, (last - first).days)
    return "序时" if Decimal(report.percent) * (last - first).days >= 100 * gone else "滞后"


def unconfirmed(finding: Finding, measure: Measure, on: dt.date) -> tuple[int, ...]:
    """Whole years since its order for which a standing measure (长期坚持) was not confirmed."""
    if measure.deadline.kind != "长期坚持" or finding.order is None:
        return ()
    confirmed = finding.progress.get(measure.no, NONE).confirmed
    return tuple(y for y in range(finding.order.mark.on.year, on.year) if y not in confirmed)


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stands on a day, or one unit's part in it. *keys*: the 口径 it was read under.

    *deadline*: the latest; *next_due*: the earliest of what is not yet reported done. *missed_by*: who
    answered for what is overdue when its last day went by.
    """

    status: Status
    pace: Pace
    deadline: dt.date | None
    next_due: dt.date | None
    due: tuple[Due, ...]
    sides: tuple[Side, ...]
    missed_by: tuple[str, ...]
    keys: tuple[str, ...]


def standing(
    finding: Finding, registry: Registry, on: dt.date, unit: str | None = None
) -> Standing:
    now = status(finding, registry, on, unit)
    due = deadlines.lights(finding, registry, on, unit)
    live = now not in _SETTLED
    keys = dict.fromkeys(key for last in due for key in last.keys)
    if finding.closed is not None or finding.is_verified:
        keys[PUBLICITY] = None
    missed: dict[str, None] = {}
    for measure, last in zip(
        finding.measures, deadlines.lights(finding, registry, on), strict=True
    ):
        if not live or last.day is None or awaits_order(finding, last):
            continue
        for one in measure.units:
            if of_measure(finding, measure, one, registry, on) == "逾期未整改":
                missed |= dict.fromkeys(finding.answering(measure.no, last.day))
    return Standing(
        now,
        pace(finding, registry, on, unit) if live else "",
        _latest(tuple(last for last in due if not awaits_order(finding, last))),
        _next(finding, registry, on, unit) if live else None,
        due,
        tuple(_sides(finding, registry, on, due, now)),
        tuple(missed),
        tuple(keys),
    )


def _next(finding: Finding, registry: Registry, on: dt.date, unit: str | None) -> dt.date | None:
    open_ones = [
        deadlines.due(finding, measure, registry, on, one)
        for measure in finding.measures
        for one in measure.units
        if unit in (None, one) and of_measure(finding, measure, one, registry, on) not in _DONE
    ]
    days = [last.day for last in open_ones if not awaits_order(finding, last)]
    return min((day for day in days if day is not None), default=None)


_DONE = ("已报完成", "核查通过")
_SETTLED = ("已撤销", "已销号")


def _latest(due: tuple[Due, ...]) -> dt.date | None:
    return max((last.day for last in due if last.day is not None), default=None)


def _sides(
    finding: Finding, registry: Registry, on: dt.date, due: tuple[Due, ...], now: Status
) -> Iterator[Side]:
    if now not in _SETTLED:
        yield from _open_sides(finding, registry, on, due)
    if finding.reopened and now != "重新打开":
        yield "重新打开"
    if finding.reassigned:
        yield "责任单位变更"
    if finding.withdrawn is None:
        standing_ones = [m for m in finding.measures if m.deadline.kind == "长期坚持"]
        if standing_ones:
            yield "长期坚持"
        if any(unconfirmed(finding, measure, on) for measure in standing_ones):
            yield "待年度确认"


def _open_sides(
    finding: Finding, registry: Registry, on: dt.date, due: tuple[Due, ...]
) -> Iterator[Side]:
    if any(last.pending for last in due):
        yield "延期申请中"
    if finding.escalated:
        yield "升级督办"
        if any(one.due is not None and on > one.due for one in finding.escalated):
            yield "督办逾期"
    if finding.holding:
        yield "公示异议"
    elif finding.is_verified and finding.windows and running(finding, on) is None:
        yield "公示期满"
    if finding.closed is not None and not is_publicised(finding, registry):
        yield "未按口径公示"
    if any(last.unserved for last in due):
        yield "未登记送达"
    if any(last.provisional for last in due):
        yield "时限暂定"
