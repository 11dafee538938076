"""第十五条第三项 — 县委、县政府 approve the report, or scores where there is no report (结果级)."""

from collections import Counter

from ptaudit.domain.assessment.placing import place
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.assessment import ApproveResult, SaidResult
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather, refuse_if_approved
from ptaudit.domain.cycle.papers import Approving, Cycle, Report
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.assessment import ApprovedScore, ReportRef, ResultApproved
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections.standing import ruled, running
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.ties import chained
from ptaudit.domain.selection import Selection

Command = ApproveResult


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"year:{command.year}", kinds=DECISIVE)


def decide(command: Command, state: Cycles, context: Context) -> Decision:
    """Raises Malformed, NotFound; Refused for another result than the one approved already."""
    year = state.of(command.year)
    organs = tuple(sorted(set(command.by)))
    report = _report(command, year)
    scores = _scores(command, context.registry)
    _ranks_agree(command, scores, context.registry)
    same = [
        act for act in year.approvals if year.counts(act.paper) and _approves(act, report, scores)
    ]
    if {organ for act in same for organ in act.organs} >= set(organs):
        return Decision(already=tuple(act.paper.position for act in same))
    if not same:
        refuse_if_approved(year)
    event = ResultApproved(
        year=command.year,
        approving=organs,
        report=ReportRef(version=report.version, digest=report.digest) if report else None,
        scores=scores or None,
        form=command.form,
        meeting=command.meeting,
    )
    units = (f"unit:{row.unit}" for row in report.ranked) if report else ()
    act = Act(event, organs=organs, tags=tuple(units))
    early = running("approval.window_running", year, command.on or context.today, context.registry)
    return Decision((act,), (*early, *mode(organs, command.year, context.registry)))


def _report(command: Command, year: Cycle) -> Report | None:
    """The report approved: the version named, else the last that was not returned."""
    if command.scores:
        if command.report_version is not None:
            raise Malformed("approval.report_or_scores", year=year.year)
        return None
    if command.report_version is not None:
        for report in reversed(year.reports):
            if report.version == command.report_version:
                return report
        raise NotFound("report.unknown", year=year.year, version=command.report_version)
    if not year.reports:
        raise NotFound("report.none", year=year.year)
    standing = [r for r in year.reports if year.returned(r.paper) is None]
    return max(standing or year.reports, key=lambda report: report.version)


def _scores(command: Command, registry: Registry) -> tuple[ApprovedScore, ...]:
    rows: dict[str, ApprovedScore] = {}
    for said in command.scores:
        unit = registry.unit(said.unit)
        if unit.code in rows:
            raise Malformed("approval.unit_twice", unit=unit.name)
        rows[unit.code] = _score(said, unit.code, command.year, registry)
    return tuple(rows.values())


def _score(said: SaidResult, unit: str, year: int, registry: Registry) -> ApprovedScore:
    sequence = said.sequence
    match registry.sequence(unit, year):
        case "A" | "B" as own:
            if sequence not in (None, own):
                name = registry.named(unit)
                raise Malformed("scores.sequence", unit=name, sequence=own, said=str(sequence))
            sequence = own
        case _:
            pass
    return ApprovedScore(unit=unit, sequence=sequence, score=said.score)


def _ranks_agree(command: Command, scores: tuple[ApprovedScore, ...], registry: Registry) -> None:
    """A rank follows from the scores and the year's policy; it is not approved by itself.

    Where a chain tells equal scores apart, approved scores alone say which places they share.
    """
    placed = place({row.unit: row.score for row in scores}, command.year, (), registry)
    shared = Counter((row.sequence, row.rank) for row in placed.ranked)
    by_chain = chained(registry.policy(command.year))
    sequence = {row.unit: row.sequence for row in placed.ranked}
    for said in command.scores:
        unit = registry.unit(said.unit)
        rank = placed.rank(unit.code)
        last = rank or 0
        if by_chain and rank is not None:
            last += shared[sequence[unit.code], rank] - 1
        if said.rank is not None and not (rank or 0) <= said.rank <= last:
            raise Malformed(
                "approval.rank_differs", unit=unit.name, said=said.rank, rank=rank or 0
            )


def _approves(act: Approving, report: Report | None, scores: tuple[ApprovedScore, ...]) -> bool:
    if report is not None:
        return (act.version, act.digest) == (report.version, report.digest)
    said = tuple((row.unit, row.sequence, row.score) for row in scores)
    return act.version is None and sorted(act.scores) == sorted(said)


def mode(organs: tuple[str, ...], year: int, registry: Registry) -> tuple[Breach, ...]:
    """How the county has said its two organs approve: in one act, in one act each, or either way."""
    key = "approval.mode"
    mode = registry.policy(year)[key]
    params = (("year", year),)
    if mode == "joint" and len(organs) == 1:
        return (Breach("approval.not_joint", ruled(key, year, registry), params),)
    if mode == "separate" and len(organs) == 2:
        return (Breach("approval.not_separate", ruled(key, year, registry), params),)
    return ()


decider: Decider[Command, Cycles] = Decider(boundary, Cycles(), gather, decide)
COMMANDS = (ApproveResult,)
