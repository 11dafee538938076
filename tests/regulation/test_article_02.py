"""第二条 — who is assessed: parks, townships and streets, each by its Party and its government organ, and the
departments of the county.

The article names kinds of units, not units: they are registered, with the two organs they are made of, and
change over the years. A township that becomes a street stays the unit it was; one that is merged away ends
and keeps its past. The article says nothing of who carries whose past: that is a ruling (口径 lineage.*) or
a determination of 县委、县政府 (承继认定), see the twentieth.
"""

from typing import Any

import pytest

from tests.regulation.county import County


def unit(county: County, name: str, year: int = 2025) -> dict[str, Any]:
    [found] = county.rows(f"unit show {name} --year {year}")
    return found


def names(county: County, line: str) -> list[str]:
    return [row["unit"] for row in county.rows(line)]


# 园区党工委、管委会,各乡镇(街道)党(工)委、人民政府(办事处)和县级各部门


@pytest.mark.parametrize(
    ("name", "kind", "sequence"),
    [
        ("高新园区", "园区", "A"),
        ("清河镇", "镇", "A"),
        ("城关街道", "街道", "A"),
        ("县水利局", "部门", "B"),
    ],
)
def test_parks_townships_streets_and_departments(
    county: County, name: str, kind: str, sequence: str
) -> None:
    found = unit(county, name)
    assert (found["unit_kind"], found["sequence"]) == (kind, sequence)
    assert found["party_organ"] or kind == "部门"
    assert found["gov_organ"]


def test_two_organs_make_one_unit(county: County) -> None:
    county.ok("unit register 南山镇 镇")
    found = unit(county, "南山镇")
    assert (found["party_organ"], found["gov_organ"]) == ("中共南山镇委员会", "南山镇人民政府")
    county.refused("unit register 南山镇 乡 --unit nanshan2", "unit.name_taken")


# 更名、改制


def test_a_township_that_becomes_a_street_is_the_unit_it_was(county: County) -> None:
    before = unit(county, "清河镇")
    county.ok(
        "unit change 清河镇 --name 清河街道 --unit-kind 街道 --on 2025-03-01 --basis ×府函〔2025〕6号"
    )
    after = unit(county, "清河街道")
    assert (after["unit"], after["name"], after["unit_kind"]) == (
        before["unit"],
        "清河街道",
        "街道",
    )
    assert after["gov_organ"] == "清河街道办事处"
    assert after["former"] == ["清河镇"]
    assert unit(county, "清河镇") == after
    [then] = county.rows("unit show 清河街道 --as-effective 2025-02-28")
    assert (then["name"], then["former"]) == ("清河镇", [])


def test_an_old_paper_has_the_name_of_its_day(county: County) -> None:
    county.on("2025-04-01 09:00")
    county.ok("@epb finding raise 清河镇 粪污直排 --on 2025-03-10")
    county.ok("unit change 清河镇 --name 清河街道 --unit-kind 街道 --on 2025-03-20")
    county.ok("@epb finding raise 清河镇 噪声扰民 --on 2025-03-25")
    found = [r for r in county.rows("timeline 清河街道") if r["kind"] == "finding.raised"]
    assert [(r["on"], r["subject"]) for r in found] == [
        ("2025-03-10", "清河镇 · F-2025-001"),
        ("2025-03-25", "清河街道 · F-2025-002"),
    ]


def test_a_ranking_of_a_year_has_the_names_of_the_year(county: County) -> None:
    county.ok(
        "history carry 清河镇 2024 完成 --score 90 --rank 1 --basis ×绩〔2025〕4号 --on 2025-02-01"
    )
    county.ok("unit change 清河镇 --name 清河街道 --unit-kind 街道 --on 2025-03-01")
    ranked = [row["unit"] for row in county.rows("standing --year 2024") if row["rank"] == 1]
    assert ranked == ["清河镇"]
    assert "清河街道" in names(county, "standing --year 2025")


def test_a_change_that_changes_nothing_or_takes_a_name_is_refused(county: County) -> None:
    county.refused("unit change 清河镇 --name 清河镇", "unit.nothing_changes")
    county.refused("unit change 清河镇 --name 河口镇", "unit.name_taken")
    county.ok("unit change 清河镇 --name 清河街道 --on 2025-03-01")
    county.refused("unit change 河口镇 --name 清河镇", "unit.name_taken", "清河街道")


def test_a_name_typed_wrongly_is_corrected_but_never_to_another_s(county: County) -> None:
    [number] = county.recorded("unit change 清河镇 --name 清合街道 --on 2025-03-01")
    county.refused(f"correct {number} --set name=河口镇 --reason 误录", "unit.name_taken")
    county.ok(f"correct {number} --set name=清河镇 --reason 批复未改名")
    found = unit(county, "清河镇")
    assert (found["unit"], found["name"]) == (unit(county, "qinghe")["unit"], "清河镇")


# 合并、拆分、撤销


def merge(county: County) -> int:
    county.ok("unit register 云新镇 镇 --unit yunxin --since 2025-07-01")
    [number] = county.recorded(
        "unit merge 云台乡、新店乡 --into 云新镇 --host 云台乡 --on 2025-07-01 --basis ×府函〔2025〕7号"
    )
    return number


def test_units_that_merge_end_and_keep_their_past(county: County) -> None:
    county.to_selfchecks()
    merge(county)
    assert unit(county, "云台乡")["until"] == "2025-06-30"
    filed = [
        (r["period"], r["status"]) for r in county.rows("selfcheck list --year 2025 --unit 云台乡")
    ]
    assert filed[0] == ("上半年", "已收讫")


def test_nothing_is_expected_of_a_unit_that_is_no_more(county: County) -> None:
    county.on("2025-08-01 09:00")
    merge(county)
    assert [r["period"] for r in county.rows("selfcheck list --year 2025 --unit 新店乡")] == [
        "上半年"
    ]
    assert [r["period"] for r in county.rows("selfcheck list --year 2025 --unit 云新镇")] == [
        "年终"
    ]
    assert county.rows("selfcheck list --year 2026 --unit 新店乡") == []
    listed = names(county, "standing --year 2025")
    assert ("云新镇" in listed, "新店乡" in listed) == (True, False)
    then = names(county, "standing --year 2025 --as-effective 2025-06-30")
    assert ("云新镇" in then, "新店乡" in then) == (False, True)


def test_who_merged_is_seen_from_both_sides(county: County) -> None:
    county.on("2025-08-01 09:00")
    number = merge(county)
    for name in ("云新镇", "云台乡"):
        printed = county.read(f"unit lineage {name}")
        assert f"第{number}号 2025-07-01 合并:新店乡、云台乡 → 云新镇" in printed
    relations = {(r["relation"], r["unit"]) for r in county.rows("unit lineage 云台乡")}
    assert {("本单位", "云台乡"), ("后继", "云新镇")} <= relations
    own = len(county.rows("timeline 云新镇"))
    assert len(county.rows("timeline 云新镇 --with-predecessors")) > own


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("unit merge 清河镇 --into 清河镇", "merge.into_itself"),
        ("unit merge 清河镇 --into 云新镇", "merge.of_one"),
        ("unit merge 清河镇、河口镇 --into 无名镇", "unit.unknown"),
        ("unit merge 清河镇、河口镇 --into 云新镇 --host 石桥乡", "reorganise.host_stranger"),
        ("unit split 清河镇 --into 清河镇", "split.into_itself"),
        ("unit split 清河镇 --into 云新镇", "split.into_one"),
        ("unit transfer 县水利局 --to 县水利局 --functions 水", "transfer.to_itself"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(county: County, line: str, code: str) -> None:
    county.on("2025-07-05 09:00")
    county.ok("unit register 云新镇 镇 --unit yunxin --since 2025-07-01")
    county.refused(f"{line} --on 2025-07-01", code)
    county.refused(f"{line} --on 2025-07-01 --irregular 领导要求", code)


def test_no_way_leads_back(county: County) -> None:
    county.on("2025-08-01 09:00")
    county.ok("unit merge 清河镇 --into 河口镇 --on 2025-07-01")
    county.refused("unit merge 河口镇 --into 清河镇 --on 2025-07-15", "unit.ended", "清河镇")
    county.refused("unit merge 河口镇 --into 清河镇 --on 2025-06-15", "unit.goes_on", "河口镇")
    county.refused("unit merge 石桥乡 --into 河口镇 --on 1949-09-30")


def test_a_reorganisation_typed_wrongly_is_corrected_and_the_past_view_stays(
    county: County,
) -> None:
    county.on("2025-08-01 09:00")
    number = merge(county)
    before = county.head
    county.ok(f"correct {number} --set on=2025-07-15 --reason 批复自7月15日起")
    assert unit(county, "云台乡")["until"] == "2025-07-14"
    [then] = county.rows(f"unit show 云台乡 --as-recorded {before}")
    assert then["until"] == "2025-06-30"
    county.ok(f"void {number} --reason 批复未下达")
    assert unit(county, "云台乡")["until"] is None
