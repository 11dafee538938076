"""第二十条 — rows over what a unit came from: what is provisional, what is proposed, which years count."""

import pytest

from ptaudit.domain.commands.results import ProposeAccountability
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.results import AccountabilityProposed
from ptaudit.domain.events.targets import Target, TargetIssued, UnitTargets
from tests.domain.lineages import COUNTY, DAY, carry, change, determined, merged, read
from tests.domain.specification import Spec, say


def test_a_row_says_what_is_provisional_and_what_decides_it() -> None:
    spec = determined(merged("未未完未", "完完完完"), "ding", "未未", 2022)
    run = read(spec, "ding", 2023).current()
    assert (run.years, run.level) == ((2021, 2022, 2023), "触发")
    assert run.provisional == (2020, 2021)
    assert "lineage.merge" in run.keys
    assert run.lineage == ()
    settled = read(spec.did(carry("丁镇", "2021=甲镇", "2020=甲镇")), "ding", 2023).current()
    assert (settled.provisional, "lineage.merge" in settled.keys) == ((), False)
    assert "lineage.who" in settled.keys
    assert [position for _, position in settled.lineage] == [spec.last.position + 1]


def test_a_row_of_an_earlier_year_is_read_under_that_year_s_own_ruling() -> None:
    spec = determined(merged("未未未未", "完完完完"), "ding", "未未", 2022)
    keys = (("lineage.merge", "none"),)
    spec = spec.given(PolicyAdopted(policy_version=1, keys=keys, years=YearSpan(from_=2023)))
    found = read(spec, "ding", 2023)
    assert found.ending(2022).years == (2018, 2019, 2020, 2021, 2022)
    assert found.ending(2023).years == (2022, 2023)


def propose(spec: Spec, **more: object) -> ProposeAccountability:
    return say(ProposeAccountability, unit="丁镇", to="县委", on="2025-03-01", **more)


def test_nothing_is_proposed_across_an_undetermined_merger() -> None:
    spec = determined(merged("未未未未", "完完完完"), "ding", "未未", 2022)
    outcome = spec.when(propose(spec, irregular="领导要求"))
    outcome.refused(
        "accountability.lineage_open",
        unit="丁镇",
        years="2018、2019、2020、2021",
        units="甲镇",
        form="合并",
    )
    settled = spec.did(carry("丁镇", *(f"{year}=甲镇" for year in range(2018, 2022))))
    [draft] = settled.when(propose(settled)).drafts
    assert isinstance(draft.payload, AccountabilityProposed)
    assert draft.payload.years == (2018, 2019, 2020, 2021, 2022, 2023)
    assert draft.payload.lineage == (settled.last.id,)
    named = settled.when(propose(settled, lineage=(settled.last.id,)))
    assert named.drafts[0].payload == draft.payload
    stranger = settled.when(propose(settled, lineage=(settled.records[0].id,)))
    stranger.not_found("accountability.not_a_lineage")


def test_three_years_of_its_own_after_a_merger_are_proposed_without() -> None:
    spec = determined(merged("未未未未", "完完完完"), "ding", "未未未", 2022)
    [draft] = spec.when(propose(spec)).drafts
    assert isinstance(draft.payload, AccountabilityProposed)
    assert (draft.payload.years, draft.payload.lineage) == ((2022, 2023, 2024), None)
    asked = spec.when(propose(spec, years=(2021, 2022, 2023, 2024)))
    asked.refused("accountability.lineage_open", years="2021")


def test_a_new_name_asks_for_no_determination() -> None:
    spec = determined(COUNTY, "yi", "未未未").did(change("乙乡", "2020-01-01", name="乙新乡"))
    assert spec.when(
        say(ProposeAccountability, unit="乙乡", to="县委", years=(2018, 2019, 2020))
    ).drafts


def issued(spec: Spec, year: int, organs: tuple[str, ...] = ("JXW",)) -> Spec:
    one = Target(code="T", name="水质", binding=True, article="9.2")
    rows = (UnitTargets(unit="jia", targets=(one,)),)
    event = TargetIssued(year=year, target_version=1, part=1, parts=1, units=rows)
    return spec.given(event, on=DAY(year, 3, 1), organs=organs)


@pytest.mark.parametrize(
    ("organs", "targets_of", "gap", "years", "uncounted"),
    [
        (("JXW",), "yes", "breaks", (2018, 2019, 2020), ()),
        (("JXW",), "no", "breaks", (2020,), (2019,)),
        (("JXW",), "no", "skip", (2018, 2020), (2019,)),
        (("CGV", "CPC"), "no", "breaks", (2018, 2019, 2020), ()),
        (("CPC",), "no", "breaks", (2020,), (2019,)),
    ],
)
def test_targets_the_committee_issued_count_as_the_county_s_or_not(
    organs: tuple[str, ...],
    targets_of: str,
    gap: str,
    years: tuple[int, ...],
    uncounted: tuple[int, ...],
) -> None:
    spec = issued(determined(COUNTY, "jia", "未未未"), 2019, organs)
    keys = {"three_year__targets_of": targets_of, "three_year__gap": gap}
    run = read(spec, "jia", 2020, **keys).current()
    assert (run.years, run.uncounted) == (years, uncounted)
    assert ("three_year.targets_of" in run.keys) == (organs != ("CGV", "CPC"))


def test_where_nothing_is_recorded_of_the_targets_the_year_counts() -> None:
    spec = determined(COUNTY, "jia", "未未未")
    run = read(spec, "jia", 2020, three_year__targets_of="no").current()
    assert (run.years, "three_year.targets_of" in run.keys) == ((2018, 2019, 2020), False)
