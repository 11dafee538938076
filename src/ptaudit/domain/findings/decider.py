"""第十四条 — 问题登记、反馈、限期整改、报完成、核查、销号和撤销、变更: one finding is one case."""

from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about, either
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
from ptaudit.domain.commands.inspections import (
    EscalateFinding,
    PlanRectification,
    PubliciseClosure,
    ReassignFinding,
    ReportProgress,
    WithdrawFinding,
)
from ptaudit.domain.decider import Act, Context, Decider, Decision, Refused
from ptaudit.domain.events.assessment import ScoreEntered
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.findings import (
    FindingNotified,
    FindingRaised,
    FindingReopened,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings import closings, extensions, grounds, later, orders
from ptaudit.domain.findings.acting import codes, measures_of, one, own_unit
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.fold import KINDS, keys
from ptaudit.domain.findings.grounds import Book, evolve
from ptaudit.domain.findings.orders import Former
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = (
    RaiseFinding
    | NotifyFinding
    | OrderRectification
    | PlanRectification
    | ReportProgress
    | SubmitRectification
    | RequestExtension
    | DecideExtension
    | VerifyRectification
    | PubliciseClosure
    | CloseFinding
    | ReopenFinding
    | WithdrawFinding
    | ReassignFinding
    | EscalateFinding
)


def boundary(command: Command, registry: Registry) -> Selection:
    """One finding, with what it is said to rest on; for a new one, those raised in its year.

    A withdrawal is told the score entries that rest on the finding.
    """
    match command:
        case RaiseFinding():
            year = command.finding[2:6] if command.finding else command.on and command.on.year
            own = about(*((f"year:{year}",) if year else ()), kinds=(FindingRaised.kind,))
            return either(own, *map(grounds.named, command.because))
        case WithdrawFinding():
            return about(f"finding:{command.finding}", kinds=(*KINDS, ScoreEntered.kind))
        case _:
            return about(f"finding:{command.finding}", kinds=KINDS)


def decide(command: Command, state: Book, context: Context) -> Decision:
    if isinstance(command, RaiseFinding):
        return raise_(command, state, context)
    finding = state.findings.cases.get(command.finding)
    if finding is None or finding.raised is None:
        raise NotFound("finding.unknown", finding=command.finding)
    match command:
        case NotifyFinding():
            return notify(command, finding, context)
        case OrderRectification():
            return order(command, finding, context)
        case PlanRectification() | ReportProgress():
            return later.report(command, finding, context)
        case SubmitRectification():
            return submit(command, finding, context)
        case RequestExtension():
            return extensions.request(command, finding, context)
        case DecideExtension():
            return extensions.answer(command, finding, context)
        case VerifyRectification():
            return verify(command, finding)
        case PubliciseClosure():
            return closings.publicise(command, finding, context)
        case CloseFinding():
            return closings.close(command, finding, context)
        case ReopenFinding():
            return reopen(command, finding)
        case WithdrawFinding():
            return later.withdraw(command, finding, state)
        case ReassignFinding():
            return later.reassign(command, finding, context)
        case EscalateFinding():
            return later.escalate(command, finding, context)
        case _:
            assert_never(command)


def raise_(command: RaiseFinding, state: Book, context: Context) -> Decision:
    on = command.on or context.today
    discovered = command.discovered_on or on
    if discovered > on:
        raise Malformed("finding.discovered_later", discovered=discovered, on=on)
    units = codes(command.units, context.registry)
    findings = state.findings
    number = command.finding or f"F-{on.year}-{findings.last.get(on.year, 0) + 1:03d}"
    for name in findings.same.get((units, command.issue, discovered), ()):
        case = findings.cases[name]
        if case.raised and command.finding in (None, name):
            if orders.is_given(command) or command.served is not None:
                # Whether the rest of the letter is recorded is not looked at here: it may be new.
                raise Refused("finding.raised_before", OWN, finding=name, on=discovered)
            return Decision(already=(case.raised.position,))
    if number in findings.cases:
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
    tags, refs = grounds.of(command.because, state)
    acts = [Act(raised, id=entry, tags=tags, refs=refs)]
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
    return one(FindingNotified(finding=finding.finding, to=to, doc_no=doc_no), finding)


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
    unit = own_unit(command.unit, finding, context.registry)
    numbers = measures_of(command.measures, finding)
    event = RectificationSubmitted(
        finding=finding.finding,
        measures=numbers,
        unit=unit,
        receipt_no=command.receipt,
        received_on=command.received_on,
        text=command.text,
    )
    return one(event, finding)


def verify(command: VerifyRectification, finding: Finding) -> Decision:
    """Raises Malformed for a yearly confirmation where no measure named is a standing one."""
    named = command.measures or [m.no for m in finding.measures]
    lasting = [m.no for m in finding.measures if m.deadline.kind == "长期坚持"]
    if command.yearly is not None and finding.measures and not set(named) & set(lasting):
        raise Malformed("verify.not_standing", finding=finding.finding)
    event = RectificationVerified(
        finding=finding.finding,
        measures=measures_of(command.measures, finding),
        passed=command.result == "通过",
        method=command.method,
        verified_by=command.verified_by,
        yearly=command.yearly,
    )
    return one(event, finding)


def reopen(command: ReopenFinding, finding: Finding) -> Decision:
    event = FindingReopened(
        finding=finding.finding, why=command.why, score_year=command.score_year
    )
    return one(event, finding)


decider: Decider[Command, Book] = Decider(boundary, Book(), evolve, decide, lanes=keys)
COMMANDS = get_args(Command)
