"""口径 late_veto: a veto decided after its year was approved has effect in the first year not yet approved."""

import datetime as dt

import pytest

from ptaudit.domain.events.assessment import ResultApproved
from ptaudit.domain.vetoes.grounds import confirmed
from tests.domain.specification import Spec
from tests.domain.test_veto_grounds import DAY, FULL, case, decided, ledger


def approved(spec: Spec, year: int, on: dt.date) -> Spec:
    return spec.given(ResultApproved(year=year, approving=("CGV", "CPC"), form="会议"), on=on)


@pytest.mark.parametrize(
    ("day", "later", "year"),
    [
        (DAY(2024, 3, 1), False, 2023),
        (DAY(2024, 3, 2), False, 2024),
        (DAY(2025, 3, 1), True, 2024),
        (DAY(2025, 3, 2), True, 2025),
    ],
)
def test_years_approved_by_the_day_of_the_decision_are_passed_over(
    day: dt.date, *, later: bool, year: int
) -> None:
    spec = approved(ledger(*FULL, decided("认定", day)), 2023, DAY(2024, 3, 1))
    spec = approved(spec, 2024, DAY(2025, 3, 1)) if later else spec
    for option, expected in (("next_year", year), ("reopen", 2023)):
        registry = spec.registry.trying({"late_veto": option})
        assert [one.year for one in confirmed(case(spec), registry)] == [expected]
