"""第二十条 — a unit's years over mergers, divisions, transfers and changes, under every 口径 lineage.*."""

import pytest

from ptaudit.domain.events.history import HistoryCarried
from tests.domain.lineages import (
    COUNTY,
    DAY,
    abolish,
    carry,
    change,
    determined,
    founded,
    merge,
    merged,
    read,
    split,
    statuses,
    transfer,
)
from tests.domain.specification import unit


@pytest.mark.parametrize(
    ("choice", "years"),
    [
        ("host", "未未完完待待待"),
        ("any", "未未未完待待待"),
        ("all", "未完完完待待待"),
        ("none", "断断断断待待待"),
    ],
)
def test_a_merger_by_each_ruling(choice: str, years: str) -> None:
    spec = merged("未未完完", "未完未完")
    assert statuses(read(spec, "ding", lineage__merge=choice)) == years
    for year in (2018, 2021):
        carried = read(spec, "ding", lineage__merge=choice).answers[year].carried
        assert carried is not None
        assert (carried.keys, carried.provisional) == (("lineage.merge",), True)


@pytest.mark.parametrize(
    ("jia", "yi", "any_", "all_"),
    [
        ("未", ".", "未", "待"),
        ("完", ".", "待", "完"),
        ("未", "无", "未", "未"),
        ("完", "无", "完", "完"),
        ("无", "无", "无", "无"),
        ("缓", "完", "缓", "完"),
        ("缓", "未", "未", "缓"),
        (".", ".", "待", "待"),
    ],
)
def test_open_years_and_years_without_targets_of_one(
    jia: str, yi: str, any_: str, all_: str
) -> None:
    spec = merged(jia, yi)
    assert statuses(read(spec, "ding", lineage__merge="any"))[0] == any_
    assert statuses(read(spec, "ding", lineage__merge="all"))[0] == all_


def test_without_a_host_a_year_is_open_unless_all_say_the_same() -> None:
    spec = merged("未未完", "未完完", host=None)
    assert statuses(read(spec, "ding")) == "未待完待待待待"
    assert read(spec, "ding").answers[2019].papers == ()


def test_a_predecessor_that_was_not_there_yet_has_no_say() -> None:
    spec = determined(COUNTY, "jia", "未未未未")
    spec = founded(spec, "wu", "戊镇", DAY(2020, 1, 1))
    spec = determined(spec, "wu", "完完", 2020)
    spec = founded(spec, "ding", "丁镇", DAY(2022, 1, 1))
    spec = spec.did(merge("甲镇、戊镇", "丁镇", "2022-01-01"))
    assert statuses(read(spec, "ding")) == "未未待待待待待"
    assert statuses(read(spec, "ding", lineage__merge="all")) == "未未完完待待待"


def test_the_predecessors_keep_their_past_and_have_nothing_after() -> None:
    found = read(merged("未未未完", "完完完完"), "jia")
    assert statuses(found) == "未未未完···"
    assert [run.years for run in found.triggers()] == [(2018, 2019, 2020)]


def test_a_unit_that_lives_on_is_its_own_host() -> None:
    spec = determined(determined(COUNTY, "jia", "未未未完未"), "yi", "完完完未.")
    spec = spec.did(merge("乙乡", "甲镇", "2022-01-01"))
    assert statuses(read(spec, "jia")) == "未未未完未待待"
    assert statuses(read(spec, "jia", lineage__merge="all")) == "完完完完未待待"
    assert statuses(read(spec, "jia", lineage__merge="none")) == "断断断断未待待"
    assert read(spec, "jia").ending(2020).provisional == (2018, 2019, 2020)
    assert read(spec, "jia").ending(2022).provisional == (2021,)


def test_the_year_of_the_merger_is_the_unit_s_own_once_something_is_recorded_of_it() -> None:
    spec = merged("未未未未", "完完完完", on="2021-07-01")
    assert statuses(read(spec, "ding")) == "未未未未待待待"
    own = determined(spec, "ding", "完", 2021)
    found = read(own, "ding")
    assert (statuses(found), found.answers[2021].carried) == ("未未未完待待待", None)
    empty = merged("未未未.", "完完完.", on="2021-07-01")
    assert read(empty, "ding").answers[2021].carried is None


def test_what_was_carried_over_for_the_new_unit_itself_comes_first() -> None:
    spec = merged("未未未未", "完完完完")
    event = HistoryCarried(unit="ding", year=2021, completion="完成")
    spec = spec.given(event, on=DAY(2022, 2, 1), basis="×办〔2022〕1号")
    found = read(spec, "ding").answers[2021]
    assert (found.status, found.carried) == ("完成", None)


@pytest.mark.parametrize(("choice", "years"), [("inherit", "未完待待"), ("none", "断断待待")])
def test_each_part_of_a_division_by_each_ruling(choice: str, years: str) -> None:
    spec = determined(COUNTY, "jia", "未完")
    for code, name in (("ding", "丁镇"), ("wu", "戊镇")):
        spec = founded(spec, code, name, DAY(2020, 1, 1))
    spec = spec.did(split("甲镇", "丁镇、戊镇", "2020-01-01"))
    for code in ("ding", "wu"):
        assert statuses(read(spec, code, 2021, lineage__split=choice)) == years


def test_what_lives_on_in_a_division_keeps_its_own_past() -> None:
    spec = founded(determined(COUNTY, "jia", "未完"), "ding", "丁镇", DAY(2020, 1, 1))
    spec = spec.did(split("甲镇", "甲镇、丁镇", "2020-01-01"))
    found = read(spec, "jia", 2021, lineage__split="none")
    assert statuses(found) == "未完待待"
    assert found.answers[2018].carried is None


def test_a_neighbour_that_takes_a_part_in_keeps_its_own_past() -> None:
    spec = determined(determined(COUNTY, "jia", "未未"), "yi", "完.")
    spec = spec.did(split("甲镇", "乙乡、丙镇", "2020-01-01"))
    assert statuses(read(spec, "yi", 2021)) == "完待待待"


@pytest.mark.parametrize(("choice", "years"), [("holder", "未未待待"), ("none", "断断待待")])
def test_a_new_holder_of_functions_by_each_ruling(choice: str, years: str) -> None:
    spec = COUNTY.given(unit("hbj", "环保局", "部门"))
    spec = founded(determined(spec, "hbj", "未未"), "sthj", "生态环境局", DAY(2020, 1, 1), "部门")
    spec = spec.did(transfer("环保局", "生态环境局", "2020-01-01", ending="环保局"))
    assert statuses(read(spec, "sthj", 2021, lineage__functions=choice)) == years
    assert statuses(read(spec, "hbj", 2021)) == "未未··"


def test_who_had_a_past_keeps_it_whatever_functions_come_or_go() -> None:
    spec = COUNTY.given(unit("gtj", "国土局", "部门"), unit("slj", "水利局", "部门"))
    spec = determined(determined(spec, "gtj", "未未"), "slj", "完完")
    spec = spec.did(transfer("国土局", "水利局", "2020-01-01"))
    for choice in ("holder", "none"):
        assert statuses(read(spec, "slj", 2021, lineage__functions=choice)) == "完完待待"
        assert statuses(read(spec, "gtj", 2021, lineage__functions=choice)) == "未未待待"


def test_a_new_holder_of_functions_of_several_continues_its_host() -> None:
    spec = COUNTY.given(unit("hbj", "环保局", "部门"), unit("slj", "水利局", "部门"))
    spec = determined(determined(spec, "hbj", "未完"), "slj", "完完")
    spec = founded(spec, "sthj", "生态环境局", DAY(2020, 1, 1), "部门")
    command = {"ending": "环保局", "functions": "排污口"}
    open_ = spec.did(transfer("环保局、水利局", "生态环境局", "2020-01-01", **command))
    assert statuses(read(open_, "sthj", 2021)) == "待完待待"
    hosted = spec.did(
        transfer("环保局、水利局", "生态环境局", "2020-01-01", host="环保局", **command)
    )
    assert statuses(read(hosted, "sthj", 2021)) == "未完待待"


@pytest.mark.parametrize(
    ("on", "anew"),
    [("2020-01-01", "断断未未"), ("2020-07-01", "断断未未"), ("2019-12-31", "断未未未")],
)
def test_a_new_kind_goes_on_or_begins_anew(on: str, anew: str) -> None:
    spec = determined(COUNTY, "yi", "未未未未")
    spec = spec.did(change("乙乡", on, name="乙镇", unit_kind="镇"))
    assert statuses(read(spec, "yi", 2021)) == "未未未未"
    found = read(spec, "yi", 2021, lineage__rename="kind_anew")
    assert statuses(found) == anew
    assert "lineage.rename" in found.current().keys
    assert found.current().provisional == ()


def test_a_new_name_alone_never_begins_anew() -> None:
    spec = determined(COUNTY, "yi", "未未未未").did(change("乙乡", "2020-01-01", name="乙新乡"))
    assert statuses(read(spec, "yi", 2021, lineage__rename="kind_anew")) == "未未未未"


def test_an_abolished_unit_has_no_later_years() -> None:
    spec = determined(COUNTY, "yi", "未未").did(abolish("乙乡", "2020-03-01"))
    assert statuses(read(spec, "yi", 2021)) == "未未待·"
    found = read(spec, "yi", 2021)
    assert found.current().years == (2018, 2019)


def test_over_two_mergers_the_way_back_names_both() -> None:
    spec = determined(determined(COUNTY, "jia", "未未未未"), "yi", "完完完完")
    spec = spec.did(merge("乙乡", "甲镇", "2019-01-01"))
    spec = founded(spec, "ding", "丁镇", DAY(2022, 1, 1))
    first = spec.registry.lineage.acts[0].position
    spec = spec.did(merge("甲镇、丙镇", "丁镇", "2022-01-01", host="甲镇"))
    carried = read(spec, "ding").answers[2018].carried
    assert carried is not None
    assert [act.position for act in carried.acts] == [spec.last.position, first]
    assert carried.units == ("jia",)
    settled = spec.did(carry("丁镇", "2018=乙乡"))
    found = read(settled, "ding").answers[2018]
    assert (found.status, found.carried and found.carried.units) == ("完成", ("yi",))
