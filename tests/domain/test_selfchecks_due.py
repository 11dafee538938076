"""第十三条、第十五条第一项: how a self-check stands on a day; every word, the day before, the day, the day after."""

import datetime as dt

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.commands.selfchecks import FileSelfcheck, ReturnSubmission
from ptaudit.domain.events.basis import CalendarPublished, PolicyAdopted, YearOpened, YearSpan
from ptaudit.domain.selfchecks.due import Standing, is_complete, periods, standing
from ptaudit.domain.selfchecks.fold import evolve, initial
from tests.domain.specification import Spec, say, unit

#: A Saturday.
DUE = dt.date(2023, 7, 15)
YEAR_END = dt.date(2023, 12, 29)
DAY = dt.timedelta(1)
OPENED = YearOpened(year=2023, year_version=1, due=(("上半年自查", DUE), ("年终自查", YEAR_END)))
BARE = Spec(today=dt.date(2023, 8, 1)).given(unit("qinghe", "清河镇"))
SPEC = BARE.given(OPENED, on=dt.date(2023, 1, 5))


def policy(**keys: str) -> PolicyAdopted:
    named = tuple(sorted((name.replace("__", "."), value) for name, value in keys.items()))
    return PolicyAdopted(policy_version=1, keys=named, years=YearSpan(from_=2023))


def filed(spec: Spec, on: dt.date, copied: dt.date | None = None, **said: object) -> Spec:
    fields = {"unit": "qinghe", "period": "上半年", "year": 2023, "on": on, "receipt": "收文1"}
    return spec.did(say(FileSelfcheck, **{**fields, "copied": copied, **said}))


def stands(spec: Spec, on: dt.date, period: str = "上半年") -> Standing:
    state = initial("qinghe/2023")
    wanted = spec.select(lambda kind, tags: "unit:qinghe" in tags or kind in clocks.CORRECTIONS)
    for record in clocks.known(wanted, on):
        state = evolve(state, record)
    return standing(state, period, spec.registry, on)


@pytest.mark.parametrize(
    ("on", "status", "late"),
    [
        (dt.date(2023, 5, 31), "未到期", 0),
        (dt.date(2023, 6, 1), "应报", 0),
        (DUE - DAY, "应报", 0),
        (DUE, "应报", 0),
        (DUE + DAY, "逾期未报", 1),
        (DUE + 2 * DAY, "逾期未报", 2),
    ],
)
def test_what_was_not_filed(on: dt.date, status: str, late: int) -> None:
    found = stands(SPEC, on)
    assert (found.status, found.late_days, found.due) == (status, late, DUE)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (dt.date(2023, 11, 30), "未到期"),
        (dt.date(2023, 12, 1), "应报"),
        (YEAR_END + DAY, "逾期未报"),
    ],
)
def test_the_year_end_opens_in_december(on: dt.date, status: str) -> None:
    assert stands(SPEC, on, "年终").status == status


def test_without_a_due_date_nothing_is_late() -> None:
    found = stands(BARE, dt.date(2024, 3, 1))
    assert (found.status, found.due, found.late_days) == ("应报", None, 0)


@pytest.mark.parametrize(
    ("received", "late", "working"),
    [
        (DUE - DAY, 0, 0),
        (DUE, 0, 0),
        (DUE + DAY, 1, 0),
        (DUE + 2 * DAY, 2, 1),
        (DUE + 7 * DAY, 7, 5),
    ],
)
def test_days_late_count_from_the_day_after(received: dt.date, late: int, working: int) -> None:
    found = stands(filed(SPEC, received, received), dt.date(2023, 8, 1))
    assert (found.status, found.late_days, found.late_working_days) == ("已收讫", late, working)


def test_a_fixed_day_that_is_a_rest_day_stays_or_rolls_by_policy() -> None:
    rolled = SPEC.given(policy(deadline__rollover__fixed="next"), basis="×绩〔2023〕1号")
    monday = DUE + 2 * DAY
    found = stands(filed(rolled, monday), dt.date(2023, 8, 1))
    assert (found.due, found.late_days) == (monday, 0)
    assert "deadline.rollover.fixed" in found.keys
    assert stands(rolled, monday + DAY).status == "逾期未报"
    assert stands(rolled, monday).status == "应报"


def test_it_is_complete_only_when_filed_and_copied() -> None:
    on = dt.date(2023, 8, 1)
    assert stands(filed(SPEC, DUE), on).status == "已报缺抄送"
    only_copy = filed(SPEC, DUE, recipient="MDB")
    assert stands(only_copy, on).status == "逾期未报"
    both = stands(filed(only_copy, DUE), on)
    assert (both.status, is_complete(both)) == ("已收讫", True)


def test_the_copy_counts_from_the_day_it_came() -> None:
    spec = filed(SPEC, DUE, DUE + 3 * DAY)
    assert stands(spec, DUE + 2 * DAY).status == "已报缺抄送"
    found = stands(spec, DUE + 3 * DAY)
    assert (found.status, found.copy_late_days) == ("已收讫", 3)


def test_a_return_opens_it_again_until_it_is_filed_and_copied_anew() -> None:
    spec = filed(SPEC, DUE - 5 * DAY, DUE - 5 * DAY)
    back = say(
        ReturnSubmission,
        target=spec.records[-2].id,
        reason="缺附表",
        on=DUE - 4 * DAY,
        redo_by=DUE + 5 * DAY,
    )
    spec = spec.by("epb").did(back).by("mdb")
    on = dt.date(2023, 8, 1)
    found = stands(spec, on)
    assert (found.status, found.redo_by, found.late_days) == ("退回待重报", DUE + 5 * DAY, 0)
    assert stands(spec, DUE - 5 * DAY).status == "已收讫"
    spec = filed(spec, DUE + DAY, receipt="收文2")
    assert stands(spec, on).status == "已报缺抄送"
    spec = filed(spec, DUE + 2 * DAY, recipient="MDB", receipt="收文3")
    found = stands(spec, on)
    assert (found.status, found.redo_by, found.late_days) == ("已收讫", None, 0)


def test_a_returned_copy_waits_for_another_copy_only() -> None:
    spec = filed(SPEC, DUE, DUE)
    back = say(ReturnSubmission, target=spec.last.id, reason="缺页", on=DUE)
    spec = spec.did(back)
    assert stands(spec, DUE).status == "退回待重报"
    spec = filed(spec, DUE + DAY, recipient="MDB", receipt="收文2")
    assert stands(spec, DUE + DAY).status == "已收讫"


@pytest.mark.parametrize(("days", "late"), [(29, False), (30, False), (31, True)])
def test_recorded_late_and_without_a_receipt_is_flagged(days: int, late: bool) -> None:
    spec = filed(SPEC.at(DUE + days * DAY), DUE, receipt=None)
    found = stands(spec, DUE + days * DAY)
    assert (found.recorded_late, found.unproved, found.late_days) == (late, late, 0)
    proved = stands(filed(SPEC.at(DUE + days * DAY), DUE), DUE + days * DAY)
    assert (proved.recorded_late, proved.unproved) == (late, False)


def test_an_unproved_day_counts_from_recording_where_policy_says_so() -> None:
    strict = SPEC.given(policy(late_record__unproved="recorded_day"), basis="×绩〔2023〕1号")
    typed = DUE + 31 * DAY
    found = stands(filed(strict.at(typed), DUE, receipt=None), typed)
    assert (found.late_days, found.keys[-1]) == (31, "late_record.unproved")
    assert stands(filed(strict.at(typed), DUE), typed).late_days == 0
    assert stands(filed(strict.at(typed - DAY), DUE, receipt=None), typed).late_days == 0


def test_the_second_half_counts_for_the_year_end_unless_they_are_separate() -> None:
    spec = SPEC.at(dt.date(2024, 1, 25))
    spec = filed(spec, YEAR_END, YEAR_END, period="下半年")
    on = dt.date(2024, 1, 10)
    assert periods(spec.registry, 2023) == ("上半年", "年终")
    assert stands(spec, on, "年终").status == "已收讫"
    spec = spec.given(policy(h2_selfcheck="separate"), basis="×绩〔2023〕1号")
    assert periods(spec.registry, 2023) == ("上半年", "下半年", "年终")
    assert [stands(spec, on, p).status for p in ("下半年", "年终")] == ["已收讫", "逾期未报"]


def test_working_days_without_a_holiday_arrangement_are_provisional() -> None:
    late = filed(SPEC, DUE + 2 * DAY)
    assert not stands(late, DUE + 2 * DAY).provisional
    assert CalendarPublished.kind in {r.kind for r in late.records}
    opened = YearOpened(year=2030, year_version=1, due=(("上半年自查", dt.date(2030, 7, 15)),))
    future = BARE.at(dt.date(2030, 8, 1)).given(opened)
    row = initial("qinghe/2030")
    found = standing(row, "上半年", future.registry, dt.date(2030, 7, 16))
    assert (found.late_days, found.provisional) == (1, True)
