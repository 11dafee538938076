"""The sides of a comparison do the same work: equal rows, equal folds. No time is asserted."""

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest

from bench.peers import folding, library, rawloop
from bench.peers.twin import Twin
from bench.rows.appending import CONDITION, ZONE, entry
from bench.rows.opening import opened
from ptaudit.demo import Plan, build
from ptaudit.ledger import Key, Ledger, Unsealed, verify
from ptaudit.projections.rectification import rectification

NOW = dt.datetime(2025, 6, 2, 9, tzinfo=ZONE)
TABLES = ("entry", "term", "key", "tile", "head")


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    conn = sqlite3.connect(path)
    try:
        return conn.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2, 3').fetchall()
    finally:
        conn.close()


def written(folder: Path, counts: list[int]) -> tuple[Path, Path]:
    """The same appends, by ptaudit and by the twin."""
    ours, theirs = folder / "ours.db", folder / "twin.db"
    with Ledger.create(f"sqlite:///{ours}", clock=lambda: NOW) as ledger:
        Ledger.create(f"sqlite:///{theirs}", clock=lambda: NOW).close()
        twin, start = Twin(theirs), 0
        for count in counts:
            items = [entry(n) for n in range(start, start + count)]
            key = Key(items[0][1][0], "0" * 64)
            sealed = [Unsealed(kind, terms, seal) for kind, terms, seal in items]
            ledger.append_sealed(sealed, selection=CONDITION, after=start, key=key)
            twin.append(items, NOW.isoformat(timespec="milliseconds"), (key.key, key.digest))
            start += count
        twin.close()
    return ours, theirs


@pytest.mark.parametrize("counts", [[1, 1, 1], [255, 1, 1], [256], [600, 1, 200]])
def test_the_twin_writes_the_same_rows(tmp_path: Path, counts: list[int]) -> None:
    ours, theirs = written(tmp_path, counts)
    for table in TABLES:
        assert rows(ours, table) == rows(theirs, table), table
    assert rows(ours, "tile") or sum(counts) < 256


def test_an_entry_of_the_bench_is_about_four_hundred_bytes() -> None:
    _, _, seal = entry(1)
    data = seal(1, "2025-06-02T09:00:00.000+08:00")
    assert 350 <= len(data) <= 500
    assert json.loads(data)["position"] == 1


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "county.db"
    build(f"sqlite:///{path}", Plan(recorded=1, together=30)).close()
    return path


def test_a_county_typed_in_heaps_verifies(county: Path) -> None:
    assert verify(f"sqlite:///{county}").findings == ()


def test_every_side_folds_the_same_findings(county: Path, tmp_path: Path) -> None:
    app = opened(county)
    ours = app.view().rows(rectification)
    events = tmp_path / "library.db"
    library.fill(events, (data for _, data in app.ledger.entries()))
    app.close()
    _, raw = rawloop.fold(county, json.loads)
    _, only = library.fold(events, only=True)
    _, every = library.fold(events, only=False)
    assert len(ours) > 20
    expected = folding.checksum_of_rows(ours)
    assert folding.checksum(raw) == expected
    assert folding.checksum(only) == expected
    assert folding.checksum(every) == expected


def test_the_checksum_notices_one_day(county: Path) -> None:
    _, cases = rawloop.fold(county, json.loads)
    before = folding.checksum(cases)
    name = next(iter(cases))
    cases[name]["closed"] = "2001-01-01"
    assert folding.checksum(cases) != before
