"""第十四条: what becomes of a finding, measure by measure and day by day, until it is closed or withdrawn."""

import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    ReopenFinding,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import (
    EscalateFinding,
    PlanRectification,
    ReportProgress,
    WithdrawFinding,
)
from ptaudit.domain.findings.standing import pace, unconfirmed
from tests.domain.finding_case import DAY, NOW, ORDERED, finding, said, stands


@pytest.mark.parametrize(
    ("unit", "on", "expected"),
    [
        (None, DAY(2023, 12, 10), "已送达"),
        (None, DAY(2023, 12, 11), "逾期未整改"),
        ("qinghe", DAY(2023, 12, 10), "已送达"),
        ("qinghe", DAY(2023, 12, 11), "逾期未整改"),
        ("hekou", DAY(2023, 12, 11), "已送达"),
        ("hekou", DAY(2023, 12, 20), "已送达"),
        ("hekou", DAY(2023, 12, 21), "逾期未整改"),
    ],
)
def test_each_unit_is_held_to_its_own_measures(
    unit: str | None, on: dt.date, expected: str
) -> None:
    assert stands(ORDERED, on, unit).status == expected


def test_the_deadline_is_the_latest_and_the_next_the_earliest_not_done() -> None:
    on = DAY(2023, 12, 1)
    assert (stands(ORDERED, on).deadline, stands(ORDERED, on).next_due) == (
        DAY(2023, 12, 20),
        DAY(2023, 12, 10),
    )
    done = ORDERED.did(said(SubmitRectification, "2023-11-30", unit="清河镇"))
    assert stands(done, on).next_due == DAY(2023, 12, 20)


def test_a_unit_speaks_for_its_own_measures_only() -> None:
    done = ORDERED.did(said(SubmitRectification, "2023-11-30", unit="清河镇"))
    on = DAY(2023, 12, 11)
    assert stands(done, on, "qinghe").status == "已报完成"
    assert stands(done, on, "hekou").status == "已送达"
    assert stands(done, on).status == "已送达"


@pytest.mark.parametrize(
    ("percent", "on", "expected"),
    [
        ("49.9", "2023-11-23", "滞后"),  # 17 of 34 days gone by
        ("50", "2023-11-23", "序时"),
        ("50", "2023-11-24", "滞后"),
        ("100", "2023-12-31", "序时"),
        ("99", "2023-12-31", "滞后"),
    ],
)
def test_progress_is_held_against_the_time_gone_by(percent: str, on: str, expected: str) -> None:
    told = said(ReportProgress, on, unit="清河镇", percent=percent, measures=(1,))
    spec = ORDERED.did(told)
    assert pace(finding(spec), spec.registry, NOW, "qinghe") == expected
    assert pace(finding(spec), spec.registry, NOW, "hekou") == ""


def test_a_plan_makes_it_underway() -> None:
    spec = ORDERED.did(said(PlanRectification, "2023-11-10", unit="清河镇"))
    assert stands(spec, DAY(2023, 11, 10), "qinghe").status == "整改中"
    assert stands(spec, DAY(2023, 11, 9), "qinghe").status == "已送达"


def test_percent_stays_exact() -> None:
    [draft] = ORDERED.when(
        said(ReportProgress, "2023-11-10", unit="清河镇", percent="33.3")
    ).drafts
    assert draft.payload.__dict__["percent"] == Decimal("33.3")


# 长期坚持


@pytest.mark.parametrize(("on", "expected"), [(DAY(2023, 12, 31), ()), (DAY(2024, 1, 1), (2023,))])
def test_a_standing_measure_is_confirmed_year_by_year(
    on: dt.date, expected: tuple[int, ...]
) -> None:
    case = finding(ORDERED, on)
    assert unconfirmed(case, case.measures[2], on) == expected
    confirmed = ORDERED.did(said(VerifyRectification, "2023-12-28", result="通过", yearly=2023))
    case = finding(confirmed, on)
    assert unconfirmed(case, case.measures[2], on) == ()
    assert case.progress[3].confirmed == (2023,)
    assert 1 not in case.progress


def test_a_standing_measure_is_confirmed_after_the_closing_too() -> None:
    closed = ORDERED.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    after = closed.did(said(VerifyRectification, "2024-03-01", result="不通过", yearly=2024))
    assert stands(after, NOW).status == "已销号"
    closed.when(said(VerifyRectification, "2024-03-01", result="通过")).refused(
        "finding.already_closed"
    )


# 撤销、重新打开


def test_a_withdrawal_is_the_end() -> None:
    back = ORDERED.did(said(WithdrawFinding, "2023-11-20", reason="重复登记"))
    assert stands(back, NOW).status == "已撤销"
    for command in (
        said(SubmitRectification, "2023-11-21", unit="清河镇"),
        said(CloseFinding, "2023-11-21", verified="2023-11-21"),
        said(ReopenFinding, "2023-11-21", why="反弹"),
        said(EscalateFinding, "2023-11-21", form="挂牌督办"),
    ):
        back.when(command).refused("finding.taken_back", on="2023-11-20")


def test_a_withdrawal_by_another_organ_counts_for_nothing() -> None:
    other = said(
        WithdrawFinding, "2023-11-20", reason="撤", organ="MDB", irregular="目督办自行撤销"
    )
    back = ORDERED.by("mdb").did(other).by("epb")
    assert stands(back, DAY(2023, 11, 21)).status == "已送达"
    assert finding(back).uncounted == (back.last.position,)


def test_opened_again_after_the_deadline_nothing_is_due_until_ordered_anew() -> None:
    closed = ORDERED.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    again = closed.did(said(ReopenFinding, "2024-03-01", why="反弹"))
    assert (stands(again, NOW).status, stands(again, NOW).deadline) == ("重新打开", None)
    anew = again.did(said(OrderRectification, "2024-03-02", deadline="2024-04-01"))
    assert stands(anew, DAY(2024, 4, 1)).status == "已限期整改"
    assert stands(anew, DAY(2024, 4, 2)).status == "逾期未整改"


def test_opened_again_before_the_deadline_it_still_runs() -> None:
    closed = ORDERED.did(said(CloseFinding, "2023-11-20", verified="2023-11-20"))
    again = closed.did(said(ReopenFinding, "2023-11-25", why="新证据"))
    assert (
        stands(again, DAY(2023, 12, 10), "qinghe").status == "重新打开"
    )  # 长期坚持 is to be ordered anew
    assert stands(again, DAY(2023, 12, 11), "qinghe").status == "逾期未整改"
