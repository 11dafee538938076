"""Rows kept from question to question, shelf by shelf, are those that each row's own entries give."""

import datetime as dt
from random import Random
from typing import Any

import pytest

from ptaudit.application import Ptaudit, View, kept, stored
from ptaudit.demo import build
from ptaudit.domain.commands.corrections import VoidRecord
from ptaudit.domain.commands.findings import ReopenFinding
from ptaudit.domain.failures import Failure
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import CLOSED, OPEN, rectification, shelf
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks
from tests.application.histories import histories
from tests.application.random_county import START, County
from tests.domain.specification import say

LATER = dt.date(2030, 12, 31)


@pytest.mark.parametrize("most", [0, 20_000])
@pytest.mark.parametrize("seed", [3, 58])
def test_while_a_ledger_grows(seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", most)
    monkeypatch.setattr(kept, "SHELVES", 7)
    chance = Random(seed)
    county = County()
    app = county.app
    for n, step in enumerate(histories(seed, 70)):
        county.take(step)
        if chance.random() < 0.1:
            for projection in chance.sample(ALL, 3):
                stored.catch_up(app.ledger, projection)
        if n % 8 == 7:
            for day in (START.date() + dt.timedelta(20), county.now.date(), LATER):
                _asked(app.view(None, day), chance)
                _supposed(app, day, chance)
    assert any(app.ledger.rows.position(p.name, p.version) for p in ALL)
    app.close()


def _asked(view: View, chance: Random) -> None:
    for projection in chance.sample(ALL, len(ALL)):
        every = own(view, projection)
        assert view.rows(projection) == every, projection.name
        assert list(view.rows(projection)) == sorted(every)
    of_years: tuple[AnyProjection, ...] = (scores, selfchecks)
    for projection in of_years:
        every = own(view, projection)
        for year in (2024, 2025):
            held = {key: row for key, row in every.items() if row.year == year}
            assert view.year_rows(projection, year) == held, projection.name
    every = own(view, rectification)
    for name in (OPEN, CLOSED):
        there = {k: f for k, f in every.items() if shelf(f) == name}
        assert view.shelf_rows(rectification, name) == there


def _supposed(app: Ptaudit, day: dt.date, chance: Random) -> None:
    target = str(chance.randrange(20, app.ledger.head().size + 1))
    try:
        view = app.suppose(app.view(None, day), add=[say(VoidRecord, target=target, reason="试")])
    except Failure:
        return
    _asked(view.view, chance)


def own(view: View, projection: AnyProjection) -> dict[str, Any]:
    """Every row folded from its own entries."""
    keys = {key for record in view.entries() for key in projection.keys(record)}
    found = {key: view.row(projection, key) for key in keys}
    return {key: row for key, row in found.items() if row != projection.initial(key)}


def test_a_closed_finding_is_taken_off_the_open_shelf() -> None:
    """The store itself holds every row once, on the shelf where it stands."""
    county = County()
    app = county.app
    for step in histories(26, 120):
        county.take(step)
        stored.catch_up(app.ledger, rectification)
    rows = app.view(None, LATER).rows(rectification)
    names = [name for name, _ in app.ledger.rows.scan(rectification.name, rectification.version)]
    standing = {f"{shelf(row)}|{key}" for key, row in rows.items()}
    assert len(standing) > 2
    assert {name.partition("|")[0] for name in standing} == {"open", "closed"}
    assert standing <= set(names)
    assert len(names) == len({name.partition("|")[2] for name in names})
    _, open_ones = stored.load(app.ledger, rectification, shelf=OPEN)
    assert {k: r for k, r in open_ones.items() if r.raised} == {
        key: row for key, row in rows.items() if shelf(row) == OPEN and row.raised
    }
    app.close()


def test_a_finding_comes_back_to_the_open_shelf() -> None:
    app = build("sqlite://")
    stored.catch_up(app.ledger, rectification)
    before = app.view().shelf_rows(rectification, OPEN)
    closed = app.view().shelf_rows(rectification, CLOSED)
    finding = max(closed)
    assert finding not in before
    app.execute(say(ReopenFinding, finding=finding, why="反弹"), operator="epb")
    view = app.view()
    row = view.row(rectification, finding)
    assert row.closed is None
    assert view.shelf_rows(rectification, OPEN) == dict(sorted({**before, finding: row}.items()))
    left = {key: held for key, held in closed.items() if key != finding}
    assert view.shelf_rows(rectification, CLOSED) == left
    app.close()
