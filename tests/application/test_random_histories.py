"""Whatever people do to a ledger, its views stay what its entries say, and nothing but a failure is raised."""

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ptaudit.application import Opening, Ptaudit, View, stored
from ptaudit.application.auditing import material
from ptaudit.demo.rulebook import items
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.targets import IssueRules
from ptaudit.domain.failures import Failure
from ptaudit.domain.record import Record
from ptaudit.domain.wire import decode
from ptaudit.ledger import Ledger, Unsealed, verify
from ptaudit.projections.audit import audit
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.projection import AnyProjection
from ptaudit.projections.rectification import rectification
from ptaudit.projections.vetoes import vetoes
from tests.application.histories import AGO, BACK, CASE, FINDING, LAST, Step, histories
from tests.domain.specification import say

ZONE = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2025, 1, 6, 9, tzinfo=ZONE)
#: The opening batch, at least.
OPENED = 25
LATER = dt.date(2030, 12, 31)


class County:
    """A small county with three towns and one department, and its calendar on the wall."""

    def __init__(self) -> None:
        self.now = START
        numbers = count(1)
        self.app = Ptaudit.create(
            "sqlite://",
            Opening(county="测试县", origin="test.example/ptaudit"),
            clock=lambda: self.now,
            new_id=lambda: f"{next(numbers):032x}",
        )
        for name in ("清河镇", "河口镇", "石桥乡"):
            self._do(say(RegisterUnit, name=name, unit_kind=name[-1]))
        self._do(say(RegisterUnit, name="县水利局", unit_kind="部门"))
        self._do(say(OpenYear, year=2024, on=dt.date(2025, 1, 6), basis="×委发〔2024〕1号"))
        self._do(
            say(
                IssueRules,
                year=2024,
                applies_to="A",
                items=items("A"),
                full_marks="100",
                on=dt.date(2025, 1, 6),
                basis="×委办〔2024〕2号",
                irregular="没有草案",
            )
        )
        self.refused: list[Failure] = []

    def _do(self, command: Any) -> None:
        self.app.execute(command, operator="mdb")

    def take(self, step: Step) -> None:
        """What is refused is remembered; anything but a Failure is a mistake of ours."""
        self.now += dt.timedelta(days=step.days, minutes=1)
        before = self.app.ledger.head()
        try:
            command = step.command.model_validate(self._said(step))
        except ValidationError:
            return
        try:
            self.app.execute(command, operator=step.operator)
        except Failure as failure:
            self.refused.append(failure)
            assert self.app.ledger.head() == before

    def _there(self, projection: AnyProjection, n: int, missing: str) -> str:
        known = sorted(self.app.view(None, LATER).rows(projection))
        return known[n % len(known)] if known else missing

    def _back(self, n: int, kind: str) -> int:
        """The position *n* entries (of *kind*) back from the head; the first where there are less."""
        size = self.app.ledger.head().size
        found = [r.position for r in self.app.view().entries() if kind in ("", r.kind)]
        return found[-1 - n] if n < len(found) else min(n + 1, size)

    def _entry(self, position: str) -> Record:
        entry = self.app.ledger.entry(int(position))
        assert entry is not None
        return decode(entry)

    def _said(self, step: Step) -> dict[str, Any]:
        said: dict[str, Any] = self._meant(step.said)
        if "set" in said and "target" in said:
            entry = self._entry(said["target"])
            held = {"on", "basis", *type(entry.payload).model_fields}
            said["set"] = tuple(pair for pair in said["set"] if pair[0] in held)[:1]
        if said.get("supersedes") == LAST:
            found = self.app.view().entries(about(f"ref:{self._entry(said['target']).id}"))
            corrected = [r.id for r in found if r.kind == "record.corrected"]
            said["supersedes"] = corrected[-1] if corrected else None
        return said

    def _meant(self, said: Any) -> Any:
        if isinstance(said, dict):
            return {name: self._meant(value) for name, value in said.items()}
        if isinstance(said, tuple):
            return tuple(self._meant(value) for value in said)
        if isinstance(said, str) and said.startswith(BACK):
            back, _, kind = said.removeprefix(BACK).partition(":")
            return str(self._back(int(back), kind))
        if isinstance(said, str) and said.startswith(FINDING):
            return self._there(rectification, int(said.removeprefix(FINDING)), "F-2025-099")
        if isinstance(said, str) and said.startswith(CASE):
            return self._there(vetoes, int(said.removeprefix(CASE)), "V-099")
        if isinstance(said, str) and said.startswith(AGO):
            return str(self.now.date() - dt.timedelta(days=int(said.removeprefix(AGO))))
        return said


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
