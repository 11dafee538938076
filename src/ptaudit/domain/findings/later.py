"""Plans and progress, withdrawal, change of the responsible unit, escalation (第十四条、第九条第三项、第十条第三项)."""

from ptaudit.domain.commands.inspections import (
    EscalateFinding,
    PlanRectification,
    ReassignFinding,
    ReportProgress,
    WithdrawFinding,
)
from ptaudit.domain.decider import Act, Context, Decision
from ptaudit.domain.events.inspections import (
    FindingEscalated,
    FindingReassigned,
    FindingWithdrawn,
    RectificationReported,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings.acting import about, codes, measures_of, one, own_unit
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.grounds import Book
from ptaudit.domain.rows import replace


def report(
    command: PlanRectification | ReportProgress, finding: Finding, context: Context
) -> Decision:
    is_plan = isinstance(command, PlanRectification)
    event = RectificationReported(
        finding=finding.finding,
        unit=own_unit(command.unit, finding, context.registry),
        stage="方案" if is_plan else "进展",
        measures=measures_of(command.measures, finding),
        percent=None if isinstance(command, PlanRectification) else command.percent,
        text=command.text,
        receipt_no=command.receipt,
    )
    return one(event, finding)


def withdraw(command: WithdrawFinding, finding: Finding, state: Book) -> Decision:
    """It carries the years of the score entries that rest on the finding: they are marked 依据已变."""
    act = about(Act(FindingWithdrawn(finding=finding.finding)), finding)
    years = tuple(f"year:{year}" for year in state.scored)
    return Decision((replace(act, tags=tuple(dict.fromkeys((*act.tags, *years)))),))


def reassign(command: ReassignFinding, finding: Finding, context: Context) -> Decision:
    registry = context.registry
    former = codes(command.former, registry) or finding.units
    for unit in former:
        if unit not in finding.units:
            held = "、".join(registry.named(code) for code in finding.units)
            raise NotFound(
                "finding.not_its_unit",
                finding=finding.finding,
                unit=registry.named(unit),
                units=held,
            )
    units = codes(command.units, registry)
    if set(units) == set(former):
        names = "、".join(registry.named(unit) for unit in units)
        raise Malformed("reassign.same", finding=finding.finding, units=names)
    event = FindingReassigned.model_validate(
        {"finding": finding.finding, "from": former, "units": units}
    )
    return one(event, finding)


def escalate(command: EscalateFinding, finding: Finding, context: Context) -> Decision:
    on = command.on or context.today
    if command.due is not None and command.due < on:
        raise Malformed("escalation.due_before", due=command.due, on=on)
    event = FindingEscalated(
        finding=finding.finding,
        form=command.form,
        by=command.by,
        due=command.due,
        case=command.case,
    )
    return one(event, finding)
