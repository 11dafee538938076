"""异议: rows caught up are rows replayed, a view is a cut, and each option of the policy reads otherwise."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.application import View
from ptaudit.domain.commands.assessment import ApproveResult
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.objections import (
    AcceptObjection,
    DecideObjection,
    FileObjection,
    RecordRecusal,
    WithdrawObjection,
)
from ptaudit.domain.commands.results import PublishResult
from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.projections.cycle import cycle
from ptaudit.projections.objections import State, objections, served, services, state
from tests.projections.counties import (
    County,
    Step,
    assert_stored_is_folded,
    assert_view_is_a_cut,
    time,
)

DAY = dt.date
NUMBER = "O-2023-001"


def step(recorded: dt.datetime, command: type[Command], **said: Any) -> Step:
    return recorded, "mdb", command.model_validate(said)


def of_last(recorded: dt.datetime, kind: str, command: type[Command], **said: Any) -> Step:
    """A command about the last entry of *kind*."""

    def made(county: County) -> Command:
        return command.model_validate({**said, "target": county.entry(kind)})

    return recorded, "mdb", made


APPROVE = step(
    time(2024, 1, 15),
    ApproveResult,
    year=2023,
    by="县委,县政府",
    scores=[{"unit": "清河镇", "score": "90.00"}, {"unit": "河口镇", "score": "88.50"}],
    on=DAY(2024, 1, 15),
    basis="×委纪要〔2024〕3号",
)
CIRCULAR = step(
    time(2024, 1, 18),
    PublishResult,
    year=2023,
    computed=True,
    advanced=[],
    interview=[],
    differs=[
        {"list": name, "unit": unit, "reason": "县委常委会议定"}
        for name, unit in (("约谈", "清河镇"), ("约谈", "河口镇"))
    ],
    on=DAY(2024, 1, 18),
    basis="×委办〔2024〕5号",
)
FILE = step(
    time(2024, 2, 1),
    FileObjection,
    claim="期限前已报完成",
    year=2023,
    about="得分",
    unit="清河镇",
    on=DAY(2024, 2, 1),
)
ACCEPT = step(
    time(2024, 2, 2), AcceptObjection, objection=NUMBER, due="2024-02-20", on=DAY(2024, 2, 2)
)
RECUSE = step(
    time(2024, 2, 3),
    RecordRecusal,
    who="经办A",
    decision="回避",
    objection=NUMBER,
    reason="计分人",
)
DECIDE = step(
    time(2024, 2, 19),
    DecideObjection,
    objection=NUMBER,
    result="维持",
    members="县目督办主任",
    on=DAY(2024, 2, 18),
)
OTHER = step(
    time(2024, 2, 20),
    FileObjection,
    claim="公示期内另有反映",
    year=2023,
    about="公示",
    by="驻村企业",
    on=DAY(2024, 2, 1),
)
GONE = step(time(2024, 2, 21), WithdrawObjection, objection="O-2023-002", on=DAY(2024, 2, 21))
MOVED = of_last(
    time(2024, 2, 22),
    "objection.accepted",
    CorrectRecord,
    set={"due": "2024-03-01"},
    reason="误录时限",
)
VOID = of_last(time(2024, 2, 23), "objection.decided", VoidRecord, reason="误录")
STORY = (APPROVE, CIRCULAR, FILE, ACCEPT, RECUSE, DECIDE, OTHER, GONE, MOVED, VOID)


def stands(view: View, number: str = NUMBER) -> State:
    row = view.row(objections, number)
    assert row.filed is not None
    year = row.filed.year
    known = services(view.known(served(year)))
    found = state(row, view.row(cycle, str(year)), known, view.registry, view.on)
    assert found is not None
    return found


def test_rows_caught_up_are_rows_replayed() -> None:
    assert_stored_is_folded(STORY, objections)


def test_a_view_is_a_cut() -> None:
    assert_view_is_a_cut(STORY, objections, (DAY(2024, 2, 1), DAY(2024, 2, 18), DAY(2024, 3, 1)))


@given(st.permutations(STORY[2:]).map(lambda steps: steps[:5]))
@settings(max_examples=15, deadline=None)
def test_whatever_comes_in_whatever_order(steps: Sequence[Step]) -> None:
    """Commands that are refused leave nothing; the others are folded as they are replayed."""
    from ptaudit.domain.failures import Failure

    county, kept = County.of(STORY[:2]), list(STORY[:2])
    for n, (_, operator, said) in enumerate(steps):
        later = (time(2024, 3, 1) + dt.timedelta(days=n), operator, said)
        try:
            county.did(later)
        except (Failure, IndexError):
            continue
        kept.append(later)
    assert_stored_is_folded(kept, objections)


def test_how_it_stands_day_by_day() -> None:
    county = County.of(STORY[:6])
    view = county.app.view

    def on(day: dt.date) -> tuple[object, ...]:
        one = stands(view(None, day))
        return (one.status, one.result, one.due, one.overdue, one.days_open)

    assert view(None, DAY(2024, 1, 31)).row(objections, NUMBER).filed is None
    assert on(DAY(2024, 2, 1)) == ("已提出", None, None, False, 0)
    assert on(DAY(2024, 2, 2)) == ("已受理", None, DAY(2024, 2, 20), False, 1)
    assert on(DAY(2024, 2, 18)) == ("已决定", "维持", DAY(2024, 2, 20), False, 17)
    assert on(DAY(2024, 6, 1)) == ("已决定", "维持", DAY(2024, 2, 20), False, 17)


def test_an_answer_not_given_by_the_day_is_overdue() -> None:
    view = County.of(STORY[:4]).app.view
    assert not stands(view(None, DAY(2024, 2, 20))).overdue
    late = stands(view(None, DAY(2024, 2, 21)))
    assert (late.overdue, late.days_open) == (True, 20)


def test_a_correction_and_a_void() -> None:
    county = County.of(STORY)
    now = stands(county.app.view(None, DAY(2024, 3, 2)))
    assert (now.status, now.due, now.overdue) == ("已受理", DAY(2024, 3, 1), True)
    assert stands(county.app.view(None, DAY(2024, 3, 2)), "O-2023-002").status == "已撤回"


@pytest.mark.parametrize(
    ("keys", "timely", "last", "suspends"),
    [
        ({}, "按期", DAY(2024, 2, 18), False),
        ({"objection.window": "14"}, "按期", DAY(2024, 2, 1), False),
        ({"objection.window": "13"}, "逾期提出", DAY(2024, 1, 31), False),
        ({"objection.window": "none"}, "按期", None, False),
        ({"objection.window": "30", "deadline.rollover.period": "stays"}, "按期",
         DAY(2024, 2, 17), False),
        ({"objection.suspends": "yes"}, "按期", DAY(2024, 2, 18), True),
    ],
)  # fmt: skip
def test_what_each_ruling_would_change(
    keys: dict[str, str], timely: str, last: dt.date | None, suspends: bool
) -> None:
    """Tried out in a what-if: nothing is written."""
    county = County.of(STORY[:3])
    tried = county.app.suppose(county.app.view(), policy=keys).view if keys else county.app.view()
    one = stands(tried)
    assert (one.timely, one.window.last, one.suspends) == (timely, last, suspends)


def test_the_window_follows_the_service_on_the_unit() -> None:
    def serve(county: County) -> Command:
        said = {"doc_no": "×委办〔2024〕5号", "to": "清河镇", "on": DAY(2024, 1, 25)}
        return ServeDocument.model_validate({**said, "document": county.entry("result.published")})

    county = County.of((*STORY[:2], (time(2024, 1, 25), "mdb", serve), FILE))
    one = stands(county.app.view())
    assert (one.window.served, one.window.since) == (True, DAY(2024, 1, 25))
    assert one.window.last == DAY(2024, 2, 26)


def test_before_the_circular_there_is_no_window() -> None:
    """Known at a moment before the circular was recorded, nothing had been circulated."""
    county = County.of((APPROVE, FILE, (time(2024, 2, 2), "mdb", CIRCULAR[2])))
    late = stands(county.app.view())
    assert late.window.circular is not None
    then = stands(county.app.view("2024-02-01"))
    assert (then.window.circular, then.window.last, then.timely) == (None, None, "按期")
