"""第二十条 — whose years a merged, divided or renamed unit carries, and what is proposed on them.

It is for the county to say: by ruling until 县委、县政府 determine it (承继认定). Until then a row that rests on
them is provisional, and nothing is proposed on it.
"""

import pytest

from tests.regulation.article_20 import PROPOSE, adopt, carry, chain, code_of, determine
from tests.regulation.county import County

# 更名、合并、拆分


def test_a_new_name_changes_nothing(county: County) -> None:
    for year in (2022, 2023, 2024):
        carry(county, "三溪乡", year)
    before = chain(county, "三溪乡")
    county.ok("unit change 三溪乡 --name 三溪镇 --unit-kind 镇 --on 2024-07-01")
    assert chain(county, "三溪镇") == {**before, "unit": "三溪镇"}
    county.ok(PROPOSE.format(unit="三溪乡"))


@pytest.fixture
def merged(county: County) -> County:
    """云台乡 (未 未) and 新店乡 (未 完) merged into 云新镇 on 2024-01-01, which did not meet 2024."""
    county.ok("unit register 云新镇 镇 --unit yunxin --since 2024-01-01")
    for unit, results in (("云台乡", "未未"), ("新店乡", "未完")):
        for year, result in zip((2022, 2023), results, strict=True):
            carry(county, unit, year, {"未": "未完成", "完": "完成"}[result])
    determine(county, "云新镇", 2024)
    county.ok(
        "unit merge 云台乡、新店乡 --into 云新镇 --host 云台乡 --on 2024-01-01 --basis ×府函〔2023〕9号"
    )
    return county


@pytest.mark.parametrize(
    ("ruling", "years", "level"),
    [
        ("host", [2022, 2023, 2024], "触发"),
        ("any", [2022, 2023, 2024], "触发"),
        ("all", [2024], "一年未完成"),
        ("none", [2024], "一年未完成"),
    ],
)
def test_a_merged_unit_by_each_ruling(
    merged: County, ruling: str, years: list[int], level: str
) -> None:
    adopt(merged, f"lineage.merge={ruling}")
    found = chain(merged, "云新镇")
    assert (found["determined"], found["level"]) == (years, level)
    assert "lineage.merge" in found["rulings"]
    assert found["provisional"]
    printed = merged.read("accountability list --all")
    assert "承继认定前按 合并后的承继:" in printed
    assert "暂定" in printed


def test_another_host_is_another_answer_in_a_what_if(merged: County) -> None:
    printed = merged.read("consequences --policy lineage.merge=none --year 2024")
    assert "云新镇" in printed
    assert merged.rows("consequences --policy lineage.merge=host --year 2024") == []
    told = merged.read("consequences --policy lineage.merge=all --year 2023")
    assert "云新镇 不再连续三年未完成" in told
    assert "完成认定" not in told


def test_nothing_is_proposed_until_it_is_determined_whose_years_they_are(merged: County) -> None:
    line = PROPOSE.format(unit="云新镇")
    merged.refused(line, "accountability.lineage_open", "承继尚未认定")
    merged.refused(f"{line} --irregular 领导要求", "accountability.lineage_open")
    [number] = merged.recorded(
        "lineage determine 云新镇 2022=云台乡 2023=云台乡 --basis ×委〔2025〕4号 --on 2025-03-04"
    )
    found = chain(merged, "云新镇")
    assert (found["determined"], found["provisional"]) == ([2022, 2023, 2024], [])
    assert found["lineage"] == [number]
    [proposed] = merged.recorded(line)
    said = merged.read(f"show {proposed}")
    assert '"lineage": [' in said


def test_who_may_determine_it(merged: County) -> None:
    line = (
        "lineage determine 云新镇 2022=云台乡 2023=云台乡 --organ 县绩效委 --basis ×绩〔2025〕4号"
    )
    merged.irregular(line, "已自行认定", "lineage.not_competent")
    assert chain(merged, "云新镇")["provisional"] == [2022, 2023]
    merged.refused(PROPOSE.format(unit="云新镇"), "accountability.lineage_open")


def test_a_delegated_committee_determines_it(merged: County) -> None:
    adopt(merged, "lineage.who=JXW")
    merged.ok("lineage determine 云新镇 2022=新店乡 2023=新店乡 --basis ×绩〔2025〕4号")
    found = chain(merged, "云新镇")
    assert (found["determined"], found["provisional"]) == ([2024], [])
    assert "lineage.who" in found["rulings"]


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ("2024=云台乡", "lineage.year_outside"),
        ("2023=清河镇", "lineage.not_predecessor"),
        ("2023=云台乡 2023=新店乡", "lineage.year_twice"),
        ("2023=无名乡", "unit.unknown"),
    ],
)
def test_what_cannot_be_determined(merged: County, years: str, code: str) -> None:
    merged.refused(f"lineage determine 云新镇 {years} --basis ×委〔2025〕4号", code)


def test_a_second_determination_names_the_first(merged: County) -> None:
    [number] = merged.recorded("lineage determine 云新镇 2023=云台乡 --basis ×委〔2025〕4号")
    merged.refused(
        "lineage determine 云新镇 2023=新店乡 --basis ×委〔2025〕6号", "lineage.differs"
    )
    merged.ok(f"lineage determine 云新镇 2023=新店乡 --revises {number} --basis ×委〔2025〕6号")
    assert chain(merged, "云新镇")["determined"] == [2024]


@pytest.mark.parametrize(("ruling", "years"), [("inherit", [2022, 2023, 2024]), ("none", [2024])])
def test_each_part_of_a_divided_unit(county: County, ruling: str, years: list[int]) -> None:
    for name, code in (("东溪乡", "dongxi"), ("西溪乡", "xixi")):
        county.ok(f"unit register {name} 乡 --unit {code} --since 2024-01-01")
    carry(county, "三溪乡", 2022)
    carry(county, "三溪乡", 2023)
    determine(county, "东溪乡", 2024)
    county.ok("unit split 三溪乡 --into 东溪乡 --into 西溪乡 --on 2024-01-01")
    adopt(county, f"lineage.split={ruling}")
    assert chain(county, "东溪乡")["determined"] == years
    parent = chain(county, "三溪乡")
    assert (parent["determined"], parent["ended"]) == ([2022, 2023], "2023-12-31")


# 启动问责程序: on what is determined of the lineage


def test_a_determination_of_lineage_voided_takes_the_proposal_s_trigger(merged: County) -> None:
    [number] = merged.recorded(
        "lineage determine 云新镇 2022=云台乡 2023=云台乡 --basis ×委〔2025〕4号"
    )
    [proposed] = merged.recorded(PROPOSE.format(unit="云新镇"))
    assert chain(merged, "云新镇")["lapsed"] == []
    merged.refused(f"void {number} --reason 误录", "void.rested_on")
    merged.ok(f"correct {number} --set inherits.1.from=新店乡 --reason 文件为新店乡")
    found = chain(merged, "云新镇")
    assert (found["determined"], found["lapsed"]) == ([2024], [proposed])


def test_a_proposal_does_not_stand_on_years_that_are_open_again(merged: County) -> None:
    [number] = merged.recorded(
        "lineage determine 云新镇 2022=云台乡 2023=云台乡 --basis ×委〔2025〕4号"
    )
    [proposed] = merged.recorded(PROPOSE.format(unit="云新镇"))
    only = f'[{{"from":"{code_of(merged, "云台乡")}","year":2022}}]'
    merged.ok(f"correct {number} --set 'inherits={only}' --reason 文件只认定2022年度")
    found = chain(merged, "云新镇")
    assert (found["determined"], found["provisional"]) == ([2022, 2023, 2024], [2023])
    assert found["lapsed"] == [proposed]


# 前身与后继


def test_what_the_tree_shows_of_each_year(merged: County) -> None:
    rows = merged.rows("unit lineage 云新镇")
    own = [
        (r["year"], r["completion"], r["carried_from"]) for r in rows if r["relation"] == "本单位"
    ]
    assert own == [
        (2024, "未完成", []),
        (2023, "未完成", ["云台乡"]),
        (2022, "未完成", ["云台乡"]),
    ]
    past = [(r["unit"], r["year"], r["completion"]) for r in rows if r["relation"] == "前身"]
    assert past == [
        ("新店乡", 2023, "完成"),
        ("新店乡", 2022, "未完成"),
        ("云台乡", 2023, "未完成"),
        ("云台乡", 2022, "未完成"),
    ]
    assert [r["provisional"] for r in rows if r["carried_from"]] == [True, True]


def test_the_tree_has_the_official_score_and_rank_of_each_unit_s_own_year(county: County) -> None:
    county.ok(
        "history carry 三溪乡 2023 未完成 --score 71.5 --rank 9 --basis ×绩〔2024〕4号 --on 2024-02-01"
    )
    county.ok("unit merge 三溪乡 --into 石桥乡 --on 2024-01-01 --basis ×府函〔2023〕9号")
    rows = {(r["unit"], r["year"]): r for r in county.rows("unit lineage 石桥乡")}
    assert (rows["三溪乡", 2023]["score"], rows["三溪乡", 2023]["rank"]) == ("71.50", 9)
    assert rows["石桥乡", 2023]["score"] is None


def test_a_chain_is_replayed_with_whose_years_it_carries(merged: County) -> None:
    printed = merged.read("replay 云新镇/三年")
    assert "2023年度按口径承继自云台乡" in printed
    assert "承继认定前暂定" in printed
