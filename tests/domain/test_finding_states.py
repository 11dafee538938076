"""第十四条: what becomes of a finding, day by day; who answers for it; what never happens whatever is typed."""

import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    RaiseFinding,
    ReopenFinding,
    SaidMeasure,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import (
    EscalateFinding,
    HoldInspection,
    PlanRectification,
    PubliciseClosure,
    ReassignFinding,
    ReportProgress,
    WithdrawFinding,
)
from ptaudit.domain.commands.objections import AcceptObjection, DecideObjection, FileObjection
from ptaudit.domain.findings import inspections, states
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.several import Findings, gather
from ptaudit.domain.findings.standing import Standing, pace, standing, unconfirmed
from tests.domain.specification import Spec, say, unit

DAY = dt.date
CASE = "F-2023-001"
NOW = DAY(2024, 6, 1)
COUNTY = Spec(operator="epb", today=NOW).given(
    unit("qinghe", "清河镇"), unit("hekou", "河口镇"), unit("sanxi", "三溪乡")
)
RAISED = COUNTY.did(say(RaiseFinding, units="清河镇、河口镇", issue="粪污直排", on="2023-11-03"))
MEASURES = (
    SaidMeasure(text="清运粪污", units=("清河镇",), deadline=DAY(2023, 12, 10)),
    SaidMeasure(text="修复河岸", units=("河口镇",), deadline=DAY(2023, 12, 20)),
    SaidMeasure(text="日常巡河", units=("清河镇", "河口镇"), deadline_kind="长期坚持"),
)
ORDERED = RAISED.did(
    say(OrderRectification, finding=CASE, on="2023-11-06", served="2023-11-07").model_copy(
        update={"measures": MEASURES}
    )
)


def said(command: type[Command], on: str, **more: object) -> Command:
    return say(command, finding=CASE, on=on, **more)


def finding(spec: Spec, on: dt.date = NOW) -> Finding:
    state = Findings()
    for record in clocks.known(spec.records, on):
        state = gather(state, record)
    return state.cases[CASE]


def stands(spec: Spec, on: dt.date, unit: str | None = None) -> Standing:
    return standing(finding(spec, on), spec.registry, on, unit)


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


# Who answers for it


MOVED = ORDERED.did(said(ReassignFinding, "2023-12-12", units="三溪乡", former="清河镇"))


def test_before_the_day_the_old_unit_answers_and_from_it_the_new() -> None:
    case = finding(MOVED)
    assert case.units == ("sanxi", "hekou")
    assert [case.answering(1, DAY(2023, 12, day)) for day in (11, 12, 13)] == [
        ("qinghe",),
        ("sanxi",),
        ("sanxi",),
    ]
    assert case.answering(3, NOW) == ("sanxi", "hekou")
    assert stands(MOVED, DAY(2023, 12, 13)).missed_by == ("qinghe",)


def test_it_stays_in_the_history_of_both() -> None:
    tags = set(MOVED.last.tags)
    assert {"unit:qinghe", "unit:sanxi", "unit:hekou"} <= tags
    after = MOVED.did(said(SubmitRectification, "2023-12-14", unit="三溪乡"))
    assert "unit:qinghe" in after.last.tags


def test_what_was_reported_before_is_not_to_be_reported_again() -> None:
    done = ORDERED.did(said(SubmitRectification, "2023-12-08", unit="清河镇"))
    moved = done.did(said(ReassignFinding, "2023-12-12", units="三溪乡", former="清河镇"))
    assert stands(moved, DAY(2023, 12, 13), "sanxi").status == "已报完成"


def test_a_later_order_names_its_own_units() -> None:
    again = MOVED.did(said(OrderRectification, "2023-12-15", deadline="2024-01-10"))
    assert finding(again).measures[0].units == ("sanxi", "hekou")


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


# 公示


VERIFIED = ORDERED.did(said(VerifyRectification, "2023-12-18", result="通过"))
SHOWN = VERIFIED.did(said(PubliciseClosure, "2023-12-19", since="2023-12-19", until="2023-12-25"))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY(2023, 12, 18), "核查通过"),
        (DAY(2023, 12, 19), "公示中"),
        (DAY(2023, 12, 25), "公示中"),
        (DAY(2023, 12, 26), "核查通过"),
    ],
)
def test_the_window_has_both_its_days(on: dt.date, expected: str) -> None:
    assert stands(SHOWN, on).status == expected


@pytest.mark.parametrize(("on", "refused"), [("2023-12-25", True), ("2023-12-26", False)])
def test_it_closes_the_day_after_the_window(on: str, *, refused: bool) -> None:
    outcome = SHOWN.when(said(CloseFinding, on))
    if refused:
        outcome.refused("finding.in_publicity", until="2023-12-25")
    else:
        assert outcome.drafts


def objected(on: str, spec: Spec = SHOWN) -> Spec:
    shown = next(r for r in spec.records if r.kind == "closure.publicised")
    file = say(
        FileObjection, claim="仍在直排", year=2023, about="公示", by="村民", on=on,
        against=shown.id,
    )  # fmt: skip
    return spec.by("mdb").did(file).by("epb")


@pytest.mark.parametrize(
    ("on", "holds"), [("2023-12-19", True), ("2023-12-25", True), ("2023-12-26", False)]
)
def test_an_objection_made_within_the_window_holds_the_closing(on: str, *, holds: bool) -> None:
    outcome = objected(on).when(said(CloseFinding, "2023-12-27"))
    if holds:
        outcome.refused("finding.objected", objections="O-2023-001")
    else:
        assert outcome.drafts


@pytest.mark.parametrize(
    ("result", "expected"), [("维持", "核查通过"), ("变更", "已送达"), ("撤销", "已送达")]
)
def test_an_upheld_objection_sends_it_back(result: str, expected: str) -> None:
    spec = objected("2023-12-20").by("mdb")
    spec = spec.did(say(AcceptObjection, objection="O-2023-001", on="2023-12-21"))
    spec = spec.did(
        say(
            DecideObjection, objection="O-2023-001", result=result, members="主任", on="2023-12-22"
        )
    ).by("epb")
    on = DAY(2023, 12, 26)
    found = stands(spec, on).status
    assert found == ("逾期未整改" if expected == "已送达" else expected)
    assert finding(spec, on).holding == ()
    assert (finding(spec, on).windows == ()) == (result != "维持")


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


# 检查


def test_an_inspection_number_stands_for_one() -> None:
    held = COUNTY.did(say(HoldInspection, form="检查", units="清河镇", on="2023-11-01"))
    second = held.did(say(HoldInspection, form="检查", units="河口镇", on="2023-11-02"))
    same = inspections.Inspections()
    for record in second.records:
        same = inspections.evolve(same, record)
    assert list(same.held) == ["I-2023-001", "I-2023-002"]
    twice = second.corrected(
        second.last.position,
        second.last.payload.model_copy(update={"inspection": "I-2023-001"}),
    )
    state = inspections.Inspections()
    for record in clocks.known(twice.records):
        state = inspections.evolve(state, record)
    assert [fault.code for fault in state.contradictions] == ["inspection.held_twice"]


def test_a_report_handed_on_is_about_what_it_was_about() -> None:
    """清河镇 planned its own measures; who takes them over has no plan for the one it held before."""
    planned = ORDERED.did(said(PlanRectification, "2023-11-10", unit="清河镇"))
    moved = planned.did(said(ReassignFinding, "2023-11-12", units="河口镇", former="清河镇"))
    case, registry, on = finding(moved), moved.registry, DAY(2023, 11, 13)
    assert [states.of_measure(case, m, "hekou", registry, on) for m in case.measures] == [
        "整改中",
        "已送达",
        "整改中",
    ]
