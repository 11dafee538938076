"""Several requests in one append: keys of their own, and what one takes from another."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

import pytest

from ptaudit.application import Opening, Ptaudit
from ptaudit.application.requests import Request, Takes
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    RaiseFinding,
    SubmitRectification,
)
from ptaudit.domain.commands.register import RegisterUnit
from ptaudit.domain.events.base import Evidence
from ptaudit.domain.events.corrections import BatchImported
from ptaudit.domain.failures import Conflict, Malformed, NotFound, Several

DAY = dt.date
NOW = dt.datetime(2025, 12, 30, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def app() -> Iterator[Ptaudit]:
    numbers = count(1)
    made = Ptaudit.create(
        "sqlite://",
        Opening(county="测试县", origin="test.example/ptaudit"),
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):032x}",
    )
    made.execute(RegisterUnit(name="清河镇", unit_kind="镇", unit="qinghe"), operator="mdb")
    yield made
    made.close()


def raised(issue: str) -> RaiseFinding:
    return RaiseFinding(units=("清河镇",), issue=issue, on=DAY(2025, 3, 1))


def ordered() -> OrderRectification:
    return OrderRectification(finding="待定", deadline=DAY(2025, 4, 1), on=DAY(2025, 3, 2))


def case(key: str, command: Command, of: str) -> Request:
    return Request(command, key, shared=True, takes=(Takes("finding", of),))


LIFE = [
    Request(raised("甲"), "甲", shared=True),
    case("甲:限期", ordered(), "甲"),
    Request(raised("乙"), "乙", shared=True),
    case("乙:限期", ordered(), "乙"),
]


def heading() -> BatchImported:
    file = Evidence(sha="0" * 64, name="a.jsonl", size=1)
    return BatchImported(
        template="命令", template_version=1, file=file, rows=4, recorded=4, skipped=0
    )


def test_each_takes_the_case_that_its_own_row_raised(app: Ptaudit) -> None:
    outcomes = app.execute_all(LIFE, operator="epb", heading=lambda _: heading())
    findings = [outcome.records[0].payload.finding for outcome in outcomes]  # type: ignore[attr-defined]
    assert findings == ["F-2025-001", "F-2025-001", "F-2025-002", "F-2025-002"]
    positions = [record.position for outcome in outcomes for record in outcome.records]
    head = app.ledger.head().size
    assert positions == list(range(head - 3, head + 1))
    used = app.ledger.used(["甲", "甲:限期", "乙"])
    assert {name: (u.first, u.last) for name, u in used.items()} == {
        "甲": (head - 3, head - 3),
        "甲:限期": (head - 2, head - 2),
        "乙": (head - 1, head - 1),
    }


def test_a_later_batch_takes_what_an_earlier_one_recorded(app: Ptaudit) -> None:
    app.execute_all(LIFE[:1], operator="epb")
    later = [*LIFE, case("甲:报", SubmitRectification(finding="待定", on=DAY(2025, 3, 20)), "甲")]
    outcomes = app.execute_all(later, operator="epb")
    assert [bool(outcome.records) for outcome in outcomes] == [False, True, True, True, True]
    assert outcomes[-1].records[0].payload.finding == "F-2025-001"  # type: ignore[attr-defined]


def test_a_shared_key_is_anybodys_and_another_is_the_operators(app: Ptaudit) -> None:
    carried = RegisterUnit(name="河口镇", unit_kind="镇")
    app.execute_all([Request(carried, "k", shared=True)], operator="mdb")
    [again] = app.execute_all([Request(carried, "k", shared=True)], operator="epb")
    assert again.records == ()
    with pytest.raises(Conflict, match=r"key\.reused"):
        app.execute(carried, operator="mdb", key="k")


def test_one_key_stands_for_one_request_of_a_batch(app: Ptaudit) -> None:
    twice = [Request(raised("甲"), "k"), Request(raised("乙"), "k")]
    with pytest.raises(Several) as several:
        app.execute_all(twice, operator="epb")
    [(place, failure)] = several.value.failures
    assert (place, type(failure), failure.code) == (1, Malformed, "key.twice")


def test_unkeyed_requests_are_nobody_elses(app: Ptaudit) -> None:
    """The entries of a request without a key are not part of what the key before it recorded."""
    requests = [Request(raised("甲"), "k"), Request(raised("乙")), Request(raised("丙"), "l")]
    app.execute_all(requests, operator="epb")
    head = app.ledger.head().size
    used = app.ledger.used(["k", "l"])
    assert (used["k"].first, used["k"].last) == (head - 2, head - 2)
    assert (used["l"].first, used["l"].last) == (head, head)


def test_a_key_stands_for_all_that_its_request_recorded(app: Ptaudit) -> None:
    letter = raised("甲").model_copy(update={"deadline": DAY(2025, 4, 1)})
    app.execute_all([Request(letter, "k"), Request(raised("乙"), "l")], operator="epb")
    head = app.ledger.head().size
    used = app.ledger.used(["k", "l"])
    assert (used["k"].first, used["k"].last) == (head - 3, head - 1)
    assert (used["l"].first, used["l"].last) == (head, head)


def test_what_rests_on_a_failure_is_not_told_of_as_well(app: Ptaudit) -> None:
    bad = RaiseFinding(units=("青山乡",), issue="甲", on=DAY(2025, 3, 1))
    close = CloseFinding(finding="待定", on=DAY(2025, 3, 3))
    requests = [
        Request(bad, "甲", shared=True),
        case("甲:限期", ordered(), "甲"),
        case("甲:销号", close, "甲:限期"),
        Request(raised("乙"), "乙", shared=True),
    ]
    before = app.ledger.head().size
    with pytest.raises(Several) as several:
        app.execute_all(requests, operator="epb")
    [(place, failure)] = several.value.failures
    assert (place, type(failure)) == (0, NotFound)
    assert app.ledger.head().size == before


def test_many_cases_are_read_together_and_still_decided_apart(app: Ptaudit) -> None:
    requests = [
        request
        for n in range(60)
        for request in (
            Request(raised(f"问题{n}"), f"{n}", shared=True),
            case(f"{n}:限期", ordered(), f"{n}"),
        )
    ]
    outcomes = app.execute_all(requests, operator="epb")
    numbers = [o.records[0].payload.finding for o in outcomes]  # type: ignore[attr-defined]
    assert numbers == [f"F-2025-{n // 2 + 1:03d}" for n in range(120)]
    again = app.execute_all(requests, operator="epb")
    assert not any(outcome.records for outcome in again)
