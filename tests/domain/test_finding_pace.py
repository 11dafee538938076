"""第十四条: 序时 or 滞后 by the last report, and who missed a last day; of what is settled, neither."""

import pytest

from ptaudit.domain.commands.findings import (
    CloseFinding,
    OrderRectification,
    ReopenFinding,
    SaidMeasure,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import ReportProgress, WithdrawFinding
from ptaudit.domain.findings.standing import unconfirmed
from tests.domain.finding_case import DAY, NOW, ORDERED, RAISED, finding, said, stands
from tests.domain.specification import Spec


def told(spec: Spec, on: str, percent: str, *measures: int) -> Spec:
    return spec.did(
        said(ReportProgress, on, unit="清河镇", percent=percent, measures=measures or (1,))
    )


BEHIND = told(ORDERED, "2023-11-23", "10")


def test_the_last_report_is_the_one_that_counts() -> None:
    assert stands(BEHIND, DAY(2023, 11, 25)).pace == "滞后"
    assert stands(told(BEHIND, "2023-11-24", "90"), DAY(2023, 11, 25)).pace == "序时"


def test_what_is_verified_or_has_no_last_day_has_no_pace() -> None:
    passed = BEHIND.did(said(VerifyRectification, "2023-11-24", result="通过", measures=(1,)))
    assert stands(passed, DAY(2023, 11, 25)).pace == ""
    for_good = told(ORDERED, "2023-11-23", "10", 3)
    assert stands(for_good, DAY(2023, 11, 25)).pace == ""


def test_opened_again_and_not_yet_ordered_anew_it_has_no_pace() -> None:
    closed = BEHIND.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    again = closed.did(said(ReopenFinding, "2024-03-01", why="反弹"))
    late = told(again, "2024-03-02", "10")
    assert (stands(late, NOW).status, stands(late, NOW).pace) == ("重新打开", "")


def test_of_what_was_withdrawn_nothing_is_due_or_missed() -> None:
    back = BEHIND.did(said(WithdrawFinding, "2023-12-30", reason="重复登记"))
    before, after = stands(back, DAY(2023, 12, 29)), stands(back, DAY(2023, 12, 30))
    assert (before.pace, before.next_due, before.missed_by) == (
        "滞后",
        DAY(2023, 12, 10),
        ("qinghe", "hekou"),
    )
    assert (after.pace, after.next_due, after.missed_by) == ("", None, ())


@pytest.mark.parametrize(
    ("done", "missed"),
    [
        ((), ("qinghe", "hekou")),
        (("清河镇",), ("qinghe", "hekou")),
        (("清河镇", "河口镇"), ()),
    ],
)
def test_a_measure_of_several_is_missed_while_one_of_them_has_not_reported(
    done: tuple[str, ...], missed: tuple[str, ...]
) -> None:
    shared = (SaidMeasure(text="清淤", units=("清河镇", "河口镇"), deadline=DAY(2023, 12, 10)),)
    order = said(OrderRectification, "2023-11-06").model_copy(update={"measures": shared})
    spec = RAISED.did(order)
    for who in done:
        spec = spec.did(said(SubmitRectification, "2023-12-01", unit=who))
    assert stands(spec, DAY(2023, 12, 11)).missed_by == missed


def test_only_a_standing_measure_is_confirmed_by_the_year() -> None:
    case = finding(ORDERED, NOW)
    assert [unconfirmed(case, one, NOW) for one in case.measures] == [(), (), (2023,)]
