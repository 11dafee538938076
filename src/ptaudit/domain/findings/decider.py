"""第十四条 — 问题登记、反馈、限期整改、报完成、核查、销号: one finding is one case."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    NotifyFinding,
    OrderRectification,
    RaiseFinding,
    ReopenFinding,
    RequestExtension,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.decider import Act, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN, by_policy
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    Publicised,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings import orders
from ptaudit.domain.findings.fold import FINDING_EVENTS, Finding, Findings, Request, gather, keys
from ptaudit.domain.findings.orders import Former
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = (
    RaiseFinding
    | NotifyFinding
    | OrderRectification
    | SubmitRectification
    | RequestExtension
    | DecideExtension
    | VerifyRectification
    | CloseFinding
    | ReopenFinding
)

KINDS = tuple(event.kind for event in FINDING_EVENTS)


def boundary(command: Command, registry: Registry) -> Selection:
    """One finding; for a new one, those raised in its year (its number must be free)."""
    if isinstance(command, RaiseFinding):
        year = command.finding[2:6] if command.finding else command.on and command.on.year
        return about(*((f"year:{year}",) if year else ()), kinds=(FindingRaised.kind,))
    return about(f"finding:{command.finding}", kinds=KINDS)


def decide(command: Command, state: Findings, context: Context) -> Decision:
    if isinstance(command, RaiseFinding):
        return raise_(command, state, context)
    finding = state.cases.get(command.finding)
    if finding is None or finding.raised is None:
        raise NotFound("finding.unknown", finding=command.finding)
    match command:
        case NotifyFinding():
            return notify(command, finding, context)
        case OrderRectification():
            return order(command, finding, context)
        case SubmitRectification():
            return submit(command, finding, context)
        case RequestExtension():
            return request(command, finding, context)
        case DecideExtension():
            return answer(command, finding)
        case VerifyRectification():
            return verify(command, finding)
        case CloseFinding():
            return close(command, finding)
        case ReopenFinding():
            return reopen(command, finding)
        case _:
            assert_never(command)


def raise_(command: RaiseFinding, state: Findings, context: Context) -> Decision:
    on = command.on or context.today
    discovered = command.discovered_on or on
    if discovered > on:
        raise Malformed("finding.discovered_later", discovered=discovered, on=on)
    units = codes(command.units, context.registry)
    number = command.finding or f"F-{on.year}-{state.last.get(on.year, 0) + 1:03d}"
    for name in state.same.get((units, command.issue, discovered), ()):
        case = state.cases[name]
        if case.raised and command.finding in (None, name):
            if orders.is_given(command) or command.served is not None:
                # Whether the rest of the letter is recorded is not looked at here: it may be new.
                raise Refused("finding.raised_before", OWN, finding=name, on=discovered)
            return Decision(already=(case.raised.position,))
    if number in state.cases:
        raise Refused("finding.number_taken", FindingRaised.claims[0], finding=number)
    raised = FindingRaised(
        finding=number,
        units=units,
        issue=command.issue,
        source=command.source,
        category=command.category,
        indicator=command.indicator,
        place=command.place,
        discovered_on=discovered,
        violation=command.violation,
    )
    entry = context.new_id()
    acts = [Act(raised, id=entry)]
    if orders.is_given(command) or command.served is not None:
        doc_no = command.basis[0].doc_no if command.basis else None
        notified = FindingNotified(finding=number, to=units, doc_no=doc_no)
        acts.append(orders.about(Act(notified), number, units, entry))
        if orders.is_given(command):
            former = Former(number, units, entry)
            acts += orders.ordered(command, former, context)
    return Decision(tuple(acts))


def notify(command: NotifyFinding, finding: Finding, context: Context) -> Decision:
    to = codes(command.to, context.registry) or finding.units
    doc_no = command.doc_no or (command.basis[0].doc_no if command.basis else None)
    return _one(FindingNotified(finding=finding.finding, to=to, doc_no=doc_no), finding)


def order(command: OrderRectification, finding: Finding, context: Context) -> Decision:
    if not orders.is_given(command):
        raise Malformed("order.no_deadline", finding=finding.finding)
    last = finding.order
    version = command.order_version or (last.version + 1 if last else 1)
    former = Former(
        finding.finding, finding.units, finding.entry, version, last.id if last else None
    )
    return Decision(tuple(orders.ordered(command, former, context)))


def submit(command: SubmitRectification, finding: Finding, context: Context) -> Decision:
    unit = _unit(command.unit, finding, context.registry)
    numbers = _measures(command.measures, finding)
    event = RectificationSubmitted(
        finding=finding.finding,
        measures=numbers,
        unit=unit,
        receipt_no=command.receipt,
        received_on=command.received_on,
        text=command.text,
    )
    return _one(event, finding)


def request(command: RequestExtension, finding: Finding, context: Context) -> Decision:
    on = command.on or context.today
    if command.to <= on:
        raise Malformed("extension.not_later", to=command.to, than=on)
    event = ExtensionRequested(
        finding=finding.finding,
        request=command.request or len(finding.requests) + 1,
        measures=_measures(command.measures, finding),
        unit=_unit(command.unit, finding, context.registry),
        to=command.to,
        receipt_no=command.receipt,
    )
    return _one(event, finding)


def answer(command: DecideExtension, finding: Finding) -> Decision:
    asked = _request(command.request, finding)
    granted = command.result == "批准"
    to = (command.to or asked.to) if granted else None
    dates = [m.deadline.date for m in finding.measures if m.deadline.date is not None]
    if to is not None and dates and to <= max(dates):
        claim = by_policy("extension.max")
        raise Refused("extension.shortens", claim, to=to, deadline=max(dates))
    event = ExtensionDecided(finding=finding.finding, request=asked.no, granted=granted, to=to)
    return _one(event, finding)


def verify(command: VerifyRectification, finding: Finding) -> Decision:
    event = RectificationVerified(
        finding=finding.finding,
        measures=_measures(command.measures, finding),
        passed=command.result == "通过",
        method=command.method,
        verified_by=command.verified_by,
        yearly=command.yearly,
    )
    return _one(event, finding)


def close(command: CloseFinding, finding: Finding) -> Decision:
    if (command.publicised_from is None) != (command.publicised_to is None):
        raise Malformed("finding.publicity_half", finding=finding.finding)
    publicised = None
    if command.publicised_from is not None and command.publicised_to is not None:
        publicised = Publicised(from_=command.publicised_from, to=command.publicised_to)
    acts: list[Act] = []
    if command.verified is not None:
        verified = RectificationVerified(
            finding=finding.finding,
            passed=True,
            method=command.method,
            verified_by=command.verified_by,
        )
        acts.append(Act(verified, on=command.verified))
    acts.append(Act(FindingClosed(finding=finding.finding, publicised=publicised)))
    return Decision(tuple(_about(act, finding) for act in acts))


def reopen(command: ReopenFinding, finding: Finding) -> Decision:
    event = FindingReopened(
        finding=finding.finding, why=command.why, score_year=command.score_year
    )
    return _one(event, finding)


def codes(names: Sequence[str], registry: Registry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(registry.unit(name).code for name in names))


def _one(event: object, finding: Finding) -> Decision:
    assert isinstance(event, FINDING_EVENTS)
    return Decision((_about(Act(event), finding),))


def _about(act: Act, finding: Finding) -> Act:
    return orders.about(act, finding.finding, finding.units, finding.entry)


def _unit(name: str | None, finding: Finding, registry: Registry) -> str:
    if name is None:
        if len(finding.units) == 1:
            return finding.units[0]
        units = "、".join(registry.named(unit) for unit in finding.units)
        raise Malformed("finding.which_unit", finding=finding.finding, units=units)
    code = registry.unit(name).code
    if code not in finding.units:
        units = "、".join(registry.named(unit) for unit in finding.units)
        raise NotFound("finding.not_its_unit", finding=finding.finding, unit=name, units=units)
    return code


def _measures(numbers: Sequence[int], finding: Finding) -> tuple[int, ...] | None:
    known = {measure.no for measure in finding.measures}
    for no in numbers:
        if no not in known:
            raise NotFound("measure.unknown", finding=finding.finding, no=no)
    return tuple(sorted(set(numbers))) or None


def _request(no: int | None, finding: Finding) -> Request:
    for asked in reversed(finding.requests):
        if no in (None, asked.no):
            return asked
    raise NotFound("extension.unknown", finding=finding.finding)


decider: Decider[Command, Findings] = Decider(boundary, Findings(), gather, decide, lanes=keys)
COMMANDS = get_args(Command)
