"""第十九条: results are an important reference for appraising leaders and leaderships, and nothing by themselves.

They go to those who appraise, appoint, reward and honour: once approved, as a table by unit and, where it
is asked for, by office-holder. The ledger keeps to whom, when, on which approval, and the table's digest.
The same results over the years stand in the unit's profile. Afterwards the year's files go to the archive;
the regulation does not speak of that.
"""

import csv
import hashlib

import pytest

from tests.regulation.county import County

REFER = "result refer 2025 --to 县委组织部"


@pytest.fixture
def approved(county: County) -> County:
    """2025 approved; 清河镇 changed its Party head in August, 三溪乡 has its government head."""
    county.to_approval()
    county.ok("post assume 清河镇 党主要 甲某 --on 2023-05-01 --until 2025-08-31")
    county.ok("post assume 清河镇 党主要 乙某 --on 2025-09-01")
    county.ok("post assume 三溪乡 政主要 丙某 --acting --on 2025-03-01")
    return county


# 考评结果 is what was approved.


def test_the_table_has_every_unit_as_approved(approved: County) -> None:
    rows = approved.rows("result handover --year 2025")
    assert {row["of_whom"] for row in rows} == {"单位"}
    found = {row["unit"]: row for row in rows}
    assert len(found) == 13
    first, last = found["城关街道"], found["三溪乡"]
    assert (first["score"], first["rank"], first["of"], first["honours"]) == (
        "98.00",
        1,
        9,
        ["列入先进"],
    )
    assert (last["score"], last["rank"], last["completion"]) == ("76.00", 9, "未完成")
    assert last["interviews"] == ["列入约谈"]
    assert [row["unit"] for row in rows][:3] == ["城关街道", "河口镇", "临江镇"]
    assert found["县水利局"]["sequence"] == "B"
    for row in rows:
        assert row["entries"], "every line cites the entries it is read from"


def test_once_circulated_titles_and_interviews_read_as_they_stand(county: County) -> None:
    county.to_circular()

    def read(unit: str) -> tuple[list[str], list[str]]:
        [row] = county.rows(f"result handover --year 2025 --unit {unit}")
        return row["honours"], row["interviews"]

    assert read("城关街道") == (["先进"], [])
    assert read("三溪乡") == ([], ["应约谈"])
    assert read("清河镇") == ([], [])
    county.ok("bonus enter 城关街道 --amount 2 --year 2025")
    [year] = county.rows("unit profile 城关街道")
    assert year["bonus"] == "2.00"
    county.ok(
        "advanced revoke 城关街道 --year 2025 --ground 弄虚作假 --reason 数据不实 --basis 示委〔2026〕9号 --yes"
    )
    assert read("城关街道") == (["撤销先进"], [])
    county.ok("interview hold 三溪乡 --year 2025 --persons 党主要=甲某 --persons 政主要=乙某")
    assert read("三溪乡")[1] in (["已约谈"], ["逾期未报落实"])


def test_nothing_follows_from_it_by_itself(approved: County) -> None:
    before = approved.head
    printed = approved.read("result handover --year 2025")
    assert "不自动产生任何后果" in printed
    assert "参考" in printed.splitlines()[1] + printed.splitlines()[2]
    assert approved.head == before


def test_a_year_not_approved_has_no_table(county: County) -> None:
    county.to_report()
    assert county.rows("result handover --year 2025") == []
    assert "没有符合的内容" in county.read("result handover --year 2025")


# 领导班子和领导干部.


def test_office_holders_stand_after_the_units_with_their_days_in_the_year(
    approved: County,
) -> None:
    rows = approved.rows("result handover --year 2025 --people")
    people = [row for row in rows if row["of_whom"] == "任职人员"]
    assert [
        (r["unit"], r["name"], r["role"], r["since"], r["until"], r["acting"]) for r in people
    ] == [
        ("清河镇", "甲某", "党主要", "2025-01-01", "2025-08-31", False),
        ("清河镇", "乙某", "党主要", "2025-09-01", None, False),
        ("三溪乡", "丙某", "政主要", "2025-03-01", None, True),
    ]
    assert {row["score"] for row in people if row["unit"] == "清河镇"} == {"91.00"}
    assert "责任由有权机关认定" in approved.read("result handover --year 2025 --people")
    one = approved.rows("result handover --year 2025 --people --unit 三溪乡")
    assert [row["of_whom"] for row in one] == ["单位", "任职人员"]


def test_a_covered_name_is_not_handed_over(approved: County) -> None:
    approved.ok("@admin person seal p001 --reason 本人申请")
    printed = approved.read("result handover --year 2025 --people")
    assert "甲某" not in printed
    assert "〔已遮蔽〕" in printed


# 作为重要参考: to whom it went, and which table.


def test_the_referral_is_recorded_with_the_tables_digest(approved: County) -> None:
    approved.ok("result handover --year 2025 --people -o 抄送表.csv")
    file = approved.desk.folder / "抄送表.csv"
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert rows[0]["unit"] == "城关街道"
    assert {row["use"] for row in rows} == {"参考"}
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    [number] = approved.recorded(f"{REFER} --scope 单位和任职人员 --table 抄送表.csv")
    printed = approved.read("year show 2025")
    assert f"第{number}号" in printed
    assert f"13个单位(单位和任职人员),供参考;抄送表 {digest}" in printed
    [listed] = [r for r in approved.rows("result list --year 2025") if r["position"] == number]
    assert listed["gist"] == "县委组织部 · 单位和任职人员"


def test_a_workbook_has_a_sheet_for_units_and_one_for_office_holders(approved: County) -> None:
    from python_calamine import CalamineWorkbook

    approved.ok("result handover --year 2025 --people -o 抄送表.xlsx")
    book = CalamineWorkbook.from_path(str(approved.desk.folder / "抄送表.xlsx"))
    assert book.sheet_names == ["单位", "任职人员"]


def test_bad_input_is_refused(approved: County) -> None:
    approved.write("抄送表.csv", "单位\n")
    approved.refused(f"{REFER} --table 抄送表.csv --digest {'a' * 64}", "handover.digest_differs")
    approved.refused("result refer 2025", "--to")
    approved.refused(f"{REFER} --units 某镇", "unit.unknown")
    approved.refused(f"{REFER} --scope 全县", "scope")


def test_before_approval_it_counts_for_nothing(county: County) -> None:
    county.to_report()
    number = county.irregular(REFER, "组织部催要", "referral.not_approved")
    assert "程序存疑,不作数" in county.read("year show 2025")
    # It does not come to count by an approval of a later day.
    county.to_approval()
    [line] = [x for x in county.read("year show 2025").splitlines() if f"第{number}号" in x]
    assert line.endswith("不作数")
    county.ok(REFER)


def test_a_result_corrected_afterwards_is_to_be_referred_again(approved: County) -> None:
    approved.ok(REFER)
    assert "补送" not in approved.read("year show 2025")
    approved.ok(
        "result correct 2025 --by 县委,县政府 --set 清河镇=90.00 --reason 复核变更"
        " --basis 示委〔2026〕11号 --yes"
    )
    assert "其后结果已更正" in approved.read("year show 2025")
    [row] = approved.rows("result handover --year 2025 --unit 清河镇")
    assert row["score"] == "90.00"
    [number] = approved.recorded(f"{REFER} --units 清河镇")
    printed = approved.read("year show 2025").splitlines()
    [line] = [x for x in printed if x.startswith(f"第{number}号于")]
    assert "补送" not in line


# Over the years.


def test_a_units_years_stand_together(approved: County) -> None:
    approved.ok(
        "history carry 清河镇 2024 完成 --score 88.5 --rank 4 --advanced 否 --basis ×委办〔2025〕2号 --on 2025-02-01"
    )
    carried, year = approved.rows("unit profile 清河镇")
    assert (carried["year"], carried["level"], carried["score"], carried["rank"]) == (
        2024,
        "结转",
        "88.50",
        4,
    )
    assert carried["heads"] == ["党主要 甲某 2024-01-01—"]
    assert (year["level"], year["score"], year["rank"], year["of"], year["completion"]) == (
        "审定",
        "91.00",
        6,
        9,
        "完成",
    )
    assert year["heads"] == ["党主要 甲某 2025-01-01—2025-08-31", "党主要 乙某 2025-09-01—"]
    assert year["entries"]


def test_a_corrected_year_reads_corrected_and_as_it_was_before(approved: County) -> None:
    [number] = approved.recorded(
        "history carry 清河镇 2024 完成 --score 88.5 --rank 4 --basis ×委办〔2025〕2号 --on 2025-02-01"
    )
    approved.ok(f"record correct {number} --set score=87.5 --reason 抄错")
    assert approved.rows("unit profile 清河镇")[0]["score"] == "87.50"
    then = approved.rows(f"unit profile 清河镇 --as-recorded {number}")
    assert then[0]["score"] == "88.50"
    approved.ok(f"record void {number} --reason 误录")
    assert [row["year"] for row in approved.rows("unit profile 清河镇")] == [2025]


def test_an_approved_year_is_not_read_from_what_was_carried_over(approved: County) -> None:
    line = "history carry 清河镇 2025 完成 --score 60 --basis ×委办〔2026〕2号 --on 2026-01-25"
    approved.irregular(line, "误结转", "history.year_recorded")
    [year] = approved.rows("unit profile 清河镇")
    assert (year["level"], year["score"]) == ("审定", "91.00")


# 归档 (细则未规定): of a sealed year.


def test_files_go_to_the_archive_once_the_year_is_sealed(county: County) -> None:
    county.to_circular()
    line = "archive transfer 2025 --to 县档案馆 --items 312 --receipt-no 档收2026-011"
    county.irregular(line, "档案馆限期", "archive.not_sealed")
    assert county.rows("year list")[-1]["archived"] is None
    assert "已归档" not in county.read("status")
    county.ok("year seal 2025")
    county.write("归档包.txt", "目录\n")
    digest = hashlib.sha256("目录\n".encode()).hexdigest()
    [number] = county.recorded(f"{line} --package 归档包.txt")
    assert county.rows("year list")[-1]["archived"] == number
    assert f"已归档: 2025年度(第{number}号)" in county.read("status")
    assert f"312件;归档包 {digest}" in county.read("year show 2025")
    county.ok("year reopen 2025 --scope 补认定 --basis ×委〔2026〕9号")
    assert "移交后年度已重启" in county.read("year show 2025")
