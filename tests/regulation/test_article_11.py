"""第十一条: who drafts the year's targets and scoring rules, who issues them, and to whom they go.

Each year the bureau (县环保部门) draws up the targets and the scoring rules; 县绩效委 issues both and sends
them down to every place and department. Two acts of two organs: what the bureau sends out on its own binds
nobody. What has no draft, or whose draft was sent back, was issued out of turn. Nothing is said of a day, of
changes during the year, or of who must sign for it: changes are another version by the same road, and the
receipts are kept by whoever served them.
"""

import pytest

from tests.regulation.county import County

OPEN = "year open 2026 --on 2025-03-05"
DRAFT = "@epb draft submit 目标任务 2026 --targets 目标任务.csv"
RULES = "@epb draft submit 考评细则 2026 --items 评分表甲.csv --applies-to A --full-marks 100"
ISSUE = "target issue 2026 --targets 目标任务.csv --basis 示绩委〔2026〕3号"
ISSUE_RULES = "rules issue 2026 A --items 评分表甲.csv --full-marks 100 --basis 示绩委〔2026〕2号"


def targets(county: County) -> set[str]:
    """Units that have targets in 2026."""
    return {row["unit"] for row in county.rows("indicator list --year 2026")}


@pytest.fixture
def opened(county: County) -> County:
    """2026 is open, and nothing has been drafted for it."""
    county.ok(OPEN)
    return county


# 县环保部门每年拟制


def test_the_bureau_drafts_targets_and_rules_and_nobody_else_does(opened: County) -> None:
    [entry] = opened.recorded(DRAFT)
    [row] = opened.rows("draft list --year 2026")
    assert (row["position"], row["organs"]) == (entry, ["县环境保护行政主管部门"])
    other = "draft submit 考评细则 2026 --items 评分表乙.csv --applies-to B --full-marks 100 --organ MDB"
    opened.irregular(other, "代拟", "organ.not_competent")


def test_a_draft_sent_back_is_drafted_again(opened: County) -> None:
    [first] = opened.recorded(DRAFT)
    opened.on("2025-03-06").ok(
        f"submission return {first} --reason 指标口径不明 --organ JXW --basis 示绩委〔2026〕1号"
    )
    opened.on("2025-03-07").refused(ISSUE, "target.draft_returned", "第十一条")
    opened.write(
        "目标任务.csv",
        "单位,指标代码,指标名称,目标值,比较,计量单位,约束性\n清河镇,T1,水质,91,≥,%,是\n",
    )
    opened.ok(DRAFT)
    opened.ok(ISSUE)
    assert targets(opened) == {"清河镇"}
    [back] = opened.rows("submission list --year 2026")
    assert back["organs"] == ["县绩效委"]


# 由县绩效委统一印发


def test_what_has_no_draft_was_issued_out_of_turn(opened: County) -> None:
    opened.refused(ISSUE, "target.no_draft")
    opened.refused(ISSUE_RULES, "rules.no_draft")
    opened.irregular(ISSUE, "会上直接定的", "target.no_draft")
    [row] = opened.rows("target list --year 2026")
    assert "程序存疑" in "".join(row["marks"])


def test_a_draft_typed_in_late_is_in_its_place(opened: County) -> None:
    """Days decide, not the order of typing: a draft of the 8th precedes an issue of the 10th."""
    opened.on("2025-03-20")
    issue = f"{ISSUE} --on 2025-03-10"
    opened.refused(issue, "target.no_draft")
    opened.ok(f"{DRAFT} --on 2025-03-08")
    opened.ok(issue)
    [row] = opened.rows("target list --year 2026")
    assert (row["on"], row["marks"]) == ("2025-03-10", [])


def test_the_bureau_issues_nothing_and_what_it_sends_out_binds_nobody(opened: County) -> None:
    opened.ok(DRAFT)
    own = ISSUE.replace("示绩委〔2026〕3号", "示环〔2026〕3号")
    opened.irregular(f"@epb {own} --organ EPB", "局里先发", "organ.not_competent")
    assert targets(opened) == set()
    assert opened.rows("task list --year 2026") == []
    opened.ok(RULES)
    rules = ISSUE_RULES.replace("示绩委〔2026〕2号", "示环〔2026〕2号")
    opened.irregular(f"@epb {rules} --organ EPB", "局里先发", "organ.not_competent")
    opened.refused("explain 清河镇 --year 2026", "explain.no_such_year")
    opened.ok(ISSUE)
    assert len(targets(opened)) == 13


def test_nobody_of_the_committee_logs_in_so_its_paper_is_named(opened: County) -> None:
    opened.ok(DRAFT)
    opened.refused(ISSUE.partition(" --basis")[0], "basis.required")
    opened.refused(f"@epb {ISSUE}", "desk.no_grant")
    other = f"{ISSUE} --issued-by OFC-P,OFC-G"
    [entry] = opened.recorded(other)
    assert "OFC-P" in opened.read(f"show {entry}")


# 下达各地各部门


def test_each_unit_signs_for_what_was_sent_down(opened: County) -> None:
    opened.ok(DRAFT)
    [entry] = opened.recorded(ISSUE)
    opened.on("2025-03-08").ok("document serve 示绩委〔2026〕3号 清河镇 --receipt 清收2026-4")
    [row] = opened.rows("document receipts --year 2026")
    assert (row["position"], row["to"], row["served"]) == (entry, 13, 1)
    assert row["receipts"] == ["清河镇 2025-03-08 清收2026-4"]
    assert "清河镇" not in row["missing"]
    assert len(row["missing"]) == 12
    assert len(opened.rows("document receipts --year 2026 --unserved")) == 1
    assert opened.rows("document receipts --year 2026 --unserved --unit 清河镇") == []
    opened.refused("document serve 示绩委〔2026〕3号 河口镇 --on 2025-03-04", "served_before")


# 调整:细则未规定,按原来的程序


def test_a_change_during_the_year_is_another_version_by_the_same_road(county: County) -> None:
    county.on("2025-06-10")
    county.write(
        "调整.csv",
        "单位,指标代码,指标名称,目标值,比较,计量单位,约束性\n清河镇,T1,水质优良比例,88,≥,%,是\n",
    )
    county.ok("@epb draft submit 目标任务 2025 --targets 调整.csv")
    change = (
        "target issue 2025 --targets 调整.csv --changes 水质目标下调 --basis 示绩委〔2025〕9号"
    )
    [entry] = county.recorded(change)
    versions = [row["gist"] for row in county.rows("target list --year 2025")]
    assert versions == ["第1版", "第2版"]
    [now] = county.rows("indicator list --year 2025 --unit 清河镇")
    assert now["target"] == "≥88%"
    then = county.rows("indicator list --year 2025 --unit 清河镇 --as-effective 2025-06-09")
    assert [row["target"] for row in then] == ["≥90%", "≥95%"]
    assert len(county.rows("indicator list --year 2025 --unit 河口镇")) == 2
    assert county.rows("document receipts --year 2025 --unserved")[-1]["position"] == entry


def test_rules_changed_during_the_year_are_told_apart_with_what_was_scored_under_either(
    county: County,
) -> None:
    county.to_selfchecks().on("2026-01-08")
    [scored] = county.recorded("@epb score deduct 清河镇 A11 1 --year 2025 --note 少研究一次")
    text = (county.desk.folder / "评分表甲.csv").read_text("utf-8")
    county.write("评分表丙.csv", text.replace("每少研究一次扣1分", "每少研究一次扣2分"))
    county.ok(
        "@epb draft submit 考评细则 2025 --items 评分表丙.csv --applies-to A --full-marks 100"
    )
    county.on("2026-01-09").ok(
        "rules issue 2025 A --items 评分表丙.csv --full-marks 100 --basis 示绩委〔2026〕1号"
    )
    [change] = [
        row for row in county.rows("audit rules --year 2025") if row["field"] == "rule_text"
    ]
    assert (change["item"], change["version"], change["before_version"]) == ("A11", 2, 1)
    assert "扣1分" in change["before"]
    assert "扣2分" in change["after"]
    assert change["under_before"] == [scored]
    assert change["units"] == ["清河镇"]


def test_sums_that_do_not_come_out_are_said_and_the_paper_stands(opened: County) -> None:
    opened.ok(RULES)
    printed = opened.ok(ISSUE_RULES.replace("--full-marks 100", "--full-marks 107"))
    assert "合计100分,满分107分" in printed
