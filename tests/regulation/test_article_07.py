"""第七条: true to the facts, fair, and open to everybody's supervision.

The article asks for real work, a sound process and real results, and that they stand up to being looked at. It
prescribes no procedure. What follows from it here: a claim has its paper; what is typed in late, or after the
result was approved, says so; a unit is told of its result and may object, and whoever scored it does not judge
the objection; what was wrong is corrected and never rubbed out; and whoever audits reads everything and changes
nothing.
"""

import pytest

from tests.regulation.county import County

FILE = "@epb selfcheck file 清河镇 上半年 --year 2025 --on 2025-07-14"
OBJECT = "objection file 期限前已报完成 --year 2025 --about 得分 --unit 清河镇"


# 实事求是: evidence, and what has none


def test_a_claim_without_a_paper_is_told_apart_from_one_with(county: County) -> None:
    county.on("2025-09-01")
    [bare] = county.recorded(FILE)
    [row] = [r for r in county.rows("selfcheck list --unit 清河镇") if r["period"] == "上半年"]
    assert (row["recorded_late"], row["unproved"]) == (True, True)
    county.ok(f"@epb evidence attach {bare} --receipt 环收2025-61 --reason 收文登记簿")
    late = county.rows("audit late --year 2025")
    [proved] = [r for r in late if r["position"] == bare]
    assert "环收2025-61" in "".join(map(str, proved.values()))


def test_a_file_is_held_by_its_hash_so_that_another_one_shows(county: County) -> None:
    county.on("2025-07-16")
    county.write("自查.txt", "上半年自查报告")
    [entry] = county.recorded(f"{FILE} --evidence 自查.txt --receipt 环收2025-61")
    shown = county.read(f"show {entry}")
    county.write("自查.txt", "上半年自查报告(改)")
    [other] = county.recorded(
        "@epb selfcheck file 河口镇 上半年 --year 2025 --on 2025-07-14 --evidence 自查.txt"
    )
    assert county.read(f"show {other}") != shown
    county.refused(f"{FILE} --evidence 没有.txt", "file.unreadable")


# 客观公正: what was typed in late, or after the result was fixed, says so


def test_a_late_entry_keeps_both_of_its_days(county: County) -> None:
    county.on("2025-11-20")
    [late] = county.recorded(f"{FILE} --receipt 环收2025-61 --late-reason 收文在途")
    [row] = county.rows("audit late --year 2025")
    assert (row["position"], row["on"]) == (late, "2025-07-14")
    assert row["recorded_at"].startswith("2025-11-20")


def test_what_was_recorded_after_the_approval_is_listed_and_changes_no_result(
    county: County,
) -> None:
    county.to_circular().on("2026-02-10")
    before = county.rows("standing --year 2025")
    [late] = county.recorded("@epb finding raise 清河镇 粪污直排 --on 2025-12-01")
    assert [r["position"] for r in county.rows("audit after-approval --year 2025")] == [late]
    assert county.rows("standing --year 2025") == before
    county.refused(
        "@epb score deduct 清河镇 A31 3 --year 2025 --because F-2025-001", "score.year_approved"
    )


def test_the_same_conduct_is_scored_alike_or_it_shows(county: County) -> None:
    county.to_selfchecks().on("2026-01-09")
    county.ok("@epb score deduct 清河镇 A11 1 --year 2025 --count 1 --note 少研究一次")
    county.ok("@epb score deduct 河口镇 A11 2 --year 2025 --count 1 --note 少研究一次")
    rates = {(row["rate"], tuple(row["units"])) for row in county.rows("audit treatment")}
    assert len(rates) == 2


# 自觉接受监督: the unit is told, and may object


def test_a_unit_is_told_of_its_result_before_it_is_fixed(county: County) -> None:
    county.to_verification()
    [told] = county.recorded(
        "notice send 清河镇、河口镇 结果预告知 --year 2025 --scores 清河镇=91 --scores 河口镇=97"
    )
    [row] = county.rows("notice list --unit 清河镇")
    # Five working days, counted from the day after.
    assert (row["score"], row["answer_from"], row["answer_by"]) == (
        "91.00",
        "2026-01-20",
        "2026-01-26",
    )
    assert (row["position"], row["counts"]) == (told, True)


def test_nothing_goes_up_while_units_may_still_answer(county: County) -> None:
    county.to_verification()
    county.ok("notice send 清河镇 结果预告知 --year 2025")
    report = "report submit 2025 --computed"
    county.on("2026-01-26").irregular(report, "会期已定", "report.window_running")
    approve = "result approve 2025 --by 县委,县政府 --basis 示委〔2026〕3号 --yes"
    county.on("2026-01-27").refused(approve, "approval.report_irregular")
    county.ok(f"{report} --report-version 2")
    county.ok(f"{approve} --report-version 2")


def test_a_notice_with_fewer_days_than_ruled_opens_nothing(county: County) -> None:
    county.to_verification()
    short = "notice send 清河镇 结果预告知 --year 2025 --answer-by 2026-01-21"
    county.irregular(short, "原件如此", "notice.window_short")
    [row] = county.rows("notice list --unit 清河镇")
    assert row["counts"] is False
    county.ok("report submit 2025 --computed")


@pytest.mark.parametrize(("day", "timely"), [("2026-01-26", "按期"), ("2026-01-27", "逾期提出")])
def test_an_objection_in_the_announced_days_is_in_time(
    county: County, day: str, timely: str
) -> None:
    county.to_verification()
    county.ok("notice send 清河镇 结果预告知 --year 2025")
    county.on(day).ok(OBJECT)
    [row] = county.rows("objection list")
    assert (row["timely"], row["last"]) == (timely, "2026-01-26")
    if timely == "按期":
        county.ok("objection accept O-2025-001 --due 2026-02-10")
    else:
        county.irregular(
            "objection accept O-2025-001 --due 2026-02-10", "仍予受理", "objection.late"
        )


def test_filing_is_never_turned_away(county: County) -> None:
    county.to_circular().on("2026-12-01")
    county.ok(OBJECT)
    county.ok("objection file 公示内容有误 --year 2025 --about 公示 --by 村民")
    assert [row["filed_by"] for row in county.rows("objection list")] == ["清河镇", "村民"]


def test_who_scored_it_does_not_judge_it(county: County) -> None:
    county.to_circular()
    reasons = county.rows("score show 清河镇 --year 2025")
    scored = next(row["position"] for row in reasons if row["position"])
    county.ok(f"{OBJECT} --against {scored}")
    county.ok("objection accept O-2025-001 --due 2026-03-30")
    decide = "objection decide O-2025-001 维持 --members 环保经办"
    county.irregular(decide, "人手不足", "objection.member_involved")


def test_only_who_approved_a_result_changes_it(county: County) -> None:
    county.to_circular()
    county.ok(OBJECT)
    county.ok("objection accept O-2025-001 --due 2026-03-30")
    decide = "objection decide O-2025-001 变更 --members 县目督办主任"
    county.irregular(decide, "自行决定", "objection.beyond_authority")
    assert county.rows("objection list")[0]["status"] == "已受理"
    county.ok(f"{decide} --organ 县委,县政府 --basis 示委〔2026〕9号")
    assert county.rows("objection list")[0]["status"] == "已决定"


def test_the_unit_gets_every_lost_point_in_words(county: County) -> None:
    county.to_circular()
    county.ok("unit handout 清河镇 --year 2025 -o 清河镇.html")
    page = (county.desk.folder / "清河镇.html").read_text("utf-8")
    assert "得91.00分" in page
    assert "最迟2026年3月" in page


# 结果真实: what was wrong is corrected, and stays readable


def test_a_correction_rubs_nothing_out(county: County) -> None:
    county.on("2025-07-20")
    [filed] = county.recorded(f"{FILE} --receipt 环收2025-61")
    [correction] = county.recorded(f"@epb correct {filed} --set on=2025-07-16 --reason 日期误录")
    [now] = [r for r in county.rows("selfcheck list --unit 清河镇") if r["position"] == filed]
    assert (now["filed_on"], now["late_days"]) == ("2025-07-16", 1)
    then = county.rows(f"selfcheck list --unit 清河镇 --as-recorded 第{filed}号")
    assert then[0]["filed_on"] == "2025-07-14"
    changes = county.rows("audit changes --year 2025")
    assert {filed, correction} <= {p for row in changes for p in _numbers(row)}


def _numbers(row: dict[str, object]) -> list[int]:
    return [value for value in row.values() if isinstance(value, int)]


# 各方面的监督: whoever audits reads everything and changes nothing


@pytest.mark.parametrize(
    "question",
    [
        "audit --year 2025",
        "year overview 2025",
        "procedure show --year 2025",
        "timeline 清河镇",
        "document receipts",
        "notice list",
        "due list",
        "explain 清河镇 --year 2025",
        "verify",
    ],
)
def test_an_auditor_reads_all_of_it_and_leaves_no_trace(county: County, question: str) -> None:
    county.to_circular()
    before = county.head
    assert county.read(question)
    assert county.head == before
