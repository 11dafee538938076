"""承继认定 — which year whose result is carried: what is recorded, who may say it, what cannot be said."""

import pytest

from ptaudit.domain.events.base import by_policy
from ptaudit.domain.events.basis import PolicyAdopted, YearSpan
from ptaudit.domain.events.lineages import Inheritance, LineageDetermined
from tests.domain.lineages import COUNTY, DAY, carry, change, done, founded, merge, read, statuses
from tests.domain.lineages import determined as results
from tests.domain.specification import Spec

#: 甲 (未未未完完), 乙 (完未完未未) and 丁, into which they merged on 2023-07-01.
MERGED = done(
    founded(
        results(results(COUNTY, "jia", "未未未完完"), "yi", "完未完未未"),
        "ding", "丁镇", DAY(2023, 7, 1),
    ),
    merge("甲镇、乙乡", "丁镇", "2023-07-01"),
)  # fmt: skip
ACT = MERGED.last.id


def delegated(spec: Spec) -> Spec:
    keys = (("lineage.who", "JXW"),)
    event = PolicyAdopted(policy_version=1, keys=keys, years=YearSpan(from_=2018))
    return spec.given(event, basis="×委〔2018〕1号")


def test_it_says_year_by_year_whose_result_is_carried() -> None:
    outcome = MERGED.when(carry("丁镇", "2022=乙乡", "2020=甲镇", "2021=无"))
    rows = (
        Inheritance(year=2020, from_="jia"),
        Inheritance(year=2021),
        Inheritance(year=2022, from_="yi"),
    )
    outcome.then(LineageDetermined(unit="ding", after=ACT, inherits=rows))
    [draft] = outcome.drafts
    assert draft.organs == ("CGV", "CPC")
    assert {f"ref:{ACT}", "year:2020", "unit:jia", "unit:yi", "unit:ding"} <= set(draft.tags)
    assert [claim.ref for claim in draft.claimed_basis] == ["lineage.who"]


def test_it_decides_in_place_of_the_ruling() -> None:
    spec = MERGED.did(carry("丁镇", "2018=甲镇", "2019=甲镇", "2020=甲镇", "2021=无", "2022=乙乡"))
    assert statuses(read(spec, "ding")) == "未未未断未待待"
    found = read(spec, "ding").answers
    carried = [found[year].carried for year in (2020, 2022)]
    assert [one and one.provisional for one in carried] == [False, False]
    assert found[2020].carried is not None
    assert found[2020].carried.determined == ((spec.last.id, spec.last.position),)


def test_by_a_predecessor_s_predecessor() -> None:
    spec = done(COUNTY, merge("乙乡", "甲镇", "2020-01-01"))
    spec = founded(results(spec, "yi", "未未"), "ding", "丁镇", DAY(2023, 7, 1))
    spec = done(spec, merge("甲镇、丙镇", "丁镇", "2023-07-01"))
    assert spec.when(carry("丁镇", "2019=乙乡")).drafts
    assert statuses(read(done(spec, carry("丁镇", "2019=乙乡")), "ding"))[1] == "未"


def test_an_earlier_determination_holds_behind_a_later_merger() -> None:
    spec = done(results(COUNTY, "yi", "未"), merge("乙乡", "甲镇", "2020-01-01"))
    spec = done(spec, carry("甲镇", "2018=乙乡"), merge("丙镇", "甲镇", "2022-01-01"))
    found = read(spec, "jia").answers[2018]
    assert (found.status, found.carried and found.carried.provisional) == ("未完成", True)
    again = read(done(spec, carry("甲镇", "2018=甲镇")), "jia").answers[2018]
    assert (again.status, again.carried and again.carried.provisional) == ("未完成", False)


def test_a_unit_that_lived_on_may_carry_its_own() -> None:
    spec = done(results(COUNTY, "jia", "未未未"), merge("乙乡", "甲镇", "2022-01-01"))
    spec = done(spec, carry("甲镇", "2018=甲镇", "2019=甲镇", "2020=甲镇"))
    assert read(spec, "jia").answers[2018].status == "未完成"


def test_asked_twice_it_is_recorded_once() -> None:
    spec = MERGED.did(carry("丁镇", "2022=乙乡"))
    spec.when(carry("丁镇", "2022=乙乡")).already(spec.last.position)


def test_another_determination_names_the_one_it_changes() -> None:
    spec = MERGED.did(carry("丁镇", "2022=乙乡"))
    outcome = spec.when(carry("丁镇", "2022=甲镇"))
    outcome.refused("lineage.differs", year=2022, position=spec.last.position)
    assert spec.when(carry("丁镇", "2021=甲镇")).drafts
    changed = spec.did(carry("丁镇", "2022=甲镇", revises=spec.last.id))
    assert read(changed, "ding").answers[2022].status == "完成"
    changed.when(carry("丁镇", "2022=乙乡")).refused("lineage.differs")
    stranger = spec.records[0].id
    spec.when(carry("丁镇", "2022=甲镇", revises=stranger)).not_found(
        "lineage.not_a_determination"
    )


def test_what_a_changed_determination_no_longer_says_is_open_again() -> None:
    spec = MERGED.did(carry("丁镇", "2021=甲镇", "2022=乙乡"))
    changed = spec.did(carry("丁镇", "2022=乙乡", revises=spec.last.id, on="2025-02-28"))
    found = read(changed, "ding").answers
    told = [found[year].carried for year in (2021, 2022)]
    assert [one and one.provisional for one in told] == [True, False]


def test_two_acts_of_the_two_organs_that_agree_are_one() -> None:
    first = MERGED.did(carry("丁镇", "2022=乙乡", organ="CPC"))
    assert read(first, "ding").answers[2022].status == "未认定"
    agreed = first.did(carry("丁镇", "2022=乙乡", organ="CGV"))
    found = read(agreed, "ding").answers[2022]
    assert found.status == "未完成"
    assert found.carried is not None
    assert [at for _, at in found.carried.determined] == [
        first.last.position,
        agreed.last.position,
    ]
    differing = first.did(carry("丁镇", "2022=甲镇", organ="CGV"))
    assert read(differing, "ding").answers[2022].status == "未认定"


def test_the_committee_s_counts_only_where_it_was_delegated() -> None:
    command = carry("丁镇", "2022=乙乡", organ="JXW")
    MERGED.when(command).refused("lineage.not_competent", year=2022)
    marked = MERGED.when(carry("丁镇", "2022=乙乡", organ="JXW", irregular="已自行认定"))
    marked.irregular("lineage.not_competent")
    taken = MERGED.did(carry("丁镇", "2022=乙乡", organ="JXW", irregular="已自行认定"))
    assert read(taken, "ding").answers[2022].status == "未认定"
    assert read(taken, "ding", lineage__who="JXW").answers[2022].status == "未认定"
    spec = delegated(MERGED)
    [draft] = spec.when(carry("丁镇", "2022=乙乡")).drafts
    assert (draft.organs, draft.irregular) == (("JXW",), None)
    assert draft.claimed_basis == (
        by_policy("lineage.who").model_copy(update={"doc_no": "×委〔2018〕1号"}),
    )
    assert read(spec.did(carry("丁镇", "2022=乙乡")), "ding").answers[2022].status == "未完成"


def test_one_year_one_predecessor() -> None:
    outcome = MERGED.when(carry("丁镇", "2022=乙乡", "2022=甲镇"))
    outcome.malformed("lineage.year_twice", year=2022)


@pytest.mark.parametrize(("year", "last"), [(2023, None), (2024, 2023), (2025, 2023)])
def test_years_after_the_merger_are_its_own(year: int, last: int | None) -> None:
    outcome = MERGED.when(carry("丁镇", f"{year}=乙乡"))
    if last is None:
        assert outcome.drafts
    else:
        outcome.malformed("lineage.year_outside", year=year, last=last)


def test_a_merger_on_new_year_s_day_leaves_the_year_before_as_the_last() -> None:
    spec = done(
        founded(COUNTY, "ding", "丁镇", DAY(2023, 1, 1)), merge("甲镇、乙乡", "丁镇", "2023-01-01")
    )
    assert spec.when(carry("丁镇", "2022=乙乡")).drafts
    spec.when(carry("丁镇", "2023=乙乡")).malformed("lineage.year_outside", last=2022)


def test_only_a_predecessor_is_carried() -> None:
    outcome = MERGED.when(carry("丁镇", "2022=丙镇"))
    outcome.malformed("lineage.not_predecessor", other="丙镇", known="甲镇、乙乡")
    MERGED.when(carry("丁镇", "2022=丁镇")).malformed("lineage.not_predecessor", other="丁镇")


@pytest.mark.parametrize(("year", "there"), [(2020, False), (2021, True)])
def test_a_predecessor_of_a_year_it_was_there_in(year: int, there: bool) -> None:
    spec = founded(COUNTY, "wu", "戊镇", DAY(2021, 6, 1))
    spec = founded(spec, "ding", "丁镇", DAY(2023, 7, 1))
    spec = done(spec, merge("甲镇、戊镇", "丁镇", "2023-07-01"))
    outcome = spec.when(carry("丁镇", f"{year}=戊镇"))
    if there:
        assert outcome.drafts
    else:
        outcome.malformed("lineage.not_there_then", other="戊镇", year=year)


def test_a_unit_that_never_changed_carries_only_its_own() -> None:
    COUNTY.when(carry("甲镇", "2022=甲镇")).malformed("lineage.no_predecessors")
    renamed = done(COUNTY, change("甲镇", "2023-01-01", name="甲新镇"))
    renamed.when(carry("甲镇", "2022=甲镇")).malformed("lineage.no_predecessors")


def test_it_needs_a_paper() -> None:
    MERGED.when(carry("丁镇", "2022=乙乡", basis=())).malformed("basis.required")


def test_voided_it_decides_nothing() -> None:
    spec = MERGED.did(carry("丁镇", "2022=乙乡"))
    assert read(spec.voided(spec.last.position), "ding").answers[2022].status == "未认定"


def test_one_that_never_counts_stands_in_no_other_s_way() -> None:
    """By the committee before it was delegated; then again, the same and something else."""
    spec = MERGED.did(
        carry("丁镇", "2022=乙乡", organ="JXW", irregular="会议已定", on="2024-03-01")
    )
    spec = delegated(spec)
    for whose in ("乙乡", "甲镇"):
        [draft] = spec.when(carry("丁镇", f"2022={whose}", organ="JXW", on="2024-04-01")).drafts
        assert draft.irregular is None
