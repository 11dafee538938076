"""Answers in process: the views a clerk looks at, from the stored rows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from time import process_time

from bench.measured import Measured
from bench.rows.opening import opened
from bench.timing import percentile
from ptaudit.application import Ptaudit, stored
from ptaudit.domain.findings import states
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.chains import three_years
from ptaudit.projections.completion import completion
from ptaudit.projections.rectification import OPEN, rectification
from ptaudit.projections.scores import scores
from ptaudit.projections.standing import standing
from ptaudit.projections.vetoes import vetoed, vetoes


def current(path: Path, size: int, times: int = 9) -> Iterator[Measured]:
    """Each view in a process that stays; what the first look costs, which reads the rows, is told apart."""
    for name, look in LOOKS.items():
        app = opened(caught_up(path))
        app.view().registry.policy(2025)  # Nothing but the registry is read yet.
        found = []
        for _ in range(times + 1):
            start = process_time()
            look(app)
            found.append((process_time() - start) * 1e3)
        app.close()
        first, again = found[0], percentile(sorted(found[1:]), 0.5)
        note = f"first {first:.0f}"
        yield Measured(f"current view: {name}", size, again, "ms", target=20.0, note=note)


def caught_up(path: Path) -> Path:
    """A copy beside *path* whose stored rows are those of its last entry."""
    copy = path.with_name(f"current-{path.name}")
    if not copy.exists():
        partial = copy.with_suffix(".part")
        copyfile(path, partial)
        partial.rename(copy)
    writer = opened(copy, read_only=False)
    for projection in ALL:
        stored.catch_up(writer.ledger, projection)
    writer.close()
    return copy


def ranks(app: Ptaudit) -> object:
    view = app.view()
    year = max(view.registry.years)
    cases = vetoed(view.rows(vetoes), view.registry, year)
    by_unit = {unit: [case.case for case in found] for unit, found in cases.items()}
    return standing(year, view.year_rows(scores, year), view.registry, vetoed=by_unit)


def board(app: Ptaudit) -> object:
    view = app.view()
    return [
        states.status(row, view.registry, view.on)
        for row in view.shelf_rows(rectification, OPEN).values()
    ]


def chains(app: Ptaudit) -> object:
    view = app.view()
    return three_years(view.rows(completion), view.rows(vetoes), view.registry, view.on)


LOOKS: dict[str, Callable[[Ptaudit], object]] = {
    "standing of a year": ranks,
    "open findings": board,
    "three-year list": chains,
}
