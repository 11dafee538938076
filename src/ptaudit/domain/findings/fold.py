"""What the entries of a finding add up to, act by act (第十四条)."""

import datetime as dt
from collections.abc import Mapping

from ptaudit.domain.decider import Contradiction, Mark
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.inspections import (
    ClosurePublicised,
    FindingEscalated,
    FindingReassigned,
    FindingWithdrawn,
    RectificationReported,
)
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.findings import publicity
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import (
    NONE,
    Escalated,
    Order,
    Progress,
    Reassigned,
    Reopening,
    Report,
    Request,
    Service,
)
from ptaudit.domain.findings.possible import impossible, is_uncounted
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.values import decimal_text


def keys(record: Record) -> tuple[str, ...]:
    """The findings an entry is about."""
    return tuple([tag[8:] for tag in record.tags if tag.startswith("finding:")])


def initial(finding: str) -> Finding:
    return Finding(finding)


def evolve(state: Finding, record: Record) -> Finding:
    """*state* with one more of its own entries; an impossible one leaves it and is kept as a contradiction."""
    at = max(state.at, record.order[:2])
    if (fault := impossible(state, record)) is not None:
        code, more = fault
        params = (("finding", state.finding), *more)
        found = Contradiction.of(code, record.position, params)
        return replace(state, at=at, contradictions=(*state.contradictions, found))
    if is_uncounted(record):
        return replace(state, at=at, uncounted=(*state.uncounted, record.position))
    return replace(_folded(state, record), at=at)


def _folded(state: Finding, record: Record) -> Finding:
    mark = Mark.of(record)
    match record.payload:
        case FindingRaised() as e:
            return replace(
                state,
                raised=mark,
                entry=record.id,
                units=e.units,
                issue=e.issue,
                indicator=e.indicator,
                discovered_on=e.discovered_on,
                inspections=tuple(t[11:] for t in record.tags if t.startswith("inspection:")),
            )
        case FindingNotified():
            return replace(state, notified=state.notified or mark)
        case RectificationOrdered() as e:
            order = Order(e.order_version, record.id, mark, e.measures)
            return replace(state, orders=(*state.orders, order))
        case DocumentServed() as e:
            return replace(state, orders=_served(state.orders, e, mark))
        case RectificationSubmitted() as e:
            if (received := e.received_on) is not None and received != mark.on:
                mark = replace(mark, on=received)
            return replace(state, progress=_submitted(state, e, mark))
        case RectificationVerified() as e:
            return replace(state, progress=_verified(state, e, mark))
        case FindingClosed() as e:
            return replace(publicity.windows(state, e, mark), closed=mark)
        case ExtensionRequested() as e:
            request = Request(e.request, e.unit, e.to, mark, e.measures or ())
            return replace(state, requests=(*state.requests, request))
        case ExtensionDecided() as e:
            return replace(state, requests=_decided(state.requests, e, mark))
        case FindingReopened() as e:
            return _reopened(state, e, mark)
        case _:
            return _besides(state, record, mark)


def _besides(state: Finding, record: Record, mark: Mark) -> Finding:
    """Acts a finding may well go without."""
    match record.payload:
        case RectificationReported() as e:
            percent = None if e.percent is None else decimal_text(e.percent)
            report = Report(e.unit, e.stage, mark, e.measures or (), percent)
            return replace(state, reports=(*state.reports, report))
        case ClosurePublicised() as e:
            return publicity.windows(state, e, mark)
        case FindingWithdrawn():
            return replace(state, withdrawn=mark)
        case FindingReassigned() as e:
            return _reassigned(state, Reassigned(mark, e.from_, e.units, len(state.orders)))
        case FindingEscalated() as e:
            escalated = Escalated(mark, e.form, e.by, e.due)
            return replace(state, escalated=(*state.escalated, escalated))
        case _:
            return publicity.objected(state, record)


def _reassigned(state: Finding, later: Reassigned) -> Finding:
    """Others answer for it; what was reported before them is not to be reported again."""
    former = set(later.former)
    progress = {
        no: replace(one, by={**one.by, **dict.fromkeys(later.units, reported)})
        if (reported := max((one.by[u] for u in former & set(one.by)), default=None, key=_when))
        else one
        for no, one in state.progress.items()
    }
    heard = [report for report in state.reports if report.unit in former]
    taken = (
        replace(report, unit=unit, measures=_reported(state, report))
        for report in heard
        for unit in later.units
    )
    return replace(
        state,
        units=later.applied(state.units),
        progress=progress,
        reports=(*state.reports, *taken),
        reassigned=(*state.reassigned, later),
    )


def _reported(state: Finding, report: Report) -> tuple[int, ...]:
    """The measures a report was about when its unit still answered for them."""
    own = tuple(m.no for m in state.measures if report.unit in m.units)
    return report.measures or own


def _when(mark: Mark) -> tuple[dt.date, int]:
    return mark.on, mark.position


def _served(orders: tuple[Order, ...], event: DocumentServed, mark: Mark) -> tuple[Order, ...]:
    service = Service(event.to.rpartition(":")[2], mark)
    return tuple(
        [
            replace(order, served=(*order.served, service))
            if event.document.id in (None, order.id)
            else order
            for order in orders
        ]
    )


def _submitted(
    state: Finding, event: RectificationSubmitted, mark: Mark
) -> Mapping[int, Progress]:
    """A unit speaks for its own measures; where none is its own, for those it names or all."""
    own = [m.no for m in state.measures if event.unit in m.units]
    named = event.measures or own or [m.no for m in state.measures]
    changed: dict[int, Progress] = {}
    for no in named:
        former = state.progress.get(no, NONE)
        changed[no] = replace(former, submitted=mark, by={**former.by, event.unit: mark})
    return {**state.progress, **changed}


def _verified(state: Finding, event: RectificationVerified, mark: Mark) -> Mapping[int, Progress]:
    """Passed or not; a yearly confirmation is of standing measures where any are."""
    standing = [m.no for m in state.measures if m.deadline.kind == "长期坚持"]
    every = [m.no for m in state.measures]
    named = event.measures or (standing if event.yearly and standing else every)
    changed: dict[int, Progress] = {}
    for no in named:
        former = state.progress.get(no, NONE)
        if not event.passed:
            # What a standing measure is found to be once the finding is closed opens nothing by itself.
            kept = former.verified if state.closed else None
            changed[no] = replace(former, failed=mark, verified=kept, submitted=None, by={})
            continue
        years = former.confirmed
        if event.yearly is not None and event.yearly not in years:
            years = (*years, event.yearly)
        changed[no] = replace(former, verified=mark, confirmed=years)
    return {**state.progress, **changed}


def _decided(
    requests: tuple[Request, ...], event: ExtensionDecided, mark: Mark
) -> tuple[Request, ...]:
    return tuple(
        replace(r, decided=mark, granted_to=event.to if event.granted else None)
        if r.no == event.request
        else r
        for r in requests
    )


def _reopened(state: Finding, event: FindingReopened, mark: Mark) -> Finding:
    """Open again from the start of its measures; years a standing measure was confirmed for stay."""
    assert state.closed is not None
    reopening = Reopening(mark, event.why, state.closed.on, len(state.orders), event.score_year)
    progress = {
        no: Progress(confirmed=one.confirmed)
        for no, one in state.progress.items()
        if one.confirmed
    }
    return replace(
        state,
        closed=None,
        progress=progress,
        reports=(),
        windows=(),
        reopened=(*state.reopened, reopening),
    )


#: Acts of a finding; what is objected to its publicity is folded beside them.
FINDING_EVENTS = (
    FindingRaised,
    FindingNotified,
    RectificationOrdered,
    DocumentServed,
    RectificationReported,
    RectificationSubmitted,
    RectificationVerified,
    ExtensionRequested,
    ExtensionDecided,
    ClosurePublicised,
    FindingClosed,
    FindingReopened,
    FindingWithdrawn,
    FindingReassigned,
    FindingEscalated,
)
FOLDED = (*FINDING_EVENTS, *publicity.OBJECTIONS)
#: Kinds of all that is folded.
KINDS = tuple(event.kind for event in FOLDED)
