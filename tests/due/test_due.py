"""到期清单: each family's day, what fixes it, and that it leaves the list once it is done."""

from typing import Any

import pytest

from tests.regulation.county import County

ORDER = "@epb finding raise {unit} 粪污直排 --served 2025-11-08 --on 2025-11-06 --basis {no}"


def due(county: County, what: str, **options: str) -> list[dict[str, Any]]:
    said = " ".join(f"--{name.replace('_', '-')} {value}" for name, value in options.items())
    return [row for row in county.rows(f"due list {said}") if row["what"] == what]


def test_self_checks_are_owed_by_the_day_the_year_was_opened_with(county: County) -> None:
    [row] = [r for r in due(county, "自查报送", unit="清河镇") if r["subject"] == "上半年"]
    assert (row["day"], row["days_left"], row["overdue"]) == ("2025-07-15", 132, False)
    assert (row["rule"], row["rulings"]) == (
        "年度启用",
        ["h2_selfcheck", "deadline.rollover.fixed"],
    )
    opened = county.rows("timeline 2025")
    assert row["position"] in {one["position"] for one in opened if one["kind"] == "year.opened"}
    county.on("2025-07-15")
    assert [r["overdue"] for r in due(county, "自查报送", unit="清河镇")] == [False, False]
    county.on("2025-07-16")
    assert [r["overdue"] for r in due(county, "自查报送", unit="清河镇")] == [True, False]
    filed = county.ok(
        "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-16 --receipt 收1"
    )
    assert "第" in filed
    assert [r["subject"] for r in due(county, "自查抄送", unit="清河镇")] == ["上半年"]
    county.ok("@mdb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-16 --recipient MDB")
    assert [r["subject"] for r in due(county, "自查报送", unit="清河镇")] == ["年终"]
    assert due(county, "自查抄送", unit="清河镇") == []


def test_a_self_check_sent_back_is_due_again_by_the_day_said(county: County) -> None:
    county.on("2025-07-10")
    [entry] = county.recorded("@epb selfcheck file 清河镇 上半年 --year 2025 --receipt 收1")
    [back] = county.recorded(
        f"@epb submission return {entry} --redo-by 2025-07-20 --reason 缺附表"
    )
    [row] = due(county, "自查重报")
    assert (row["day"], row["rule"], row["position"]) == ("2025-07-20", "退回", back)


def test_measures_are_due_by_the_order_or_by_what_extended_it(county: County) -> None:
    county.on("2025-11-10")
    entries = county.recorded(ORDER.format(unit="清河镇", no="×环函〔2025〕17号") + " --days 30")
    [row] = due(county, "整改")
    assert (row["day"], row["units"], row["rule"]) == ("2025-12-08", ["清河镇"], "限期整改")
    assert (row["subject"], row["position"]) == ("F-2025-001(1)", entries[2])
    assert row["rulings"] == ["deadline.start", "deadline.rollover.period"]
    assert row["calendar"] == ["2025:1"]
    county.on("2025-12-01")
    asked = "@epb extension request F-2025-001 2025-12-31 --reason 冬季停工"
    [request] = county.recorded(asked)
    [waiting] = due(county, "延期批复")
    assert (waiting["day"], waiting["position"]) == ("2025-12-08", request)
    assert waiting["by"] == "县环境保护行政主管部门"
    [granted] = county.recorded("@epb extension decide F-2025-001 批准")
    assert due(county, "延期批复") == []
    [row] = due(county, "整改")
    assert (row["day"], row["rule"], row["position"]) == ("2025-12-31", "延期批复", granted)
    county.ok("@epb finding submit F-2025-001 --unit 清河镇")
    assert due(county, "整改") == []


def test_steps_of_the_year_are_due_until_an_act_that_counts(county: County) -> None:
    assert [row["subject"] for row in due(county, "考评意见")] == ["A", "B"]
    county.to_opinion()
    assert due(county, "考评意见") == []
    assert [row["day"] for row in due(county, "结果报告")] == ["2026-02-10"]
    county.to_approval()
    assert due(county, "结果报告") == due(county, "审定") == []


def test_a_report_sent_back_is_due_again(county: County) -> None:
    county.to_report()
    [report] = [r for r in county.rows("report list") if r["kind"] == "report.submitted"]
    back = f"submission return {report['position']} --redo-by 2026-03-01 --reason 数据有误 --organ 县委"
    [entry] = county.recorded(f"{back} --basis ×委〔2026〕3号")
    [row] = due(county, "退回重报")
    assert (row["day"], row["subject"], row["position"]) == ("2026-03-01", "结果报告", entry)
    county.ok("report submit 2025 --computed")
    assert due(county, "退回重报") == []


def test_objections_wait_to_be_taken_up_and_answered(county: County) -> None:
    county.to_circular()
    county.ok("objection file 扣分有误 --year 2025 --about 得分 --unit 清河镇")
    [row] = due(county, "异议受理")
    assert (row["day"], row["rule"], row["subject"]) == (None, "未定", "O-2025-001")
    [taken] = county.recorded("objection accept O-2025-001 --due 2026-03-30")
    [row] = due(county, "异议答复")
    assert (row["day"], row["rule"], row["position"]) == ("2026-03-30", "受理", taken)
    county.ok("objection decide O-2025-001 维持 --members 县目督办主任")
    assert due(county, "异议答复") == []


def test_interviews_are_due_once_the_circular_names_the_units(county: County) -> None:
    county.to_approval()
    assert due(county, "约谈") == []
    county.to_circular()
    rows = due(county, "约谈")
    named = {unit for row in rows for unit in row["units"]}
    last = {"新店乡", "石桥乡", "三溪乡", "县生态环境局", "县农业农村局", "县商务局"}
    assert (named, len(rows)) == (last, 6)
    assert {row["day"] for row in rows} == {None}


def test_units_told_of_a_result_to_come_may_answer_until_the_day_said(county: County) -> None:
    county.to_verification()
    [told] = county.recorded("notice send 清河镇、河口镇 结果预告知 --year 2025")
    rows = due(county, "预告知答复")
    assert [(row["units"], row["position"]) for row in rows] == [
        (["河口镇"], told),
        (["清河镇"], told),
    ]
    last = rows[0]["day"]
    county.on(f"{last} 10:00")
    assert len(due(county, "预告知答复")) == 2
    county.ok("objection file 扣分有误 --year 2025 --about 得分 --unit 清河镇")
    assert [row["units"] for row in due(county, "预告知答复")] == [["河口镇"]]


def test_an_unknown_year_is_named_with_what_rests_on_it(county: County) -> None:
    county.on("2025-11-10")
    county.ok(
        ORDER.format(unit="清河镇", no="×环函〔2025〕17号") + " --days 300 --deadline-kind 工作日"
    )
    [row] = due(county, "整改")
    assert (row["day"], row["provisional"]) == ("2027-01-20", True)
    assert row["calendar"] == ["2025:1", "2026:1"]
    [holidays] = due(county, "节假日登记")
    assert (holidays["day"], holidays["subject"]) == ("2027-01-20", "2027")
    assert holidays["position"] == row["position"]
    assert "2027年节假日安排未登记: 1 项期限" in county.read("status")
    assert "暂定: 1 项期限" in county.read("due list")
    county.ok("calendar publish 2027 --holidays 2027-1-20 --doc-no 国办发明电〔2026〕9号")
    [row] = due(county, "整改")
    assert (row["day"], row["provisional"]) == ("2027-01-21", False)
    assert row["calendar"] == ["2025:1", "2026:1", "2027:1"]
    assert due(county, "节假日登记") == []
    assert "2027年" not in county.read("status")


def test_the_list_is_by_day_and_cut_as_asked(county: County) -> None:
    county.on("2025-11-10")
    county.ok(ORDER.format(unit="清河镇", no="×环函〔2025〕17号") + " --days 30")
    county.ok(ORDER.format(unit="河口镇", no="×环函〔2025〕18号") + " --deadline-kind 立行立改")
    days = [row["day"] for row in county.rows("due list")]
    known = [day for day in days if day is not None]
    assert days == [*sorted(known), *[None] * (len(days) - len(known))]
    soon = county.rows("due list --within 28")
    assert {row["what"] for row in soon} == {"整改"}
    assert county.rows("due list --within 27") == []
    late = county.rows("due list --overdue")
    subjects = {(row["what"], row["subject"].rpartition(" ")[2]) for row in late}
    quarters = {("履职", name) for name in ("一季度", "二季度", "三季度")}
    assert subjects == {("自查报送", "上半年"), *quarters}
    assert len(county.rows("due list --overdue --within 28")) == len(late) + len(soon)
    assert {u for row in county.rows("due list --unit 清河镇") for u in row["units"]} == {"清河镇"}


@pytest.mark.parametrize("as_recorded", [True, False])
def test_what_was_known_then_is_what_was_due_then(county: County, as_recorded: bool) -> None:
    county.on("2025-07-20")
    before = county.head
    county.ok(
        "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-10 --receipt 收1 --copied 2025-07-11"
    )
    asked = (
        f"due list --unit 清河镇 --overdue{f' --as-recorded 第{before}号' if as_recorded else ''}"
    )
    rows = [row for row in county.rows(asked) if row["what"] == "自查报送"]
    assert [row["subject"] for row in rows] == (["上半年"] if as_recorded else [])


def test_a_corrected_and_a_voided_entry_move_the_list(county: County) -> None:
    county.on("2025-11-10")
    entries = county.recorded(
        ORDER.format(unit="清河镇", no="×环函〔2025〕17号") + " --deadline 2025-12-20"
    )
    county.ok(f"@epb correct {entries[3]} --set on=2025-11-09 --reason 送达日期误录")
    assert [row["day"] for row in due(county, "整改")] == ["2025-12-20"]
    assert len(due(county, "自查报送", unit="清河镇", overdue="")) == 1
    county.ok(
        "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-10 --receipt 收1 --copied 2025-07-11"
    )
    assert due(county, "自查报送", unit="清河镇", overdue="") == []
    [filed] = [
        one["position"]
        for one in county.rows("selfcheck list --unit 清河镇")
        if one["period"] == "上半年"
    ]
    county.ok(f"@epb void {filed} --reason 误录")
    assert [r["subject"] for r in due(county, "自查报送", unit="清河镇", overdue="")] == ["上半年"]


def test_meetings_and_reports_of_the_duty_register_are_due_each_period(county: County) -> None:
    county.on("2025-04-02")
    rows = due(county, "履职", unit="清河镇")
    first = "党委会议研究生态环保工作 一季度"
    assert (rows[0]["subject"], rows[0]["day"], rows[0]["overdue"]) == (first, "2025-03-31", True)
    assert "2025-12-31" in {row["day"] for row in rows}
    county.ok("@epb duty record 清河镇 9.1-c --on 2025-03-20 --subject 一季度会议")
    assert first not in {row["subject"] for row in due(county, "履职", unit="清河镇")}


def test_tasks_are_due_by_the_decomposition(county: County) -> None:
    county.on("2025-04-02")
    made = county.recorded(
        "@epb task decompose 清河镇 --year 2025 --tasks 清淤=2025-06-30=农业办"
    )[-1]
    [row] = due(county, "任务")
    assert (row["day"], row["rule"], row["position"]) == ("2025-06-30", "分解", made)
    code, _, text = row["subject"].partition(" ")
    assert text == "清淤"
    county.ok(f"@epb task report 清河镇 {code} 100 --year 2025")
    assert due(county, "任务") == []
