"""第二十条 — 目标任务完成认定: one paper says of many units whether the year's targets were met."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.assessment import DetermineCompletion
from ptaudit.domain.completion.fold import Years, gather
from ptaudit.domain.cycle.sealing import against_seal
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.assessment import CompletionDetermined, UnitCompletion
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.failures import Malformed
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = DetermineCompletion


def boundary(command: Command, registry: Registry) -> Selection:
    """What was determined of the year."""
    return about(f"year:{command.year}", kinds=(CompletionDetermined.kind,))


def decide(command: Command, state: Years, context: Context) -> Decision:
    on = command.on or context.today
    if command.computed:
        if command.units:
            raise Malformed("completion.computed_and_said", year=command.year)
        claim = CompletionDetermined.claims[0]
        raise Refused("completion.not_computable", claim, year=command.year)
    if not command.units:
        raise Malformed("completion.no_units", year=command.year)
    if command.year > on.year:
        raise Malformed("completion.year_future", year=command.year, on=on)
    rows = tuple(
        UnitCompletion(
            unit=context.registry.unit(row.unit).code, result=row.result, grounds=row.grounds
        )
        for row in command.units
    )
    _once(rows, context.registry)
    who = context.registry.policy(command.year)["completion.who"]
    organs = command.organ or (("JXW",) if who == "JXW" else CompletionDetermined.organs)
    doc_no = command.basis[0].doc_no if command.basis else None
    said = _Said(command.year, tuple(sorted(set(organs))), doc_no)
    if repeated := _already(rows, said, state, context.registry):
        return Decision(already=repeated)
    act = Act(CompletionDetermined(year=command.year, units=rows), organs=organs)
    sealed = against_seal(command.year, on, context.registry)
    if "JXW" not in organs or who == "JXW":
        return Decision((act,), sealed)
    organ = context.registry.organ_name("JXW", on)
    params = (("organ", organ), ("year", command.year))
    foreign = Breach("completion.not_competent", by_policy("completion.who"), params)
    return Decision((act,), (foreign, *sealed))


def _once(rows: Sequence[UnitCompletion], registry: Registry) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.unit in seen:
            raise Malformed("completion.unit_twice", unit=registry.named(row.unit))
        seen.add(row.unit)


class _Said(NamedTuple):
    year: int
    organs: tuple[str, ...]
    doc_no: str | None


def _already(
    rows: Sequence[UnitCompletion], said: _Said, state: Years, registry: Registry
) -> tuple[int, ...]:
    """The papers of this number that say all of it already, as their organs' last word that counts."""
    positions: set[int] = set()
    for row in rows:
        unit = state.units.get(row.unit)
        papers = unit.years.get(said.year, ()) if unit else ()
        last = [paper for paper in papers if set(paper.organs) & set(said.organs)][-1:]
        for paper in last:
            same = (paper.result, paper.grounds, paper.organs, paper.doc_no)
            sealed = registry.seals.over(said.year, paper.mark.on, paper.mark.position)
            counts = paper.regular and sealed is None
            if counts and same == (row.result, row.grounds, said.organs, said.doc_no):
                positions.add(paper.mark.position)
                break
        else:
            return ()
    return tuple(sorted(positions))


decider: Decider[Command, Years] = Decider(boundary, Years(), gather, decide)
COMMANDS = (DetermineCompletion,)
