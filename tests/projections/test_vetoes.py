"""否决案件: what is proposed, what is in effect, and since when the ledger knew (第九条第三项)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.vetoes import (
    AttributeIncident,
    DecideVeto,
    GradeIncident,
    ImposeRestriction,
    LiftRestriction,
    ReportIncident,
)
from ptaudit.domain.vetoes.fold import Known
from ptaudit.projections.vetoes import EFFECTS, UnitVeto, standing, vetoed, vetoes
from tests.projections.counties import (
    County,
    Step,
    assert_stored_is_folded,
    assert_view_is_a_cut,
    time,
)

DAY = dt.date
AUTHORITY = {"case": "V-1", "authority": "省生态环境厅", "level": "省"}


def report(on: dt.date, recorded: dt.datetime) -> Step:
    said = {"text": "泄漏", "occurred_on": DAY(2023, 12, 20), "units": "清河镇", "on": on}
    return recorded, "epb", ReportIncident.model_validate(said)


def grade(said: str, on: dt.date, recorded: dt.datetime, **more: Any) -> Step:
    command = {**AUTHORITY, "grade": said, "standard": "2014", "on": on, **more}
    return recorded, "epb", GradeIncident.model_validate(command)


def attribute(units: str, on: dt.date, recorded: dt.datetime) -> Step:
    command = {**AUTHORITY, "responsible": units, "on": on}
    return recorded, "epb", AttributeIncident.model_validate(command)


def decide(result: str, on: dt.date, recorded: dt.datetime, **more: Any) -> Step:
    said = {"case": "V-1", "unit": "清河镇", "result": result, "basis": "×委〔2024〕3号"}
    return recorded, "mdb", DecideVeto.model_validate({**said, "on": on, **more})


FACTS = (
    report(DAY(2023, 12, 21), time(2023, 12, 21)),
    attribute("清河镇、水利局", DAY(2024, 2, 1), time(2024, 2, 2)),
    grade("重大", DAY(2024, 1, 10), time(2024, 3, 1)),
)
VETO = decide("认定", DAY(2024, 3, 5), time(2024, 3, 6))


def against(county: County, unit: str, on: dt.date | None = None) -> UnitVeto:
    view = county.app.view(None, on)
    [found] = [
        stands
        for case in view.rows(vetoes).values()
        for stands in standing(case, view.registry)
        if stands.unit == unit
    ]
    return found


def in_effect(county: County, year: int, moment: str | None = None) -> dict[str, list[str]]:
    view = county.app.view(moment)
    found = vetoed(view.rows(vetoes), view.registry, year)
    return {unit: [case.case for case in cases] for unit, cases in found.items()}


def test_complete_grounds_are_proposed_against_townships_only() -> None:
    county = County.of(FACTS)
    found = against(county, "qinghe")
    assert found.proposed == found.grounds
    [ground] = found.grounds
    assert (ground.since, ground.year) == (DAY(2024, 2, 1), 2023)
    last = list(county.app.view().entries())[-1]
    assert ground.known == Known(last.position, last.recorded_at)
    assert found.effects == ()
    department = against(county, "slj")
    assert (department.is_department, department.proposed) == (True, ())


@pytest.mark.parametrize(("on", "proposed"), [(DAY(2024, 1, 31), False), (DAY(2024, 2, 1), True)])
def test_the_view_about_a_day_knows_the_papers_of_that_day(on: dt.date, proposed: bool) -> None:
    assert bool(against(County.of(FACTS), "qinghe", on).proposed) == proposed


def test_a_decision_ends_the_proposal_and_has_three_effects() -> None:
    county = County.of([*FACTS, VETO])
    found = against(county, "qinghe")
    assert (found.proposed, found.years, found.effects) == ((), (2023,), EFFECTS)
    assert in_effect(county, 2023) == {"qinghe": ["V-1"]}
    assert in_effect(county, 2024) == {}


def test_a_veto_taken_back_is_in_effect_no_more_but_was_then() -> None:
    county = County.of([*FACTS, VETO])
    then = str(county.app.view().moment.position)
    county.did(decide("撤销", DAY(2024, 4, 1), time(2024, 4, 2)))
    assert in_effect(county, 2023) == {}
    assert in_effect(county, 2023, then) == {"qinghe": ["V-1"]}
    assert against(county, "qinghe").proposed == ()


def test_a_regrading_puts_a_veto_in_doubt_and_takes_a_proposal_away() -> None:
    lower = grade("较大", DAY(2024, 3, 20), time(2024, 3, 21))
    assert against(County.of([*FACTS, lower]), "qinghe").proposed == ()
    found = against(County.of([*FACTS, VETO, lower]), "qinghe")
    assert (found.years, found.doubted) == ((2023,), (2023,))


def test_what_was_declined_is_proposed_again_on_new_facts() -> None:
    declined = [*FACTS[:2], decide("不予认定", DAY(2024, 2, 20), time(2024, 2, 21))]
    assert against(County.of(declined), "qinghe").proposed == ()
    assert against(County.of([*declined, FACTS[2]]), "qinghe").proposed != ()
    late = [*FACTS, decide("不予认定", DAY(2024, 3, 5), time(2024, 3, 6))]
    assert against(County.of(late), "qinghe").proposed == ()


def test_an_irregular_veto_is_shown_and_counts_for_nothing() -> None:
    early = decide("认定", DAY(2024, 1, 31), time(2024, 3, 6), irregular="已下文")
    county = County.of([*FACTS, early])
    [judged] = against(county, "qinghe").decisions
    assert judged.uncounted == ("veto.grounds_incomplete",)
    assert in_effect(county, 2023) == {}
    department = decide(
        "认定", DAY(2024, 3, 5), time(2024, 3, 7), unit="水利局", irregular="已下文"
    )
    county.did(department)
    [judged] = against(county, "slj").decisions
    assert judged.uncounted == ("veto.irregular",)
    assert in_effect(county, 2023) == {}


def test_a_corrected_fact_is_known_since_its_correction() -> None:
    provisional = grade("重大", DAY(2024, 1, 10), time(2024, 3, 1), provisional=True)

    def final(county: County) -> CorrectRecord:
        said = {"target": county.entry("incident.graded"), "set": [["provisional", "false"]]}
        return CorrectRecord.model_validate({**said, "reason": "漏看终稿"})

    county = County.of([FACTS[0], FACTS[1], provisional])
    assert against(county, "qinghe").proposed == ()
    position = county.did((time(2024, 5, 6), "epb", final))
    [ground] = against(county, "qinghe").proposed
    assert ground.since == DAY(2024, 2, 1)
    assert ground.known is not None
    assert (ground.known.position, ground.known.recorded_at[:10]) == (position, "2024-05-06")


def void(kind: str, recorded: dt.datetime) -> Step:
    def command(county: County) -> VoidRecord:
        return VoidRecord(target=county.entry(kind), reason="误录")

    return recorded, "mdb" if kind == "veto.decided" else "epb", command


IMPOSED = ImposeRestriction.model_validate(
    {
        "units": "河口镇",
        "scope": "涉磷",
        "authority": "市局",
        "level": "市",
        "on": DAY(2023, 9, 1),
    }
)
LIFTED = LiftRestriction.model_validate(
    {"case": "V-2", "authority": "市局", "level": "市", "on": DAY(2024, 1, 2)}
)
WHOLE: Sequence[Step] = (
    *FACTS,
    (time(2024, 3, 2), "epb", IMPOSED),
    (time(2024, 3, 3), "epb", LIFTED),
    VETO,
    grade("较大", DAY(2024, 3, 20), time(2024, 3, 21)),
    void("incident.graded", time(2024, 3, 22)),
    decide("撤销", DAY(2024, 4, 1), time(2024, 4, 2)),
    void("veto.decided", time(2024, 4, 3)),
)


def test_stored_rows_are_those_of_a_full_replay() -> None:
    assert_stored_is_folded(WHOLE, vetoes)


def test_a_view_at_a_moment_is_the_view_of_a_ledger_cut_there() -> None:
    assert_view_is_a_cut(WHOLE, vetoes, (DAY(2024, 1, 31), DAY(2024, 3, 10), DAY(2024, 6, 1)))


@settings(max_examples=15, deadline=None)
@given(st.permutations(FACTS[1:]), st.permutations((4, 5)))
def test_typing_order_changes_what_was_known_not_what_is(
    facts: Sequence[Step], months: Sequence[int]
) -> None:
    typed = [
        (time(2024, month, 1), operator, command)
        for month, (_, operator, command) in zip(sorted(months), facts, strict=True)
    ]
    [ground] = against(County.of([FACTS[0], *typed]), "qinghe").grounds
    assert (ground.since, ground.known and ground.known.recorded_at[:7]) == (
        DAY(2024, 2, 1),
        "2024-05",
    )
