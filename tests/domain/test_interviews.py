"""第十八条: 主要负责同志及有关负责同志 are interviewed; put off to a later day, or not held, is recorded too."""

import datetime as dt
from typing import Any

import pytest

from ptaudit.domain.commands.results import HoldInterview
from ptaudit.domain.events.results import Interviewee, InterviewHeld, ResultPublished
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = Spec(today=DAY(2024, 4, 1)).given(unit("qinghe", "清河镇"))


def published(spec: Spec, year: int) -> Spec:
    event = ResultPublished(
        year=year, edition="内部", approval=(), ranks=(), advanced=(), interview=("qinghe",)
    )
    return spec.given(event, on=DAY(year + 1, 2, 1))


def hold(*roles: str, **more: Any) -> HoldInterview:
    said = {"unit": "清河镇", "on": DAY(2024, 3, 5), "basis": "约谈纪要〔2024〕1号"}
    persons = [{"role": role} for role in roles]
    return HoldInterview.model_validate({**said, "persons": persons, **more})


YEARS = published(published(COUNTY, 2022), 2023)


def test_the_year_is_the_last_one_circulated_by_that_day() -> None:
    YEARS.when(hold("党主要", "分管")).then(
        InterviewHeld(
            year=2023,
            unit="qinghe",
            outcome="已约谈",
            persons=(Interviewee(role="党主要"), Interviewee(role="分管")),
        )
    )
    [draft] = YEARS.when(hold(on=DAY(2024, 1, 31))).drafts
    assert isinstance(draft.payload, InterviewHeld)
    assert draft.payload.year == 2022


def test_without_a_circular_the_year_is_said() -> None:
    COUNTY.when(hold("党主要")).malformed("interview.which_year")
    assert COUNTY.when(hold("党主要", year=2023)).drafts
    COUNTY.when(hold("党主要", year=2025)).malformed("interview.year_future")


@pytest.mark.parametrize(
    ("roles", "held"),
    [
        ((), True),
        (("党主要",), True),
        (("政主要", "其他"), True),
        (("分管",), False),
        (("分管", "其他"), False),
    ],
)
def test_a_principal_is_among_the_persons(roles: tuple[str, ...], held: bool) -> None:
    outcome = YEARS.when(hold(*roles))
    if held:
        assert outcome.drafts
    else:
        outcome.refused("interview.no_principal", unit="清河镇", year=2023)
        YEARS.when(hold(*roles, irregular="主要负责人出差")).irregular("interview.no_principal")


def test_what_was_not_held_needs_no_principal() -> None:
    assert YEARS.when(hold("分管", outcome="未约谈", reason="机构已撤销")).drafts


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"outcome": "延期"}, "interview.no_new_day"),
        ({"outcome": "延期", "to": DAY(2024, 3, 5)}, "interview.not_later"),
        ({"to": DAY(2024, 3, 6)}, "interview.new_day_unasked"),
        ({"outcome": "未约谈", "to": DAY(2024, 3, 6)}, "interview.new_day_unasked"),
    ],
)
def test_only_a_later_day_puts_it_off(more: dict[str, Any], code: str) -> None:
    YEARS.when(hold(**more)).malformed(code)


def test_the_day_after_puts_it_off() -> None:
    [draft] = YEARS.when(hold(outcome="延期", to=DAY(2024, 3, 6))).drafts
    assert isinstance(draft.payload, InterviewHeld)
    assert draft.payload.to == DAY(2024, 3, 6)


def test_it_is_by_leaders_of_the_county_and_recorded_once() -> None:
    spec = YEARS.did(hold("党主要"))
    assert spec.last.organs == ("LDR",)
    spec.when(hold("党主要")).already(spec.last.position)
    spec.when(hold("党主要", on=None)).already(spec.last.position)
    YEARS.when(hold("党主要", organ="目督办")).refused("organ.not_competent")
