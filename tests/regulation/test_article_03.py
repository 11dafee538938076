"""第三条: led by 县委 and 县政府 together; one responsibility, one set of targets, one assessment.

A unit's Party organ and its government organ share everything: the targets are issued once to both, there is
one score and one rank for both, and both names stand on every list of units. What leads is never one organ
alone: the result is approved when both have approved it.
"""

from tests.regulation.county import County
from tests.regulation.story import UNITS

# 统一领导: 县委 and 县政府 together.


def test_neither_organ_approves_alone(county: County) -> None:
    county.to_report().on("2026-01-26")
    approve = "result approve 2025 --by {} --meeting 常委会 --basis 示委纪要〔2026〕3号 --yes"
    county.ok(approve.format("县政府"))
    assert county.rows("year list")[0]["stage"] == "报审"
    assert all(row["ranked_by"] != "审定" for row in county.rows("standing --year 2025"))
    county.ok(approve.format("县委"))
    assert county.rows("year list")[0]["stage"] == "审定"


def test_what_each_approved_must_be_the_same(county: County) -> None:
    """县委 approves the first version, 县政府 the second: nothing is approved yet."""
    county.to_report().on("2026-01-26")
    approve = "result approve 2025 --by {} --meeting 常委会 --basis 示委纪要〔2026〕3号 --yes{}"
    county.ok(approve.format("县委", " --report-version 1"))
    county.ok("report submit 2025 --computed --basis 示目督〔2026〕3号")
    county.on("2026-01-27").ok(approve.format("县政府", " --report-version 2"))
    assert county.rows("year list")[0]["stage"] == "报审"
    county.ok(approve.format("县委", " --report-version 2"))
    assert county.rows("year list")[0]["stage"] == "审定"


def test_what_both_decide_stands_in_both_names(county: County) -> None:
    printed = (
        county.to_report()
        .on("2026-01-26")
        .ok(
            "result approve 2025 --by 县委,县政府 --meeting 常委会 --basis 示委纪要〔2026〕3号 --yes"
        )
    )
    assert "行为机关 县委、县政府" in printed


# 责任一体明确: two organs, one unit.


def test_a_unit_is_its_party_organ_and_its_government_organ(county: County) -> None:
    found = {
        (row["name"], row["party_organ"], row["gov_organ"]) for row in county.rows("unit list")
    }
    assert found == {(name, party, gov) for name, _, _, party, gov in UNITS}


def test_a_unit_has_one_of_the_two_at_least(county: County) -> None:
    """Where neither is named, both are called as such organs usually are."""
    county.on("2025-03-06").ok("unit register 新城街道 街道 --unit xincheng")
    [row] = county.rows("unit show 新城街道")
    assert row["party_organ"] != row["gov_organ"]
    assert all("新城街道" in organ for organ in (row["party_organ"], row["gov_organ"]))


# 指标一体下达: issued once, served once.


def test_targets_are_issued_once_for_both(county: County) -> None:
    issued = county.rows("target list --year 2025")
    assert len(issued) == 1
    served = [
        row for row in county.rows("timeline 清河镇 --year 2025") if row["kind"] == "target.issued"
    ]
    assert len(served) == 1


def test_the_second_organ_is_no_other_unit(county: County) -> None:
    """Targets for the Party committee apart from the township are for nobody on record."""
    county.write("目标.csv", "单位,指标代码,指标名称\n清河镇党委,T1,出境断面水质优良比例\n")
    county.on("2025-03-10").refused(
        "target issue 2025 --targets 目标.csv --basis 示绩委〔2025〕4号 --changes 分别下达",
        "清河镇党委",
    )


# 成效一体考评: one score, one rank.


def test_there_is_one_score_and_one_rank_for_both(county: County) -> None:
    rows = county.to_circular().rows("standing --year 2025")
    assert len(rows) == len({row["unit"] for row in rows}) == len(UNITS)
    assert {row["unit"] for row in rows} == {name for name, *_ in UNITS}


def test_nobody_scores_one_of_the_two_apart(county: County) -> None:
    county.to_selfchecks().on("2026-01-12")
    county.refused(
        "@epb score enter 清河镇党委 A21 34 --note 党委部分 --year 2025", "清河镇党委", "清河镇"
    )
