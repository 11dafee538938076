"""第十四条: how each measure's last day was found, and what a request for extension does to it."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    NotifyFinding,
    OrderRectification,
    ReopenFinding,
    RequestExtension,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.targets import ServeDocument
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.deadlines import MOST, PENDING, WHEN, Due
from tests.domain.finding_case import DAY, MEASURES, ORDERED, RAISED, finding, said, stands
from tests.domain.specification import Spec, say

ORDER = said(OrderRectification, "2023-11-06", deadline="2023-12-20", served="2023-11-07")
PLAIN = RAISED.did(ORDER)
LATER = DAY(2024, 1, 31)


def ask(on: str, to: str = "2024-01-10", **more: Any) -> Any:
    return said(RequestExtension, on, to=to, unit="清河镇", reason="汛期停工", **more)


def decide(on: str, result: str = "批准", **more: Any) -> Any:
    return said(DecideExtension, on, result=result, **more)


def due(spec: Spec, on: dt.date = LATER, unit: str | None = None, **keys: str) -> Due:
    """Of the first measure."""
    registry = spec.registry.trying({k.replace("__", "."): v for k, v in keys.items()})
    case = finding(spec, on)
    return deadlines.due(case, case.measures[0], registry, on, unit)


# How it was found


def test_a_counted_period_says_from_when_and_off_which_calendar_it_was_read() -> None:
    spec = RAISED.did(said(OrderRectification, "2023-11-06", days=11, served="2023-11-07"))
    monday = DAY(2023, 11, 20)
    version = spec.registry.calendar.years[2023].version
    assert due(spec) == Due(
        no=1,
        day=monday,
        keys=("deadline.start", "deadline.rollover.period"),
        ordered=monday,
        since=DAY(2023, 11, 8),
        counted=DAY(2023, 11, 18),
        calendar=((2023, version),),
    )
    stays = due(spec, deadline__rollover__period="stays")
    assert (stays.day, stays.counted, stays.calendar) == (stays.counted, DAY(2023, 11, 18), ())
    by_issue = due(spec, deadline__start="issue")
    assert (by_issue.since, by_issue.unserved) == (DAY(2023, 11, 7), False)


def test_each_kind_of_deadline_names_the_rulings_it_was_found_by() -> None:
    day = DAY(2023, 12, 20)
    assert due(PLAIN) == Due(
        no=1, day=day, keys=("deadline.rollover.fixed",), ordered=day, counted=day
    )

    def ordered(**more: Any) -> Spec:
        return RAISED.did(said(OrderRectification, "2023-11-06", served="2023-11-07", **more))

    assert due(ordered(deadline_kind="立行立改")).keys == ("deadline.immediate",)
    by_issue = due(ordered(days=20, start="印发日"))
    assert (by_issue.since, by_issue.keys) == (DAY(2023, 11, 7), ("deadline.rollover.period",))
    by_service = due(ordered(days=20, start="送达次日"), deadline__start="issue")
    assert by_service.since == DAY(2023, 11, 8)
    working = due(ordered(days=4, deadline_kind="工作日"))
    assert (working.day, working.counted) == (DAY(2023, 11, 13), DAY(2023, 11, 13))
    assert working.keys == ("deadline.start",)


def test_each_unit_has_the_period_from_its_own_service() -> None:
    order = said(OrderRectification, "2023-11-06", days=10, basis="×环函〔2023〕1号")
    spec = RAISED.did(order)
    assert (due(spec).since, due(spec).unserved) == (DAY(2023, 11, 7), True)
    for unit, day in (("清河镇", "2023-11-08"), ("河口镇", "2023-11-13")):
        spec = spec.did(say(ServeDocument, doc_no="×环函〔2023〕1号", to=unit, on=day))
    found = {unit: due(spec, unit=unit).since for unit in (None, "qinghe", "hekou", "sanxi")}
    assert found == {
        None: DAY(2023, 11, 14),
        "qinghe": DAY(2023, 11, 9),
        "hekou": DAY(2023, 11, 14),
        "sanxi": DAY(2023, 11, 14),
    }
    [shown] = deadlines.lights(finding(spec), spec.registry, LATER, "qinghe")
    assert shown.since == DAY(2023, 11, 9)


def test_each_unit_is_shown_the_measures_it_answers_for() -> None:
    case = finding(ORDERED)
    shown = {
        unit: [one.no for one in deadlines.lights(case, ORDERED.registry, LATER, unit)]
        for unit in (None, "qinghe", "hekou", "sanxi")
    }
    assert shown == {None: [1, 2, 3], "qinghe": [1, 3], "hekou": [2, 3], "sanxi": []}
    assert deadlines.deadline(case, ORDERED.registry, LATER) == DAY(2023, 12, 20)
    assert deadlines.deadline(case, ORDERED.registry, LATER, "qinghe") == DAY(2023, 12, 10)
    assert deadlines.deadline(case, ORDERED.registry, LATER, "sanxi") is None
    assert stands(ORDERED, LATER, "sanxi").status == "已限期整改"


# Extensions


def test_a_refused_request_moves_the_day_by_the_days_it_waited() -> None:
    asked = PLAIN.did(ask("2023-12-18"))
    waiting = due(asked, DAY(2023, 12, 20))
    assert (waiting.day, waiting.suspended, waiting.pending) == (DAY(2023, 12, 22), 2, True)
    assert waiting.keys == ("deadline.rollover.fixed", PENDING)
    refused = due(asked.did(decide("2023-12-20", "不予")))
    assert (refused.day, refused.suspended, refused.pending) == (DAY(2023, 12, 22), 2, False)
    assert (refused.ordered, refused.extended_by) == (DAY(2023, 12, 20), None)


def test_what_was_refused_the_same_day_waited_for_nothing() -> None:
    found = due(PLAIN.did(ask("2023-12-18")).did(decide("2023-12-18", "不予")))
    assert (found.day, found.suspended) == (DAY(2023, 12, 20), 0)
    assert found.keys == ("deadline.rollover.fixed",)


def test_where_the_clock_runs_on_the_key_is_named_while_the_request_is_pending() -> None:
    asked = PLAIN.did(ask("2023-12-18"))
    waiting = due(asked, extension__pending="strict")
    assert (waiting.day, waiting.keys) == (
        DAY(2023, 12, 20),
        ("deadline.rollover.fixed", PENDING),
    )
    refused = due(asked.did(decide("2023-12-20", "不予")), extension__pending="strict")
    assert refused.keys == ("deadline.rollover.fixed",)


def test_a_counted_day_moved_onto_a_day_off_rolls_as_the_period_does() -> None:
    """Monday the 20th, moved by five days, is a Saturday."""
    spec = RAISED.did(said(OrderRectification, "2023-11-06", days=11, served="2023-11-07"))
    spec = spec.did(ask("2023-11-10")).did(decide("2023-11-15", "不予"))
    assert due(spec).day == DAY(2023, 11, 27)
    assert due(spec, deadline__rollover__period="stays").day == DAY(2023, 11, 23)


def test_a_pending_request_is_counted_to_the_day_asked_about() -> None:
    asked = PLAIN.did(ask("2023-12-18"))
    case = finding(asked)
    for on, day in ((DAY(2023, 12, 19), 21), (DAY(2023, 12, 22), 24)):
        assert deadlines.deadline(case, asked.registry, on) == DAY(2023, 12, day)


def test_two_requests_that_wait_at_once_stop_the_clock_once() -> None:
    asked = PLAIN.did(ask("2023-12-10")).did(ask("2023-12-12", "2024-01-12"))
    assert due(asked, DAY(2023, 12, 16)).suspended == 6


def test_a_grant_names_its_entry_and_never_moves_the_day_back() -> None:
    asked = PLAIN.did(ask("2023-12-10"))
    granted = asked.did(decide("2023-12-11"))
    found = due(granted)
    assert (found.day, found.extended_by) == (DAY(2024, 1, 10), granted.last.position)
    assert (found.suspended, found.pending) == (0, False)
    again = granted.did(ask("2023-12-12", "2024-01-11")).did(
        decide("2023-12-13", to="2024-01-05", irregular="未按申请")
    )
    assert (due(again).day, due(again).extended_by) == (DAY(2024, 1, 10), granted.last.position)
    case = finding(again)
    assert [deadlines.granted(case, no) for no in (1,)] == [2]


def test_one_that_came_late_moves_nothing_and_the_key_says_so() -> None:
    late = PLAIN.did(ask("2023-12-21", irregular="汛期")).did(
        decide("2023-12-22", irregular="补批")
    )
    found = due(late)
    assert (found.day, found.keys) == (DAY(2023, 12, 20), ("deadline.rollover.fixed", WHEN))
    assert due(late, extension__when="any").day == DAY(2024, 1, 10)


@pytest.mark.parametrize(
    ("most", "day", "named"),
    [
        ("none", DAY(2024, 1, 20), False),
        ("2", DAY(2024, 1, 20), False),
        ("1", DAY(2024, 1, 10), True),
    ],
)
def test_beyond_the_number_of_extensions_none_counts(
    most: str, day: dt.date, *, named: bool
) -> None:
    twice = PLAIN.did(ask("2023-12-10")).did(decide("2023-12-11"))
    twice = twice.did(ask("2023-12-12", "2024-01-20")).did(decide("2023-12-13"))
    found = due(twice, extension__max=most)
    assert (found.day, MOST in found.keys) == (day, named)


def test_a_later_order_is_not_moved_by_what_was_granted_before_it() -> None:
    granted = PLAIN.did(ask("2023-12-10")).did(decide("2023-12-11"))
    anew = granted.did(said(OrderRectification, "2023-12-12", deadline="2023-12-29"))
    assert (due(anew).day, due(anew).extended_by) == (DAY(2023, 12, 29), None)
    assert deadlines.granted(finding(anew), 1) == 0


def test_a_measure_without_a_last_day_has_one_once_it_is_granted() -> None:
    spec = RAISED.did(said(OrderRectification, "2023-11-06", deadline_kind="立行立改"))
    asked = spec.did(ask("2023-11-08"))
    waiting = due(asked, DAY(2023, 11, 20))
    assert (waiting.day, waiting.suspended, waiting.pending) == (None, 0, True)
    granted = asked.did(decide("2023-11-09"))
    assert due(granted).day == DAY(2024, 1, 10)


def test_a_standing_measure_has_none_whatever_is_asked() -> None:
    asked = ORDERED.did(ask("2023-11-10", measures=(1, 3)))
    case = finding(asked)
    found = deadlines.due(case, case.measures[2], asked.registry, LATER)
    assert found == Due(no=3, day=None)
    assert MEASURES[2].deadline_kind == "长期坚持"


# Failed, fed back, opened again


def test_fed_back_and_not_yet_ordered() -> None:
    assert stands(RAISED, LATER).status == "已登记"
    fed_back = RAISED.did(said(NotifyFinding, "2023-11-04"))
    assert stands(fed_back, LATER).status == "已反馈"


def test_what_failed_its_check_says_so_until_its_last_day_is_past() -> None:
    spec = PLAIN.did(said(SubmitRectification, "2023-12-01", unit="清河镇"))
    spec = spec.did(said(VerifyRectification, "2023-12-05", result="不通过"))
    assert stands(spec, DAY(2023, 12, 20)).status == "核查未通过"
    assert stands(spec, DAY(2023, 12, 21)).status == "逾期未整改"


def test_opened_a_second_time_the_order_after_the_first_opening_is_no_longer_in_force() -> None:
    closed = PLAIN.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    again = closed.did(said(ReopenFinding, "2024-03-01", why="反弹"))
    anew = again.did(said(OrderRectification, "2024-03-02", deadline="2024-04-01"))
    shut = anew.did(said(CloseFinding, "2024-03-20", verified="2024-03-20"))
    twice = shut.did(said(ReopenFinding, "2024-04-10", why="反弹"))
    on = DAY(2024, 4, 11)
    assert (stands(twice, on).status, stands(twice, on).deadline) == ("重新打开", None)
    assert stands(twice, on).missed_by == ()


def test_ordered_anew_for_good_nothing_is_awaited() -> None:
    closed = PLAIN.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    again = closed.did(said(ReopenFinding, "2024-03-01", why="反弹"))
    anew = again.did(said(OrderRectification, "2024-03-02", deadline_kind="长期坚持"))
    assert stands(anew, DAY(2024, 3, 3)).status == "已限期整改"
