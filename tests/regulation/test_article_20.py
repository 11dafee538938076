"""第二十条 — three years in a row in which the yearly targets were not met: found, warned of, proposed.

What counts is a determination by 县委、县政府, not a score; a year carried over from its own document counts
alike. The list has three columns: as determined, what would follow if the open years were found unmet, and
what is open. Two years warn, three trigger, and the software proposes only on what is determined. It starts
nothing: what becomes of a proposal is told in test_article_20_outcome. Whose years a merged, divided or
renamed unit carries is told in test_article_20_lineage.
"""

import pytest

from tests.regulation.article_20 import PROPOSE, adopt, carry, chain, determine
from tests.regulation.county import County

# 连续3年未完成


def test_three_columns(county: County) -> None:
    entries = [
        carry(county, "三溪乡", 2022),
        carry(county, "三溪乡", 2023),
        determine(county, "三溪乡", 2024),
    ]
    carry(county, "石桥乡", 2022)
    carry(county, "石桥乡", 2024)
    found = chain(county, "三溪乡")
    assert (found["determined"], found["level"]) == ([2022, 2023, 2024], "触发")
    assert found["entries"] == entries
    open_ = chain(county, "石桥乡")
    assert (open_["determined"], open_["level"]) == ([2024], "一年未完成")
    assert (open_["supposed"], open_["supposed_level"]) == ([2022, 2023, 2024], "触发")
    assert open_["undetermined"] == [2023]


@pytest.mark.parametrize(("years", "level"), [(1, "一年未完成"), (2, "预警"), (3, "触发")])
def test_two_years_warn_and_three_trigger(county: County, years: int, level: str) -> None:
    for year in range(2025 - years, 2025):
        carry(county, "三溪乡", year)
    assert chain(county, "三溪乡")["level"] == level


def test_a_low_score_is_no_unmet_year(county: County) -> None:
    for year in (2022, 2023, 2024):
        county.ok(
            f"history carry 三溪乡 {year} 完成 --score 40 --basis ×绩〔{year + 1}〕4号 --on {year + 1}-02-01"
        )
    assert chain(county, "三溪乡") == {}
    county.refused(PROPOSE.format(unit="三溪乡"), "accountability.no_trigger")


def test_one_organ_alone_determines_nothing(county: County) -> None:
    carry(county, "三溪乡", 2022)
    carry(county, "三溪乡", 2023)
    county.ok(
        "completion determine 2024 --units 三溪乡=未完成 --organ 县委 --basis ×委〔2025〕3号 --on 2025-02-01"
    )
    assert chain(county, "三溪乡")["determined"] == [2022, 2023]


def test_a_determination_by_another_organ_is_recorded_and_counts_for_nothing(
    county: County,
) -> None:
    line = "completion determine 2024 --units 三溪乡=未完成 --organ 县绩效委 --basis ×绩〔2025〕3号 --on 2025-02-01"
    county.irregular(line, "已自行认定", "completion.not_competent")
    assert chain(county, "三溪乡")["undetermined"] == [2024]


# 县委、县政府下达的环境保护年度目标任务


def test_targets_of_the_committee_count_as_the_county_s_unless_ruled_otherwise(
    county: County,
) -> None:
    carry(county, "三溪乡", 2023)
    carry(county, "三溪乡", 2024)
    county.to_circular()
    found = chain(county, "三溪乡")
    assert (found["determined"], found["uncounted"]) == ([2023, 2024, 2025], [])
    assert "three_year.targets_of" in found["rulings"]


@pytest.mark.parametrize(("gap", "years"), [("breaks", []), ("skip", [2023, 2024])])
def test_by_ruling_a_year_of_the_committee_s_targets_does_not_count(
    county: County, gap: str, years: list[int]
) -> None:
    adopt(county, "three_year.targets_of=no", f"three_year.gap={gap}")
    carry(county, "三溪乡", 2023)
    carry(county, "三溪乡", 2024)
    county.to_circular()
    found = chain(county, "三溪乡")
    assert (found["determined"], found["uncounted"]) == (years, [2025])
    county.refused(PROPOSE.format(unit="三溪乡"), "accountability.no_trigger")
    assert {"three_year.targets_of", "three_year.gap"} <= set(found["rulings"])


# 启动问责程序: proposed on what is determined, and no longer borne when it is corrected


def test_a_proposal_names_what_it_rests_on(county: County) -> None:
    entries = [
        carry(county, "三溪乡", 2022),
        carry(county, "三溪乡", 2023),
        determine(county, "三溪乡", 2024),
    ]
    county.refused(PROPOSE.format(unit="石桥乡"), "accountability.no_trigger")
    [number] = county.recorded(PROPOSE.format(unit="三溪乡"))
    assert chain(county, "三溪乡")["proposed_on"] == ["2025-03-05"]
    resting = [r["position"] for r in county.rows(f"timeline 第{entries[0]}号")]
    assert number in resting


def test_a_correction_breaks_the_row_and_the_proposal_loses_its_trigger(county: County) -> None:
    carry(county, "三溪乡", 2022)
    carry(county, "三溪乡", 2023)
    last = determine(county, "三溪乡", 2024)
    [number] = county.recorded(PROPOSE.format(unit="三溪乡"))
    before = county.head
    county.ok(f"correct {last} --set units.0.result=完成 --reason 文件为完成")
    found = chain(county, "三溪乡")
    assert (found["level"], found["lapsed"]) == ("无", [number])
    then = chain(county, "三溪乡", f"--as-recorded {before}")
    assert (then["level"], then["lapsed"]) == ("触发", [])
