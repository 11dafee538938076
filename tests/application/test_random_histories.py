"""Whatever people do to a ledger, its views stay what its entries say, and nothing but a failure is raised."""

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import Ptaudit, View, stored
from ptaudit.application.auditing import material
from ptaudit.domain.failures import Failure
from ptaudit.ledger import Ledger, Unsealed, verify
from ptaudit.projections.audit import audit
from ptaudit.projections.catalogue import ALL
from tests.application.histories import histories
from tests.application.random_county import LATER, START, County

#: The opening batch, at least.
OPENED = 25


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 2**32),
    length=st.integers(1, 60),
    pause=st.integers(0, 60),
    share=st.floats(0, 1),
    day=st.sampled_from(["now", "start", "later"]),
)
def test_whatever_people_do(seed: int, length: int, pause: int, share: float, day: str) -> None:
    county = County()
    app = county.app
    for n, step in enumerate(histories(seed, length)):
        if n == pause:
            _catch_up(app)
        county.take(step)
    head = app.ledger.head()
    position = max(OPENED, round(share * head.size))
    on = {"now": county.now.date(), "start": START.date(), "later": LATER}[day]
    _whole(app)
    _stored_rows_are_a_replay(app)
    _a_view_is_one_of_the_ledger_cut_there(app, position, on)
    _a_supposition_writes_nothing(app, position, on)
    for year in (2024, 2025):
        audit(material(app.view(None, on), year))
    app.view(None, on).timeline("unit:qinghe")
    assert app.ledger.head() == head
    app.close()


def _catch_up(app: Ptaudit) -> None:
    for projection in ALL:
        stored.catch_up(app.ledger, projection)


def _whole(app: Ptaudit) -> None:
    """The second reader, on a copy in a file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        target = sqlite3.connect(copy)
        with app.ledger.database.engine.connect() as conn:
            source = conn.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
        target.close()
        assert verify(f"sqlite:///{copy}").findings == ()


def _stored_rows_are_a_replay(app: Ptaudit) -> None:
    for projection in ALL:
        folded = app.view(None, LATER).rows(projection)
        stored.catch_up(app.ledger, projection)
        assert stored.verify(app.ledger, projection) == (), projection.name
        incremental = stored.load(app.ledger, projection)
        stored.rebuild(app.ledger, projection)
        assert stored.load(app.ledger, projection) == incremental, projection.name
        assert app.view(None, LATER).rows(projection) == folded, projection.name


def _a_view_is_one_of_the_ledger_cut_there(app: Ptaudit, position: int, day: dt.date) -> None:
    view = app.view(str(position), day)
    short = _cut(app, position, day)
    for projection in ALL:
        rows = view.rows(projection)
        assert rows == short.rows(projection), projection.name
        for key, row in rows.items():
            assert view.row(projection, key) == row, (projection.name, key)
    assert view.registry == short.registry


def _cut(app: Ptaudit, position: int, day: dt.date) -> View:
    """A ledger that holds the first *position* entries and nothing else."""
    held = list(app.view(str(position)).entries())
    data = [data for _, data in app.ledger.entries(upto=position)]
    ledger = Ledger.create("sqlite://", clock=lambda: held[-1].at)
    for record, found in zip(held, data, strict=True):
        terms = (*record.tags, f"id:{record.id}")
        ledger.append_sealed([Unsealed(record.kind, terms, _constant(found))])
    return Ptaudit(ledger, clock=lambda: held[-1].at, new_id=lambda: "f" * 32).view(None, day)


def _constant(data: bytes) -> Callable[[int, str], bytes]:
    return lambda position, recorded_at: data


def _a_supposition_writes_nothing(app: Ptaudit, target: int, day: dt.date) -> None:
    before = (app.ledger.head(), list(app.ledger.entries()))
    view = app.view(None, day)
    try:
        supposed = app.suppose(view, void=[str(target)]).view
    except Failure:
        return
    for projection in ALL:
        supposed.rows(projection)
    assert (app.ledger.head(), list(app.ledger.entries())) == before
