"""A small county's ledger in memory, written through the application at times of our choosing."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import count

from ptaudit.application import Opening, Ptaudit, stored
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.projections.projection import Projection, Row

ZONE = dt.timezone(dt.timedelta(hours=8))
UNITS = (("qinghe", "清河镇", "镇"), ("hekou", "河口镇", "镇"), ("slj", "水利局", "部门"))

#: What was recorded at what time, by whom; a command about an earlier entry is made when it is due.
Step = tuple[dt.datetime, str, Command | Callable[["County"], Command]]


def time(year: int, month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=ZONE)


class County:
    """A ledger opened on 2 January 2021 with three units; its ids count up, so two are alike."""

    def __init__(self) -> None:
        self._now = time(2021, 1, 2)
        ids = count(1)
        self.app = Ptaudit.create(
            "sqlite://",
            Opening(county="测试县", origin="test.example/ptaudit"),
            clock=lambda: self._now,
            new_id=lambda: f"{next(ids):032x}",
        )
        for code, name, kind in UNITS:
            command = {"name": name, "unit_kind": kind, "unit": code, "gov_organ": f"{name}政府"}
            self.app.execute(RegisterUnit.model_validate(command), operator="mdb")

    @classmethod
    def of(cls, steps: Sequence[Step]) -> "County":
        county = cls()
        for step in steps:
            county.did(step)
        return county

    def did(self, step: Step) -> int:
        """The last position *step* recorded."""
        self._now, operator, said = step
        command = said if isinstance(said, Command) else said(self)
        return self.app.execute(command, operator=operator).records[-1].position

    def entry(self, kind: str) -> str:
        """The id of the last entry of *kind*."""
        return [r.id for r in self.app.view().entries() if r.kind == kind][-1]


def assert_stored_is_folded(steps: Sequence[Step], projection: Projection[Row]) -> None:
    """Rows caught up after every act are those of a full replay, and of a rebuild."""
    county = County()
    ledger = county.app.ledger
    for step in steps:
        county.did(step)
        stored.catch_up(ledger, projection)
        assert stored.verify(ledger, projection) == ()
    rows = county.app.view().rows(projection)
    stored.rebuild(ledger, projection)
    assert stored.load(ledger, projection)[1] == rows
    assert {key: county.app.view().row(projection, key) for key in rows} == rows


def assert_view_is_a_cut(
    steps: Sequence[Step], projection: Projection[Row], on: Sequence[dt.date]
) -> None:
    """A view at each T of the whole ledger is the view of a ledger that holds no more than T."""
    whole = County.of(steps)
    short = County()
    for step in steps:
        position = short.did(step)
        for day in on:
            then = whole.app.view(f"第{position}号", day).rows(projection)
            assert then == short.app.view(None, day).rows(projection)
