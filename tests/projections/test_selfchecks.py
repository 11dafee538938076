"""自查台账: stored rows equal folded ones, past views equal ledgers cut there, and nobody is left out."""

import datetime as dt
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import Opening, Ptaudit, stored
from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.record import Record
from ptaudit.projections.selfchecks import board, own, selfchecks
from tests.domain.specification import Spec, say, unit

ZONE = dt.timezone(dt.timedelta(hours=8))
UNITS = ("清河镇", "河口镇")


class Office:
    """A ledger in memory and its clock, which moves by hand."""

    def __init__(self) -> None:
        self.now = dt.datetime(2023, 7, 1, 9, 0, tzinfo=ZONE)
        numbers = count(1)
        self.app = Ptaudit.create(
            "sqlite://",
            Opening(county="测试县", origin="test.example/ptaudit"),
            clock=lambda: self.now,
            new_id=lambda: f"{next(numbers):032x}",
        )
        for code, name in (("qinghe", "清河镇"), ("hekou", "河口镇")):
            self.register(code, name)
        self.did(say(OpenYear, year=2023, due={"上半年自查": "2023-07-15"}, on="2023-01-05"))

    def did(self, command: Command, operator: str = "mdb") -> tuple[Record, ...]:
        self.now += dt.timedelta(days=1)
        return self.app.execute(command, operator=operator).records

    def register(self, code: str, name: str, **said: object) -> None:
        party = f"{name}党委"
        self.did(
            say(RegisterUnit, unit=code, name=name, unit_kind="镇", party_organ=party, **said)
        )

    def file(self, name: str, on: str, **said: object) -> tuple[Record, ...]:
        return self.did(say(FileSelfcheck, unit=name, period="上半年", on=on, **said))


@pytest.fixture
def office() -> Office:
    office = Office()
    first, _ = office.file("清河镇", "2023-07-03", copied="2023-07-04", receipt="收文1")
    back = say(ReturnSubmission, target=first.id, reason="缺附表", on="2023-07-05")
    office.did(back, "epb")
    office.file("清河镇", "2023-07-06", copied="2023-07-06", receipt="收文2")
    office.file("河口镇", "2023-07-08", receipt="收文3")
    return office


def test_rows_caught_up_stride_by_stride_equal_rows_folded_at_once(office: Office) -> None:
    stored.catch_up(office.app.ledger, selfchecks)
    late = office.file("河口镇", "2023-07-02", receipt="收文0")
    office.did(say(CorrectRecord, target=late[0].id, set={"on": "2023-07-03"}, reason="误录"))
    stored.catch_up(office.app.ledger, selfchecks)
    office.did(say(VoidRecord, target=late[0].id, reason="误录"))
    stored.catch_up(office.app.ledger, selfchecks)
    assert stored.verify(office.app.ledger, selfchecks) == ()
    assert sorted(office.app.view().rows(selfchecks)) == ["hekou/2023", "qinghe/2023"]
    assert [f.receipt_no for f in office.app.view().rows(selfchecks)["hekou/2023"].filings] == [
        "收文3"
    ]


def test_the_board_shows_everybody_who_owes(office: Office) -> None:
    view = office.app.view()
    found = [
        (code, standing.period, standing.status)
        for code, standing in board(
            view.rows(selfchecks), view.registry, 2023, dt.date(2023, 7, 20)
        )
    ]
    assert found == [
        ("qinghe", "上半年", "已收讫"),
        ("qinghe", "年终", "未到期"),
        ("hekou", "上半年", "已报缺抄送"),
        ("hekou", "年终", "未到期"),
    ]


def test_a_unit_registered_after_the_year_owes_nothing_for_it(office: Office) -> None:
    office.now += dt.timedelta(days=300)
    office.register("xin", "新桥镇", since="2024-01-01")
    view = office.app.view()
    assert {code for code, _ in board({}, view.registry, 2023, view.on)} == {"qinghe", "hekou"}
    assert {code for code, _ in board({}, view.registry, 2024, view.on)} == {
        "qinghe",
        "hekou",
        "xin",
    }


def test_a_view_at_a_position_equals_a_ledger_cut_there(office: Office) -> None:
    records = list(office.app.view().entries())
    for position in range(1, len(records) + 1):
        held = clocks.cut(records, position)
        past = office.app.view(str(position)).rows(selfchecks)
        for key in ("qinghe/2023", "hekou/2023"):
            mine = [r for r in held if own(key).matches(r.kind, r.tags)]
            assert past.get(key, selfchecks.initial(key)) == selfchecks.fold(key, mine)


def test_a_day_before_the_return_shows_it_received(office: Office) -> None:
    on = dt.date(2023, 7, 4)
    view = office.app.view(as_effective=on)
    found = dict(board(view.rows(selfchecks), view.registry, 2023, on))
    assert found["qinghe"].status == "未到期"
    [first] = [
        s
        for u, s in board(view.rows(selfchecks), view.registry, 2023, on)
        if (u, s.period) == ("qinghe", "上半年")
    ]
    assert first.status == "已收讫"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.integers(0, 40),
        st.sampled_from([None, 0, 3]),
        st.sampled_from(["file", "return", "void"]),
    ),
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_folding_entry_by_entry_equals_folding_them_all(
    steps: list[tuple[str, int, int | None, str]],
) -> None:
    spec = Spec(today=dt.date(2023, 12, 1)).given(
        unit("qinghe", "清河镇"), unit("hekou", "河口镇")
    )
    start = dt.date(2023, 7, 1)
    for n, (name, day, copied, act) in enumerate(steps):
        filings = [r for r in clocks.resolve(spec.records) if r.kind == "selfcheck.filed"]
        if act == "file" or not filings:
            said = {
                "unit": name,
                "period": "上半年",
                "on": start + dt.timedelta(day),
                "receipt": str(n),
            }
            if copied is not None:
                said["copied"] = start + dt.timedelta(day + copied)
            spec = spec.did(say(FileSelfcheck, **said))
        elif act == "return":
            back = {"target": filings[-1].id, "reason": "缺", "irregular": "再退", "organ": "EPB"}
            spec = spec.by("epb").did(say(ReturnSubmission, **back)).by("mdb")
        else:
            spec = spec.voided(filings[0].position)
    rows: dict[str, object] = {}
    for record in spec.records:
        _, again = selfchecks.advance(rows, [record])  # type: ignore[arg-type]
        for key in again:
            seen = [r for r in spec.records if r.position <= record.position]
            mine = [r for r in seen if own(key).matches(r.kind, r.tags)]
            rows[key] = selfchecks.fold(key, mine)
    whole = {key: selfchecks.fold(key, spec.select(own(key).matches)) for key in rows}
    assert rows == whole
