"""第十五条第二、三项 — 县环保部门 gives its opinion of a sequence, 县目督办 verifies it: both assert totals."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.assessment import asserting, certified, joint, year_basis
from ptaudit.domain.assessment.year_basis import Basis
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.assessment import IssueOpinion, SaidScore, VerifyOpinion
from ptaudit.domain.cycle.fold import refuse_if_approved
from ptaudit.domain.cycle.paper import AFTER_ALL
from ptaudit.domain.cycle.papers import Cycle, Opinion
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ScoreChange,
    UnitScore,
)
from ptaudit.domain.events.targets import TargetIssued
from ptaudit.domain.failures import Malformed
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.sheet import ZERO
from ptaudit.domain.selection import Selection

Command: TypeAlias = IssueOpinion | VerifyOpinion

#: The reason of a change that the score entries of 县目督办 make by themselves.
BY_ENTRIES = "复核阶段计分"


def boundary(command: Command, registry: Registry) -> Selection:
    basis = year_basis.boundary(command.year)
    if isinstance(command, VerifyOpinion):
        return basis
    return either(basis, about(f"year:{command.year}", kinds=(TargetIssued.kind,)))


def decide(command: Command, state: Basis, context: Context) -> Decision:
    refuse_if_approved(state.of(command.year))
    match command:
        case IssueOpinion():
            return issue(command, state, context)
        case VerifyOpinion():
            return verify(command, state, context)
        case _:
            assert_never(command)


def issue(command: IssueOpinion, state: Basis, context: Context) -> Decision:
    year = state.of(command.year)
    scores = _totals(command, command.scores, state, context)
    former = _latest(year, command.sequence)
    if former is not None and command.opinion_version is None:
        same = (tuple(scores.items()), command.on or context.today)
        if same == (former.scores, former.paper.on) and year.returned(former.paper) is None:
            return Decision(already=(former.paper.position,))
    event = OpinionIssued(
        year=command.year,
        sequence=command.sequence,
        opinion_version=command.opinion_version or (former.version + 1 if former else 1),
        scores=_rows(scores),
        computed_digest=asserting.digest(scores) if command.computed else None,
        revises=former.paper.id if former else None,
    )
    return Decision((Act(event),), _without_ground(command, tuple(scores), state, context))


def _without_ground(
    command: IssueOpinion, units: tuple[str, ...], state: Basis, context: Context
) -> tuple[Breach, ...]:
    """What the county requires of an opinion beside the review (口径), and this one goes without."""
    before = (command.on or context.today, OpinionIssued.step, AFTER_ALL)
    year, registry = command.year, context.registry
    targets, sheets = state.targets(year), state.sheets(year)
    return (
        *joint.lacking(units, state.of(year), registry, before),
        *certified.missing(units, year, targets, sheets, registry),
    )


def verify(command: VerifyOpinion, state: Basis, context: Context) -> Decision:
    opinion = _named(command, state.of(command.year))
    changes = _changes(command, context.registry)
    if command.scores or command.computed or opinion is None:
        scores = _totals(command, command.scores, state, context)
    else:
        scores = _applied(dict(opinion.scores), changes)
    if opinion is not None:
        before = dict(opinion.scores)
        if command.computed:
            changes = (*changes, *_by_entries(_applied(before, changes), scores))
        _reconcile(before, changes, scores, context.registry)
    event = OpinionVerified(
        year=command.year,
        sequence=command.sequence,
        opinion_version=opinion.version if opinion else command.opinion_version or 1,
        scores=_rows(scores),
        changes=changes or None,
    )
    return Decision((Act(event),))


def _totals(
    command: Command, said: Sequence[SaidScore], state: Basis, context: Context
) -> Mapping[str, Decimal]:
    return asserting.totals(
        said, command.computed, (command.sequence,), command.year, state, context.registry
    )


def _rows(scores: Mapping[str, Decimal]) -> tuple[UnitScore, ...]:
    return tuple(UnitScore(unit=unit, score=score) for unit, score in scores.items())


def _latest(year: Cycle, sequence: str) -> Opinion | None:
    found = [opinion for opinion in year.opinions if opinion.sequence == sequence]
    return max(found, key=lambda opinion: opinion.version, default=None)


def _named(command: VerifyOpinion, year: Cycle) -> Opinion | None:
    """The opinion verified: the version named, else the last, whether or not it counts."""
    found = [o for o in year.opinions if o.sequence == command.sequence]
    if command.opinion_version is not None:
        found = [o for o in found if o.version == command.opinion_version]
    return max(found, key=lambda opinion: opinion.version, default=None)


def _changes(command: VerifyOpinion, registry: Registry) -> tuple[ScoreChange, ...]:
    return tuple(
        ScoreChange(unit=registry.unit(row.unit).code, delta=row.delta, reason=row.reason)
        for row in command.changes
    )


def _applied(
    before: Mapping[str, Decimal], changes: Sequence[ScoreChange]
) -> Mapping[str, Decimal]:
    after = dict(before)
    for change in changes:
        if change.unit in after:
            after[change.unit] += change.delta
    return after


def _by_entries(
    before: Mapping[str, Decimal], after: Mapping[str, Decimal]
) -> tuple[ScoreChange, ...]:
    return tuple(
        ScoreChange(unit=unit, delta=score - before[unit], reason=BY_ENTRIES)
        for unit, score in after.items()
        if unit in before and score != before[unit]
    )


def _reconcile(
    before: Mapping[str, Decimal],
    changes: Sequence[ScoreChange],
    after: Mapping[str, Decimal],
    registry: Registry,
) -> None:
    """Raise Malformed unless every verified total is the opinion's and the changes to it."""
    expected = _applied(before, changes)
    for unit in dict.fromkeys((*after, *(change.unit for change in changes))):
        name = registry.named(unit)
        if unit not in before:
            raise Malformed("verify.not_in_opinion", unit=name)
        if after.get(unit) != expected[unit]:
            delta = sum((c.delta for c in changes if c.unit == unit), ZERO)
            raise Malformed(
                "verify.unreconciled",
                unit=name,
                opinion=before[unit],
                delta=delta,
                verified=after.get(unit, ZERO),
            )


decider: Decider[Command, Basis] = Decider(
    boundary, Basis(), year_basis.evolve, decide, year_basis.raw
)
COMMANDS = get_args(Command)
