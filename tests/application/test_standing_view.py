"""Standing facts and carried results at a moment: as a ledger that had gone no further."""

import datetime as dt
from itertools import count

import pytest

from ptaudit.application import Ptaudit
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy, OpenYear, PublishCalendar
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.register import EndGrant, NameOrgan, RegisterUnit
from ptaudit.domain.record import Record
from tests.domain.specification import OPENING, say

DAY = dt.date
ZONE = dt.timezone(dt.timedelta(hours=8))
PAPER = "×绩委〔2024〕1号"

#: What is typed in, one a day: by whom, and what. A word: what becomes of the result carried over.
LIFE: tuple[tuple[str, Command | str], ...] = (
    ("mdb", say(RegisterUnit, name="清河镇", unit_kind="镇")),
    (
        "mdb",
        say(
            CarryHistory,
            unit="清河镇",
            year=2022,
            completion="未完成",
            basis="甲",
            on="2023-02-01",
        ),
    ),
    ("mdb", say(AdoptPolicy, keys={"third.min": "1"}, from_year=2023, basis=PAPER)),
    ("mdb", "correct"),
    ("mdb", say(OpenYear, year=2024, due={"上半年自查": "2024-07-15"})),
    ("mdb", say(PublishCalendar, year=2027, holidays=("2027-01-01",), doc_no="乙")),
    ("mdb", say(NameOrgan, role="EPB", name="县环保局", on="2010-01-01")),
    ("mdb", "void"),
    ("admin", say(EndGrant, grant="epb-1")),
    ("mdb", say(OpenYear, year=2024, due={"上半年自查": "2024-07-20"})),
)


def lived(days: int) -> Ptaudit:
    """A ledger after *days* of :data:`LIFE`."""
    ids = count(1)
    now = [dt.datetime(2024, 1, 1, 9, tzinfo=ZONE)]
    app = Ptaudit.create(
        "sqlite://", OPENING, clock=lambda: now[0], new_id=lambda: f"{next(ids):032x}"
    )
    for operator, what in LIFE[:days]:
        now[0] += dt.timedelta(days=1)
        app.execute(_command(app, what), operator=operator)
    return app


def _command(app: Ptaudit, what: Command | str) -> Command:
    if isinstance(what, Command):
        return what
    carried = _carried(app)[0]
    if what == "void":
        return say(VoidRecord, target=carried.id, reason="重复")
    return say(CorrectRecord, target=carried.id, set=(("completion", "完成"),), reason="笔误")


def _carried(app: Ptaudit) -> list[Record]:
    found = app.view().entries(about("unit:u001", "year:2022", kinds=("history.carried",)))
    return [record for record in found if record.kind == "history.carried"]


@pytest.fixture(scope="module")
def whole() -> Ptaudit:
    return lived(len(LIFE))


@pytest.mark.parametrize("days", range(len(LIFE) + 1))
def test_what_was_known_then_is_what_a_ledger_cut_there_knows(whole: Ptaudit, days: int) -> None:
    cut = lived(days)
    moment = str(cut.ledger.head().size)
    results = about("unit:u001", "year:2022", kinds=("history.carried",))
    for on in (
        DAY(2010, 1, 1),
        DAY(2023, 1, 31),
        DAY(2023, 2, 1),
        DAY(2024, 1, 6),
        DAY(2025, 1, 1),
    ):
        then, own = whole.view(moment, on), cut.view(None, on)
        assert then.registry == own.registry
        assert then.known(results) == own.known(results)


@pytest.mark.parametrize(
    ("days", "completion"), [(1, []), (2, ["未完成"]), (3, ["未完成"]), (4, ["完成"]), (8, [])]
)
def test_a_carried_result_as_corrected_and_voided(
    whole: Ptaudit, days: int, completion: list[str]
) -> None:
    day = DAY(2024, 1, 1) + dt.timedelta(days=days)
    known = whole.view(day.isoformat()).known(about("unit:u001", kinds=("history.carried",)))
    assert [record.payload.model_dump()["completion"] for record in known] == completion
