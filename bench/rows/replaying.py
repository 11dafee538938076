"""Replay: every finding folded from its entries by each side, equal to the last day, and all views at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measured import Measured
from bench.peers import folding, library, rawloop
from bench.peers.parsers import Loads
from bench.rows.opening import opened
from bench.timing import rates
from ptaudit.application import View
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.rectification import rectification


class Unequal(Exception):
    """Two sides that ought to have done the same work did not."""


def one(
    path: Path, events: Path, size: int, runs: int, parser: tuple[str, Loads]
) -> Iterator[Measured]:
    """Read, decode and fold one projection: every finding."""
    name, loads = parser
    app = opened(path)
    held: dict[str, Any] = {}
    count = sum(1 for _ in app.ledger.entries(rectification.selection))

    def ours() -> int:
        held["ours"] = _fresh(app.view()).rows(rectification)
        return count

    def raw() -> int:
        read, held["raw"] = rawloop.fold(path, loads)
        return read

    def theirs() -> int:
        read, held["library"] = library.fold(events, only=True)
        return read

    found = rates({"ours": ours, "raw": raw, "library": theirs}, runs)
    sums = {side: folding.checksum(held[side]) for side in ("raw", "library")}
    sums["ours"] = folding.checksum_of_rows(held["ours"])
    if len(set(sums.values())) != 1:
        raise Unequal(sums)
    work = "replay of one projection: read, decode, fold"
    yield Measured(
        work,
        size,
        found["ours"],
        "/s",
        "eventsourcing SQLite, mapper, aggregates",
        found["library"],
        found.ratio("ours", "library"),
        5.0,
        by_ratio=True,
    )
    yield Measured(
        work,
        size,
        found["ours"],
        "/s",
        f"sqlite3, {name}, dicts",
        found["raw"],
        found.ratio("ours", "raw"),
        0.4,
        by_ratio=True,
    )
    app.close()


def every(path: Path, events: Path, size: int, runs: int) -> Iterator[Measured]:
    """All stored projections; the library reads as many entries and folds the findings among them."""
    app = opened(path)
    entries = app.ledger.head().size

    def ours() -> int:
        view = _fresh(app.view())
        for projection in ALL:
            view.rows(projection)
        return entries

    def theirs() -> int:
        read, _ = library.fold(events, only=False)
        return read

    found = rates({"ours": ours, "library": theirs}, runs)
    yield Measured(
        f"replay of all {len(ALL)} stored projections",
        size,
        found["ours"],
        "/s",
        "eventsourcing, one fold of the same entries",
        found["library"],
        found.ratio("ours", "library"),
        3.0,
        by_ratio=True,
    )
    app.close()


def _fresh(view: View) -> View:
    """*view* as of the entry before the last, where no stored row helps."""
    position = view.moment.position - 1
    return View(view.ledger, type(view.moment)(position, view.moment.recorded_at), view.on)
