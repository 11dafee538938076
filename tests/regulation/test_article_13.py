"""第十三条: every half year each place and department checks itself, reports to the bureau and copies 县目督办.

Two receipts make it complete: the bureau's, and 县目督办's of the copy. The days are the county's own (set when
the year is opened); what comes after them is late, and what was typed in late is something else. Whether the
second half is reported apart from the year's end, what a late report costs and how far a day without a receipt
counts are rulings. Nothing is said of reminders, or of a finding that nothing came: both are papers, and are
registered as such.
"""

from typing import Any

import pytest

from tests.regulation.county import County

FILE = "@epb selfcheck file 清河镇 上半年 --year 2025 --receipt 环收2025-61 --on 2025-07-14"


def check(county: County, unit: str = "清河镇", period: str = "上半年") -> dict[str, Any]:
    rows = county.rows(f"selfcheck list --year 2025 --unit {unit}")
    [row] = [row for row in rows if row["period"] == period]
    return row


@pytest.fixture
def july(county: County) -> County:
    return county.on("2025-07-16")


# 各地各部门每半年自查评估


def test_every_unit_owes_one_each_half_year(county: County) -> None:
    owed = county.rows("selfcheck list --year 2025")
    assert {row["period"] for row in owed} == {"上半年", "年终"}
    assert len(owed) == 26
    county.refused("@epb selfcheck file 无名镇 上半年 --year 2025", "unit.unknown")


def test_the_days_are_the_countys_own(county: County) -> None:
    """The text gives none: without a day nothing is late."""
    assert check(county)["due"] == "2025-07-15"
    assert check(county, period="年终")["due"] == "2026-01-10"
    county.ok("year open 2025 --due 上半年自查=2025-07-20 --basis 示绩办〔2025〕6号")
    assert check(county)["due"] == "2025-07-20"
    county.ok("year open 2027 --on 2025-03-05")
    row = county.rows("selfcheck list --year 2027 --unit 清河镇")[0]
    assert (row["due"], row["status"]) == (None, "未到期")


# 报县环境保护行政主管部门,抄送县目督办


def test_it_is_complete_once_both_have_it(july: County) -> None:
    july.ok(FILE)
    assert check(july)["status"] == "已报缺抄送"
    july.ok(
        "selfcheck file 清河镇 上半年 --year 2025 --recipient MDB --on 2025-07-15 --receipt 目督收9"
    )
    row = check(july)
    assert (row["status"], row["filed_on"], row["copied_on"]) == (
        "已收讫",
        "2025-07-14",
        "2025-07-15",
    )
    [filed, copied] = [r for r in july.rows("selfcheck show 清河镇 --year 2025") if r["receipt"]]
    assert (filed["receipt"], copied["receipt"]) == ("环收2025-61", "目督收9")


def test_a_report_before_the_year_and_one_recorded_twice(july: County) -> None:
    july.refused("@epb selfcheck file 清河镇 上半年 --year 2025 --on 2024-07-14", "before_year")
    [first] = july.recorded(FILE)
    assert f"此前已登记 第{first}号" in july.ok(FILE)
    july.refused(f"{FILE} --filing-version 1 --self-total 95", "selfcheck.version_taken")


def test_what_was_sent_back_is_awaited_until_it_comes_again(july: County) -> None:
    [first] = july.recorded(FILE)
    july.ok(f"@epb submission return {first} --redo-by 2025-07-25 --reason 缺附表")
    assert check(july)["status"] == "退回待重报"
    july.on("2025-07-24").ok("@epb selfcheck file 清河镇 上半年 --year 2025 --receipt 环收2025-90")
    row = check(july)
    # The first one was in time.
    assert (row["status"], row["late_days"]) == ("已报缺抄送", 0)


# 逾期、补录:细则未规定,按口径


@pytest.mark.parametrize(("on", "late"), [("2025-07-15", 0), ("2025-07-16", 1), ("2025-07-18", 3)])
def test_late_is_after_the_last_day(county: County, on: str, late: int) -> None:
    county.on(on).ok(f"@epb selfcheck file 清河镇 上半年 --year 2025 --on {on} --receipt 收1")
    assert check(county)["late_days"] == late


def test_typed_in_late_is_not_filed_late(county: County) -> None:
    county.on("2025-09-01").ok(FILE)
    row = check(county)
    assert (row["late_days"], row["recorded_late"], row["unproved"]) == (0, True, False)
    then = county.rows("selfcheck list --year 2025 --unit 清河镇 --as-recorded 2025-08-31")
    assert then[0]["status"] == "逾期未报"


def test_a_late_report_may_lose_its_claim_but_is_never_turned_away(july: County) -> None:
    july.ok("policy adopt late_filing=refuse_score --from-year 2025 --basis 示绩委〔2025〕8号")
    july.ok(
        "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-16 --receipt 收1 --self-total 99"
    )
    [row] = [r for r in july.rows("selfcheck show 清河镇 --year 2025") if r["receipt"] == "收1"]
    assert (row["status"], row["unscored"]) == ("已报缺抄送", True)
    assert "自评不作数: 清河镇上半年" in july.read("selfcheck list --year 2025")


def test_the_second_half_may_be_asked_for_apart(county: County) -> None:
    county.ok("policy adopt h2_selfcheck=separate --from-year 2025 --basis 示绩委〔2025〕8号")
    owed = {row["period"] for row in county.rows("selfcheck list --year 2025")}
    assert owed == {"上半年", "下半年", "年终"}


# 催报、未报认定:细则未规定


def test_a_reminder_says_who_was_told_and_what_came_of_it(july: County) -> None:
    [told] = july.recorded(
        "notice send 清河镇、云台乡 催报 --year 2025 --period 上半年 --basis 示目督〔2025〕6号"
    )
    july.on("2025-07-18").ok("@epb selfcheck file 清河镇 上半年 --year 2025 --receipt 收1")
    rows = {row["unit"]: row for row in july.rows("notice list --year 2025")}
    assert rows["清河镇"]["answered_on"] == "2025-07-18"
    assert rows["云台乡"]["answered_on"] is None
    assert {row["position"] for row in rows.values()} == {told}
    july.refused("notice send 清河镇 催报 --year 2025", "notice.of_what")


def test_that_nothing_came_is_found_on_paper_by_the_bureau(july: County) -> None:
    [found] = july.recorded(
        "@epb selfcheck miss 云台乡、新店乡 上半年 --year 2025 --basis 示环〔2025〕30号"
    )
    assert check(july, "云台乡")["status"] == "逾期未报"
    shown = july.rows("selfcheck show 云台乡 --year 2025")
    assert [row["missed"] for row in shown] == [found, None]
    assert f"未报认定: 新店乡上半年(第{found}号)、云台乡上半年(第{found}号)" in july.read(
        "selfcheck list --year 2025"
    )


def test_who_had_filed_or_had_time_left_was_not_missing(july: County) -> None:
    july.ok(FILE)
    wrong = "@epb selfcheck miss 清河镇 上半年 --year 2025"
    july.irregular(wrong, "认定书误列", "selfcheck.missed_filed")
    assert [row["missed"] for row in july.rows("selfcheck show 清河镇 --year 2025")] == [
        None,
        None,
    ]
    early = "@epb selfcheck miss 云台乡 上半年 --year 2025 --on 2025-07-15"
    july.irregular(early, "预先认定", "selfcheck.missed_early")
    assert july.rows("selfcheck show 云台乡 --year 2025")[0]["missed"] is None
    other = "selfcheck miss 云台乡 上半年 --year 2025 --organ JXW --basis 示绩委〔2025〕9号"
    july.irregular(other, "误由绩效委认定", "organ.not_competent")
    assert july.rows("selfcheck show 云台乡 --year 2025")[0]["missed"] is None


def test_a_receipt_found_later_takes_the_finding_away_again(july: County) -> None:
    july.ok("@epb selfcheck miss 清河镇 上半年 --year 2025")
    before = july.head
    [late] = july.recorded(FILE)
    assert {row["missed"] for row in july.rows("selfcheck show 清河镇 --year 2025")} == {None}
    then = july.rows(f"selfcheck show 清河镇 --year 2025 --as-recorded 第{before}号")
    assert then[0]["missed"] == before
    july.ok(f"@epb void {late} --reason 误录")
    assert july.rows("selfcheck show 清河镇 --year 2025")[0]["missed"] == before
