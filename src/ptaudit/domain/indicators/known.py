"""What a decision about indicator values rests on, and whether what it says of them can be (第十五条第二项)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ptaudit.domain import names
from ptaudit.domain.commands.tasks import WaiveIndicator
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.targets import Target, TargetIssued
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.indicators import fold as values_fold
from ptaudit.domain.indicators import measures
from ptaudit.domain.indicators.fold import Book
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.rules import Rules
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.domain.targets.fold import YearPapers


@dataclass(frozen=True, slots=True)
class Known:
    """Values and targets of the years looked at."""

    book: Book = field(default_factory=Book)
    papers: dict[int, YearPapers] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.book.contradictions

    def target(self, unit: str, year: int, code: str) -> Target | None:
        return next((t for t in self.targets(unit, year) if t.code == code), None)

    def targets(self, unit: str, year: int) -> tuple[Target, ...]:
        return self.papers.get(year, YearPapers()).targets.get(unit, ())


def evolve(state: Known, record: Record) -> Known:
    papers = state.papers
    if isinstance(event := record.payload, TargetIssued):
        of_year = papers.get(event.year, YearPapers())
        papers = {**papers, event.year: targets_fold.evolve(of_year, record)}
    return Known(values_fold.gather(state.book, record), papers)


def unit_at(row: int, name: str, registry: Registry) -> Unit:
    try:
        return registry.unit(name)
    except NotFound as failure:
        near = failure.params.get("near", "")
        raise NotFound("indicator.unit_unknown", row=row, name=name, near=near) from None


def check(
    row: int,
    unit: Unit,
    indicator: str,
    measure: str | None,
    year: int,
    state: Known,
    registry: Registry,
) -> None:
    """The unit has such a target or item, and it is measured so. Without either nothing is asked."""
    known = set(_known(unit.code, year, state, registry))
    if known and indicator not in known:
        near = names.listed(names.near(indicator, known))
        raise NotFound(
            "indicator.not_targeted",
            row=row,
            unit=unit.name,
            indicator=indicator,
            year=year,
            near=near,
        )
    target = state.target(unit.code, year, indicator)
    if target is not None and measures.differ(measure, target.unit_of_measure):
        raise Malformed(
            "indicator.measure_differs",
            row=row,
            unit=unit.name,
            indicator=indicator,
            said=measure or "",
            due=target.unit_of_measure or "",
        )


def _known(unit: str, year: int, state: Known, registry: Registry) -> Iterator[str]:
    rules = registry.rules_for(unit, year)
    yield from (target.code for target in state.targets(unit, year))
    yield from rules.items if rules is not None else ()


def check_receiving(command: WaiveIndicator, unit: Unit, registry: Registry) -> None:
    """The item points are transferred to is one of the unit's own, with points, and another one."""
    rules = registry.rules_for(unit.code, command.year)
    if command.to_item is None or rules is None:
        return
    leaves = {item.code: item for item in rules.leaves(unit.code)}
    if command.to_item not in leaves:
        near = names.listed(names.near(command.to_item, leaves))
        raise NotFound("item.unknown", item=command.to_item, year=command.year, near=near)
    if command.to_item in below(command.indicator, rules) or not leaves[command.to_item].points:
        raise Malformed(
            "indicator.to_item_itself", indicator=command.indicator, item=command.to_item
        )


def below(code: str, rules: Rules) -> frozenset[str]:
    """*code* and every item under it."""
    found = {code}
    while more := {item.code for item in rules.items.values() if item.parent in found} - found:
        found |= more
    return frozenset(found)
