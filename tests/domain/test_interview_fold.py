"""第十八条: what an interview's entries add up to, and which of them count."""

import datetime as dt

from ptaudit.domain import clocks
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import InterviewFollowed, InterviewNotified
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.results import Interviewee, InterviewHeld, PersonRole
from ptaudit.domain.interviews.fold import Held, Interview, Interviews, evolve
from ptaudit.domain.record import Irregular
from tests.domain.circulated import paper
from tests.domain.specification import Spec
from tests.domain.years import PUBLISHED, year

DAY = dt.date
NOTICE = InterviewNotified(year=2023, unit="q", day=DAY(2024, 2, 2))
HELD = InterviewHeld(year=2023, unit="q", outcome="已约谈")
PUT_OFF = InterviewHeld(year=2023, unit="q", outcome="延期", to=DAY(2024, 3, 1))
REPORT = InterviewFollowed(year=2023, unit="q", stage="落实报告")
CHECK = InterviewFollowed(year=2023, unit="q", stage="核查", passed=False)


def folded(spec: Spec) -> Interviews:
    state = Interviews()
    for record in clocks.known(spec.records):
        state = evolve(state, record)
    return state


def row(*events: Event) -> Interview:
    """Unit q's row of 2023, the events recorded one a day from 1 February 2024."""
    spec = Spec()
    for n, event in enumerate(events, 1):
        spec = spec.given(event, on=DAY(2024, 2, n))
    return folded(spec).of("q", 2023)


def faults(row: Interview) -> list[tuple[str, int]]:
    return [(c.code, c.position) for c in row.contradictions]


def test_each_act_stands_in_its_row_and_counts() -> None:
    found = row(NOTICE, HELD, REPORT, CHECK)
    assert [one.event for one in found.notices] == [NOTICE]
    assert found.notices[0].day == DAY(2024, 2, 2)
    assert [one.event for one in found.held] == [HELD]
    assert [one.event for one in found.follows] == [REPORT, CHECK]
    papers = [one.paper for one in found.notices] + [one.paper for one in found.held]
    papers += [one.paper for one in found.follows]
    assert found.regular == tuple(one.id for one in papers)
    assert (found.unit, found.year, faults(found)) == ("q", 2023, [])
    assert found.counting == found.follows


def test_units_and_years_have_rows_of_their_own() -> None:
    other = HELD.model_copy(update={"year": 2022})
    state = folded(PUBLISHED.given(HELD, other, NOTICE.model_copy(update={"unit": "r"})))
    assert sorted(state.rows) == [("q", 2022), ("q", 2023), ("r", 2023)]
    assert state.of("q", 2022).held[0].event == other
    assert state.of("s", 2021) == Interview("s", 2021)
    assert state.cycles.of(2023) == year(PUBLISHED)


def test_a_report_before_the_interview_and_a_check_before_its_report_count_for_nothing() -> None:
    first = len(Spec().records) + 1
    early = row(REPORT, HELD, CHECK, REPORT, CHECK, CHECK)
    assert faults(early) == [
        ("interview.not_held", first),
        ("interview.no_report", first + 2),
        ("interview.no_report", first + 5),
    ]
    assert [one.paper.position for one in early.follows] == [first + n for n in (0, 2, 3, 4, 5)]
    assert [one.paper.position for one in early.counting] == [first + 3, first + 4]
    assert early.contradictions[0] == Contradiction(
        "interview.not_held", first, (("unit", "q"), ("year", 2023))
    )
    state = folded(Spec().given(REPORT, REPORT.model_copy(update={"year": 2022})))
    assert [c.params[1] for c in state.contradictions] == [("year", 2023), ("year", 2022)]


def test_what_was_put_off_was_not_held() -> None:
    assert row(PUT_OFF).done is None
    assert [code for code, _ in faults(row(PUT_OFF, REPORT))] == ["interview.not_held"]
    later = HELD.model_copy(update={"minutes": "×纪〔2024〕2号"})
    done = row(HELD, PUT_OFF, later).done
    assert done is not None
    assert done.event == later


def test_what_those_who_may_not_do_counts_for_nothing_and_says_so_itself() -> None:
    spec = Spec().given(HELD)
    marked = (Irregular(code="organ.not_competent", reason="代约谈"),)
    *before, act = spec.records
    state = folded(Spec(records=(*before, act.model_copy(update={"irregular": marked}))))
    found = state.of("q", 2023)
    assert (len(found.held), found.regular, found.done, faults(found)) == (1, (), None, [])


def test_the_reason_why_it_was_not_held_is_the_entrys() -> None:
    spec = Spec().given(InterviewHeld(year=2023, unit="q", outcome="未约谈"))
    *before, act = spec.records
    reasoned = act.model_copy(update={"reason": "机构撤并"})
    [held] = folded(Spec(records=(*before, reasoned))).of("q", 2023).held
    assert (held.reason, held.outcome) == ("机构撤并", "未约谈")


def test_offices_are_named_once_each_in_the_order_they_were_said() -> None:
    roles: tuple[PersonRole, ...] = ("分管", "党主要", "分管")
    persons = tuple(Interviewee(role=role) for role in roles)
    held = Held(paper(1, DAY(2024, 2, 1)), HELD.model_copy(update={"persons": persons}))
    assert held.roles == ("分管", "党主要")
    assert Held(paper(1, DAY(2024, 2, 1)), HELD).roles == ()
