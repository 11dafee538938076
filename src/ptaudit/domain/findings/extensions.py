"""延期申请和批复: asked in time, granted so often, never to an earlier day (口径 extension.*)."""

import datetime as dt
from collections.abc import Iterator

from ptaudit.domain.commands.findings import DecideExtension, RequestExtension
from ptaudit.domain.decider import Breach, Context, Decision
from ptaudit.domain.events.base import Claim, by_policy
from ptaudit.domain.events.findings import ExtensionDecided, ExtensionRequested, Measure
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.acting import measures_of, one, own_unit
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import Request
from ptaudit.domain.registry import Registry


def request(command: RequestExtension, finding: Finding, context: Context) -> Decision:
    on = command.on or context.today
    if command.to <= on:
        raise Malformed("extension.not_later", to=command.to, than=on)
    event = ExtensionRequested(
        finding=finding.finding,
        request=command.request or finding.next_request,
        measures=measures_of(command.measures, finding),
        unit=own_unit(command.unit, finding, context.registry),
        to=command.to,
        receipt_no=command.receipt,
    )
    late = _late(finding, event.measures, on, context.registry)
    return one(event, finding, *late)


def answer(command: DecideExtension, finding: Finding, context: Context) -> Decision:
    asked = _request(command.request, finding)
    granted = command.result == "批准"
    to = (command.to or asked.to) if granted else None
    event = ExtensionDecided(finding=finding.finding, request=asked.no, granted=granted, to=to)
    on = command.on or context.today
    breaches = () if to is None else _granting(finding, asked, to, on, context.registry)
    return one(event, finding, *breaches)


def _late(
    finding: Finding, named: tuple[int, ...] | None, on: dt.date, registry: Registry
) -> Iterator[Breach]:
    """Asked for after the last day it would move."""
    if registry.policy(finding.year)[deadlines.WHEN] != "before":
        return
    for measure in _named(finding, named or ()):
        last = deadlines.due(finding, measure, registry, on)
        if last.day is not None and last.is_past(on):
            params = (("finding", finding.finding), ("on", on), ("deadline", last.day))
            yield Breach("extension.late", ruled(deadlines.WHEN, finding, registry), params)
            return


def _granting(
    finding: Finding, asked: Request, to: dt.date, on: dt.date, registry: Registry
) -> Iterator[Breach]:
    """To a day that is no later, or once too often."""
    most = registry.policy(finding.year)[deadlines.MOST]
    claim = ruled(deadlines.MOST, finding, registry)
    measures = _named(finding, asked.measures)
    days = [
        last.ordered if last.pending else last.day
        for last in (deadlines.due(finding, m, registry, on) for m in measures)
    ]
    latest = max((day for day in days if day is not None), default=None)
    if latest is not None and to <= latest:
        yield Breach("extension.shortens", claim, (("to", to), ("deadline", latest)))
    times = max((deadlines.granted(finding, m.no) for m in measures), default=0)
    if asked.granted_to is None and most != "none" and times >= int(most):
        yield Breach("extension.too_often", claim, (("finding", finding.finding), ("most", most)))


def _named(finding: Finding, numbers: tuple[int, ...]) -> tuple[Measure, ...]:
    """The measures of the last order that are named, all where none is."""
    return tuple(m for m in finding.measures if not numbers or m.no in numbers)


def ruled(key: str, finding: Finding, registry: Registry) -> Claim:
    """The authority of 口径 *key* for the finding, with the document that decided it."""
    document = registry.policy(finding.year).document(key)
    return by_policy(key).model_copy(update={"doc_no": document})


def _request(no: int | None, finding: Finding) -> Request:
    for asked in reversed(finding.requests):
        if no in (None, asked.no):
            return asked
    raise NotFound("extension.unknown", finding=finding.finding)
