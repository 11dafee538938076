"""How a finding stands on a day: the worst of its measures and of the units that answer for them (第十四条)."""

import datetime as dt
from typing import Literal, TypeAlias

from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.deadlines import Due
from ptaudit.domain.findings.parts import NONE, Report, Window
from ptaudit.domain.registry import Registry

Status: TypeAlias = Literal[
    "已登记",
    "已反馈",
    "已限期整改",
    "已送达",
    "整改中",
    "逾期未整改",
    "已报完成",
    "核查未通过",
    "核查通过",
    "公示中",
    "已销号",
    "重新打开",
    "已撤销",
]
#: The worst first.
_WORST: tuple[Status, ...] = (
    "逾期未整改",
    "重新打开",
    "核查未通过",
    "已限期整改",
    "已送达",
    "整改中",
    "已报完成",
    "核查通过",
)
PUBLICITY = "closure.publicity"


def status(finding: Finding, registry: Registry, on: dt.date, unit: str | None = None) -> Status:
    """How the finding stands on *on*; of *unit*'s own measures alone, where one is named."""
    if finding.withdrawn is not None:
        return "已撤销"
    if is_closed(finding, registry):
        return "已销号"
    if not finding.orders:
        return "已反馈" if finding.notified else "已登记"
    found = [
        of_measure(finding, measure, one, registry, on)
        for measure in finding.measures
        for one in measure.units or finding.units
        if unit in (None, one)
    ]
    worst: Status = min(found, key=_WORST.index, default="已限期整改")
    if worst == "核查通过" and finding.is_verified and running(finding, on) is not None:
        return "公示中"
    return worst


def of_measure(
    finding: Finding, measure: Measure, unit: str, registry: Registry, on: dt.date
) -> Status:
    """How one measure stands for one of the units that answer for it."""
    progress = finding.progress.get(measure.no, NONE)
    if progress.verified:
        return "核查通过"
    if unit in progress.by:
        return "已报完成"
    last = deadlines.due(finding, measure, registry, on, unit)
    if awaits_order(finding, last):
        return "重新打开"
    if last.is_past(on):
        return "逾期未整改"
    if progress.failed:
        return "核查未通过"
    if any(concerns(report, measure, unit) for report in finding.reports):
        return "整改中"
    assert finding.order is not None
    served = any(service.unit == unit for service in finding.order.served)
    return "已送达" if served else "已限期整改"


def awaits_order(finding: Finding, last: Due) -> bool:
    """Opened again after its last day, and not ordered anew since: nothing is due until it is."""
    if not finding.reopened or len(finding.orders) > finding.reopened[-1].orders:
        return False
    return last.day is None or last.day < finding.reopened[-1].on


def is_closed(finding: Finding, registry: Registry) -> bool:
    """Closed, and after the publicity that 口径 closure.publicity asks for."""
    return finding.closed is not None and is_publicised(finding, registry)


def is_publicised(finding: Finding, registry: Registry) -> bool:
    """Whether the closing lay open as long as 口径 closure.publicity asks."""
    asked = registry.policy(finding.year)[PUBLICITY]
    return asked == "none" or any(window.days >= int(asked) for window in finding.windows)


def running(finding: Finding, on: dt.date) -> Window | None:
    """The publicity that runs on *on*."""
    return next((w for w in reversed(finding.windows) if w.since <= on <= w.last), None)


def concerns(report: Report, measure: Measure, unit: str) -> bool:
    return report.unit == unit and (not report.measures or measure.no in report.measures)
