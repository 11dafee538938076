"""The ledger an act rests on: filled in at the head, held against what was said, never made up."""

import datetime as dt
from itertools import count

import pytest

from ptaudit.application import Opening, Ptaudit
from ptaudit.application.requests import Request
from ptaudit.domain.commands.keeping import CheckRecord, IssueDocument
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.corrections import DocumentIssued, Head, RecordChecked
from ptaudit.domain.failures import NotFound
from tests.domain.specification import say

NOW = dt.datetime(2024, 1, 25, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SHA = "cd" * 32


@pytest.fixture
def app() -> Ptaudit:
    ids = count(1)
    app = Ptaudit.create(
        "sqlite://",
        Opening(county="测试县", origin="test.example/ptaudit"),
        clock=lambda: NOW,
        new_id=lambda: f"{next(ids):032x}",
    )
    app.execute(say(RegisterUnit, name="清河镇", unit_kind="镇"), operator="mdb")
    return app


def issue(number: int = 1, **said: object) -> IssueDocument:
    return say(
        IssueDocument,
        kind="其他",
        no=f"×目督〔2024〕{number}号",
        **{"sha": f"{number:064x}", **said},
    )


def head(app: Ptaudit, command: IssueDocument) -> Head:
    [record] = app.execute(command, operator="mdb").records
    assert isinstance(record.payload, DocumentIssued)
    return record.payload.head


def root(app: Ptaudit, size: int) -> str:
    return app.ledger.root_at(size).hex()


def test_what_was_not_said_is_the_head(app: Ptaudit) -> None:
    size = app.ledger.head().size
    assert head(app, issue()) == Head(position=size, root=root(app, size))
    assert head(app, issue(2)) == Head(position=size + 1, root=root(app, size + 1))


def test_a_position_said_takes_its_own_root(app: Ptaudit) -> None:
    assert head(app, issue(head_position=7)) == Head(position=7, root=root(app, 7))
    said = issue(2, head_position=7, head_root=root(app, 7))
    assert head(app, said) == Head(position=7, root=root(app, 7))


def test_a_root_the_ledger_does_not_have_is_refused(app: Ptaudit) -> None:
    size = app.ledger.head().size
    for position, said in ((7, root(app, 8)), (None, root(app, size - 1)), (None, SHA)):
        with pytest.raises(Refused) as caught:
            app.execute(issue(head_position=position, head_root=said), operator="mdb")
        at = position or size
        assert caught.value.code == "head.root_differs"
        assert caught.value.params == {"position": at, "root": root(app, at)}
    assert app.ledger.head().size == size


def test_a_position_still_to_come_is_not_found(app: Ptaudit) -> None:
    size = app.ledger.head().size
    with pytest.raises(NotFound) as caught:
        app.execute(issue(head_position=size + 1), operator="mdb")
    assert caught.value.code == "entry.no_such_position"


def test_a_batch_rests_on_the_ledger_before_it(app: Ptaudit) -> None:
    """What it records itself has no root yet."""
    size = app.ledger.head().size
    outcomes = app.execute_all([Request(issue(1)), Request(issue(2))], operator="mdb")
    heads = [
        record.payload.head
        for outcome in outcomes
        for record in outcome.records
        if isinstance(record.payload, DocumentIssued)
    ]
    assert heads == [Head(position=size, root=root(app, size))] * 2


def test_a_key_stands_for_what_was_said_not_for_the_head(app: Ptaudit) -> None:
    first = app.execute(issue(), operator="mdb", key="k")
    app.execute(issue(2), operator="mdb")
    again = app.execute(issue(), operator="mdb", key="k")
    assert again.already == (first.records[0].position,)


def test_hundreds_of_entries_are_checked_at_once(app: Ptaudit) -> None:
    """More than one read, and more than a condition can name."""
    app.execute_all(
        [Request(say(RegisterUnit, name=f"第{n}镇", unit_kind="镇")) for n in range(450)],
        operator="mdb",
    )
    last = app.ledger.head().size
    first = last - 449
    check = say(CheckRecord, entries=f"{first}-{last}")
    [record] = app.execute(check, operator="epb").records
    assert record.payload == RecordChecked(first=first, last=last, result="无误")
    assert app.execute(check, operator="epb").already == (record.position,)
    with pytest.raises(Refused):
        app.execute(check, operator="mdb")
    with pytest.raises(NotFound):
        app.execute(say(CheckRecord, entries=f"{last}-{last + 2}"), operator="epb")
