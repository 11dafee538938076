"""第十四条: what holds of a finding whatever is typed, and what a last day follows from."""

import datetime as dt
from typing import Any

from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st

from ptaudit.domain.calendar import Calendar, HolidayYear
from ptaudit.domain.commands.findings import (
    CloseFinding,
    DecideExtension,
    OrderRectification,
    ReopenFinding,
    RequestExtension,
    SubmitRectification,
    VerifyRectification,
)
from ptaudit.domain.commands.inspections import PubliciseClosure, ReassignFinding, WithdrawFinding
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.findings import Deadline, Measure
from ptaudit.domain.failures import Failure
from ptaudit.domain.findings import deadlines, periods, states
from ptaudit.domain.findings.parts import Order, Service
from ptaudit.domain.policy import Policy
from tests.domain.finding_case import DAY, NOW, ORDERED, finding, said

KINDS = st.sampled_from(["自然日", "工作日", "日期", "立行立改"])
HOLIDAYS = {
    2023: HolidayYear(2023, frozenset({DAY(2023, 1, 2)}), frozenset(), "国办发明电〔2022〕16号")
}


@every(
    kind=KINDS,
    days=st.integers(1, 90),
    issued=st.dates(DAY(2023, 1, 1), DAY(2024, 12, 31)),
    served=st.none() | st.integers(0, 40),
    known=st.booleans(),
    policy=st.fixed_dictionaries(
        {
            "deadline.start": st.sampled_from(["service", "issue"]),
            "deadline.rollover.period": st.sampled_from(["next", "stays"]),
            "deadline.rollover.fixed": st.sampled_from(["stays", "next"]),
            "deadline.immediate": st.sampled_from(["none", "7"]),
        }
    ),
)
def test_a_last_day_follows_from_days_and_calendar_alone(
    kind: Any,
    days: int,
    issued: dt.date,
    served: int | None,
    known: bool,
    policy: dict[str, str],
) -> None:
    """Whatever was recorded when and by whom: only the days themselves, the 口径 and the calendar count."""
    said = Deadline(
        kind=kind,
        date=issued + dt.timedelta(days) if kind == "日期" else None,
        days=days if kind in ("自然日", "工作日") else None,
    )
    measure = Measure(no=1, text="整改", units=("qinghe",), deadline=said)
    calendar = Calendar(HOLIDAYS if known else {})

    def period(position: int, at: str) -> periods.Period:
        mark = Mark(issued, position, at)
        services = (
            ()
            if served is None
            else (Service("qinghe", Mark(issued + dt.timedelta(served), position + 1, at)),)
        )
        order = Order(1, "x", mark, (measure,), services)
        return periods.ordered(order, measure, Policy(values=policy), calendar)

    early, late = period(1, "2023-01-01"), period(999, "2030-12-31")
    assert early == late
    if early.day is None:
        assert kind == "立行立改"
        assert policy["deadline.immediate"] == "none"
        return
    assert early.day > issued
    used = (
        kind == "工作日"
        or policy["deadline.rollover.fixed" if kind == "日期" else "deadline.rollover.period"]
        == "next"
    )
    if not used:
        assert (early.provisional, early.calendar) == (False, ())
    if used and not known:
        assert early.provisional
    if early.provisional or early.calendar:
        assert used


ACTS = st.sampled_from(
    [
        lambda day: said(SubmitRectification, day, unit="清河镇"),
        lambda day: said(SubmitRectification, day, unit="河口镇"),
        lambda day: said(VerifyRectification, day, result="通过"),
        lambda day: said(VerifyRectification, day, result="通过", measures=(1,)),
        lambda day: said(VerifyRectification, day, result="不通过"),
        lambda day: said(PubliciseClosure, day, until=day),
        lambda day: said(CloseFinding, day),
        lambda day: said(ReopenFinding, day, why="反弹"),
        lambda day: said(ReassignFinding, day, units="三溪乡"),
        lambda day: said(RequestExtension, day, to="2024-03-01", unit="清河镇", reason="汛期"),
        lambda day: said(DecideExtension, day, result="批准"),
        lambda day: said(DecideExtension, day, result="批准", to="2023-11-25"),
        lambda day: said(DecideExtension, day, result="不予"),
        lambda day: said(OrderRectification, day, deadline="2024-02-20"),
        lambda day: said(WithdrawFinding, day, reason="误"),
    ]
)


@settings(max_examples=80, deadline=None)
@every(st.lists(st.tuples(ACTS, st.integers(0, 60), st.booleans()), min_size=1, max_size=9))
def test_whatever_is_typed_what_must_hold_holds(steps: list[tuple[Any, int, bool]]) -> None:
    """Closed means every measure verified, and the publicity over; an extension never shortens."""
    spec = ORDERED
    for act, days, insist in steps:
        day = (DAY(2023, 11, 8) + dt.timedelta(days)).isoformat()
        command = act(day)
        if insist:
            command = command.model_copy(update={"irregular": "补录"})
        try:
            spec = spec.did(command)
        except Failure:
            continue
    registry = spec.registry
    for on in (DAY(2023, 11, 20), DAY(2023, 12, 20), NOW):
        case = finding(spec, on)
        if states.status(case, registry, on) == "已销号":
            assert case.is_verified
            assert all(window.last < case.closed.on for window in case.windows if case.closed)
        if case.withdrawn is None:
            for measure in case.measures:
                last = deadlines.due(case, measure, registry, on)
                assert last.day is None or (last.ordered is not None and last.day >= last.ordered)
