"""第十一条 — 拟制报送、印发下达: drafts of targets and rules, and their issue to every unit."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.targets import IssueRules, IssueTargets, SubmitDraft
from ptaudit.domain.decider import Context, Decider, Decision
from ptaudit.domain.events.targets import (
    AppliesTo,
    DraftRef,
    DraftSubmitted,
    RulesIssued,
    RulesPart,
    TargetIssued,
    TargetPart,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.targets import parts
from ptaudit.domain.targets.fold import (
    RULES,
    TARGETS,
    YEAR_EVENTS,
    Version,
    YearPapers,
    evolve,
    scope_of,
)
from ptaudit.domain.targets.issuing import (
    Piece,
    Row,
    by_unit,
    numbered,
    piece_size,
    pieces_of,
    row_size,
    rows,
    sorted_out,
)
from ptaudit.domain.targets.rule_table import scope, table

Command: TypeAlias = SubmitDraft | IssueTargets | IssueRules

KINDS = tuple(event.kind for event in YEAR_EVENTS)


def boundary(command: Command, registry: Registry) -> Selection:
    return of_year(command.year)


def of_year(year: int) -> Selection:
    """The year's drafts, issues and returns: what ``targets_fold.evolve`` folds."""
    return about(f"year:{year}", kinds=KINDS)


def decide(command: Command, state: YearPapers, context: Context) -> Decision:
    match command:
        case SubmitDraft(draft="目标任务"):
            return draft_targets(command, state, context)
        case SubmitDraft():
            return draft_rules(command, state, context)
        case IssueTargets():
            return issue_targets(command, state, context)
        case IssueRules():
            return issue_rules(command, state, context)
        case _:
            assert_never(command)


def draft_targets(command: SubmitDraft, state: YearPapers, context: Context) -> Decision:
    if not command.targets or command.items:
        raise Malformed("draft.needs_targets")
    targets = rows(command.targets, context.registry)

    def versioned(version: int) -> tuple[DraftSubmitted, ...]:
        def build(part: int, of: int, pieces: Sequence[Row], digest: str | None) -> DraftSubmitted:
            return DraftSubmitted(
                draft=command.draft,
                year=command.year,
                draft_version=version,
                part=part,
                parts=of,
                content=TargetPart(units=by_unit(pieces)),
                parts_digest=digest,
            )

        return parts.split(build, targets, row_size)

    asked, code = command.draft_version, "draft.version_taken"
    return numbered(versioned, state.drafts, TARGETS, "", asked, code, _day(command, context))


def draft_rules(command: SubmitDraft, state: YearPapers, context: Context) -> Decision:
    if not command.items or command.targets or command.full_marks is None:
        raise Malformed("draft.needs_rules")
    full_marks = command.full_marks
    applies_to = scope(command.applies_to, context.registry)
    read = table(command.items, full_marks, command.warnings, context.registry)

    def versioned(version: int) -> tuple[DraftSubmitted, ...]:
        def build(
            part: int, of: int, pieces: Sequence[Piece], digest: str | None
        ) -> DraftSubmitted:
            items, warnings = sorted_out(pieces)
            return DraftSubmitted(
                draft=command.draft,
                year=command.year,
                draft_version=version,
                part=part,
                parts=of,
                content=RulesPart(
                    applies_to=applies_to,
                    full_marks=full_marks,
                    items=items,
                    warnings=warnings,
                    overall=command.overall,
                ),
                parts_digest=digest,
            )

        return parts.split(build, pieces_of(read), piece_size)

    asked, code, name = command.draft_version, "draft.version_taken", scope_of(applies_to)
    return numbered(versioned, state.drafts, RULES, name, asked, code, _day(command, context))


def issue_targets(command: IssueTargets, state: YearPapers, context: Context) -> Decision:
    targets = rows(command.targets, context.registry)
    draft = _draft(state, TARGETS, "", command.draft_version)

    def versioned(version: int) -> tuple[TargetIssued, ...]:
        def build(part: int, of: int, pieces: Sequence[Row], digest: str | None) -> TargetIssued:
            return TargetIssued(
                year=command.year,
                target_version=version,
                part=part,
                parts=of,
                units=by_unit(pieces),
                draft=draft,
                changes=command.changes,
                parts_digest=digest,
            )

        return parts.split(build, targets, row_size)

    asked, code = command.target_version, "target.version_taken"
    return numbered(versioned, state.issued, TARGETS, "", asked, code, _day(command, context))


def issue_rules(command: IssueRules, state: YearPapers, context: Context) -> Decision:
    applies_to = scope(command.applies_to, context.registry)
    read = table(command.items, command.full_marks, command.warnings, context.registry)
    name = scope_of(applies_to)
    draft = _draft(state, RULES, name, command.draft_version)

    def versioned(version: int) -> tuple[RulesIssued, ...]:
        former = [v for v in state.issued if (v.of, v.scope) == (RULES, name)]
        revised = max((v for v in former if v.version < version), key=_version, default=None)

        def build(part: int, of: int, pieces: Sequence[Piece], digest: str | None) -> RulesIssued:
            items, warnings = sorted_out(pieces)
            return RulesIssued(
                year=command.year,
                rules_version=version,
                applies_to=applies_to,
                part=part,
                parts=of,
                full_marks=command.full_marks,
                items=items,
                warnings=warnings,
                draft=draft,
                revises=revised.entries[0] if revised else None,
                parts_digest=digest,
                overall=command.overall,
            )

        return parts.split(build, pieces_of(read), piece_size)

    asked, code = command.rules_version, "rules.version_taken"
    floor = _overlapping(applies_to, state, command.year, context.registry)
    day = _day(command, context)
    return numbered(versioned, state.issued, RULES, name, asked, code, day, floor)


def _day(command: Command, context: Context) -> dt.date:
    return command.on or context.today


def _version(version: Version) -> int:
    return version.version


def _draft(state: YearPapers, of: str, scope: str, version: int | None) -> DraftRef | None:
    """The draft an issue rests on: the version said, or the newest; None when there is none."""
    found = state.draft(of, scope, version)
    if found is not None:
        return DraftRef(version=found.version, parts_digest=found.digest)
    if version is not None:
        raise NotFound("draft.unknown", of=of, version=version)
    return None


def _overlapping(applies_to: AppliesTo, state: YearPapers, year: int, registry: Registry) -> int:
    """The highest version of rules for any of the same units: the newest for a unit is the one that counts."""

    def covered(scope: str) -> set[str]:
        if scope in ("A", "B"):
            return {u for u in registry.units if registry.sequence(u, year) == scope} | {scope}
        return set(scope.split(","))

    mine = covered(scope_of(applies_to))
    rules = [v for v in state.issued if v.of == RULES and covered(v.scope) & mine]
    return max((v.version for v in rules), default=0)


decider: Decider[Command, YearPapers] = Decider(boundary, YearPapers(), evolve, decide)
COMMANDS = get_args(Command)
