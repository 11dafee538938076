"""第十四条: who answers for a finding when, and what is handed on with it."""

from ptaudit.domain.commands.findings import OrderRectification, SubmitRectification
from ptaudit.domain.commands.inspections import PlanRectification, ReassignFinding
from ptaudit.domain.findings import states
from tests.domain.finding_case import DAY, NOW, ORDERED, finding, said, stands

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
