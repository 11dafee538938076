"""What units are held to in a year, as a view knows it: targets, tasks, indicator values, duties."""

from collections.abc import Iterator, Mapping
from functools import reduce

from ptaudit.application import seed
from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain.boundaries import about
from ptaudit.domain.completion.suggesting import Known, Suggestion, suggest
from ptaudit.domain.duties import fold as duties_fold
from ptaudit.domain.duties.standing import Cell, cells
from ptaudit.domain.duty_register import Register
from ptaudit.domain.events.targets import Target, TargetIssued
from ptaudit.domain.indicators import fold as values_fold
from ptaudit.domain.registry import Unit
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.domain.tasks import fold as tasks_fold
from ptaudit.domain.tasks.standing import Standing, standing
from ptaudit.projections.duties import duties
from ptaudit.projections.indicators import Line, indicators, table
from ptaudit.projections.tasks import tasks


def register() -> Register:
    """The duty register that comes with the program."""
    return seed.duties()


def targets(view: View, year: int) -> Mapping[str, tuple[Target, ...]]:
    """The targets in force, by unit."""
    issued = view.known(about(f"year:{year}", kinds=(TargetIssued.kind,)))
    return reduce(targets_fold.evolve, issued, targets_fold.YearPapers()).targets


def units(view: View, year: int, wanted: str | None = None) -> tuple[Unit, ...]:
    """Every unit there was in *year*, in order of registration, or the one *wanted* (its code)."""
    known = sorted(view.registry.units.values(), key=lambda unit: unit.position)
    return tuple(u for u in known if u.code == wanted or (wanted is None and u.existed(year)))


def board(view: View, year: int, wanted: str | None = None) -> Iterator[tuple[str, Standing]]:
    """(unit, standing) of every task; units nobody gave targets or tasks are left out."""
    issued, rows = targets(view, year), view.year_rows(tasks, year)
    for unit in units(view, year, wanted):
        key = f"{unit.code}/{year}"
        if key in rows or unit.code in issued:
            row = rows.get(key) or tasks_fold.initial(key)
            for one in standing(row, issued.get(unit.code, ()), view.on):
                yield unit.code, one


def values(view: View, year: int, wanted: str | None = None) -> Iterator[tuple[str, Line]]:
    """(unit, line) of the indicator table."""
    issued, rows = targets(view, year), view.year_rows(indicators, year)
    for unit in units(view, year, wanted):
        key = f"{unit.code}/{year}"
        row = rows.get(key) or values_fold.initial(key)
        rules, policy = view.registry.rules_for(unit.code, year), view.registry.policy(year)
        for line in table(row, issued.get(unit.code, ()), rules, policy):
            yield unit.code, line


def matrix(view: View, year: int, wanted: str | None = None) -> Iterator[Cell]:
    """Every cell of the duty matrix."""
    rows = view.year_rows(duties, year)
    for unit in units(view, year, wanted):
        key = f"{unit.code}/{year}"
        row = rows.get(key) or duties_fold.initial(key)
        yield from cells(row, unit, register(), view.registry, view.on)


def suggestions(view: View, year: int, wanted: str | None = None) -> Iterator[Suggestion]:
    """Whether each unit's targets look met, by the county's rule."""
    issued, registry = targets(view, year), view.registry
    held, done = view.year_rows(indicators, year), view.year_rows(tasks, year)
    scored = YearOf(view, year).scored
    for unit in units(view, year, wanted):
        key = f"{unit.code}/{year}"
        score = scored.get(unit.code)
        basis = score.basis if score else None
        known = Known(
            unit.code,
            issued.get(unit.code, ()),
            (held.get(key) or values_fold.initial(key)).values,
            done.get(key) or tasks_fold.initial(key),
            registry.rules_for(unit.code, year),
            score.total if score else None,
            basis.mark.position if basis else 0,
        )
        yield suggest(known, registry.policy(year))
