"""第十八条: the notice before an interview, what is said of one that is not held, and report and check after it."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.applied import FollowInterview, NotifyInterview
from ptaudit.domain.commands.results import HoldInterview
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.applied import InterviewFollowed, InterviewNotified
from ptaudit.domain.events.base import article, by_policy
from ptaudit.domain.events.results import Interviewee, InterviewHeld, ResultPublished
from tests.domain.specification import Outcome, say
from tests.domain.years import COUNTY, PUBLISHED

DAY = dt.date
CALL, MINUTES = ({"doc_no": "×委办〔2024〕11号"},), ({"doc_no": "约谈纪要〔2024〕1号"},)
CALLED = DAY(2024, 2, 2)
LATER = DAY(2024, 2, 20)
#: The circular of 18 January 2024 names 石桥乡; 清河镇 is advanced.
ABOUT = {"unit": "清河镇", "year": 2023}


def notify(unit: str = "石桥乡", **more: Any) -> NotifyInterview:
    return say(NotifyInterview, **{"unit": unit, "day": CALLED, "basis": CALL, **more})


def hold(unit: str = "石桥乡", **more: Any) -> HoldInterview:
    return say(HoldInterview, **{"unit": unit, "basis": MINUTES, **more})


def follow(stage: str = "落实报告", **more: Any) -> FollowInterview:
    return say(FollowInterview, **{"unit": "石桥乡", "stage": stage, **more})


def called(day: dt.date = CALLED, year: int = 2023, **more: Any) -> InterviewNotified:
    return InterviewNotified(year=year, unit="shiqiao", day=day, **more)


def was_held(**more: Any) -> InterviewHeld:
    return InterviewHeld(**{"year": 2023, "unit": "shiqiao", "outcome": "已约谈", **more})


def followed(**more: Any) -> InterviewFollowed:
    return InterviewFollowed(**{"year": 2023, "unit": "shiqiao", "stage": "落实报告", **more})


def claimed(outcome: Outcome) -> object:
    assert isinstance(outcome.failure, Refused)
    return outcome.failure.claim


EPB = PUBLISHED.by("epb")
HELD = PUBLISHED.did(hold())
REPORTED = HELD.by("epb").did(follow())
FAILED = REPORTED.did(follow("核查", result="不通过"))

# The notice


def test_the_offices_call_a_unit_for_a_day() -> None:
    outcome = PUBLISHED.when(notify()).then(called()).on(DAY(2024, 1, 25))
    assert outcome.drafts[0].organs == ("OFC-G", "OFC-P")
    said: dict[str, Any] = {
        "place": "县委小会议室",
        "by": ("县委副书记",),
        "persons": ({"role": "党主要"},),
    }
    persons = (Interviewee(role="党主要"),)
    PUBLISHED.when(notify(**said)).then(called(**{**said, "persons": persons}))


def test_it_calls_for_that_day_or_a_later_one() -> None:
    for day in (DAY(2024, 1, 25), DAY(2024, 1, 26)):
        PUBLISHED.when(notify(day=day)).then(called(day))
    passed = {"day": DAY(2024, 1, 24), "on": DAY(2024, 1, 25)}
    PUBLISHED.when(notify(day=DAY(2024, 1, 24))).malformed("interview.day_passed", **passed)
    early = notify(day=DAY(2024, 1, 22), on=DAY(2024, 1, 22))
    PUBLISHED.when(early).then(called(DAY(2024, 1, 22))).on(DAY(2024, 1, 22))


def test_only_whom_the_circular_names_by_that_day_is_called() -> None:
    outcome = PUBLISHED.when(notify("清河镇"))
    outcome.refused("interview.not_listed", **ABOUT)
    assert claimed(outcome) == article("18")
    PUBLISHED.when(notify("清河镇", irregular="名单有误")).irregular("interview.not_listed")
    PUBLISHED.when(notify(on=DAY(2024, 1, 18))).then(called())
    PUBLISHED.when(notify(year=2023, on=DAY(2024, 1, 17))).refused("interview.not_listed")
    COUNTY.when(notify(year=2023)).then(called())
    PUBLISHED.when(notify(year=2022)).then(called(year=2022))


def test_a_year_is_meant_that_is_circulated_or_said() -> None:
    early = notify(on=DAY(2024, 1, 17))
    PUBLISHED.when(early).malformed("interview.which_year", unit="石桥乡")
    COUNTY.when(notify()).malformed("interview.which_year", unit="石桥乡")
    coming = notify(year=2025)
    PUBLISHED.when(coming).malformed("interview.year_future", year=2025, on=DAY(2024, 1, 25))
    COUNTY.when(notify(year=2024)).then(called(year=2024))


def test_of_several_years_circulated_the_last_is_meant() -> None:
    early, late = (
        ResultPublished(
            year=year, edition="内部", approval=(), ranks=(), advanced=(), interview=("shiqiao",)
        )
        for year in (2021, 2022)
    )
    spec = PUBLISHED.given(late, on=DAY(2023, 2, 1)).given(early, on=DAY(2022, 2, 1))
    spec.when(notify()).then(called())
    [draft] = spec.when(notify(on=DAY(2024, 1, 17), irregular="补登")).drafts
    assert isinstance(draft.payload, InterviewNotified)
    assert draft.payload.year == 2022


# Said again, without a day


def test_what_was_said_last_is_not_said_twice() -> None:
    spec = PUBLISHED.did(notify())
    position = spec.last.position
    spec.at(LATER).when(notify(day=LATER)).then(called(LATER))
    spec.at(CALLED).when(notify()).already(position)
    spec.at(CALLED).when(notify(on=CALLED)).then(called())
    spec.at(CALLED).when(notify(place="县政府")).then(called(place="县政府"))
    other = spec.did(notify(day=DAY(2024, 2, 3)))
    other.at(DAY(2024, 1, 26)).when(notify()).then(called())
    unlike = HELD.at(CALLED)
    unlike.when(hold()).already(HELD.last.position)
    unlike.did(notify()).when(hold()).already(HELD.last.position)


def test_what_counts_for_nothing_is_said_anew() -> None:
    foreign: dict[str, Any] = {"organ": ("MDB",), "irregular": "代发"}
    spec = PUBLISHED.did(notify(**foreign)).at(CALLED)
    spec.when(notify()).then(called())
    counted = PUBLISHED.did(notify())
    both = counted.did(notify(on=DAY(2024, 1, 24), **foreign)).at(CALLED)
    both.when(notify()).already(counted.last.position)


# Held, put off, not held


def test_it_is_held_by_leaders_with_whom_and_what_was_said() -> None:
    said: dict[str, Any] = {
        "by": ("县长",),
        "minutes": "×纪〔2024〕1号",
        "persons": ({"role": "政主要"},),
    }
    persons = (Interviewee(role="政主要"),)
    outcome = PUBLISHED.when(hold(**said)).then(was_held(**{**said, "persons": persons}))
    assert outcome.drafts[0].organs == ("LDR",)
    outcome.on(DAY(2024, 1, 25))
    [draft] = PUBLISHED.when(hold(persons=({"role": "党主要", "name": "某某"},))).drafts
    assert isinstance(draft.payload, InterviewHeld)
    assert draft.payload.persons == (Interviewee(role="党主要", name="某某"),)


def test_what_is_wrong_with_what_was_said_is_told_by_name() -> None:
    put_off = hold(outcome="延期")
    PUBLISHED.when(put_off).malformed("interview.no_new_day", unit="石桥乡")
    asked = hold(outcome="未约谈", to=CALLED, reason="撤并")
    PUBLISHED.when(asked).malformed("interview.new_day_unasked", outcome="未约谈")
    same = hold(outcome="延期", to=DAY(2024, 1, 25))
    params = {"to": DAY(2024, 1, 25), "on": DAY(2024, 1, 25)}
    PUBLISHED.when(same).malformed("interview.not_later", **params)
    PUBLISHED.when(hold(outcome="未约谈")).malformed("interview.no_reason", unit="石桥乡")
    not_held = hold(outcome="未约谈", reason="机构撤并")
    PUBLISHED.when(not_held).then(was_held(outcome="未约谈"))


def test_without_a_head_it_breaks_what_the_interview_rests_on() -> None:
    outcome = PUBLISHED.when(hold(persons=({"role": "分管"},)))
    assert claimed(outcome) == InterviewHeld.claims[0]
    put_off = hold(outcome="延期", to=CALLED, persons=({"role": "分管"},))
    [draft] = PUBLISHED.when(put_off).drafts
    assert draft.irregular is None


# Report and check


def test_a_report_is_of_the_year_interviewed_last() -> None:
    report = {"text": "已整改", "receipt_no": "收〔2024〕3号"}
    outcome = HELD.by("epb").when(follow(**report)).then(followed(**report))
    assert outcome.drafts[0].organs == ("UNI:shiqiao",)
    outcome.on(DAY(2024, 1, 25))
    EPB.when(follow()).malformed("interview.which_year", unit="石桥乡")
    said = EPB.when(follow(year=2022, irregular="先报"))
    said.then(followed(year=2022)).irregular("interview.not_held")
    HELD.by("epb").when(follow(on=DAY(2024, 1, 24))).malformed("interview.which_year")
    HELD.by("epb").when(follow(on=DAY(2024, 1, 25))).then(followed())
    older = PUBLISHED.given(was_held(year=2022), on=DAY(2024, 1, 20)).by("epb")
    older.when(follow()).then(followed(year=2022))
    both = older.by("mdb").did(hold()).by("epb")
    both.when(follow()).then(followed())
    both.when(follow(on=DAY(2024, 1, 20))).then(followed(year=2022))
    others = PUBLISHED.did(hold("临江镇")).by("epb")
    others.when(follow()).malformed("interview.which_year")


def test_a_check_has_a_result_and_a_report_has_none() -> None:
    REPORTED.when(follow("核查")).malformed("interview.no_result", unit="石桥乡")
    report = follow(result="通过")
    HELD.by("epb").when(report).malformed("interview.result_unasked", result="通过")
    for result, passed in (("通过", True), ("不通过", False)):
        outcome = REPORTED.when(follow("核查", result=result))
        outcome.then(followed(stage="核查", passed=passed))
        assert outcome.drafts[0].organs == ("EPB",)


def test_no_unit_checks_itself() -> None:
    own = {"result": "通过", "organ": ("UNI:shiqiao",)}
    outcome = REPORTED.when(follow("核查", **own))
    outcome.refused("interview.own_check", unit="石桥乡", year=2023)
    assert claimed(outcome) == by_policy("interview.follow_up")
    irregular = follow("核查", **own, irregular="自查自验")
    REPORTED.when(irregular).irregular("interview.own_check")
    HELD.by("epb").when(follow(organ=("UNI:shiqiao",))).then(followed())
    by_office = REPORTED.by("mdb").when(follow("核查", result="通过", organ=("MDB",)))
    assert by_office.drafts[0].organs == ("MDB",)


def test_after_a_check_that_failed_the_same_report_is_a_new_one() -> None:
    REPORTED.at(CALLED).when(follow()).already(REPORTED.last.position)
    FAILED.at(CALLED).when(follow()).then(followed())
    again = follow("核查", result="不通过")
    FAILED.at(CALLED).when(again).already(FAILED.last.position)
    FAILED.at(CALLED).when(follow("核查", result="通过")).refused("interview.no_report")


@pytest.mark.parametrize("stage", ["落实报告", "核查"])
def test_what_comes_before_its_time_says_of_whom_and_which_year(stage: str) -> None:
    command = follow(stage, year=2023, result="通过" if stage == "核查" else None)
    EPB.when(command).refused("interview.not_held", unit="石桥乡", year=2023)
    if stage == "核查":
        HELD.by("epb").when(command).refused("interview.no_report", unit="石桥乡", year=2023)
