"""第十九条 — 抄送: the approved result goes out as a reference; 归档: a sealed year's files go to the archive."""

from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.assessment.handing import KINDS, Handed, gather
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.handing import ReferResult, TransferArchive
from ptaudit.domain.cycle.fold import DECISIVE
from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.applied import ArchiveTransferred, ResultReferred
from ptaudit.domain.events.base import Evidence, article
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = ReferResult | TransferArchive


def boundary(command: Command, registry: Registry) -> Selection:
    """What decides about the year, and what was handed over of it."""
    return about(f"year:{command.year}", kinds=(*DECISIVE, *KINDS))


def decide(command: Command, state: Handed, context: Context) -> Decision:
    match command:
        case ReferResult():
            return refer(command, state.cycles.of(command.year), context)
        case TransferArchive():
            return transfer(command)
        case _:
            assert_never(command)


def refer(command: ReferResult, year: Cycle, context: Context) -> Decision:
    """Whether the result was approved by that day the fold says: before, it is out of order."""
    on = command.on or context.today
    approval = year.approval.as_of(on) if year.approval else None
    event = ResultReferred(
        year=command.year,
        to=tuple(dict.fromkeys(command.to)),
        units=_units(command, approval, context.registry),
        approval=_approval(command, year, approval),
        scope=command.scope,
        digest=_digest(command.table, command.digest),
    )
    breaches: tuple[Breach, ...] = ()
    if approval is None or approval.on > on:
        # A result is one once it is approved: that is not 第十九条's to say.
        params = (("year", command.year), ("on", on))
        breaches = (Breach("referral.not_approved", article("15.3"), params),)
    return Decision((Act(event),), breaches)


def _units(command: ReferResult, approval: Approval | None, registry: Registry) -> tuple[str, ...]:
    """Codes in order: those named, which must have a result where there are any; else all that have one."""
    approved = {unit for unit, _ in approval.scores} if approval else set[str]()
    named = [registry.unit(name) for name in command.units]
    for unit in named:
        if approved and unit.code not in approved:
            raise Malformed("referral.no_result", unit=unit.name, year=command.year)
    there = (code for code, unit in registry.units.items() if unit.owes(command.year))
    return tuple(sorted({unit.code for unit in named} or approved or there))


def _approval(command: ReferResult, year: Cycle, approval: Approval | None) -> tuple[str, ...]:
    """The acts of approval and correction it rests on: those named, else all that make the result."""
    known = {act.paper.id for act in year.approvals}
    known |= {act.paper.id for act in year.corrections}
    for entry in command.approval:
        if entry not in known:
            raise NotFound("publish.approval_unknown", entry=entry, year=year.year)
    return tuple(command.approval) or (approval.entries if approval else ())


def transfer(command: TransferArchive) -> Decision:
    """Whether the year was sealed by that day the fold says: before, it is out of order."""
    event = ArchiveTransferred(
        year=command.year,
        to=command.to,
        items=command.items,
        sha=_digest(command.package, command.sha),
        receipt_no=command.receipt_no,
    )
    return Decision((Act(event),))


def _digest(file: Evidence | None, sha: str | None) -> str | None:
    """Which file it is, if anything says so. Raises Malformed where two things differ."""
    if file is not None and sha not in (None, file.sha):
        raise Malformed("handover.digest_differs", file=file.name)
    return file.sha if file is not None else sha


decider: Decider[Command, Handed] = Decider(boundary, Handed(), gather, decide)
COMMANDS = get_args(Command)
