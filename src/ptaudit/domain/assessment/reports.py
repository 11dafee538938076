"""第十五条第三项 — 县目督办 forms the report: scores, ranks and lists, for 县委、县政府 to approve."""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ptaudit.domain.assessment import asserting, listing, placing, year_basis
from ptaudit.domain.assessment.placing import SEQUENCES, Placing
from ptaudit.domain.assessment.year_basis import Basis
from ptaudit.domain.commands.assessment import SubmitReport
from ptaudit.domain.cycle.fold import refuse_if_approved
from ptaudit.domain.cycle.papers import Lists, Report
from ptaudit.domain.decider import Act, Context, Decider, Decision, Refused
from ptaudit.domain.events.assessment import (
    Difference,
    ReportLists,
    ReportSubmitted,
    RulesRef,
)
from ptaudit.domain.events.base import article
from ptaudit.domain.failures import Malformed
from ptaudit.domain.objections.standing import running
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.wire import canonical

Command = SubmitReport


def boundary(command: Command, registry: Registry) -> Selection:
    return year_basis.boundary(command.year, registry)


def decide(command: Command, state: Basis, context: Context) -> Decision:
    year, registry = state.of(command.year), context.registry
    refuse_if_approved(year)
    scores = _scores(command, state, registry)
    cases = state.decided_by(command.on or context.today)
    vetoed = listing.vetoed(cases, command.year, registry)
    ties = state.ties(command.year, command.on or context.today, registry)
    placed = placing.place(scores, command.year, vetoed, registry, ties)
    _ranks_agree(command, placed, registry)
    differs = listing.reasons(command.differs, registry)
    pending = listing.undecided(cases, command.year, registry)
    lists = listing.settled(command, placed, pending, differs, registry)
    former = max(year.reports, key=lambda report: report.version, default=None)
    if former is not None and command.report_version is None:
        said = (former.ranked, former.lists, former.paper.on)
        given = Lists(lists.advanced, lists.interview, lists.vetoed)
        same = said == (placed.ranked, given, command.on or context.today)
        if same and year.returned(former.paper) is None:
            return Decision(already=(former.paper.position,))
    on = command.on or context.today
    held = (
        *running("report.window_running", year, on, registry),
        *year_basis.held(state, command.year, on, registry),
    )
    return Decision((Act(_event(command, placed, lists, differs, former, registry)),), held)


def digest(event: ReportSubmitted) -> str:
    """SHA-256 of the canonical payload without its digest: what an approval names."""
    content = event.model_dump(mode="json", by_alias=True, exclude_none=True)
    del content["digest"]
    return hashlib.sha256(canonical(content)).hexdigest()


def _scores(command: Command, state: Basis, registry: Registry) -> Mapping[str, Decimal]:
    for row in command.scores:
        unit = registry.unit(row.unit)
        sequence = registry.sequence(unit.code, command.year)
        if sequence not in SEQUENCES:
            raise Malformed("report.unit_exempt", unit=unit.name, year=command.year)
        if row.sequence not in (None, sequence):
            raise Malformed(
                "scores.sequence", unit=unit.name, sequence=sequence, said=str(row.sequence)
            )
    return asserting.totals(
        command.scores, command.computed, SEQUENCES, command.year, state, registry
    )


def _ranks_agree(command: Command, placed: Placing, registry: Registry) -> None:
    """A rank follows from the scores and the year's policy; another is refused (第十六条)."""
    for row in command.scores:
        unit = registry.unit(row.unit)
        rank = placed.rank(unit.code)
        if row.rank is not None and rank is not None and row.rank != rank:
            raise Refused(
                "report.rank_differs", article("16"), unit=unit.name, said=row.rank, rank=rank
            )


def _event(
    command: Command,
    placed: Placing,
    lists: ReportLists,
    differs: tuple[Difference, ...],
    former: Report | None,
    registry: Registry,
) -> ReportSubmitted:
    event = ReportSubmitted(
        year=command.year,
        report_version=command.report_version or (former.version + 1 if former else 1),
        scores=listing.rows(placed),
        lists=lists,
        differs=differs or None,
        policy_version=registry.policy(command.year).version,
        rules=tuple(_rules(command.year, registry)),
        digest="0" * 64,
        revises=former.paper.id if former else None,
    )
    return event.model_copy(update={"digest": digest(event)})


def _rules(year: int, registry: Registry) -> Iterator[RulesRef]:
    """The last version of the year's rules for each sequence or group of units they apply to."""
    latest: dict[str | tuple[str, ...], int] = {}
    for rules in registry.rules.versions:
        if rules.year == year:
            latest[rules.applies_to] = max(latest.get(rules.applies_to, 0), rules.version)
    for applies_to, version in sorted(latest.items(), key=lambda pair: str(pair[0])):
        yield RulesRef.model_validate({"applies_to": applies_to, "version": version})


decider: Decider[Command, Basis] = Decider(
    boundary, Basis(), year_basis.evolve, decide, year_basis.raw
)
COMMANDS = (SubmitReport,)
