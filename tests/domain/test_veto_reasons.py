"""第九条第三项: which grounds the papers raise, in which year they count, and why a decision does not."""

import datetime as dt

import pytest

from ptaudit.domain.events.basis import PolicyAdopted, YearSealed, YearSpan
from ptaudit.domain.events.vetoes import IncidentReported, RestrictionImposed
from ptaudit.domain.record import Irregular
from ptaudit.domain.vetoes.fold import Level
from ptaudit.domain.vetoes.grounds import (
    BY_INCIDENT,
    BY_RESTRICTION,
    grounds,
    is_department,
    judged,
    likely,
)
from tests.domain.specification import Spec
from tests.domain.test_veto_grounds import (
    COUNTY,
    DAY,
    FULL,
    Fact,
    attributed,
    case,
    decided,
    graded,
    incident,
    ledger,
    reported,
    restricted,
    restriction,
    standing,
)

SEPTEMBER = DAY(2023, 9, 1)


def marked(spec: Spec) -> Spec:
    """*spec*, its last entry recorded as another organ's than the one it is for."""
    mark = Irregular(code="organ.not_competent", reason="越权")
    last = spec.last.model_copy(update={"irregular": (mark,)})
    return Spec(records=(*spec.records[:-1], last))


def sealed(year: int, *facts: Fact, before: Spec = COUNTY) -> Spec:
    """Sealed on 2024-03-01; *facts* are typed afterwards."""
    event = YearSealed(year=year, seal_no=1, last=1, root="ab" * 32)
    return ledger(*facts, spec=before.given(event, on=DAY(2024, 3, 1)))


# Why a decision counts for nothing


def test_a_decision_by_whom_it_is_not_for_neither_vetoes_nor_takes_back() -> None:
    spec = marked(ledger(*FULL, decided("认定", DAY(2024, 2, 2))))
    assert standing(spec) == ([("veto.irregular",)], 0)
    kept = marked(
        ledger(*FULL, decided("认定", DAY(2024, 2, 2)), decided("撤销", DAY(2024, 2, 3)))
    )
    assert standing(kept) == ([(), ("veto.irregular",)], 1)


@pytest.mark.parametrize(
    ("year", "day", "why"),
    [
        (2023, DAY(2024, 2, 29), ()),
        (2023, DAY(2024, 3, 1), ("year.sealed",)),
        (2023, DAY(2024, 3, 2), ("year.sealed",)),
        (2022, DAY(2024, 3, 2), ()),
    ],
)
def test_of_a_sealed_year_nothing_is_decided(
    year: int, day: dt.date, why: tuple[str, ...]
) -> None:
    spec = sealed(year, decided("认定", day), before=ledger(*FULL))
    assert standing(spec) == ([why], 0 if why else 1)


def test_on_the_day_of_the_seal_what_was_recorded_before_it_counts() -> None:
    spec = sealed(2023, before=ledger(*FULL, decided("认定", DAY(2024, 3, 1))))
    assert standing(spec) == ([()], 1)


# Under the policy of the year the case was opened in


@pytest.mark.parametrize(
    ("opened", "missing"), [(DAY(2022, 12, 31), ()), (DAY(2023, 1, 1), ("限批机关层级不够",))]
)
def test_a_case_is_judged_under_the_ruling_of_its_own_year(
    opened: dt.date, missing: tuple[str, ...]
) -> None:
    keys = (("veto.restriction_level", "省"),)
    ruled = COUNTY.given(PolicyAdopted(policy_version=1, keys=keys, years=YearSpan(from_=2023)))
    decision = decided("认定", DAY(2024, 1, 2), incident=False)
    spec = ledger(restricted("市", opened, opened), decision, spec=ruled)
    assert restriction(spec).missing == missing
    assert standing(spec)[0] == [("veto.grounds_incomplete",) if missing else ()]


def test_the_rulings_named_are_those_a_ground_rests_on() -> None:
    spec = ledger(*FULL, restricted("市", SEPTEMBER, SEPTEMBER))
    on_incident, on_restriction = incident(spec), restriction(spec)
    assert (on_incident.unit, on_incident.keys, on_incident.notes) == (
        "qinghe",
        ("veto.year",),
        (),
    )
    assert on_restriction.keys == (
        "veto.restriction_level",
        "veto.responsibility_scope",
        "veto.year",
    )


# Which grounds are raised


@pytest.mark.parametrize(
    ("facts", "raised"),
    [
        ((), [BY_INCIDENT]),
        ((restricted("市", SEPTEMBER, SEPTEMBER),), [BY_RESTRICTION]),
        ((restricted("市", SEPTEMBER, SEPTEMBER), reported()), [BY_RESTRICTION, BY_INCIDENT]),
        (
            (restricted("市", SEPTEMBER, SEPTEMBER), attributed(True, DAY(2024, 2, 1))),
            [BY_RESTRICTION, BY_INCIDENT],
        ),
        (
            (restricted("市", SEPTEMBER, SEPTEMBER), attributed(True, DAY(2024, 2, 1), "slj")),
            [BY_RESTRICTION],
        ),
    ],
)
def test_the_grounds_the_papers_raise(facts: tuple[Fact, ...], raised: list[str]) -> None:
    spec = ledger(graded("重大", DAY(2024, 1, 10)), *facts)
    assert [one.ground for one in grounds(case(spec), "qinghe", spec.registry)] == raised


@pytest.mark.parametrize(
    ("level", "facts", "ground"),
    [
        ("市", FULL, BY_RESTRICTION),
        ("县", FULL, BY_INCIDENT),
        ("市", FULL[:1], BY_RESTRICTION),
        ("县", FULL[:1], BY_RESTRICTION),
    ],
)
def test_where_none_is_named_it_is_the_complete_one_then_the_restriction(
    level: Level, facts: tuple[Fact, ...], ground: str
) -> None:
    spec = ledger(*facts, restricted(level, SEPTEMBER, SEPTEMBER))
    assert likely(case(spec), "qinghe", spec.registry).ground == ground


def test_a_restriction_by_whom_it_is_not_for_restricts_nobody() -> None:
    spec = marked(ledger(restricted("市", SEPTEMBER, SEPTEMBER)))
    assert restriction(spec).missing == ("未受限批",)


# The year it counts in


def test_by_the_fact_it_is_the_year_of_the_incident_or_for_want_of_it_of_the_case() -> None:
    event = IncidentReported(
        case="V-1", report="初报", unit=("qinghe",), occurred_on=DAY(2023, 12, 31), text="泄漏"
    )
    assert incident(ledger((event, DAY(2024, 1, 2)))).year == 2023
    assert incident(ledger(graded("重大", DAY(2024, 1, 10)))).year == 2024


def test_by_the_fact_it_is_the_year_the_first_sufficient_restriction_begins() -> None:
    county = restricted("县", DAY(2022, 9, 1), DAY(2022, 9, 1))
    city = restricted("市", SEPTEMBER, SEPTEMBER)
    later = restricted("省", DAY(2024, 2, 1), DAY(2024, 2, 1))
    assert restriction(ledger(county)).year == 2022
    assert restriction(ledger(county, later, city)).year == 2023
    elsewhere = ledger(county)
    other = judged(case(elsewhere), "slj", BY_RESTRICTION, elsewhere.registry)
    assert (other.missing, other.year) == (("未受限批",), 2022)


def test_by_determination_it_is_the_year_of_completion_so_far_of_the_last_paper() -> None:
    asked = {"veto__year": "determination"}
    complete = ledger(*FULL, attributed(True, DAY(2025, 2, 1)))
    assert incident(complete, **asked).year == 2024
    assert incident(ledger(*FULL[:2]), **asked).year == 2024
    assert incident(ledger(FULL[0]), **asked).year == 2023
    late = (FULL[0], graded("重大", DAY(2024, 12, 31)), attributed(False, DAY(2025, 1, 2)))
    assert incident(ledger(*late), **asked).year == 2025


# Of several units and several papers


def test_a_restriction_of_another_unit_is_none_of_this_one() -> None:
    """The province restricts another unit, the city this one, where the province is asked for."""
    imposed, on = restricted("省", DAY(2022, 9, 1), DAY(2022, 9, 1))
    assert isinstance(imposed, RestrictionImposed)
    other = (imposed.model_copy(update={"units": ("slj",)}), on)
    spec = ledger(other, restricted("市", SEPTEMBER, SEPTEMBER))
    county = restricted("县", DAY(2023, 1, 5), DAY(2023, 1, 5))
    both = ledger((imposed.model_copy(update={"units": ("slj",)}), on), county)
    assert restriction(both).year == 2023
    asked = restriction(spec, veto__restriction_level="省")
    assert (asked.missing, asked.year) == (("限批机关层级不够",), 2023)


def test_a_restriction_is_known_since_the_entry_that_completed_it() -> None:
    spec = ledger(*FULL[1:], restricted("市", SEPTEMBER, SEPTEMBER))
    found = restriction(spec)
    assert found.known is not None
    assert (found.missing, found.known.position) == ((), spec.last.position)


def test_who_is_not_registered_is_no_department() -> None:
    assert not is_department("nobody", COUNTY.registry)
    assert is_department("slj", COUNTY.registry)
