"""What an audit of a year reads: its entries and cases, the whole ledger's papers, every fold that judges them."""

from collections.abc import Iterator
from functools import reduce

from ptaudit.application.ties import ties
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.record import Record
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.projections import cycle as cycles
from ptaudit.projections.audit_lines import Head, Material, concerning
from ptaudit.projections.audit_reconcile import Match, Registered, reconcile
from ptaudit.projections.belonging import acts
from ptaudit.projections.duties import duties
from ptaudit.projections.indicators import indicators
from ptaudit.projections.rectification import rectification
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks
from ptaudit.projections.standing import standing
from ptaudit.projections.tasks import tasks
from ptaudit.projections.vetoes import vetoed, vetoes


def material(view: View, year: int, head: Head | None = None) -> Material:
    """All that the twelve items look at, as *view* knows it; *head* as :func:`head_of`, or better known."""
    entries = tuple(view.entries())
    raw = concerning(entries, year)
    sheets = {key: row for key, row in view.rows(scores).items() if row.year == year}
    rows = {int(key): row for key, row in view.rows(cycles.cycle).items()}
    cases = view.rows(vetoes)
    barred = {
        unit: tuple(case.case for case in found)
        for unit, found in vetoed(cases, view.registry, year).items()
    }
    found = rows.get(year)
    counting = found.approval.entries if found and found.approval else None
    recomputed = standing(
        year,
        sheets,
        view.registry,
        by="recomputed",
        vetoed=barred,
        counting=counting,
        ties=ties(view, year, sheets),
    )
    return Material(
        year=year,
        on=view.on,
        raw=raw,
        papers=entries,
        registry=view.registry,
        cycles=rows,
        sheets=sheets,
        contradictions=tuple(_contradictions(view, raw, year)),
        vetoed=barred,
        recomputed=recomputed,
        ties=ties(view, year, sheets),
        head=head or head_of(view),
    )


def _contradictions(view: View, raw: tuple[Record, ...], year: int) -> Iterator[Contradiction]:
    """What every fold of the year finds impossible, as the entries stand now."""
    positions = {record.position for record in raw}
    found = [c for row in view.rows(rectification).values() for c in row.contradictions]
    found += [c for row in view.rows(vetoes).values() for c in row.contradictions]
    yield from (c for c in found if c.position in positions)
    yield from view.row(cycles.cycle, str(year)).contradictions
    for sheet in view.rows(scores).values():
        yield from sheet.contradictions if sheet.year == year else ()
    for filed in view.rows(selfchecks).values():
        yield from filed.contradictions if filed.year == year else ()
    yield from (c for row in view.year_rows(duties, year).values() for c in row.contradictions)
    yield from (c for row in view.year_rows(tasks, year).values() for c in row.contradictions)
    for values in view.year_rows(indicators, year).values():
        yield from values.contradictions
    papers = clocks.known(raw, view.on)
    yield from reduce(targets_fold.evolve, papers, targets_fold.YearPapers()).contradictions


def head_of(view: View) -> Head:
    """The ledger at the view's moment, by its own word alone."""
    size = view.moment.position
    return Head(size, view.ledger.root_at(size).hex(), view.moment.recorded_at)


def reconciled(
    view: View, register: tuple[Registered, ...], year: int | None = None
) -> tuple[Match, ...]:
    """An office's register held against every number the ledger names, as *view* knows it."""
    return reconcile(register, acts(view.entries(), view.on), year)
