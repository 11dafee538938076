"""第九条: what is asked of parks, townships and streets.

The duties are a register, each in the wording of its time: some fall due every quarter or every year, others
when there is cause. The ledger shows which of them were recorded and which were not; that something was not
recorded says nothing of who is to blame. (一票否决 of the third item has a file of its own.)
"""

import pytest

from tests.regulation.county import County

MEETING = "@epb duty record 清河镇 9.1-c --on 2025-03-05"


def matrix(county: County, duty: str, unit: str = "清河镇", more: str = "") -> dict[str, str]:
    rows = county.rows(f"duty matrix --year 2025 --duty {duty} --unit {unit} {more}")
    return {r["period"]: r["status"] for r in rows}


# 第一项: leadership.


def test_the_register_lists_each_duty_with_whom_it_is_asked_of(county: County) -> None:
    rows = {r["duty"]: r for r in county.rows("duty list")}
    assert rows["9.1-c"]["cadence"] == "每季度"
    assert rows["9.1-c"]["owed_by"] == ["乡", "镇", "街道", "园区"]
    assert (rows["9.1-f"]["cadence"], rows["9.1-f"]["owed_by"]) == ("每年", ["乡", "镇"])
    assert rows["9.3-c"]["cadence"] == "按离任"
    assert {r["article"] for r in rows.values()} == {
        "9.1", "9.2", "9.3", "10.1", "10.2", "10.3",
    }  # fmt: skip


def test_a_meeting_each_quarter(county: County) -> None:
    county.ok(f"{MEETING} --subject 部署一季度工作 --figures 出席人数=11 --receipt 环收2025-66")
    assert matrix(county, "9.1-c") == {
        "一季度": "已登记", "二季度": "未到期", "三季度": "未到期", "四季度": "未到期",
    }  # fmt: skip
    county.on("2025-06-30")
    assert matrix(county, "9.1-c")["二季度"] == "未到期"
    county.on("2025-07-01")
    assert matrix(county, "9.1-c")["二季度"] == "未见登记"
    # A meeting held in April and typed in July is late, and was held in April.
    county.ok("@epb duty record 清河镇 9.1-c --on 2025-04-10 --late-reason 收文在途")
    assert matrix(county, "9.1-c")["二季度"] == "已登记"
    assert matrix(county, "9.1-c", more="--as-recorded 2025-06-30")["二季度"] == "未见登记"


def test_the_matrix_is_a_table_of_units_and_quarters_and_says_who_is_missing(
    county: County,
) -> None:
    [number] = county.recorded(MEETING)
    county.on("2025-04-01")
    printed = county.read("duty matrix --year 2025 --duty 9.1-c")
    [line] = [line for line in printed.splitlines() if line.strip().startswith("清河镇")]
    assert line.split()[:3] == ["清河镇", "03-05", f"第{number}号"]
    assert "未见登记 8 项" in printed
    assert "责任由有权机关认定" in printed
    missing = county.rows("duty matrix --year 2025 --duty 9.1-c --lacking")
    assert len(missing) == 8
    assert "清河镇" not in {r["unit"] for r in missing}
    # Departments hold no Party committee meeting under this article.
    units = {r["unit"] for r in county.rows("duty matrix --year 2025 --duty 9.1-c")}
    assert units.isdisjoint({"县水利局", "县生态环境局", "县农业农村局", "县商务局"})


def test_a_quarter_that_its_day_is_not_in_is_refused(county: County) -> None:
    county.refused(f"{MEETING} --quarter 2", "duty.quarter_contradicts", "不在第2季度")
    county.refused("@epb duty record 清河镇 9.1-f --quarter 1", "duty.quarter_idle")
    county.refused(f"{MEETING} --year 2024", "duty.other_year")
    county.ok(f"{MEETING} --quarter 1")


def test_a_report_to_the_congress_each_year_where_there_is_one(county: County) -> None:
    county.on("2026-01-20")
    assert matrix(county, "9.1-f") == {"全年": "未见登记"}
    county.ok("@epb duty record 清河镇 9.1-f --year 2025 --on 2026-01-18 --subject 2025年环境状况")
    assert matrix(county, "9.1-f") == {"全年": "已登记"}
    assert matrix(county, "9.1-f", "城关街道") == {}
    county.irregular(
        "@epb duty record 城关街道 9.1-f --on 2025-12-20", "比照办理", "duty.not_owed"
    )
    assert matrix(county, "9.1-f", "城关街道") == {"全年": "不要求"}
    county.ok("policy adopt duty.congress=with_street --from-year 2025 --basis 示委〔2026〕1号")
    # The ruling makes it due; what was done without it was marked and does not do it.
    assert matrix(county, "9.1-f", "城关街道") == {"全年": "未见登记"}
    county.ok("@epb duty record 城关街道 9.1-f --on 2025-12-28")
    assert matrix(county, "9.1-f", "城关街道") == {"全年": "已登记"}


# 第二项: key work.


def test_duties_without_fixed_times_show_where_something_was_recorded(county: County) -> None:
    assert matrix(county, "9.2-f") == {}
    county.ok("@epb duty record 清河镇 9.2-f --subject 水源地巡查 --figures 水源地=3")
    assert matrix(county, "9.2-f") == {"": "无固定时限"}


# 第三项: holding to account.


@pytest.mark.parametrize("duty", ["9.3-a", "9.3-b", "9.3-c", "9.3-d"])
def test_what_holds_to_account_is_recorded_by_its_code(duty: str, county: County) -> None:
    [number] = county.recorded(f"@epb duty record 清河镇 {duty} --subject 办理情况")
    assert duty in county.read(f"timeline {number}")


# Whatever the duty.


def test_a_code_the_register_does_not_have_is_refused_with_near_ones(county: County) -> None:
    printed = county.refused("@epb duty record 清河镇 9.1-q", "duty.unknown", "9.1-")
    assert "duty list" in printed
    county.refused("@epb duty record 清河镇 10.1-a", "duty.not_of_unit", "镇")
    county.refused("duty matrix --duty 9.1-q", "duty.unknown")


def test_a_meeting_another_organ_held_is_recorded_and_is_not_the_units(county: County) -> None:
    county.irregular(f"{MEETING} --organ EPB", "环保部门代开", "organ.not_competent")
    county.on("2025-04-01")
    assert matrix(county, "9.1-c")["一季度"] == "未见登记"


def test_a_correction_moves_a_meeting_and_a_void_takes_it_away(county: County) -> None:
    [number] = county.recorded(MEETING)
    county.on("2025-07-01")
    county.ok(f"@epb correct {number} --set on=2025-04-05 --set quarter=2 --reason 日期误录")
    after = matrix(county, "9.1-c")
    assert (after["一季度"], after["二季度"]) == ("未见登记", "已登记")
    assert matrix(county, "9.1-c", more=f"--as-recorded {number}")["一季度"] == "已登记"
    county.ok(f"@epb void {number} --reason 误录")
    assert matrix(county, "9.1-c")["二季度"] == "未见登记"
