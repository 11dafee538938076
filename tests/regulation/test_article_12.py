"""第十二条: each unit makes tasks of its targets in time, carries them out, and sees that they get done.

A task has somebody who answers for it and a day it is due. The unit's later paper takes the place of its
former one whole. How far a task is, is what the unit reports; the values that count are certified by who
may, and from them a suggestion whether the targets were met is worked out, which determines nothing.
"""

import pytest

from tests.regulation.county import County

TASKS = "任务,完成时限,责任人,指标代码,任务编号\n河道清淤,2025-06-30,农业办,T1,Q1\n工地巡查,2025-12-20,城建办,,Q2\n"
DECOMPOSE = "@epb task decompose 清河镇 --tasks 任务.csv --receipt 环收2025-70"


@pytest.fixture
def decomposed(county: County) -> County:
    county.write("任务.csv", TASKS)
    county.ok(DECOMPOSE)
    return county


def board(county: County, more: str = "") -> dict[str, str]:
    rows = county.rows(f"task list --year 2025 --unit 清河镇 {more}")
    return {r["task"] or r["target"] or "": r["status"] for r in rows}


# 及时进行细化分解.


def test_units_that_have_not_broken_their_targets_down_are_seen(county: County) -> None:
    rows = county.rows("task list --year 2025")
    assert len(rows) == 13
    assert {r["status"] for r in rows} == {"未见分解"}


def test_targets_become_tasks_each_with_who_answers_and_when(decomposed: County) -> None:
    assert board(decomposed) == {"Q1": "进行中", "Q2": "进行中", "T2": "目标未分解"}
    first = decomposed.rows("task list --unit 清河镇")[0]
    assert (first["responsible"], first["due"], first["target"]) == ("农业办", "2025-06-30", "T1")


def test_a_table_may_be_a_workbook_yaml_or_typed(county: County) -> None:
    county.write(
        "任务.yaml",
        "- {任务: 河道清淤, 完成时限: 2025-06-30, 责任人: 农业办, 指标代码: T1}\n"
        "- {任务: 秸秆禁烧, 完成时限: 2025-12-20, 责任人: 农业办, 指标代码: T2}\n",
    )
    county.ok("@epb task decompose 清河镇 --tasks 任务.yaml")
    assert board(county) == {"T01": "进行中", "T02": "进行中"}
    typed = "--tasks 清淤=2025-6-30=农业办 --tasks 禁烧=12-20=农业办"
    county.ok(f"@epb task decompose 河口镇 {typed}")
    rows = county.rows("task show 河口镇 --year 2025")
    assert [(r["task"], r["due"]) for r in rows] == [("T01", "2025-06-30"), ("T02", "2025-12-20")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("巡河,2025-06-30,河长办,,Q1", ("task.code_twice", "第2行")),
        ("巡河,2025-02-28,河长办,,Q2", ("task.due_past", "第2行")),
        ("巡河,2025-06-30,河长办,T9,Q2", ("task.target_unknown", "第2行")),
        ("巡河,六月底,河长办,,Q2", ("第2行", "完成时限")),
        ("巡河,2025-06-30,,,Q2", ("第2行", "责任人")),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_recorded(
    row: str, said: tuple[str, ...], county: County
) -> None:
    head, first, _ = TASKS.splitlines()
    county.write("任务.csv", f"{head}\n{first}\n{row}\n")
    county.refused(DECOMPOSE, *said)


def test_a_later_paper_takes_the_place_of_the_former_whole(decomposed: County) -> None:
    decomposed.write(
        "新任务.csv", "任务,完成时限,责任人,指标代码,任务编号\n截污纳管,2025-11-30,城建办,T2,Q3\n"
    )
    decomposed.ok("@epb task decompose 清河镇 --tasks 新任务.csv")
    assert board(decomposed) == {"Q3": "进行中", "T1": "目标未分解"}
    again = "@epb task decompose 清河镇 --tasks 任务.csv --decomposition-version 2"
    decomposed.refused(again, "task.version_taken", "第2版")
    assert {r["version"] for r in decomposed.rows("task show 清河镇 --year 2025")} == {1, 2}


def test_tasks_another_organ_made_for_the_unit_are_not_its_own(county: County) -> None:
    county.write("任务.csv", TASKS)
    county.irregular(f"{DECOMPOSE} --organ EPB", "环保部门代拟", "organ.not_competent")
    assert board(county) == {"": "未见分解"}


# 组织实施.


def test_how_far_a_task_is(decomposed: County) -> None:
    decomposed.on("2025-05-20").ok("@epb task report 清河镇 Q1 60 --text 已清三公里")
    decomposed.on("2025-06-30").ok("@epb task report 清河镇 Q1 100")
    assert board(decomposed)["Q1"] == "已完成"
    assert board(decomposed, "--as-effective 2025-06-29")["Q1"] == "进行中"
    [back] = decomposed.recorded("@epb task report 清河镇 Q2 50") and decomposed.recorded(
        "@epb task report 清河镇 Q2 40"
    )
    [row] = [r for r in decomposed.rows("task list --unit 清河镇") if r["task"] == "Q2"]
    assert (row["percent"], row["marks"], row["position"]) == ("40", ["进度倒退"], back)


@pytest.mark.parametrize("percent", ["101", "-1", "100.01"])
def test_a_share_that_is_none_is_refused(percent: str, decomposed: County) -> None:
    decomposed.refused(f"@epb task report 清河镇 Q1 {percent}", "task.percent")


def test_a_report_needs_its_task(county: County) -> None:
    report = "@epb task report 清河镇 Q1 30"
    county.irregular(report, "先做后分", "task.not_decomposed")
    county.write("任务.csv", TASKS)
    county.ok(f"{DECOMPOSE} --on 2025-03-05")
    # The step of a decomposition comes before that of a report of the same day: it counts now.
    [row] = [r for r in county.rows("task list --unit 清河镇") if r["task"] == "Q1"]
    assert row["percent"] == "30"
    county.refused("@epb task report 清河镇 Q9 30", "task.unknown", "Q1")


# 督促落实.


def test_what_is_overdue_shows_from_the_day_after(decomposed: County) -> None:
    decomposed.on("2025-06-30")
    assert board(decomposed)["Q1"] == "进行中"
    decomposed.on("2025-07-01")
    assert board(decomposed)["Q1"] == "逾期未完成"
    decomposed.ok("@epb task report 清河镇 Q1 100")
    assert board(decomposed)["Q1"] == "逾期完成"


def test_a_corrected_report_and_a_voided_one(decomposed: County) -> None:
    [number] = decomposed.on("2025-05-20").recorded("@epb task report 清河镇 Q1 100")
    decomposed.ok(f"@epb correct {number} --set percent=80 --reason 误录")
    assert board(decomposed)["Q1"] == "进行中"
    assert board(decomposed, f"--as-recorded {number}")["Q1"] == "已完成"
    decomposed.ok(f"@epb void {number} --reason 误录")
    [row] = [r for r in decomposed.rows("task list --unit 清河镇") if r["task"] == "Q1"]
    assert row["percent"] is None


# The targets: what is reported of them, what counts.


def value(county: County, more: str = "") -> tuple[str | None, str | None, str]:
    [row] = county.rows(f"indicator list --year 2025 --unit 清河镇 --indicator T1 {more}")
    return row["reported"], row["certified"], row["status"]


def test_a_reported_value_stands_beside_the_certified_one(county: County) -> None:
    county.on("2026-01-08")
    assert value(county) == (None, None, "未填报")
    county.ok("@epb indicator report 清河镇 --values T1=95=% --receipt 环收2026-3")
    assert value(county) == ("95", None, "待核定")
    county.ok(
        "@epb indicator certify T1 --values 清河镇=92 --values 河口镇=88 --basis 示环〔2026〕1号"
    )
    assert value(county) == ("95", "92", "已核定")
    [row] = county.rows("indicator list --year 2025 --unit 清河镇 --indicator T1")
    assert (row["gap"], row["met"], row["version"]) == ("3", True, 1)
    [other] = county.rows("indicator list --year 2025 --unit 河口镇 --indicator T1")
    assert other["met"] is False


def test_what_still_has_to_be_certified_is_listed(county: County) -> None:
    county.on("2026-01-08").ok("@epb indicator certify T1 --values 清河镇=92")
    rows = county.rows("indicator list --year 2025 --unit 清河镇 --lacking")
    assert [(r["indicator"], r["status"]) for r in rows] == [("T2", "未填报")]


def test_a_later_certification_revises_the_former_and_what_was_scored_on_it(
    county: County,
) -> None:
    county.to_review()
    county.on("2026-01-14")
    [first] = county.recorded("@epb indicator certify T1 --values 清河镇=92")
    [scored] = county.recorded(f"@epb score deduct 清河镇 A31 1 --because {first} --note 复核用")
    [second] = county.recorded("@epb indicator certify T1 --values 清河镇=89")
    assert value(county)[1] == "89"
    assert value(county, f"--as-recorded {first}")[1] == "92"
    [line] = [r for r in county.rows("score show 清河镇 --year 2025") if r["position"] == scored]
    assert line["warnings"] == ["依据已变"]
    shown = county.rows("indicator show 清河镇 T1 --year 2025")
    assert [(r["version"], r["value"], r["position"]) for r in shown] == [
        (1, "92", first),
        (2, "89", second),
    ]


def test_values_that_cannot_be_are_refused_with_their_row(county: County) -> None:
    county.on("2026-01-08")
    county.write("值.csv", "指标代码,数值,计量单位\nT2,96,%\nT1,63,微克/立方米\n")
    county.refused(
        "@epb indicator report 清河镇 --values 值.csv", "indicator.measure_differs", "第2行"
    )
    county.write("值.csv", "指标代码,数值\nT2,96\nT7,63\n")
    county.refused(
        "@epb indicator report 清河镇 --values 值.csv", "indicator.not_targeted", "第2行"
    )
    county.write("值.csv", "单位,数值\n清河镇,92\n清和镇,90\n")
    county.refused("@epb indicator certify T1 --values 值.csv", "indicator.unit_unknown", "第2行")
    county.write("值.csv", "单位,数值\n清河镇,92\n河口镇,九十\n")
    county.refused("@epb indicator certify T1 --values 值.csv", "第2行")
    county.ok("@epb indicator certify T1 --values 清河镇=92")
    again = "@epb indicator certify T1 --values 清河镇=91 --certification-version 1"
    county.refused(again, "indicator.version_taken")


def test_what_a_unit_certifies_of_itself_counts_for_nothing(county: County) -> None:
    county.on("2026-01-08")
    own = "@epb indicator certify T1 --values 清河镇=99 --organ UNI:qinghe"
    county.irregular(own, "自行核定", "organ.not_competent")
    assert value(county) == (None, None, "未填报")
    county.ok("@epb indicator certify T1 --values 清河镇=92 --organ DEP:slj")
    [row] = county.rows("indicator list --year 2025 --unit 清河镇 --indicator T1")
    assert row["certified_by"] == ["县水利局"]


def test_the_targets_met_or_not_is_suggested_and_not_determined(county: County) -> None:
    county.on("2026-01-08")
    county.ok("@epb indicator certify T1 --values 清河镇=92 --values 河口镇=89.9")
    rows = {r["unit"]: r for r in county.rows("completion suggest --year 2025")}
    assert rows["清河镇"]["suggested"] == "完成"
    assert rows["河口镇"]["suggested"] == "未完成"
    assert rows["临江镇"]["suggested"] == "待定"
    assert rows["河口镇"]["grounds"] == ["T1 核定 89.9,未达到 ≥90"]
    assert county.rows("completion list --year 2025") == []
    assert "不是认定" in county.read("completion suggest --year 2025")


def test_what_contradicts_shows_in_the_audit_of_the_year(county: County) -> None:
    county.irregular("@epb task report 清河镇 Q1 30", "先做后分", "task.not_decomposed")
    assert "还没有把 Q1 列为任务" in county.read("audit --year 2025")
