"""第十六条 — the two offices circulate ranks and lists once 县委、县政府 have approved them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptaudit.domain.assessment import listing, placing, year_basis
from ptaudit.domain.assessment.listing import Base, Comparison
from ptaudit.domain.assessment.year_basis import Basis
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.cycle.papers import Approval, Cycle, Lists, Ranked
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.assessment import Difference
from ptaudit.domain.events.base import article
from ptaudit.domain.events.results import Rank, ResultPublished
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.ties import Ties
from ptaudit.domain.selection import Selection

Command = PublishResult


@dataclass(frozen=True, slots=True)
class Source:
    """What a circular is made from: the approved report, the approved scores, or what there is."""

    ranked: tuple[Ranked, ...]
    advanced: Base
    interview: Base


def boundary(command: Command, registry: Registry) -> Selection:
    return year_basis.boundary(command.year, registry)


def decide(command: Command, state: Basis, context: Context) -> Decision:
    year, registry = state.of(command.year), context.registry
    on = command.on or context.today
    cases = state.decided_by(on)
    vetoed = listing.vetoed(cases, command.year, registry)
    # A circular of an earlier day is held against the result as it then stood.
    approval = year.approval.as_of(on) if year.approval else None
    ties = state.ties(command.year, on, registry)
    source = _source(command, year, approval, vetoed, registry, ties)
    ranks = _ranks(command, source, registry)
    differs = listing.reasons(command.differs, registry)
    lists = _lists(command, source, differs, vetoed, registry, ties)
    for circular in year.circulars:
        said = tuple((row.unit, row.sequence, row.rank, row.score) for row in ranks)
        same = (circular.edition, circular.paper.on, circular.ranks, circular.lists)
        if same == (command.edition, on, said, lists) and year.counts(circular.paper):
            return Decision(already=(circular.paper.position,))
    event = ResultPublished(
        year=command.year,
        edition=command.edition,
        approval=_approval(command, year, approval),
        ranks=ranks,
        advanced=lists.advanced,
        interview=lists.interview,
        differs=differs or None,
        replaces=_replaced(command, year),
    )
    # A circular that corrects an earlier one carries out what was decided: it waits for nothing.
    held = () if command.edition == "更正" else year_basis.held(state, command.year, on, registry)
    return Decision((Act(event),), (*_departures(ranks, source, year, registry), *held))


def _source(
    command: Command,
    year: Cycle,
    approval: Approval | None,
    vetoed: tuple[str, ...],
    registry: Registry,
    ties: Ties,
) -> Source | None:
    """The approved report's annex; for approved scores (结果级) their placing.

    Without an approval the last report stands in: what is circulated is then irregular anyway.
    """
    if approval is not None and approval.ranked is not None and approval.lists is not None:
        return _annexed(approval.ranked, approval.lists)
    if approval is not None:
        placed = placing.place(dict(approval.scores), command.year, vetoed, registry, ties)
        advanced, interview, _ = listing.bases(placed, ())
        return Source(placed.ranked, advanced, interview)
    if year.reports:
        report = max(year.reports, key=lambda report: report.version)
        return _annexed(report.ranked, report.lists)
    return None


def _annexed(ranked: tuple[Ranked, ...], lists: Lists) -> Source:
    return Source(ranked, Base("先进", lists.advanced), Base("约谈", lists.interview))


def _ranks(command: Command, source: Source | None, registry: Registry) -> tuple[Rank, ...]:
    if not command.ranks:
        if source is None:
            raise Malformed("publish.no_ranks", year=command.year)
        return tuple(
            Rank(unit=row.unit, sequence=row.sequence, rank=row.rank, score=row.score)
            for row in source.ranked
        )
    rows: dict[str, Rank] = {}
    for said in command.ranks:
        unit = registry.unit(said.unit)
        if unit.code in rows:
            raise Malformed("publish.unit_twice", unit=unit.name)
        match said.sequence or registry.sequence(unit.code, command.year):
            case "A" | "B" as sequence:
                rows[unit.code] = Rank(
                    unit=unit.code, sequence=sequence, rank=said.rank, score=said.score
                )
            case _:
                raise Malformed("publish.unit_exempt", unit=unit.name, year=command.year)
    return tuple(rows.values())


def _lists(
    command: Command,
    source: Source | None,
    differs: tuple[Difference, ...],
    vetoed: tuple[str, ...],
    registry: Registry,
    ties: Ties,
) -> Lists:
    """The lists given, else those computed now where asked for, held against the approved ones."""
    comparison = Comparison(listing.IN_CIRCULAR, differs, registry)
    advanced = listing.codes(command.advanced, registry)
    interview = listing.codes(command.interview, registry)
    if command.computed and source is not None:
        scores = {row.unit: row.score for row in source.ranked}
        now = placing.place(scores, command.year, vetoed, registry, ties)
        if not now.holds:
            advanced = now.lists.advanced if advanced is None else advanced
            interview = now.lists.interview if interview is None else interview
    comparison.without_vetoed(advanced or (), vetoed)
    if source is None:
        lists = Lists(advanced or (), interview or ())
    else:
        lists = Lists(
            comparison.settled(source.advanced, advanced),
            comparison.settled(source.interview, interview),
        )
    comparison.without_vetoed(lists.advanced, vetoed)
    return lists


def _departures(
    ranks: tuple[Rank, ...], source: Source | None, year: Cycle, registry: Registry
) -> tuple[Breach, ...]:
    """Ranks or scores other than the approved: the offices circulate, they do not decide."""
    if year.approval is None or source is None:
        return ()
    approved: Mapping[str, Ranked] = {row.unit: row for row in source.ranked}
    units = dict.fromkeys((*approved, *(row.unit for row in ranks)))
    said = {row.unit: row for row in ranks}
    return tuple(
        Breach(
            "publish.ranks_differ",
            article("16"),
            (("unit", registry.named(unit)), ("year", year.year)),
        )
        for unit in units
        if not _agree(said.get(unit), approved.get(unit))
    )


def _agree(said: Rank | None, approved: Ranked | None) -> bool:
    if said is None or approved is None:
        return False
    return (said.sequence, said.rank) == (approved.sequence, approved.rank) and (
        said.score in (None, approved.score)
    )


def _approval(command: Command, year: Cycle, approval: Approval | None) -> tuple[str, ...]:
    """The acts it rests on: those named, else those by which the year is approved and corrected."""
    known = {act.paper.id for act in year.approvals}
    known |= {act.paper.id for act in year.corrections}
    for entry in command.approval:
        if entry not in known:
            raise NotFound("publish.approval_unknown", entry=entry, year=year.year)
    if command.approval:
        return tuple(command.approval)
    return approval.entries if approval else ()


def _replaced(command: Command, year: Cycle) -> str | None:
    """The circular a corrected edition takes the place of: the one named, else the last."""
    known = [circular.paper.id for circular in year.circulars]
    if command.replaces is not None:
        if command.replaces not in known:
            raise NotFound("publish.circular_unknown", entry=command.replaces, year=year.year)
        return command.replaces
    if command.edition != "更正":
        return None
    if not known:
        raise NotFound("publish.nothing_to_correct", year=year.year)
    return known[-1]


decider: Decider[Command, Basis] = Decider(
    boundary, Basis(), year_basis.evolve, decide, year_basis.raw
)
COMMANDS = (PublishResult,)
