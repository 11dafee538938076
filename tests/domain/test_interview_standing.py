"""第十八条: how an interview stands on a day, from the circular that names the unit to the check of its report."""

import datetime as dt
from typing import Any, Literal

import pytest

from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import InterviewFollowed, InterviewNotified
from ptaudit.domain.events.results import Interviewee, InterviewHeld, PersonRole
from ptaudit.domain.interviews.fold import Follow, Held, Interview, Notice, Outcome
from ptaudit.domain.interviews.standing import (
    FOLLOW_UP,
    PERSONS,
    ROLLOVER,
    State,
    absent,
    expected,
    named,
    state,
    uncounted,
    unlisted,
)
from ptaudit.domain.registry import Registry
from tests.domain.circulated import DAY, YEAR, circular, paper, year
from tests.domain.specification import Spec, unit

BOTH = unit("q", "清河镇").model_copy(update={"party_organ": "清河镇党委"})
REGISTRY = Spec().given(BOTH, unit("s", "水利局", "部门")).registry
FEBRUARY = DAY(2024, 2, 1)
LISTED = year([circular(1, FEBRUARY, interview="q")])
Act = Notice | Held | Follow


def ruled(**keys: str) -> Registry:
    return REGISTRY.trying({k.replace("__", "."): v for k, v in keys.items()})


def notice(position: int, on: dt.date, day: dt.date, *, wrong: str = "") -> Notice:
    return Notice(
        paper(position, on, step=84, wrong=wrong),
        InterviewNotified(year=YEAR, unit="q", day=day),
    )


def held(
    position: int,
    on: dt.date,
    outcome: Outcome,
    *roles: PersonRole,
    to: dt.date | None = None,
    wrong: str = "",
) -> Held:
    persons = tuple(Interviewee(role=role) for role in roles)
    event = InterviewHeld(year=YEAR, unit="q", outcome=outcome, persons=persons, to=to)
    return Held(paper(position, on, step=85, wrong=wrong), event)


def followed(
    position: int, on: dt.date, stage: Literal["落实报告", "核查"], *, passed: bool | None = None
) -> Follow:
    event = InterviewFollowed(year=YEAR, unit="q", stage=stage, passed=passed)
    return Follow(paper(position, on, step=86), event)


def row(*acts: Act, who: str = "q", **more: Any) -> Interview:
    """The acts in their order; those of whom it is not for are there and do not count."""
    return Interview(
        who,
        YEAR,
        tuple(a for a in acts if isinstance(a, Notice)),
        tuple(a for a in acts if isinstance(a, Held)),
        tuple(a for a in acts if isinstance(a, Follow)),
        regular=tuple(a.paper.id for a in acts if not a.paper.unauthorised),
        **more,
    )


# Whom the circular names


def test_the_last_circular_that_counts_names_them_from_its_day_on() -> None:
    first = circular(1, FEBRUARY, interview="ab")
    second = circular(2, DAY(2024, 3, 1), interview="bc")
    cycle = year([second, first])
    assert named(cycle) == ("b", "c")
    assert named(cycle, DAY(2024, 1, 31)) == ()
    assert named(cycle, FEBRUARY) == named(cycle, DAY(2024, 2, 29)) == ("a", "b")
    assert named(cycle, DAY(2024, 3, 1)) == ("b", "c")
    assert named(year([second, first], irregular=[2])) == ("a", "b")
    assert named(Cycle(YEAR)) == ()


def test_a_unit_is_unlisted_only_where_there_are_circulars_that_could_list_it() -> None:
    assert not unlisted("q", Cycle(YEAR), FEBRUARY)
    assert not unlisted("q", LISTED, FEBRUARY)
    assert unlisted("q", LISTED, DAY(2024, 1, 31))
    assert unlisted("s", LISTED, FEBRUARY)
    assert unlisted("q", year([circular(1, FEBRUARY, interview="q")], irregular=[1]), FEBRUARY)


def test_what_counts_for_nothing_says_why() -> None:
    early = notice(5, DAY(2024, 1, 31), DAY(2024, 2, 10))
    other = notice(6, FEBRUARY, DAY(2024, 2, 10), wrong="organ.not_competent")
    fine = notice(7, FEBRUARY, DAY(2024, 2, 10))
    done = held(8, DAY(2024, 1, 31), "已约谈", "党主要")
    beyond = Contradiction("interview.no_report", 9, ())
    found = uncounted(row(early, other, fine, done, contradictions=(beyond,)), LISTED)
    assert found == {
        5: "interview.not_listed",
        6: "organ.not_competent",
        9: "interview.no_report",
    }


# Before it is held


@pytest.mark.parametrize(
    ("acts", "on", "status", "due"),
    [
        ([], DAY(2024, 3, 1), "应约谈", None),
        ([notice(5, FEBRUARY, DAY(2024, 2, 10))], DAY(2024, 2, 10), "已通知", DAY(2024, 2, 10)),
        (
            [notice(5, FEBRUARY, DAY(2024, 2, 10))],
            DAY(2024, 2, 11),
            "逾期未约谈",
            DAY(2024, 2, 10),
        ),
        ([notice(5, DAY(2024, 1, 31), DAY(2024, 2, 10))], DAY(2024, 2, 11), "应约谈", None),
        ([notice(5, FEBRUARY, DAY(2024, 2, 10), wrong="x.y")], DAY(2024, 2, 9), "应约谈", None),
        (
            [
                notice(5, FEBRUARY, DAY(2024, 2, 10)),
                held(6, DAY(2024, 2, 10), "延期", to=DAY(2024, 2, 20)),
            ],
            DAY(2024, 2, 20),
            "延期",
            DAY(2024, 2, 20),
        ),
        (
            [held(6, DAY(2024, 2, 10), "延期", to=DAY(2024, 2, 20))],
            DAY(2024, 2, 21),
            "逾期未约谈",
            DAY(2024, 2, 20),
        ),
        (
            [
                held(6, DAY(2024, 2, 10), "延期", to=DAY(2024, 2, 20)),
                notice(7, DAY(2024, 2, 12), DAY(2024, 2, 25)),
            ],
            DAY(2024, 2, 21),
            "已通知",
            DAY(2024, 2, 25),
        ),
        (
            [notice(5, FEBRUARY, DAY(2024, 2, 10)), held(6, DAY(2024, 2, 10), "未约谈")],
            DAY(2024, 3, 1),
            "未约谈",
            None,
        ),
    ],
)
def test_the_last_word_says_how_it_stands(
    acts: list[Act], on: dt.date, status: str, due: dt.date | None
) -> None:
    found = state(row(*acts), LISTED, REGISTRY, on)
    assert (found.status, found.listed, found.due, found.keys) == (status, True, due, (PERSONS,))
    assert not state(row(), Cycle(YEAR), REGISTRY, on).listed


# Held, reported, checked

DONE = held(6, DAY(2024, 2, 9), "已约谈", "党主要", "政主要", "分管")
REPORTED = followed(7, DAY(2024, 2, 20), "落实报告")


def test_after_it_nothing_is_due_unless_the_county_says_so() -> None:
    found = state(row(DONE), LISTED, ruled(interview__follow_up="none"), DAY(2030, 1, 1))
    assert found == State("已约谈", True, keys=(PERSONS, FOLLOW_UP))


@pytest.mark.parametrize(
    ("on", "status"), [(DAY(2024, 2, 19), "已约谈"), (DAY(2024, 2, 20), "逾期未报落实")]
)
def test_the_report_is_due_so_many_days_after_it(on: dt.date, status: str) -> None:
    """Ten days after 9 February is the 19th, a Monday."""
    found = state(row(DONE), LISTED, ruled(interview__follow_up="10"), on)
    keys = (PERSONS, FOLLOW_UP, ROLLOVER)
    assert found == State(status, True, DAY(2024, 2, 19), keys=keys)  # type: ignore[arg-type]


def test_a_day_off_moves_it_where_periods_roll() -> None:
    rolling = {"interview__follow_up": "8", "deadline__rollover__period": "next"}
    on = DAY(2024, 2, 12)
    assert state(row(DONE), LISTED, ruled(**rolling), on).due == DAY(2024, 2, 18)
    stays = ruled(interview__follow_up="8", deadline__rollover__period="stays")
    found = state(row(DONE), LISTED, stays, on)
    assert (found.due, found.provisional) == (DAY(2024, 2, 17), False)


def test_read_off_a_year_without_a_calendar_the_day_is_provisional() -> None:
    late = held(6, DAY(2090, 2, 9), "已约谈", "党主要")
    keys = {"interview__follow_up": "8"}
    assert state(row(late), LISTED, ruled(**keys), DAY(2090, 2, 10)).provisional
    stays = ruled(**keys, deadline__rollover__period="stays")
    assert not state(row(late), LISTED, stays, DAY(2090, 2, 10)).provisional
    assert not state(row(DONE), LISTED, ruled(**keys), DAY(2024, 2, 10)).provisional


def test_a_report_ends_the_wait_and_a_failed_check_begins_it_again() -> None:
    ten = ruled(interview__follow_up="10")
    on = DAY(2024, 6, 1)
    keys = (PERSONS, FOLLOW_UP)
    assert state(row(DONE, REPORTED), LISTED, ten, on) == State("已报落实", True, keys=keys)
    passed = followed(8, DAY(2024, 2, 22), "核查", passed=True)
    assert state(row(DONE, REPORTED, passed), LISTED, ten, on) == State(
        "核查通过", True, keys=keys
    )
    failed = row(DONE, REPORTED, followed(8, DAY(2024, 2, 23), "核查", passed=False))
    again = state(failed, LISTED, ten, DAY(2024, 3, 4))
    assert (again.status, again.due) == ("核查不通过", DAY(2024, 3, 4))
    assert state(failed, LISTED, ten, DAY(2024, 3, 5)).status == "逾期未报落实"


# Who is expected


def test_who_is_expected_is_the_heads_the_unit_has_and_who_is_in_charge() -> None:
    assert expected("q", YEAR, ruled(interview__persons="all")) == ("党主要", "政主要", "分管")
    assert expected("s", YEAR, ruled(interview__persons="all")) == ("政主要", "分管")
    assert expected("q", YEAR, ruled(interview__persons="principals")) == ("党主要", "政主要")
    assert expected("x", YEAR, ruled(interview__persons="principals")) == ("党主要", "政主要")


@pytest.mark.parametrize(
    ("persons", "roles", "missing"),
    [
        ("all", ("党主要",), ("政主要", "分管")),
        ("all", ("党主要", "政主要", "分管", "其他"), ()),
        ("principals", ("党主要",), ("政主要",)),
        ("principals", ("党主要", "政主要"), ()),
        ("one", ("政主要",), ()),
        ("one", ("分管",), ("党主要", "政主要")),
    ],
)
def test_who_did_not_come(
    persons: str, roles: tuple[PersonRole, ...], missing: tuple[str, ...]
) -> None:
    registry = ruled(interview__persons=persons, interview__follow_up="none")
    done = held(6, DAY(2024, 2, 9), "已约谈", *roles)
    assert tuple(absent(done, row(done), registry)) == missing
    assert state(row(done), LISTED, registry, DAY(2024, 3, 1)).missing == missing
    assert state(row(done, REPORTED), LISTED, registry, DAY(2024, 3, 1)).missing == missing
