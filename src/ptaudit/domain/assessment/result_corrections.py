"""口径 correction.after_approval — 县委、县政府 correct an approved result, and the year is ranked again."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ptaudit.domain.assessment import listing, placing, year_basis
from ptaudit.domain.assessment.approvals import mode
from ptaudit.domain.assessment.year_basis import Basis
from ptaudit.domain.commands.results import CorrectResult
from ptaudit.domain.cycle.papers import Cycle, Lists
from ptaudit.domain.decider import Act, Context, Decider, Decision
from ptaudit.domain.events.results import CorrectedScore, ResultCorrected
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.names import listed, near
from ptaudit.domain.registry import Registry
from ptaudit.domain.rows import replace
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.sheet import Entry, Sheet
from ptaudit.domain.selection import Selection

Command = CorrectResult


def boundary(command: Command, registry: Registry) -> Selection:
    return year_basis.boundary(command.year, registry)


def decide(command: Command, state: Basis, context: Context) -> Decision:
    """Raises NotFound for an entry, unit or objection that is not there, Malformed where nothing changes."""
    year, registry = state.of(command.year), context.registry
    on = command.on or context.today
    _known_objection(command, state, on)
    approval = year.approval.as_of(on) if year.approval else None
    # Before an approval there is no result to correct: what was reported last stands in, irregularly.
    before = dict(approval.scores) if approval else _reported(year)
    changes = _changes(command, before, state, registry)
    scores = {**before, **{row.unit: row.score for row in changes}}
    cases = state.decided_by(on)
    vetoed = listing.vetoed(cases, command.year, registry)
    ties = state.ties(command.year, on, registry)
    placed = placing.place(scores, command.year, vetoed, registry, ties)
    differs = listing.reasons(command.differs, registry)
    pending = listing.undecided(cases, command.year, registry)
    lists = listing.settled(command, placed, pending, differs, registry)
    organs = tuple(sorted(set(command.by)))
    event = ResultCorrected(
        year=command.year,
        correction_no=_number(year, organs),
        approving=organs,
        form=command.form,
        meeting=command.meeting,
        approval=approval.entries if approval else (),
        changes=changes,
        scores=listing.rows(placed),
        lists=lists,
        differs=differs or None,
        policy_version=registry.policy(command.year).version,
        objection=command.objection,
        revises=approval.corrected[-1] if approval and approval.corrected else None,
    )
    if already := _already(event, year):
        return Decision(already=already)
    former = approval.lists if approval else None
    if former is None:
        former = placing.place(before, command.year, vetoed, registry, ties).lists
    said = Lists(lists.advanced, lists.interview, lists.vetoed)
    if not changes and said == former:
        raise Malformed("correct.nothing", year=command.year)
    return Decision((Act(event, organs=organs),), mode(organs, command.year, registry))


def _reported(year: Cycle) -> Mapping[str, Decimal]:
    if not year.reports:
        raise NotFound("report.none", year=year.year)
    return {row.unit: row.score for row in year.reports[-1].ranked}


def _changes(
    command: Command, before: Mapping[str, Decimal], state: Basis, registry: Registry
) -> tuple[CorrectedScore, ...]:
    """Each unit whose score is corrected: to what is said, else to what its entries then add up to."""
    said: dict[str, Decimal] = {}
    for name, score in command.set:
        unit = registry.unit(name)
        if unit.code in said:
            raise Malformed("correct.unit_twice", unit=unit.name)
        said[unit.code] = score
    sheets = state.sheets(command.year)
    aside = _aside(command, sheets)
    units = [*said, *(unit for unit in aside if unit not in said)]
    for code in units:
        if code not in before:
            name = registry.named(code)
            raise NotFound("correct.unit_unknown", unit=name, year=command.year)
    return tuple(
        CorrectedScore(
            unit=unit,
            was=before[unit],
            score=said[unit]
            if unit in said
            else before[unit] + effect(sheets[unit], aside[unit], registry),
            reverses=tuple(aside[unit]) if unit in aside else None,
        )
        for unit in units
        if unit in aside or said[unit] != before[unit]
    )


def effect(sheet: Sheet, aside: list[str], registry: Registry) -> Decimal:
    """What the unit's recomputed score gains when the entries *aside* no longer count."""
    without = tuple(
        replace(entry, reversed=entry.mark) if entry.id in aside else entry
        for entry in sheet.entries
    )
    now = scored(sheet, registry).recomputed
    then = scored(replace(sheet, entries=without), registry).recomputed
    return (then or Decimal("0.00")) - (now or Decimal("0.00"))


def _aside(command: Command, sheets: Mapping[str, Sheet]) -> dict[str, list[str]]:
    """The entries set aside, by unit; each must be a score entry of the year that still counts."""
    held: dict[str, tuple[str, Entry]] = {
        entry.id: (unit, entry) for unit, sheet in sheets.items() for entry in sheet.entries
    }
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(command.reverses):
        if name not in held:
            raise NotFound("correct.no_entry", entry=name, year=command.year)
        unit, entry = held[name]
        if entry.reversed is not None:
            by = entry.reversed.position
            raise Malformed("correct.reversed", position=entry.mark.position, by=by)
        found.setdefault(unit, []).append(name)
    return found


def _number(year: Cycle, organs: tuple[str, ...]) -> int:
    """The number of a correction one organ has decided and the other has not; else the next."""
    last = max((act.number for act in year.corrections), default=0)
    agreed = {organ for act in year.corrections if act.number == last for organ in act.organs}
    return last if last and not agreed & set(organs) else last + 1


def _already(event: ResultCorrected, year: Cycle) -> tuple[int, ...]:
    """Positions of acts by which each of the organs has decided the very same."""
    ranked = [(row.unit, row.score, row.rank) for row in event.scores]
    lists = (event.lists.advanced, event.lists.interview, event.lists.vetoed)
    same = [
        act
        for act in year.corrections
        if year.counts(act.paper)
        and [(row.unit, row.score, row.rank) for row in act.ranked] == ranked
        and (act.lists.advanced, act.lists.interview, act.lists.vetoed) == lists
    ]
    agreed = {organ for act in same for organ in act.organs}
    return tuple(act.paper.position for act in same) if agreed >= set(event.approving) else ()


def _known_objection(command: Command, state: Basis, on: dt.date) -> None:
    """The objection it answers is one about the year, filed by then. Raises NotFound with near numbers."""
    code = command.objection
    known = [number for number, case in state.objections(on).items() if case.filed is not None]
    if code is not None and code not in known:
        raise NotFound("objection.unknown", objection=code, near=listed(near(code, known)))


decider: Decider[Command, Basis] = Decider(
    boundary, Basis(), year_basis.evolve, decide, year_basis.raw
)
COMMANDS = (CorrectResult,)
