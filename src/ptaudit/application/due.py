"""Everything due and overdue at a view, in one list: each family gives its rows, the list joins and sorts them."""

import datetime as dt
from collections.abc import Callable, Iterator

from ptaudit.application import commitments
from ptaudit.application.delivering import notices
from ptaudit.application.interviewing import interviews as interviewed
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.objections.fold import Objection
from ptaudit.domain.objections.standing import State
from ptaudit.projections import cycle as cycles
from ptaudit.projections.due import (
    answers,
    calendars,
    findings,
    interviews,
    selfchecks,
    year,
)
from ptaudit.projections.due import commitments as committed
from ptaudit.projections.due.calendars import Unknown
from ptaudit.projections.due.owed import Owed, in_order
from ptaudit.projections.objections import objections, served, services, state
from ptaudit.projections.rectification import rectification, unsettled
from ptaudit.projections.selfchecks import selfchecks as filed
from ptaudit.projections.tasks import tasks

#: What one family has due at a view.
Family = Callable[[View], Iterator[Owed]]


def everything(view: View) -> tuple[Owed, ...]:
    """All that is due at *view*, by day; what no day is fixed for stands last."""

    def work() -> tuple[Owed, ...]:
        rows = [row for family in FAMILIES for row in family(view)]
        rows += calendars.owed(rows, view.registry, view.on)
        return in_order(rows)

    return view.once("due", work)


def unknown(view: View) -> tuple[Unknown, ...]:
    """Years without a holiday arrangement that something due rests on."""
    rows = (row for family in RECKONED for row in family(view))
    return calendars.unknown(rows)


def within(
    view: View, days: int | None = None, *, overdue: bool = False, unit: str | None = None
) -> tuple[Owed, ...]:
    """What falls due within *days* from the view's day, what is overdue, or both; of *unit* (a code) alone."""
    limit = None if days is None else view.on + dt.timedelta(days)
    return tuple(
        row
        for row in everything(view)
        if (unit is None or unit in row.units)
        and (
            (days is None and not overdue)
            or (overdue and row.is_overdue(view.on))
            or (limit is not None and row.day is not None and view.on <= row.day <= limit)
        )
    )


def opened(view: View) -> Iterator[Cycle]:
    """Every year that was opened, as its papers have it."""
    for key, row in view.rows(cycles.cycle).items():
        if int(key) in view.registry.years:
            yield row


def states(view: View) -> Iterator[tuple[Objection, State]]:
    """Every objection filed by the view's day, with how it stands then."""
    rows = [row for row in view.rows(objections).values() if row.filed is not None]
    years = {row.filed.year for row in rows if row.filed is not None}
    of = {one: view.row(cycles.cycle, str(one)) for one in years}
    known = {one: services(view.known(served(one))) for one in years}
    for row in rows:
        assert row.filed is not None
        stands = state(row, of[row.filed.year], known[row.filed.year], view.registry, view.on)
        assert stands is not None
        yield row, stands


def _selfchecks(view: View) -> Iterator[Owed]:
    for cycle in opened(view):
        rows = view.year_rows(filed, cycle.year)
        yield from selfchecks.owed(rows, cycle, view.registry, view.on)


def _steps(view: View) -> Iterator[Owed]:
    registry = view.registry
    for cycle in opened(view):
        there = [code for code, unit in registry.units.items() if unit.existed(cycle.year)]
        held = {registry.sequence(code, cycle.year) for code in there}
        yield from year.owed(cycle, [name for name in "AB" if name in held], registry)
        if cycle.returns:
            returns = about(f"year:{cycle.year}", kinds=(SubmissionReturned.kind,))
            yield from year.returned(view.known(returns), cycle)


def _findings(view: View) -> Iterator[Owed]:
    for shelf in unsettled(view.registry):
        rows = view.shelf_rows(rectification, shelf).values()
        yield from findings.owed(rows, view.registry, view.on)


def _objections(view: View) -> Iterator[Owed]:
    yield from answers.objections(states(view))
    for one in sorted(view.registry.years):
        yield from answers.announced(notices(view, one), view.registry, view.on)


def _interviews(view: View) -> Iterator[Owed]:
    for cycle in opened(view):
        if cycle.circulars:
            held = interviewed(view, cycle.year)
            yield from interviews.owed(cycle.year, held, view.registry, view.on)


def _commitments(view: View) -> Iterator[Owed]:
    for cycle in opened(view):
        of = cycle.year
        yield from committed.duties(commitments.matrix(view, of), cycle)
        held = view.year_rows(tasks, of)
        yield from committed.tasks(commitments.board(view, of), held, of)


#: Families whose days are read off the calendar.
RECKONED: tuple[Family, ...] = (_selfchecks, _steps, _findings, _objections, _interviews)
#: Every family whose acts have a day; a new one adds its function here.
FAMILIES: tuple[Family, ...] = (*RECKONED, _commitments)
