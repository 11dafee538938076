"""What two views say differently of a unit, a sequence or everything, and which entries came in between."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from ptaudit.application.recording import of_every_day
from ptaudit.application.view import View
from ptaudit.application.years import YearOf
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.projections import state
from ptaudit.projections.chains import three_years
from ptaudit.projections.cited import Cited, cited
from ptaudit.projections.completion import completion
from ptaudit.projections.cycle import cycle
from ptaudit.projections.difference import Difference, State, differences
from ptaudit.projections.projection import tagged
from ptaudit.projections.rectification import rectification
from ptaudit.projections.selfchecks import board, selfchecks
from ptaudit.projections.timeline import cases

#: Acts about a whole year that name a report, and no unit.
_RESULTS = ("result.approved", "result.corrected")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: *years* (none: every year recorded), *units* or a *sequence* (neither: all)."""

    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    sequence: str = ""

    def within(self, year: int, registry: Registry) -> state.Units:
        """The units meant in *year*; None for all of them."""
        if self.units:
            return self.units
        if not self.sequence:
            return None
        return tuple(u for u in registry.units if registry.sequence(u, year) == self.sequence)


@dataclass(frozen=True, slots=True)
class Differing:
    """*entries*: recorded, or effective, on one side only, in ledger order; *changes* in what follows."""

    entries: tuple[Cited, ...]
    changes: tuple[Difference, ...]


def differ(before: View, after: View, scope: Scope) -> Differing:
    """*after* against *before*; each side reads only what is about the scope."""
    years = scope.years or _recorded(before, after)
    changes = differences(_state(before, scope, years), _state(after, scope, years))
    return Differing(tuple(_between(before, after, scope)), changes)


def _recorded(*views: View) -> tuple[int, ...]:
    found = {year for view in views for year in view.registry.years}
    found |= {int(key) for view in views for key in view.rows(cycle)}
    return tuple(sorted(found))


def _state(view: View, scope: Scope, years: tuple[int, ...]) -> State:
    parts = [_year(YearOf(view, year), scope.within(year, view.registry)) for year in years]
    units = scope.units or _union(scope, years, view.registry)
    held = three_years(view.rows(completion), YearOf(view, 0).cases, view.registry, view.on)
    return dict(chain(*parts, state.of_three_years(held, units, years)))


def _union(scope: Scope, years: tuple[int, ...], registry: Registry) -> state.Units:
    if not scope.sequence:
        return None
    return {unit for year in years for unit in scope.within(year, registry) or ()}


def _year(of: YearOf, units: state.Units) -> state.Points:
    view, year = of.view, of.year
    yield from state.of_year(of.cycle)
    scored = {u: s for u, s in of.scored.items() if units is None or u in units}
    yield from state.of_scores(year, scored)
    yield from official(of, units)
    for one in of.recomputed.values():
        yield from state.of_standing(one, units)
    named = {f for s in scored.values() for entry in s.sheet.entries for f in entry.findings}
    keys = {*named, *_findings(view, year, units)}
    rows = view.rows(rectification, keys).values() if keys else ()
    yield from state.of_findings(rows, view.registry, view.on, units)
    filed = view.year_rows(selfchecks, year)
    owed = board(filed, view.registry, year, view.on)
    yield from state.of_selfchecks(year, owed, units)
    yield from state.of_vetoes(of.cases.values(), view.registry, units, (year,))


def official(of: YearOf, units: state.Units) -> state.Points:
    """Official places: as approved with ranks and lists, else as the approved scores place the units."""
    approval = of.cycle.approval
    if approval is not None and approval.ranked is not None:
        yield from state.of_approved(of.year, approval, units)
        return
    for one in of.official.values():
        yield from state.of_standing(one, units)


def _findings(view: View, year: int, units: state.Units) -> Iterator[str]:
    """Numbers of the year's findings, by the entries that raised them and their corrections."""
    kinds = ("finding.raised",)
    selections = [about(f"year:{year}", kinds=kinds)]
    if units is not None and len(units) == 1:
        selections = [about(f"unit:{unit}", f"year:{year}", kinds=kinds) for unit in units]
    for record in view.entries(either(*selections)):
        yield from tagged(record, "finding")


def _between(before: View, after: View, scope: Scope) -> Iterator[Cited]:
    """Entries that only one side holds: recorded after the earlier T, or effective after the earlier D."""
    selection = _about(after, scope)
    recorded = [r for r in after.whole(selection) if r.position > before.moment.position]
    dated: list[Record] = []
    if before.on != after.on:
        seen = {record.id for record in before.known(selection)}
        dated = [record for record in after.known(selection) if record.id not in seen]
    found = {record.position: record for record in (*dated, *recorded)}
    said = [r for r in after.entries(selection) if r.kind in CORRECTIONS or r.position in found]
    wanted = [r for r in found.values() if _concerns(r, scope, after.registry)]
    approvals, names = _approvals(after, wanted), of_every_day(after)
    for record in sorted(wanted, key=lambda r: r.position):
        yield cited(record, names, said=said, approvals=approvals)


def _about(view: View, scope: Scope) -> Selection:
    """The entries of the scope: of the unit and year, then those of the cases found among them."""
    years = [f"year:{year}" for year in scope.years]
    if not scope.units:
        return either(*map(about, years)) if years else EVERYTHING
    units = [f"unit:{unit}" for unit in scope.units]
    own = [about(unit, year) for unit in units for year in years] or [*map(about, units)]
    whole = either(*own, *(about(year, kinds=_RESULTS) for year in years))
    found = [about(tag) for tag in cases(view.entries(either(*own)))]
    return either(whole, *found)


def _concerns(record: Record, scope: Scope, registry: Registry) -> bool:
    """An entry about units concerns a sequence by them; a year's result, the units it names."""
    units = tagged(record, "unit")
    if not units or (scope.units and record.kind not in _RESULTS):
        return True
    if scope.units:
        return not set(units).isdisjoint(scope.units)
    if not scope.sequence:
        return True
    years = [int(year) for year in tagged(record, "year")] or list(scope.years)
    return any(registry.sequence(u, y) == scope.sequence for u in units for y in years)


def _approvals(view: View, records: Collection[Record]) -> dict[int, Approval | None]:
    years = {int(year) for record in records for year in tagged(record, "year")}
    return {year: YearOf(view, year).cycle.approval for year in sorted(years)}
