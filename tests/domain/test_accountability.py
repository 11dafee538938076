"""第二十条 — 问责启动建议: the software concludes it, and refuses outright where a year is wanting."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.results import ProposeAccountability
from ptaudit.domain.events.assessment import CompletionDetermined, UnitCompletion
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.results import AccountabilityProposed
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec(today=DAY(2024, 3, 1)).given(unit("qinghe", "清河镇"), unit("slj", "水利局", "部门"))


def determined(spec: Spec, year: int, result: Any = "未完成", who: str = "qinghe") -> Spec:
    event = CompletionDetermined(year=year, units=(UnitCompletion(unit=who, result=result),))
    return spec.given(event, on=DAY(year + 1, 2, 1))


def carried(spec: Spec, year: int, result: Any = "未完成") -> Spec:
    event = HistoryCarried(unit="qinghe", year=year, completion=result)
    return spec.given(event, on=DAY(year + 1, 2, 1), basis=f"×办〔{year + 1}〕1号")


def propose(**more: Any) -> ProposeAccountability:
    return ProposeAccountability.model_validate({"unit": "清河镇", "to": "县委", **more})


UNMET = determined(carried(carried(COUNTY, 2021), 2022), 2023)
IDS = tuple(record.id for record in UNMET.records[-3:])


def test_it_rests_on_the_determinations_of_three_years() -> None:
    outcome = UNMET.when(propose())
    outcome.then(
        AccountabilityProposed(
            unit="qinghe", years=(2021, 2022, 2023), determinations=IDS, to="CPC"
        )
    )
    [draft] = outcome.drafts
    assert {f"ref:{entry}" for entry in IDS} <= set(draft.tags)


def test_a_department_is_answerable_like_any_unit() -> None:
    spec = COUNTY
    for year in (2021, 2022, 2023):
        spec = determined(spec, year, who="slj")
    assert spec.when(propose(unit="水利局")).drafts


@pytest.mark.parametrize("result", ["完成", "不适用", "缓议"])
def test_two_years_are_not_three(result: str) -> None:
    spec = determined(carried(carried(COUNTY, 2021), 2022), 2023, result)
    refused = spec.when(propose(irregular="领导要求"))
    refused.refused("accountability.no_trigger", unit="清河镇", longest=2)


def test_without_any_year_nothing_is_proposed() -> None:
    COUNTY.when(propose()).refused("accountability.no_trigger", longest=0)


def test_an_undetermined_year_between_holds_it_back() -> None:
    spec = determined(carried(carried(COUNTY, 2020), 2021), 2023)
    spec.when(propose()).refused("accountability.no_trigger", longest=2)
    asked = spec.when(propose(years=(2021, 2022, 2023)))
    asked.refused("accountability.not_unmet", wanting="2022")


def test_the_years_said_are_held_against_the_determinations() -> None:
    UNMET.when(propose(years=(2023, 2021, 2022))).then(
        AccountabilityProposed(
            unit="qinghe", years=(2021, 2022, 2023), determinations=IDS, to="CPC"
        )
    )
    UNMET.when(propose(years=(2022, 2023))).malformed("accountability.too_few_years")
    UNMET.when(propose(years=(2020, 2021, 2022))).refused(
        "accountability.not_unmet", wanting="2020"
    )
    apart = carried(UNMET, 2019)
    apart.when(propose(years=(2019, 2021, 2022, 2023))).refused("accountability.not_in_a_row")


@pytest.mark.parametrize(("on", "drafted"), [(DAY(2024, 1, 31), False), (DAY(2024, 2, 1), True)])
def test_it_rests_on_what_was_determined_by_its_day(on: dt.date, drafted: bool) -> None:
    outcome = UNMET.when(propose(on=on))
    if drafted:
        assert outcome.drafts
    else:
        outcome.refused("accountability.no_trigger", longest=2)


def test_the_same_years_are_proposed_once() -> None:
    spec = UNMET.did(propose())
    spec.when(propose(to="县政府")).already(spec.last.position)


def test_a_fourth_year_is_proposed_again_unless_the_county_resets() -> None:
    spec = determined(UNMET.did(propose()), 2024).at(DAY(2025, 3, 1))
    [draft] = spec.when(propose()).drafts
    assert isinstance(draft.payload, AccountabilityProposed)
    assert draft.payload.years == (2021, 2022, 2023, 2024)
    reset = PolicyAdopted(
        policy_version=1, keys=(("three_year.retrigger", "reset"),), years=YearSpan(from_=2021)
    )
    proposed = next(r for r in spec.records if r.kind == AccountabilityProposed.kind)
    spec.given(reset).when(propose()).already(proposed.position)


def test_a_corrected_year_takes_the_trigger_away() -> None:
    spec = UNMET.corrected(
        UNMET.last.position,
        CompletionDetermined(year=2023, units=(UnitCompletion(unit="qinghe", result="完成"),)),
    )
    spec.when(propose()).refused("accountability.no_trigger", longest=2)
    UNMET.voided(UNMET.last.position).when(propose()).refused("accountability.no_trigger")


def test_entries_named_must_be_those_determinations() -> None:
    assert UNMET.when(propose(determinations=IDS)).drafts
    UNMET.when(propose(determinations=IDS[:2])).malformed(
        "accountability.year_uncovered", years="2023"
    )
    stranger = UNMET.records[0].id
    UNMET.when(propose(determinations=(stranger,))).not_found("accountability.not_a_determination")
    UNMET.when(propose(lineage=(stranger,))).not_found("accountability.not_a_lineage")
