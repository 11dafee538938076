"""Answers in process: one dispute on two clocks, and the current views."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

from bench.measured import Measured
from bench.rows.opening import opened
from bench.timing import durations, percentile
from ptaudit.application import Ptaudit, stored
from ptaudit.domain.findings import deadlines
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.rectification import OPEN, rectification
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import standing
from ptaudit.projections.vetoes import vetoed, vetoes


def current(path: Path, size: int, folder: Path, times: int = 9) -> Iterator[Measured]:
    """The views a clerk looks at, from the stored rows."""
    app = opened(caught_up(path, folder))
    year = max(app.view().registry.years)

    def timed(name: str, look: Callable[[], object]) -> Measured:
        p50 = percentile(durations(lambda _: look(), times), 0.5) * 1e3
        return Measured(f"current view: {name}", size, p50, "ms", target=20.0)

    yield timed("standing of a year", lambda: ranks(app, year))
    yield timed("open findings", lambda: board(app))
    yield timed("three-year list", lambda: chains(app))
    app.close()


def caught_up(path: Path, folder: Path) -> Path:
    """A copy in *folder* whose stored rows are those of its last entry."""
    copy = folder / f"current-{path.name}"
    if not copy.exists():
        copyfile(path, copy)
        writer = opened(copy, read_only=False)
        for projection in ALL:
            stored.catch_up(writer.ledger, projection)
        writer.close()
    return copy


def ranks(app: Ptaudit, year: int) -> object:
    view = app.view()
    cases = vetoed(view.rows(vetoes), view.registry, year)
    by_unit = {unit: [case.case for case in found] for unit, found in cases.items()}
    return standing(year, view.year_rows(scores, year), view.registry, vetoed=by_unit)


def board(app: Ptaudit) -> object:
    view = app.view()
    return [
        deadlines.status(row, view.registry, view.on)
        for row in view.shelf_rows(rectification, OPEN).values()
    ]


def chains(app: Ptaudit) -> object:
    view = app.view()
    return three_years(view.rows(completion), view.rows(vetoes), view.registry, view.on)
