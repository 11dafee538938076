"""When a measure falls due, and how a finding stands on a day (第十四条; 口径 deadline.*, extension.*)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings.fold import Finding, Order, Progress, Request
from ptaudit.domain.registry import Registry

Status: TypeAlias = Literal[
    "已登记", "已反馈", "整改中", "逾期未整改", "已报完成", "核查未通过", "核查通过", "已销号"
]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for one measure (None: 长期坚持, or 立行立改 without a period) and why."""

    no: int
    day: dt.date | None
    keys: tuple[str, ...] = ()
    extended_by: int | None = None
    provisional: bool = False


def due(finding: Finding, measure: Measure, registry: Registry, on: dt.date) -> Due:
    """Last day of *measure* as it stands on *on*, extensions granted and pending by then included."""
    order = finding.order
    assert order is not None
    day, keys, provisional = _ordered(finding, order, measure, registry)
    extended: int | None = None
    for request in finding.requests:
        if request.measures and measure.no not in request.measures:
            continue
        later, decided = request.granted_to, request.decided
        if later is not None and decided is not None and (day is None or later > day):
            day, extended = later, decided.position
    if day is not None and _suspends(finding, measure, day, registry, on):
        return Due(measure.no, max(day, on), (*keys, "extension.pending"), extended, provisional)
    return Due(measure.no, day, keys, extended, provisional)


def _suspends(
    finding: Finding, measure: Measure, day: dt.date, registry: Registry, on: dt.date
) -> bool:
    """A request in time and still undecided stops the clock until it is decided."""
    if registry.policy(finding.year)["extension.pending"] != "suspend":
        return False
    return any(_pending(request, measure, day) and on > day for request in finding.requests)


def _pending(request: Request, measure: Measure, day: dt.date) -> bool:
    concerns = not request.measures or measure.no in request.measures
    return concerns and request.decided is None and request.mark.on <= day


def _ordered(
    finding: Finding, order: Order, measure: Measure, registry: Registry
) -> tuple[dt.date | None, tuple[str, ...], bool]:
    policy = registry.policy(finding.year)
    calendar = registry.calendar
    deadline = measure.deadline
    match deadline.kind:
        case "长期坚持":
            return None, (), False
        case "日期":
            day = deadline.date
            assert day is not None
            if policy["deadline.rollover.fixed"] == "next":
                day = calendar.next_working(day)
            return day, ("deadline.rollover.fixed",), calendar.is_provisional(day)
        case "立行立改":
            if policy["deadline.immediate"] == "none":
                return None, ("deadline.immediate",), False
            day = _start(order, measure, "印发日") + dt.timedelta(
                int(policy["deadline.immediate"])
            )
            return day, ("deadline.immediate",), False
        case "自然日" | "工作日":
            assert deadline.days is not None
            by_service = policy["deadline.start"] == "service"
            start = _start(
                order, measure, deadline.start or ("送达次日" if by_service else "印发日")
            )
            keys = ("deadline.start", "deadline.rollover.period")
            if deadline.kind == "工作日":
                day = calendar.after_working_days(start, deadline.days)
            else:
                day = start + dt.timedelta(deadline.days - 1)
                if policy["deadline.rollover.period"] == "next":
                    day = calendar.next_working(day)
            return day, keys, calendar.is_provisional(day)


def _start(order: Order, measure: Measure, rule: str) -> dt.date:
    """First day of a counted period: the day after the last service, or of issue when none is known."""
    served = [s.mark.on for s in order.served if not measure.units or s.unit in measure.units]
    if rule == "送达次日" and served:
        return max(served) + dt.timedelta(1)
    return order.mark.on + dt.timedelta(1)


def lights(finding: Finding, registry: Registry, on: dt.date) -> tuple[Due, ...]:
    return tuple(due(finding, measure, registry, on) for measure in finding.measures)


def deadline(finding: Finding, registry: Registry, on: dt.date) -> dt.date | None:
    """The finding's own deadline: its latest measure's."""
    days = [d.day for d in lights(finding, registry, on) if d.day is not None]
    return max(days, default=None)


def status(finding: Finding, registry: Registry, on: dt.date) -> Status:
    """How the finding stands on *on*: the worst of its measures."""
    if finding.closed:
        return "已销号"
    if not finding.orders:
        return "已反馈" if finding.notified else "已登记"
    if finding.is_verified:
        return "核查通过"
    worst: list[Status] = []
    for measure, last in zip(finding.measures, lights(finding, registry, on), strict=True):
        progress = finding.progress.get(measure.no, Progress())
        worst.append(_measure(progress, last.day, on))
    order: tuple[Status, ...] = ("逾期未整改", "核查未通过", "整改中", "已报完成", "核查通过")
    return min(worst, key=order.index)


def _measure(progress: Progress, day: dt.date | None, on: dt.date) -> Status:
    if progress.verified:
        return "核查通过"
    if progress.submitted:
        return "已报完成"
    if day is not None and on > day:
        return "逾期未整改"
    return "核查未通过" if progress.failed else "整改中"
