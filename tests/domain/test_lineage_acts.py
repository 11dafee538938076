"""第二、十条 — 合并、拆分、撤销、职能划转: what each records, and what cannot be, in plain words."""

import pytest

from ptaudit.domain.events.lineages import UnitReorganised
from tests.domain.lineages import (
    COUNTY,
    DAY,
    abolish,
    change,
    done,
    founded,
    merge,
    split,
    transfer,
)
from tests.domain.specification import unit

WITH_DING = founded(COUNTY, "ding", "丁镇", DAY(2023, 7, 1))


def test_units_merge_into_a_new_one_and_end() -> None:
    outcome = WITH_DING.when(merge("甲镇、乙乡", "丁镇", "2023-07-01", host="甲镇"))
    outcome.then(
        UnitReorganised(
            form="合并", from_=("jia", "yi"), to=("ding",), ends=("jia", "yi"), host="jia"
        )
    ).on(DAY(2023, 7, 1))
    [draft] = outcome.drafts
    assert {"unit:jia", "unit:yi", "unit:ding"} <= set(draft.tags)


def test_a_unit_merges_into_one_that_lives_on_as_its_host() -> None:
    COUNTY.when(merge("乙乡", "甲镇", "2023-07-01")).then(
        UnitReorganised(form="合并", from_=("jia", "yi"), to=("jia",), ends=("yi",), host="jia")
    )
    COUNTY.when(merge("甲镇、乙乡", "甲镇", "2023-07-01", host="乙乡")).then(
        UnitReorganised(form="合并", from_=("jia", "yi"), to=("jia",), ends=("yi",), host="yi")
    )


def test_a_unit_is_divided_and_ends_or_lives_on() -> None:
    WITH_DING.when(split("甲镇", "甲镇、丁镇", "2023-07-01")).then(
        UnitReorganised(form="拆分", from_=("jia",), to=("ding", "jia"))
    )
    both = founded(WITH_DING, "wu", "戊镇", DAY(2023, 7, 1))
    both.when(split("甲镇", "丁镇、戊镇", "2023-07-01")).then(
        UnitReorganised(form="拆分", from_=("jia",), to=("ding", "wu"), ends=("jia",))
    )


def test_units_are_abolished() -> None:
    COUNTY.when(abolish("乙乡、丙镇", "2023-07-01")).then(
        UnitReorganised(form="撤销", from_=("bing", "yi"), to=(), ends=("bing", "yi"))
    )


def test_functions_go_to_another_department_and_the_giver_goes_on_or_ends() -> None:
    spec = COUNTY.given(unit("gtj", "国土局", "部门"), unit("sthj", "生态环境局", "部门"))
    given = {"functions": ("地下水监督", "排污口")}
    spec.when(transfer("国土局", "生态环境局", "2019-03-01", **given)).then(
        UnitReorganised(
            form="职能划转", from_=("gtj",), to=("sthj",), functions=("地下水监督", "排污口")
        )
    )
    spec.when(transfer("国土局", "生态环境局", "2019-03-01", ending="国土局")).then(
        UnitReorganised(
            form="职能划转", from_=("gtj",), to=("sthj",), ends=("gtj",), functions=("水",)
        )
    )


@pytest.mark.parametrize(("names", "into"), [("甲镇", "甲镇"), ("jia", "甲镇")])
def test_nobody_merges_into_oneself(names: str, into: str) -> None:
    outcome = COUNTY.when(merge(names, into, "2023-07-01"))
    outcome.malformed("merge.into_itself", unit="甲镇")


def test_one_unit_is_no_merger() -> None:
    outcome = WITH_DING.when(merge("甲镇", "丁镇", "2023-07-01"))
    outcome.malformed("merge.of_one", unit="甲镇", into="丁镇")


def test_a_unit_that_the_merger_founds_is_none_of_the_merged() -> None:
    outcome = WITH_DING.when(merge("甲镇、丁镇", "丁镇", "2023-07-01"))
    outcome.malformed("merge.new_among_old", unit="丁镇")


def test_a_unit_named_twice() -> None:
    COUNTY.when(merge("乙乡、yi", "甲镇", "2023-07-01")).malformed("reorganise.twice", unit="乙乡")


def test_a_host_is_one_of_the_predecessors() -> None:
    outcome = WITH_DING.when(merge("甲镇、乙乡", "丁镇", "2023-07-01", host="丙镇"))
    outcome.malformed("reorganise.host_stranger", unit="丙镇", known="甲镇、乙乡")


def test_a_successor_nobody_registered() -> None:
    COUNTY.when(merge("甲镇、乙乡", "丁镇", "2023-07-01")).not_found("unit.unknown", name="丁镇")


@pytest.mark.parametrize(("on", "there"), [("2023-06-30", False), ("2023-07-01", True)])
def test_a_successor_is_there_from_its_founding(on: str, there: bool) -> None:
    outcome = WITH_DING.when(merge("甲镇、乙乡", "丁镇", on))
    if there:
        assert outcome.drafts
    else:
        outcome.malformed("unit.not_yet", unit="丁镇", since=DAY(2023, 7, 1))


@pytest.mark.parametrize(("on", "there"), [("2023-06-30", True), ("2023-07-01", False)])
def test_a_predecessor_that_has_ended(on: str, there: bool) -> None:
    spec = done(COUNTY, abolish("乙乡", "2023-07-01"))
    outcome = spec.when(merge("乙乡", "甲镇", on))
    if there:
        outcome.malformed("unit.goes_on", unit="乙乡", position=spec.last.position)
    else:
        outcome.malformed("unit.ended", unit="乙乡", ended=DAY(2023, 7, 1))


def test_a_successor_that_has_ended_takes_nobody_in() -> None:
    spec = done(COUNTY, abolish("甲镇", "2023-07-01"))
    spec.when(merge("乙乡", "甲镇", "2024-01-01")).malformed("unit.ended", unit="甲镇")


def test_what_became_another_does_not_become_itself_again() -> None:
    """A cycle: 甲 into 乙 in 2022, 乙 into 甲 in 2023; or typed the other way round."""
    spec = done(COUNTY, merge("甲镇", "乙乡", "2022-07-01"))
    spec.when(merge("乙乡", "甲镇", "2023-07-01")).malformed("unit.ended", unit="甲镇")
    spec.when(merge("乙乡", "甲镇", "2021-07-01")).malformed("unit.goes_on", unit="乙乡")
    spec.when(merge("乙乡", "甲镇", "2022-07-01")).malformed("unit.ended", unit="甲镇")


def test_a_unit_does_not_end_before_something_recorded_of_it() -> None:
    spec = done(COUNTY, change("乙乡", "2024-01-01", name="乙镇", unit_kind="镇"))
    outcome = spec.when(merge("乙镇", "甲镇", "2023-07-01"))
    outcome.malformed("unit.goes_on", unit="乙镇", position=spec.last.position)
    renamed = done(COUNTY, change("乙乡", "2024-01-01", short="小乙"))
    renamed.when(abolish("乙乡", "2023-12-31")).malformed("unit.goes_on")
    assert renamed.when(abolish("乙乡", "2024-01-01")).drafts


@pytest.mark.parametrize(
    ("into", "code"),
    [("甲镇", "split.into_itself"), ("丁镇", "split.into_one")],
)
def test_a_division_has_two_parts(into: str, code: str) -> None:
    WITH_DING.when(split("甲镇", into, "2023-07-01")).malformed(code, unit="甲镇")


def test_functions_are_not_handed_to_oneself() -> None:
    outcome = COUNTY.when(transfer("甲镇、乙乡", "乙乡、丙镇", "2023-07-01"))
    outcome.malformed("transfer.to_itself", unit="乙乡")


def test_only_a_giver_ends_by_handing_over() -> None:
    outcome = COUNTY.when(transfer("甲镇", "乙乡", "2023-07-01", ending="丙镇"))
    outcome.malformed("transfer.ends_stranger", unit="丙镇")


def test_asked_twice_it_is_recorded_once() -> None:
    command = merge("甲镇、乙乡", "丁镇", "2023-07-01")
    spec = WITH_DING.did(command)
    spec.when(command).already(spec.last.position)
    spec.when(merge("乙乡、甲镇", "丁镇", "2023-07-01")).already(spec.last.position)


def test_a_reorganisation_voided_leaves_units_as_they_were() -> None:
    spec = WITH_DING.did(merge("甲镇、乙乡", "丁镇", "2023-07-01"))
    assert spec.registry.units["yi"].ended is not None
    voided = spec.voided(spec.last.position).registry
    assert (voided.units["yi"].ended, voided.lineage.acts) == (None, ())


def test_who_came_from_whom() -> None:
    spec = done(COUNTY, merge("乙乡", "甲镇", "2020-01-01"))
    spec = done(
        founded(spec, "ding", "丁镇", DAY(2023, 7, 1)), merge("甲镇、丙镇", "丁镇", "2023-07-01")
    )
    book = spec.registry.lineage
    assert set(book.ancestors("ding")) == {"jia", "yi", "bing"}
    assert book.ancestors("jia") == ("yi",)
    assert book.descendants("yi") == ("jia", "ding")
    assert book.descendants("ding") == ()
