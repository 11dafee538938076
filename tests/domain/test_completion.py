"""第二十条: whether the year's targets were met is for 县委、县政府 to determine, many units on one paper."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.assessment import DetermineCompletion
from ptaudit.domain.completion.fold import Determination, Result, settled
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.assessment import CompletionDetermined, UnitCompletion
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.policy import Policy
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec().given(unit("qinghe", "清河镇"), unit("slj", "水利局", "部门"))
BY_JXW = PolicyAdopted(
    policy_version=1, keys=(("completion.who", "JXW"),), years=YearSpan(from_=2023)
)
TABLE = ({"unit": "清河镇", "result": "未完成"}, {"unit": "水利局", "result": "完成"})
ROWS = (UnitCompletion(unit="qinghe", result="未完成"), UnitCompletion(unit="slj", result="完成"))


def determine(*rows: dict[str, str], **more: Any) -> DetermineCompletion:
    said = {"year": 2023, "units": rows, "basis": "×委〔2024〕2号", "on": DAY(2024, 1, 20)}
    return DetermineCompletion.model_validate({**said, **more})


def test_one_paper_determines_many_units_of_every_kind() -> None:
    outcome = COUNTY.when(determine(*TABLE))
    outcome.then(CompletionDetermined(year=2023, units=ROWS))
    [draft] = outcome.drafts
    assert draft.organs == ("CGV", "CPC")
    assert draft.tags == ("unit:qinghe", "unit:slj", "year:2023")


def test_the_county_may_leave_it_to_jxw() -> None:
    [draft] = COUNTY.given(BY_JXW).when(determine(*TABLE)).drafts
    assert draft.organs == ("JXW",)


def test_jxw_unasked_is_a_breach() -> None:
    COUNTY.when(determine(*TABLE, organ="县绩效委")).refused(
        "completion.not_competent", organ="县绩效委", year=2023
    )
    irregular = determine(*TABLE, organ="县绩效委", irregular="会议已定")
    COUNTY.when(irregular).irregular("completion.not_competent")
    COUNTY.given(BY_JXW).when(determine(*TABLE, organ="目督办")).refused("organ.not_competent")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (determine(), "completion.no_units"),
        (determine(*TABLE, computed=True), "completion.computed_and_said"),
        (determine(*TABLE, TABLE[0]), "completion.unit_twice"),
        (determine(*TABLE, year=2025), "completion.year_future"),
    ],
)
def test_an_unreadable_table_is_malformed(command: DetermineCompletion, code: str) -> None:
    COUNTY.when(command).malformed(code)


def test_the_running_year_may_be_determined() -> None:
    assert COUNTY.when(determine(*TABLE, year=2024)).drafts


def test_a_suggestion_is_not_computed_without_indicator_values() -> None:
    command = determine(computed=True, irregular="无论如何")
    COUNTY.when(command).refused("completion.not_computable", year=2023)


def test_an_unknown_unit_is_not_found() -> None:
    COUNTY.when(determine({"unit": "清和镇", "result": "完成"})).not_found("unit.unknown")


def test_the_same_paper_is_not_recorded_twice_on_another_day() -> None:
    spec = COUNTY.did(determine(*TABLE))
    spec.when(determine(*TABLE, on=DAY(2024, 1, 21))).already(spec.last.position)
    spec.when(determine(TABLE[0], on=DAY(2024, 1, 21))).already(spec.last.position)
    assert spec.when(determine(*TABLE, basis="×委〔2024〕5号", on=DAY(2024, 1, 21))).drafts


def test_a_paper_takes_the_place_of_an_earlier_word() -> None:
    other = ({"unit": "清河镇", "result": "完成"}, TABLE[1])
    spec = COUNTY.did(determine(*TABLE)).did(determine(*other, on=DAY(2024, 1, 21)))
    assert spec.when(determine(*TABLE, on=DAY(2024, 1, 22))).drafts


def said(
    result: Result, *organs: str, level: Any = "认定", n: int = 1, regular: bool = True
) -> Determination:
    mark = Mark(DAY(2024, 1, n), n, "")
    return Determination(2023, result, level, f"{n:032x}", mark, organs, regular=regular)


@pytest.mark.parametrize(
    ("papers", "who", "decided"),
    [
        ((), "CPC+CGV", ()),
        ((said("未完成", "CGV", "CPC"),), "CPC+CGV", (1,)),
        ((said("未完成", "CPC"),), "CPC+CGV", ()),
        ((said("未完成", "CPC"), said("未完成", "CGV", n=2)), "CPC+CGV", (1, 2)),
        ((said("未完成", "CPC"), said("完成", "CGV", n=2)), "CPC+CGV", ()),
        ((said("未完成", "CGV", "CPC"), said("完成", "CGV", "CPC", n=2)), "CPC+CGV", (2,)),
        ((said("未完成", "CGV", "CPC"), said("完成", "CPC", n=2)), "CPC+CGV", ()),
        ((said("未完成", "JXW"),), "CPC+CGV", ()),
        ((said("未完成", "JXW"),), "JXW", (1,)),
        ((said("未完成", "JXW"), said("完成", "CGV", "CPC", n=2)), "JXW", (2,)),
        ((said("未完成", "CGV", "CPC", regular=False),), "CPC+CGV", ()),
        ((said("未完成", "MDB", level="结转"),), "CPC+CGV", (1,)),
        (
            (said("未完成", "MDB", level="结转"), said("完成", "CGV", "CPC", n=2)),
            "CPC+CGV",
            (2,),
        ),
        (
            (said("完成", "CGV", "CPC"), said("未完成", "MDB", level="结转", n=2)),
            "CPC+CGV",
            (1,),
        ),
        (
            (said("完成", "MDB", level="结转"), said("未完成", "MDB", level="结转", n=2)),
            "CPC+CGV",
            (2,),
        ),
    ],
)
def test_what_decides_a_year(
    papers: tuple[Determination, ...], who: str, decided: tuple[int, ...]
) -> None:
    found = settled(papers, Policy(values={"completion.who": who}))
    assert tuple(paper.mark.position for paper in found) == decided
