"""Standing facts: which name, ruling and desk holds in which year and on which day."""

import datetime as dt

import pytest

from ptaudit.domain import clocks
from ptaudit.domain import registry as standing
from ptaudit.domain.events.assessment import ReportRef, ResultApproved
from ptaudit.domain.events.basis import CalendarPublished, PolicyAdopted, Retroactive, YearSpan
from ptaudit.domain.failures import NotFound
from tests.domain.specification import Spec, unit

DAY = dt.date
COUNTY = ("CGV", "CPC")
LEDGER = Spec()


def ruling(
    version: int, *, years: tuple[int, int | None] = (2020, None), back: int = 0, **keys: str
) -> PolicyAdopted:
    return PolicyAdopted(
        policy_version=version,
        keys=tuple(sorted((name.replace("__", "."), value) for name, value in keys.items())),
        years=YearSpan(from_=years[0], to=years[1]),
        retroactive=Retroactive(years=(back,), decision="×") if back else None,
    )


def approval(*approving: str, report: int | None = None) -> ResultApproved:
    return ResultApproved.model_validate(
        {
            "year": 2022,
            "approving": approving,
            "form": "会议",
            "report": ReportRef(version=report, digest="0" * 64) if report else None,
        }
    )


def test_without_a_ruling_the_literal_reading_holds() -> None:
    policy = LEDGER.registry.policy(2022)
    assert (policy.version, policy["third.rounding"], policy.source("third.rounding")) == (
        0,
        "floor",
        "default",
    )
    assert policy.document("third.rounding") is None
    assert list(policy.named("third.min", "tie.rank")) == [
        ("third.min", "0"),
        ("tie.rank", "competition"),
    ]


@pytest.mark.parametrize(
    ("year", "value", "source"),
    [(2020, "0", "default"), (2021, "1", "v1"), (2022, "1", "v1"), (2023, "0", "default")],
)
def test_a_ruling_governs_its_years(year: int, value: str, source: str) -> None:
    spec = LEDGER.given(ruling(1, years=(2021, 2022), third__min="1"), on=DAY(2021, 1, 5))
    policy = spec.registry.policy(year)
    assert (policy["third.min"], policy.source("third.min")) == (value, source)


def test_each_key_keeps_the_highest_version_that_names_it() -> None:
    first, second = ruling(1, third__min="1", tie__rank="dense"), ruling(2, third__min="0")
    for order in ((first, second), (second, first)):
        spec = LEDGER
        for n, event in enumerate(order, 1):
            spec = spec.given(
                event, on=DAY(2021, 1, n), basis=f"×〔2021〕{event.policy_version}号"
            )
        policy = spec.registry.policy(2022)
        assert policy.version == 2
        assert [(k, policy[k], policy.source(k)) for k in ("third.min", "tie.rank")] == [
            ("third.min", "0", "v2"),
            ("tie.rank", "dense", "v1"),
        ]
        assert policy.document("tie.rank") == "×〔2021〕1号"


def test_a_ruling_replaced_counts_for_nothing() -> None:
    spec = LEDGER.given(ruling(1, third__min="1", tie__rank="dense"))
    replacing = ruling(2, third__min="0").model_copy(update={"replaces": spec.last.id})
    policy = spec.given(replacing).registry.policy(2022)
    assert (policy["third.min"], policy["tie.rank"]) == ("0", "competition")


@pytest.mark.parametrize(
    ("approvals", "stands"),
    [
        ((("CPC",),), False),
        ((("CGV", "CPC"),), True),
        ((("CPC",), ("CGV",)), True),
    ],
)
def test_a_ruling_does_not_reach_a_year_approved_before_it(
    approvals: tuple[tuple[str, ...], ...], stands: bool
) -> None:
    spec = LEDGER
    for organs in approvals:
        spec = spec.given(approval(*organs), on=DAY(2023, 1, 20))
    spec = spec.given(ruling(1, third__min="1"), on=DAY(2023, 1, 21))
    assert spec.registry.policy(2022)["third.min"] == ("0" if stands else "1")
    assert spec.registry.policy(2023)["third.min"] == "1"


def test_two_organs_approve_one_version() -> None:
    spec = LEDGER.given(approval("CPC", report=1), approval("CGV", report=2), on=DAY(2023, 1, 20))
    spec = spec.given(ruling(1, third__min="1"), on=DAY(2023, 1, 21))
    assert spec.registry.policy(2022)["third.min"] == "1"


@pytest.mark.parametrize(("day", "value"), [(19, "0"), (20, "0"), (21, "0")])
def test_typing_a_ruling_in_later_with_an_earlier_day_does_not_help(day: int, value: str) -> None:
    spec = LEDGER.given(approval("CGV", "CPC"), on=DAY(2023, 1, 20))
    spec = spec.given(ruling(1, third__min="1"), on=DAY(2023, 1, day))
    assert spec.registry.policy(2022)["third.min"] == value


@pytest.mark.parametrize(("day", "value"), [(19, "1"), (20, "1"), (21, "0")])
def test_nor_does_typing_the_approval_in_later(day: int, value: str) -> None:
    spec = LEDGER.given(ruling(1, third__min="1"), on=DAY(2023, 1, day))
    spec = spec.given(approval("CGV", "CPC"), on=DAY(2023, 1, 20))
    assert spec.registry.policy(2022)["third.min"] == value


@pytest.mark.parametrize(
    ("organs", "back", "value"),
    [
        (COUNTY, 2022, "1"),
        (COUNTY, 2021, "0"),
        (("JXW",), 2022, "0"),
        (("CGV",), 2022, "0"),
    ],
)
def test_the_county_itself_may_reach_back(organs: tuple[str, ...], back: int, value: str) -> None:
    spec = LEDGER.given(approval("CGV", "CPC"), on=DAY(2023, 1, 20))
    spec = spec.given(ruling(1, back=back, third__min="1"), on=DAY(2023, 6, 1), organs=organs)
    assert spec.registry.policy(2022)["third.min"] == value


def test_keys_tried_out_override_what_was_adopted() -> None:
    registry = LEDGER.given(ruling(1, third__min="1", tie__rank="dense")).registry
    policy = registry.trying({"third.min": "0"}).policy(2022)
    assert (policy["third.min"], policy.source("third.min")) == ("0", "tried")
    assert policy.document("third.min") is None
    assert (policy["tie.rank"], policy.source("tie.rank")) == ("dense", "v1")
    assert registry.policy(2022)["third.min"] == "1"


@pytest.mark.parametrize("said", ["qinghe", "清河镇", "清河"])
def test_a_unit_is_found_by_code_name_or_short_name(said: str) -> None:
    registry = LEDGER.given(unit("qinghe", "清河镇", short="清河")).registry
    assert registry.unit(said).code == "qinghe"


def test_near_names_are_offered() -> None:
    registry = LEDGER.given(unit("hekou", "河口镇"), unit("shuili", "县水利局", "部门")).registry
    with pytest.raises(NotFound) as failed:
        registry.unit("河囗镇")
    assert dict(failed.value.params) == {"name": "河囗镇", "near": "河口镇"}
    assert (registry.named("hekou"), registry.named("gone")) == ("河口镇", "gone")


def test_departments_are_a_sequence_of_their_own() -> None:
    registry = LEDGER.given(unit("a", "甲街道", "街道"), unit("b", "县水利局", "部门")).registry
    assert [registry.sequence(code, 2023) for code in ("a", "b", "gone")] == ["A", "B", "A"]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_last_notice_of_a_year_holds_whenever_it_was_typed_in(order: tuple[int, int]) -> None:
    spec = LEDGER
    for version in order:
        spec = spec.given(
            CalendarPublished(
                year=2030,
                holidays=(DAY(2030, 1, version),),
                workdays=(),
                doc_no="×",
                calendar_version=version,
            )
        )
    assert spec.registry.holidays[2030].holidays == {DAY(2030, 1, 2)}


def test_folding_on_is_folding_afresh() -> None:
    spec = LEDGER.given(
        unit("qinghe", "清河镇"),
        ruling(1, third__min="1"),
        ruling(2, years=(2021, 2023), tie__rank="dense"),
        approval("CGV", "CPC"),
    )
    records = clocks.known(spec.records)
    whole = standing.fold(records)
    for cut in range(0, len(records), 5):
        assert standing.fold(records[cut:], standing.fold(records[:cut])) == whole
