"""第九条第三项 under the county's policy: grounds complete since when, known since when, which decisions count."""

import datetime as dt
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain import clocks
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.vetoes import (
    Authority,
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    UnitResponsibility,
    VetoDecided,
)
from ptaudit.domain.record import Irregular
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit.domain.vetoes.fold import Case, Grade, Level, Result
from ptaudit.domain.vetoes.grounds import Grounds, confirmed, judged, uncounted
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec().given(unit("qinghe", "清河镇"), unit("slj", "水利局", "部门"))
Fact = tuple[Event, dt.date]


def reported() -> Fact:
    event = IncidentReported(
        case="V-1", report="初报", unit=("qinghe",), occurred_on=DAY(2023, 12, 20), text="泄漏"
    )
    return event, DAY(2023, 12, 21)


def graded(grade: Grade, on: dt.date, provisional: bool = False) -> Fact:
    authority = Authority(name="省生态环境厅", level="省")
    event = IncidentGraded(
        case="V-1", grade=grade, standard="2014", authority=authority, provisional=provisional
    )
    return event, on


def attributed(responsible: bool, on: dt.date, who: str = "qinghe") -> Fact:
    event = IncidentAttributed(
        case="V-1",
        units=(UnitResponsibility(unit=who, responsible=responsible),),
        authority=Authority(name="市政府", level="市"),
    )
    return event, on


def restricted(level: Level, on: dt.date, since: dt.date) -> Fact:
    event = RestrictionImposed(
        case="V-1",
        units=("qinghe",),
        authority=Authority(name="上级", level=level),
        scope="涉磷项目",
        from_=since,
    )
    return event, on


def decided(result: Result, on: dt.date, who: str = "qinghe", incident: bool = True) -> Fact:
    event = VetoDecided(
        case="V-1",
        unit=who,
        year=2023,
        ground="重大突发环境事件" if incident else "区域限批",
        result=result,
    )
    return event, on


def ledger(*facts: Fact, spec: Spec = COUNTY) -> Spec:
    for event, on in facts:
        spec = spec.given(event, on=on)
    return spec


def case(spec: Spec) -> Case:
    state = vetoes_fold.Cases()
    for record in clocks.known(spec.records):
        state = vetoes_fold.gather(state, record)
    return state.cases["V-1"]


def incident(spec: Spec, **keys: str) -> Grounds:
    registry = spec.registry.trying({k.replace("__", "."): v for k, v in keys.items()})
    return judged(case(spec), "qinghe", "重大突发环境事件", registry)


def restriction(spec: Spec, **keys: str) -> Grounds:
    registry = spec.registry.trying({k.replace("__", "."): v for k, v in keys.items()})
    return judged(case(spec), "qinghe", "区域限批", registry)


FULL = (reported(), graded("重大", DAY(2024, 1, 10)), attributed(True, DAY(2024, 2, 1)))
START = len(COUNTY.records)


def test_complete_since_the_last_paper_it_takes() -> None:
    found = incident(ledger(*FULL))
    assert (found.missing, found.since) == ((), DAY(2024, 2, 1))
    assert found.known is not None
    assert found.known.position == START + 3


def test_known_since_the_entry_that_completed_it_in_the_ledger() -> None:
    """The grade was typed in last, though it was given first."""
    spec = ledger(FULL[0], FULL[2], FULL[1])
    found = incident(spec)
    assert found.since == DAY(2024, 2, 1)
    assert found.known is not None
    assert (found.known.position, found.known.recorded_at) == (
        spec.last.position,
        spec.last.recorded_at,
    )


def test_a_further_paper_of_the_same_content_changes_no_since() -> None:
    again = ledger(*FULL, attributed(True, DAY(2024, 3, 1)), graded("重大", DAY(2024, 3, 2)))
    assert incident(again) == incident(ledger(*FULL))


def test_a_regrading_ends_it_and_another_begins_it_anew() -> None:
    lower = ledger(*FULL, graded("较大", DAY(2024, 3, 1)))
    assert (incident(lower).missing, incident(lower).since) == (("等级未达重大",), None)
    assert incident(lower).known is None
    anew = ledger(*FULL, graded("较大", DAY(2024, 3, 1)), graded("特别重大", DAY(2024, 4, 1)))
    assert (incident(anew).missing, incident(anew).since) == ((), DAY(2024, 4, 1))


def test_a_provisional_grade_completes_nothing_until_it_is_final() -> None:
    provisional = ledger(
        FULL[0],
        graded("重大", DAY(2024, 1, 10), provisional=True),
        attributed(True, DAY(2024, 2, 1)),
    )
    assert incident(provisional).missing == ("等级为初步认定",)
    final = ledger(graded("重大", DAY(2024, 3, 1)), spec=provisional)
    assert incident(final).since == DAY(2024, 3, 1)


def test_the_last_word_on_responsibility_counts() -> None:
    acquitted = ledger(*FULL, attributed(False, DAY(2024, 3, 1)))
    assert incident(acquitted).missing == ("不负有责任",)
    other = ledger(*FULL, attributed(False, DAY(2024, 3, 1), "slj"))
    assert incident(other).missing == ()


@pytest.mark.parametrize(
    ("level", "asked", "missing"),
    [
        ("县", "市", ("限批机关层级不够",)),
        ("市", "市", ()),
        ("省", "市", ()),
        ("县", "省", ("限批机关层级不够",)),
        ("市", "省", ("限批机关层级不够",)),
        ("省", "省", ()),
        ("国家", "省", ()),
    ],
)
def test_a_restriction_counts_from_the_level_asked(
    level: Level, asked: str, missing: tuple[str, ...]
) -> None:
    spec = ledger(restricted(level, DAY(2023, 9, 1), DAY(2023, 9, 1)))
    found = restriction(spec, veto__restriction_level=asked)
    assert found.missing == missing


@pytest.mark.parametrize(("level", "noted"), [("市", True), ("省", False)])
def test_a_city_restriction_is_noted(level: Level, noted: bool) -> None:
    spec = ledger(restricted(level, DAY(2023, 9, 1), DAY(2023, 9, 1)))
    assert restriction(spec).notes == (("veto.restricted_by_city",) if noted else ())


def test_responsibility_belongs_to_the_incident_or_to_both() -> None:
    spec = ledger(restricted("市", DAY(2023, 9, 1), DAY(2023, 9, 1)))
    assert restriction(spec).missing == ()
    assert restriction(spec, veto__responsibility_scope="both").missing == ("责任未认定",)
    named = ledger(attributed(True, DAY(2024, 2, 1)), spec=spec)
    assert restriction(named, veto__responsibility_scope="both").since == DAY(2024, 2, 1)


def test_a_veto_counts_in_the_year_of_the_fact_or_of_its_determination() -> None:
    spec = ledger(*FULL)
    assert incident(spec).year == 2023
    assert incident(spec, veto__year="determination").year == 2024
    imposed = ledger(restricted("市", DAY(2023, 12, 31), DAY(2024, 1, 1)))
    assert restriction(imposed).year == 2024
    assert restriction(imposed, veto__year="determination").year == 2023


def test_facts_found_by_whom_they_are_not_for_complete_nothing() -> None:
    spec = ledger(*FULL)
    grading = spec.records[START + 1]
    mark = Irregular(code="organ.not_competent", reason="自行定级")
    marked = grading.model_copy(update={"irregular": (mark,)})
    broken = Spec(records=(*spec.records[: START + 1], marked, *spec.records[START + 2 :]))
    assert incident(broken).missing == ("等级未认定",)


def standing(spec: Spec) -> tuple[list[tuple[str, ...]], int]:
    folded = case(spec)
    why = [uncounted(folded, d, spec.registry) for d in folded.decisions]
    return why, len(confirmed(folded, spec.registry))


@pytest.mark.parametrize(
    ("on", "counts"),
    [(DAY(2024, 1, 31), False), (DAY(2024, 2, 1), True), (DAY(2024, 2, 2), True)],
)
def test_a_decision_counts_from_the_day_its_grounds_are_complete(
    on: dt.date, counts: bool
) -> None:
    expected = ([()], 1) if counts else ([("veto.grounds_incomplete",)], 0)
    assert standing(ledger(*FULL, decided("认定", on))) == expected


def test_a_paper_typed_in_late_heals_a_decision() -> None:
    early = ledger(FULL[0], FULL[1], decided("认定", DAY(2024, 2, 1)))
    assert standing(early) == ([("veto.grounds_incomplete",)], 0)
    assert standing(ledger(FULL[2], spec=early)) == ([()], 1)


def test_a_veto_stands_after_a_regrading_until_it_is_taken_back() -> None:
    spec = ledger(*FULL, decided("认定", DAY(2024, 2, 2)), graded("较大", DAY(2024, 3, 1)))
    assert standing(spec) == ([()], 1)
    gone = ledger(decided("撤销", DAY(2024, 3, 2)), spec=spec)
    assert standing(gone) == ([(), ()], 0)


def test_a_department_is_never_vetoed_whatever_is_recorded() -> None:
    facts = (*FULL, attributed(True, DAY(2024, 2, 1), "slj"))
    spec = ledger(*facts, decided("认定", DAY(2024, 2, 2), "slj"))
    assert standing(spec) == ([("veto.department",)], 0)


def test_a_veto_on_one_ground_is_not_touched_by_another() -> None:
    spec = ledger(
        *FULL,
        decided("认定", DAY(2024, 2, 2)),
        restricted("市", DAY(2023, 9, 1), DAY(2023, 9, 1)),
        decided("不予认定", DAY(2024, 2, 3), incident=False),
    )
    assert standing(spec)[1] == 1


def test_a_void_of_what_completes_it_ends_it() -> None:
    spec = ledger(*FULL)
    assert incident(spec.voided(spec.last.position)).missing == ("责任未认定",)


ANY_FACT = st.one_of(
    st.builds(
        graded,
        st.sampled_from(["一般", "较大", "重大", "特别重大"]),
        st.dates(DAY(2024, 1, 1), DAY(2024, 6, 30)),
        st.booleans(),
    ),
    st.builds(attributed, st.booleans(), st.dates(DAY(2024, 1, 1), DAY(2024, 6, 30))),
)


@given(st.lists(ANY_FACT, max_size=4, unique_by=lambda fact: fact[1]))
def test_the_order_of_typing_changes_no_ground(facts: Sequence[Fact]) -> None:
    """Acts of different days: what holds in the world does not depend on who typed first."""
    answers = set()
    for order in permutations(facts):
        found = incident(ledger(reported(), *order))
        answers.add((found.missing, found.since, found.year, found.known is None))
    assert len(answers) == 1


@given(st.lists(ANY_FACT, max_size=6))
def test_known_is_a_position_from_which_on_it_is_complete(facts: Sequence[Fact]) -> None:
    spec = ledger(reported(), *facts)
    found = incident(spec)
    assert (found.known is None) == (found.since is None) == bool(found.missing)
    if found.known is not None:
        for position in range(START + 1, len(spec.records) + 1):
            cut = Spec(records=spec.records[:position])
            complete = incident(cut).is_complete
            assert complete or position < found.known.position
