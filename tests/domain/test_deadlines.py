"""期限:到期当日不算逾期,次日算;延期、待批、送达起算与休息日顺延各按口径。"""

import datetime as dt
from typing import Literal

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    OrderRectification,
    RaiseFinding,
    RequestExtension,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.findings import deadlines, states
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.several import Findings, gather
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec(operator="epb").given(unit("qinghe", "清河镇"))
RAISED = COUNTY.did(RaiseFinding(units=("清河镇",), issue="粪污直排", on=DAY(2023, 11, 3)))
BY_DATE = OrderRectification(
    finding="F-2023-001", on=DAY(2023, 11, 6), deadline=DAY(2023, 12, 20), served=DAY(2023, 11, 7)
)
ORDERED = RAISED.did(BY_DATE)
SUBMIT = SubmitRectification(finding="F-2023-001", on=DAY(2023, 12, 18))
VERIFY = VerifyRectification(finding="F-2023-001", result="通过", on=DAY(2023, 12, 28))
FAIL = VERIFY.model_copy(update={"result": "不通过", "on": DAY(2023, 12, 22)})
CLOSE = CloseFinding(finding="F-2023-001", on=DAY(2023, 12, 29))
REQUEST = RequestExtension(
    finding="F-2023-001", to=DAY(2024, 1, 10), on=DAY(2023, 12, 20), reason="汛期停工"
)


def finding(spec: Spec, on: dt.date) -> Finding:
    state = Findings()
    for record in clocks.known(spec.records, on):
        state = gather(state, record)
    return state.cases["F-2023-001"]


def status(spec: Spec, on: dt.date) -> str:
    return states.status(finding(spec, on), spec.registry, on)


def due(spec: Spec, on: dt.date) -> dt.date | None:
    return deadlines.deadline(finding(spec, on), spec.registry, on)


@pytest.mark.parametrize(
    ("spec", "on", "expected"),
    [
        (RAISED, DAY(2023, 11, 3), "已登记"),
        (ORDERED, DAY(2023, 12, 19), "已送达"),
        (ORDERED, DAY(2023, 12, 20), "已送达"),
        (ORDERED, DAY(2023, 12, 21), "逾期未整改"),
        (ORDERED.did(SUBMIT), DAY(2023, 12, 17), "已送达"),
        (ORDERED.did(SUBMIT), DAY(2023, 12, 18), "已报完成"),
        (ORDERED.did(SUBMIT), DAY(2024, 1, 20), "已报完成"),
        (ORDERED.did(SUBMIT).did(FAIL), DAY(2023, 12, 22), "逾期未整改"),
        (ORDERED.did(SUBMIT).did(VERIFY), DAY(2023, 12, 27), "已报完成"),
        (ORDERED.did(SUBMIT).did(VERIFY), DAY(2023, 12, 28), "核查通过"),
        (ORDERED.did(SUBMIT).did(VERIFY).did(CLOSE), DAY(2023, 12, 28), "核查通过"),
        (ORDERED.did(SUBMIT).did(VERIFY).did(CLOSE), DAY(2023, 12, 29), "已销号"),
    ],
)
def test_how_a_finding_stands_is_a_question_about_a_day(
    spec: Spec, on: dt.date, expected: str
) -> None:
    assert status(spec, on) == expected


@pytest.mark.parametrize(
    ("asked_on", "on", "expected"),
    [
        (DAY(2023, 12, 20), DAY(2023, 12, 25), "已送达"),  # asked on the last day: clock stands
        (DAY(2023, 12, 21), DAY(2023, 12, 25), "逾期未整改"),  # a day late: not regular
    ],
)
def test_a_pending_request_in_time_stops_the_clock(
    asked_on: dt.date, on: dt.date, expected: str
) -> None:
    asked = REQUEST.model_copy(update={"on": asked_on, "irregular": "汛期"})
    assert status(ORDERED.did(asked), on) == expected


def test_a_strict_policy_does_not_stop_it() -> None:
    pending = ORDERED.did(REQUEST)
    strict = pending.registry.trying({"extension.pending": "strict"})
    day = DAY(2023, 12, 25)
    assert states.status(finding(pending, day), strict, day) == "逾期未整改"


@pytest.mark.parametrize(
    ("result", "on", "expected"),
    [
        ("批准", DAY(2024, 1, 10), "已送达"),
        ("批准", DAY(2024, 1, 11), "逾期未整改"),
        # Asked on the last day, refused six days later: those six days are not counted.
        ("不予", DAY(2023, 12, 26), "已送达"),
        ("不予", DAY(2023, 12, 27), "逾期未整改"),
    ],
)
def test_an_extension_moves_the_day_only_when_granted(
    result: Literal["批准", "不予"], on: dt.date, expected: str
) -> None:
    decided = DecideExtension(finding="F-2023-001", result=result, on=DAY(2023, 12, 26))
    assert status(ORDERED.did(REQUEST).did(decided), on) == expected


def test_a_decision_does_not_pass_to_the_request_after_the_one_it_answered() -> None:
    """The request is voided with its decision left standing; the unit asks again."""
    asked = ORDERED.did(REQUEST)
    granted = asked.did(DecideExtension(finding="F-2023-001", result="批准", on=REQUEST.on))
    again = granted.voided(asked.last.position).did(REQUEST)
    after = DAY(2023, 12, 27)
    assert [(r.no, r.decided) for r in finding(again, after).requests] == [(2, None)]
    left = [(c.code, dict(c.params)["request"]) for c in finding(again, after).contradictions]
    assert left == [("extension.not_requested", 1)]
    answered = again.did(DecideExtension(finding="F-2023-001", result="不予", on=REQUEST.on))
    assert (due(granted, after), due(answered, after)) == (DAY(2024, 1, 10), DAY(2023, 12, 20))


def counted(days: int, kind: str, start: str | None = None) -> Spec:
    changes = {"deadline": None, "days": days, "deadline_kind": kind, "start": start}
    return RAISED.did(BY_DATE.model_copy(update=changes))


@pytest.mark.parametrize(
    ("days", "kind", "start", "expected"),
    [
        (10, "自然日", None, DAY(2023, 11, 17)),  # served 7 Nov: 8 … 17 Nov
        (11, "自然日", None, DAY(2023, 11, 20)),  # 18 Nov is a Saturday: rolls to Monday
        (10, "自然日", "印发日", DAY(2023, 11, 16)),
        (1, "工作日", None, DAY(2023, 11, 8)),
        (4, "工作日", None, DAY(2023, 11, 13)),  # over a weekend
    ],
)
def test_a_period_is_counted_from_the_day_after_service(
    days: int, kind: str, start: str | None, expected: dt.date
) -> None:
    assert due(counted(days, kind, start), DAY(2023, 11, 10)) == expected


def test_a_fixed_day_stays_unless_policy_rolls_it() -> None:
    saturday = RAISED.did(BY_DATE.model_copy(update={"deadline": DAY(2023, 12, 23)}))
    on = DAY(2023, 12, 1)
    assert due(saturday, on) == DAY(2023, 12, 23)
    rolled = saturday.registry.trying({"deadline.rollover.fixed": "next"})
    assert deadlines.deadline(finding(saturday, on), rolled, on) == DAY(2023, 12, 25)


def test_a_standing_measure_is_never_overdue() -> None:
    changes = {"deadline": None, "deadline_kind": "长期坚持"}
    standing = RAISED.did(BY_DATE.model_copy(update=changes))
    assert status(standing, DAY(2030, 1, 1)) == "已送达"
