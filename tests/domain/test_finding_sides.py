"""第十四条: what stands beside a finding's status on a day, each named from the day on which it holds."""

import datetime as dt

import pytest

from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    OrderRectification,
    ReopenFinding,
    RequestExtension,
    SaidMeasure,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import (
    EscalateFinding,
    PubliciseClosure,
    ReassignFinding,
    WithdrawFinding,
)
from ptaudit.domain.findings.standing import standing
from tests.domain.finding_case import DAY, ORDERED, RAISED, finding, said, stands
from tests.domain.specification import Spec
from tests.domain.test_finding_publicity import SHOWN, VERIFIED, objected

#: One order of one measure by date, served: nothing stands beside its status.
PLAIN = RAISED.did(
    said(OrderRectification, "2023-11-06", deadline="2023-12-20", served="2023-11-07")
)


def counted(days: int, **more: object) -> Spec:
    """Ordered for a number of natural days, counted from the service."""
    return RAISED.did(said(OrderRectification, "2023-11-06", days=days, **more))


def beside(spec: Spec, on: dt.date, **keys: str) -> tuple[str, ...]:
    registry = spec.registry.trying({k.replace("__", "."): v for k, v in keys.items()})
    return standing(finding(spec, on), registry, on).sides


def test_of_a_plain_order_nothing_stands_beside_the_status() -> None:
    assert beside(PLAIN, DAY(2023, 12, 31)) == ()
    assert beside(RAISED, DAY(2023, 11, 4)) == ()


def test_a_request_is_pending_until_it_is_decided() -> None:
    asked = PLAIN.did(
        said(RequestExtension, "2023-12-18", to="2024-01-10", unit="清河镇", reason="汛期")
    )
    assert beside(asked, DAY(2023, 12, 17)) == ()
    assert beside(asked, DAY(2023, 12, 18)) == ("延期申请中",)
    decided = asked.did(said(DecideExtension, "2023-12-20", result="不予"))
    assert beside(decided, DAY(2023, 12, 20)) == ()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY(2023, 11, 30), ("升级督办",)),
        (DAY(2023, 12, 5), ("升级督办",)),
        (DAY(2023, 12, 6), ("升级督办", "督办逾期")),
    ],
)
def test_what_was_taken_up_higher_is_overdue_after_any_of_its_days(
    on: dt.date, expected: tuple[str, ...]
) -> None:
    spec = PLAIN.did(said(EscalateFinding, "2023-11-30", form="挂牌督办"))
    assert beside(spec, DAY(2023, 12, 6)) == ("升级督办",)
    spec = spec.did(said(EscalateFinding, "2023-11-30", form="专项督查", due="2023-12-05"))
    assert beside(spec, on) == expected


def test_an_open_objection_stands_there_and_the_end_of_the_publicity_when_there_is_none() -> None:
    assert beside(SHOWN, DAY(2023, 12, 25)) == ("长期坚持",)
    assert beside(SHOWN, DAY(2023, 12, 26)) == ("公示期满", "长期坚持")
    assert beside(VERIFIED, DAY(2023, 12, 26)) == ("长期坚持",)
    held = objected("2023-12-20")
    assert beside(held, DAY(2023, 12, 20)) == ("公示异议", "长期坚持")
    assert beside(held, DAY(2023, 12, 26)) == ("公示异议", "长期坚持")


def test_of_several_windows_the_last_that_runs_is_looked_at() -> None:
    again = SHOWN.did(said(PubliciseClosure, "2023-12-27", since="2023-12-27", until="2024-01-02"))
    assert beside(again, DAY(2023, 12, 26)) == ("公示期满", "长期坚持")
    assert stands(again, DAY(2023, 12, 27)).status == "公示中"
    assert beside(again, DAY(2023, 12, 27)) == ("长期坚持",)


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("none", "已销号", ("长期坚持",)),
        ("7", "已销号", ("长期坚持",)),
        ("8", "核查通过", ("公示期满", "未按口径公示", "长期坚持")),
    ],
)
def test_a_closing_without_the_publicity_asked_for_is_none(
    asked: str, status: str, expected: tuple[str, ...]
) -> None:
    """Laid open for seven days, once: a shorter second time takes nothing from it."""
    spec = SHOWN.did(said(PubliciseClosure, "2023-12-26", since="2023-12-26", until="2023-12-27"))
    spec = spec.did(said(CloseFinding, "2023-12-28"))
    on = DAY(2023, 12, 28)
    registry = spec.registry.trying({"closure.publicity": asked})
    found = standing(finding(spec, on), registry, on)
    assert (found.status, found.sides) == (status, expected)
    assert "closure.publicity" in found.keys
    open_one = SHOWN.registry.trying({"closure.publicity": asked})
    assert "未按口径公示" not in standing(finding(SHOWN, on), open_one, on).sides
    assert "closure.publicity" not in stands(PLAIN, on).keys
    assert "closure.publicity" in stands(VERIFIED, on).keys


def test_where_days_are_counted_from_a_service_that_is_not_on_record() -> None:
    on = DAY(2023, 11, 8)
    assert beside(counted(20), on, deadline__rollover__period="stays") == ("未登记送达",)
    served = counted(20, served="2023-11-07")
    assert beside(served, on, deadline__rollover__period="stays") == ()
    by_issue = counted(20, start="印发日")
    assert beside(by_issue, on, deadline__rollover__period="stays") == ()


def test_read_off_a_year_without_a_calendar_it_is_provisional() -> None:
    on, far = DAY(2023, 11, 8), 9000
    assert beside(counted(far, served="2023-11-07"), on) == ("时限暂定",)
    assert beside(counted(20, served="2023-11-07"), on) == ()


def test_one_measure_of_several_is_enough_for_a_side() -> None:
    measures = (
        SaidMeasure(text="清运", deadline=DAY(2023, 12, 10)),
        SaidMeasure(text="修复", days=9000),
    )
    order = said(OrderRectification, "2023-11-06").model_copy(update={"measures": measures})
    spec = RAISED.did(order)
    assert beside(spec, DAY(2023, 11, 8)) == ("未登记送达", "时限暂定")
    asked = spec.did(
        said(
            RequestExtension,
            "2023-11-10",
            to="2024-01-10",
            unit="清河镇",
            measures=(1,),
            reason="汛",
        )
    )
    assert beside(asked, DAY(2023, 11, 10)) == ("延期申请中", "未登记送达", "时限暂定")


def test_opened_again_stays_beside_the_status_that_follows_it() -> None:
    closed = PLAIN.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    again = closed.did(said(ReopenFinding, "2024-03-01", why="反弹"))
    on = DAY(2024, 3, 2)
    assert (stands(again, on).status, beside(again, on)) == ("重新打开", ())
    anew = again.did(said(OrderRectification, "2024-03-02", deadline="2024-04-01"))
    assert (stands(anew, on).status, beside(anew, on)) == ("已限期整改", ("重新打开",))
    shut = anew.did(said(CloseFinding, "2024-03-20", verified="2024-03-20"))
    late = DAY(2024, 3, 20)
    assert (stands(shut, late).status, beside(shut, late)) == ("已销号", ("重新打开",))


def test_others_that_answer_for_it_are_named_as_long_as_it_lives() -> None:
    spec = PLAIN.did(said(ReassignFinding, "2023-12-21", units="三溪乡", former="清河镇"))
    assert beside(spec, DAY(2023, 12, 20)) == ()
    assert beside(spec, DAY(2023, 12, 21)) == ("责任单位变更",)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(DAY(2023, 12, 31), ("长期坚持",)), (DAY(2024, 1, 1), ("长期坚持", "待年度确认"))],
)
def test_a_standing_measure_waits_for_its_confirmation_of_each_year(
    on: dt.date, expected: tuple[str, ...]
) -> None:
    assert beside(ORDERED, on) == expected
    confirmed = ORDERED.did(said(VerifyRectification, "2023-12-28", result="通过", yearly=2023))
    assert beside(confirmed, on) == ("长期坚持",)
    assert "待年度确认" in beside(confirmed, DAY(2025, 1, 1))
    closed = ORDERED.did(said(CloseFinding, "2023-12-29", verified="2023-12-28"))
    assert beside(closed, on) == expected
    back = ORDERED.did(said(WithdrawFinding, "2023-11-20", reason="重复登记"))
    assert beside(back, on) == ()
