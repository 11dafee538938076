"""第二十条 — 问责启动建议: proposed only on three years in a row determined 未完成; a competent organ starts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.results import ProposeAccountability
from ptaudit.domain.completion import fold as completion_fold
from ptaudit.domain.completion.fold import UnitYears, Years
from ptaudit.domain.completion.three_years import Run, by_day, reading
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.events.results import AccountabilityProposed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.names import listed
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit.domain.vetoes.fold import Case, Cases

Command: TypeAlias = ProposeAccountability

#: 连续3年.
THREE = 3


@dataclass(frozen=True, slots=True)
class Rested:
    """What a proposal rests on: the years of the unit and of whom it came from, and vetoes where the
    county lets them stand for 未完成.
    """

    years: Years = field(default_factory=Years)
    vetoes: Cases = field(default_factory=Cases)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return (*self.years.contradictions, *self.vetoes.contradictions)


def boundary(command: Command, registry: Registry) -> Selection:
    unit = registry.unit(command.unit).code
    units = (unit, *registry.lineage.ancestors(unit))
    own = (about(f"unit:{one}", kinds=completion_fold.KINDS) for one in units)
    return either(*own, about(kinds=vetoes_fold.KINDS))


def evolve(state: Rested, record: Record) -> Rested:
    return Rested(
        completion_fold.gather(state.years, record), vetoes_fold.gather(state.vetoes, record)
    )


def decide(command: Command, state: Rested, context: Context) -> Decision:
    """Concluded by the software: refused outright where a year is wanting, ``irregular`` or not."""
    on = command.on or context.today
    registry = context.registry
    unit = registry.unit(command.unit)
    row = state.years.units.get(unit.code) or completion_fold.initial(unit.code)
    asked = tuple(sorted(set(command.years)))
    if asked and len(asked) < THREE:
        raise Malformed("accountability.too_few_years", years=_listed(asked))
    others = {code: by_day(other, on) for code, other in state.years.units.items()}
    run = _trigger(by_day(row, on), others, state.vetoes.cases, asked, registry, unit.name)
    years = asked or _after_open(run)
    for proposal in row.proposals:
        if proposal.years == years:
            return Decision(already=(proposal.mark.position,))
    lineage = _lineage(command.lineage, run, years, registry, unit.name)
    papers = {paper.id: paper.year for paper in run.papers if paper.year in years}
    for entry in command.determinations:
        if entry not in papers:
            raise NotFound("accountability.not_a_determination", entry=entry, unit=unit.name)
    rests_on = command.determinations or tuple(papers)
    if uncovered := set(years) - {papers[entry] for entry in rests_on}:
        raise Malformed("accountability.year_uncovered", years=_listed(sorted(uncovered)))
    event = AccountabilityProposed(
        unit=unit.code,
        years=years,
        determinations=rests_on,
        lineage=lineage or None,
        to=command.to,
    )
    return Decision((Act(event),))


def _after_open(run: Run) -> tuple[int, ...]:
    """The row's years after those that rest on an undetermined lineage, where they alone trigger."""
    last = max(run.provisional, default=0)
    settled = tuple(year for year in run.years if year > last)
    return settled if len(settled) >= THREE else run.years


def _lineage(
    said: tuple[str, ...], run: Run, years: tuple[int, ...], registry: Registry, name: str
) -> tuple[str, ...]:
    """The 承继认定 that the years rest on. Raises Refused where one of them is nobody's yet."""
    carried = [one for one in run.carried if one.year in years]
    if open_ := [one for one in carried if one.provisional]:
        act = open_[0].acts[0]
        raise Refused(
            "accountability.lineage_open",
            by_policy("lineage.who"),
            unit=name,
            years=_listed([one.year for one in open_]),
            units=listed([registry.named(code) for one in open_[:1] for code in one.units]),
            form=act.form,
            position=act.position,
        )
    known = tuple(dict.fromkeys(entry for one in carried for entry, _ in one.determined))
    for entry in said:
        if entry not in known:
            raise NotFound("accountability.not_a_lineage", entry=entry, unit=name)
    return known


def _trigger(
    row: UnitYears,
    others: Mapping[str, UnitYears],
    cases: Mapping[str, Case],
    asked: tuple[int, ...],
    registry: Registry,
    name: str,
) -> Run:
    """The latest run that triggers, or the one the years asked for end. Raises Refused."""
    claim = AccountabilityProposed.claims[0]
    vetoed = {decided.year for case in cases.values() for decided in case.decisions}
    known = {*row.years, *vetoed, *asked, *(y for other in others.values() for y in other.years)}
    if not known:
        raise Refused("accountability.no_trigger", claim, unit=name, longest=0)
    years = reading(row, cases, min(known), max(known), registry, others)
    triggers = years.triggers()
    if not asked:
        if not triggers:
            longest = max((len(years.ending(y).years) for y in years.answers), default=0)
            raise Refused("accountability.no_trigger", claim, unit=name, longest=longest)
        return triggers[-1]
    for run in triggers:
        if run.years[-len(asked) :] == asked:
            return run
    unmet = {year for year, answer in years.answers.items() if answer.status == "未完成"}
    if wanting := [year for year in asked if year not in unmet]:
        raise Refused(
            "accountability.not_unmet",
            claim,
            unit=name,
            years=_listed(asked),
            wanting=_listed(wanting),
        )
    raise Refused("accountability.not_in_a_row", claim, unit=name, years=_listed(asked))


def _listed(years: Sequence[int]) -> str:
    return "、".join(map(str, years))


decider: Decider[Command, Rested] = Decider(boundary, Rested(), evolve, decide)
COMMANDS = (ProposeAccountability,)
