"""A correction may make an entry be about another unit or year: it leaves the one and joins the other."""

import datetime as dt
from decimal import Decimal
from itertools import count

import pytest

from ptaudit.application import Opening, Ptaudit, stored
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.decider import Refused
from ptaudit.domain.record import Record
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.scores import scores
from tests.domain.specification import say

ZONE = dt.timezone(dt.timedelta(hours=8))
PAPER = "×委发〔2023〕9号"


@pytest.fixture
def app() -> Ptaudit:
    numbers = count(1)
    app = Ptaudit.create(
        "sqlite://",
        Opening(county="测试县", origin="test.example/ptaudit"),
        clock=lambda: dt.datetime(2024, 1, 25, 10, tzinfo=ZONE),
        new_id=lambda: f"{next(numbers):032x}",
    )
    for name in ("清河镇", "河口镇", "石桥乡"):
        do(app, say(RegisterUnit, name=name, unit_kind=name[-1]))
    return app


def do(app: Ptaudit, command: Command) -> Record:
    return app.execute(command, operator="mdb").records[-1]


def carried(app: Ptaudit, unit: str = "清河镇", year: int = 2022) -> Record:
    return do(
        app,
        say(
            CarryHistory,
            unit=unit,
            year=year,
            completion="未完成",
            score="80",
            basis=PAPER,
            on=dt.date(2023, 3, 1),
        ),
    )


def moved(app: Ptaudit, entry: Record, to: str, former: Record | None = None) -> Record:
    return do(
        app,
        say(
            CorrectRecord,
            target=entry.id,
            set=(("unit", to),),
            supersedes=former.id if former else None,
            reason="登错单位",
        ),
    )


def totals(app: Ptaudit, as_recorded: str | None = None) -> dict[str, Decimal | None]:
    view = app.view(as_recorded)
    rows = {key: sheet.assertions[-1].total for key, sheet in view.rows(scores).items()}
    for key, total in rows.items():
        assert view.row(scores, key).assertions[-1].total == total
    return rows


@pytest.mark.parametrize("caught_up", [False, True], ids=["never stored", "stored before"])
def test_it_counts_for_the_new_unit_only(app: Ptaudit, caught_up: bool) -> None:
    entry = carried(app)
    if caught_up:
        for projection in ALL:
            stored.catch_up(app.ledger, projection)
    moved(app, entry, "河口镇")
    assert totals(app) == {"u002/2022": Decimal("80.00")}
    assert totals(app, f"第{entry.position}号") == {"u001/2022": Decimal("80.00")}


def test_it_moves_on_and_comes_back(app: Ptaudit) -> None:
    entry = carried(app)
    first = moved(app, entry, "河口镇")
    second = moved(app, entry, "石桥乡", first)
    assert totals(app) == {"u003/2022": Decimal("80.00")}
    third = moved(app, entry, "清河镇", second)
    assert totals(app) == {"u001/2022": Decimal("80.00")}
    do(app, say(VoidRecord, target=entry.id, reason="误录"))
    assert totals(app) == {}
    assert totals(app, str(second.position)) == {"u003/2022": Decimal("80.00")}
    assert totals(app, str(third.position)) == {"u001/2022": Decimal("80.00")}


def test_stored_rows_follow_step_by_step(app: Ptaudit) -> None:
    entry = carried(app)
    former: Record | None = None
    for to in ("河口镇", "石桥乡", "清河镇", "河口镇"):
        former = moved(app, entry, to, former)
        for projection in ALL:
            stored.catch_up(app.ledger, projection)
            assert stored.verify(app.ledger, projection) == ()
    assert totals(app) == {"u002/2022": Decimal("80.00")}


def test_decisions_see_where_it_is_now(app: Ptaudit) -> None:
    entry = carried(app)
    moved(app, entry, "河口镇")
    with pytest.raises(Refused, match=r"history\.carried_differs"):
        do(
            app,
            say(
                CarryHistory,
                unit="河口镇",
                year=2022,
                completion="完成",
                basis=PAPER,
                on=dt.date(2023, 3, 1),
            ),
        )
    assert carried(app).position > entry.position


def test_known_and_timeline_follow(app: Ptaudit) -> None:
    entry = carried(app)
    moved(app, entry, "河口镇")
    view = app.view()
    kinds = ("history.carried",)
    assert view.known(about("unit:u001", kinds=kinds)) == ()
    assert [r.id for r in view.known(about("unit:u002", kinds=kinds))] == [entry.id]
    assert entry.id in [line.record.id for line in view.timeline("unit:u002")]
