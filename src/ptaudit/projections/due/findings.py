"""What findings are waited for: measures, answers to requests, 督办, yearly confirmation (第十四条)."""

import datetime as dt
from collections.abc import Iterable, Iterator

from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings import deadlines, states
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.deadlines import Due
from ptaudit.domain.findings.standing import unconfirmed
from ptaudit.domain.registry import Registry
from ptaudit.projections.due.owed import Owed

_DONE = ("已报完成", "核查通过")


def owed(findings: Iterable[Finding], registry: Registry, on: dt.date) -> Iterator[Owed]:
    for finding in findings:
        if finding.raised is None or states.status(finding, registry, on) in (
            "已销号",
            "已撤销",
        ):
            continue
        for measure in finding.measures:
            yield from _measure(finding, measure, registry, on)
        yield from _requests(finding, registry)
        for one in finding.escalated:
            if one.due is not None:
                yield Owed(
                    "督办",
                    "UNI",
                    one.due,
                    "督办",
                    one.mark.position,
                    finding.units,
                    finding.finding,
                    finding.year,
                )


def _measure(
    finding: Finding, measure: Measure, registry: Registry, on: dt.date
) -> Iterator[Owed]:
    """One row a day: units served on different days may have different last days."""
    assert finding.order is not None
    subject = f"{finding.finding}({measure.no})"
    by_day: dict[dt.date, tuple[Due, list[str]]] = {}
    for unit in measure.units:
        last = deadlines.due(finding, measure, registry, on, unit)
        done = states.of_measure(finding, measure, unit, registry, on) in _DONE
        if last.day is None or done or states.awaits_order(finding, last):
            continue
        by_day.setdefault(last.day, (last, []))[1].append(unit)
    for day, (last, units) in by_day.items():
        extended = last.extended_by is not None
        yield Owed(
            "整改",
            "UNI",
            day,
            "延期批复" if extended else "限期整改",
            last.extended_by or finding.order.mark.position,
            tuple(units),
            subject,
            finding.year,
            last.keys,
            last.calendar,
            last.provisional,
        )
    for year in unconfirmed(finding, measure, on):
        position = finding.order.mark.position
        text = f"{subject} {year}"
        yield Owed("年度确认", "EPB", None, "未定", position, measure.units, text, finding.year)


def _requests(finding: Finding, registry: Registry) -> Iterator[Owed]:
    """Requests without an answer: due by the last day they ask to move, as it stood when they were made."""
    for request in finding.requests:
        if request.decided is not None:
            continue
        asked = [
            deadlines.due(finding, measure, registry, request.mark.on)
            for measure in finding.measures
            if request.concerns(measure.no)
        ]
        days = [last for last in asked if last.day is not None]
        first = min(days, key=lambda last: last.day or dt.date.max, default=None)
        yield Owed(
            "延期批复",
            "EPB",
            first.day if first else None,
            "限期整改" if first else "未定",
            request.mark.position,
            (request.unit,),
            f"{finding.finding}#{request.no}",
            finding.year,
            first.keys if first else (),
            first.calendar if first else (),
            first.provisional if first else False,
        )
