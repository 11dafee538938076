"""``explain`` of a score at the command line, in words and as rows."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ptaudit_cli import commands, layout, table
from tests.cli.desk import Desk
from tests.cli.explained import ASKED, FINDING, added, rows
from tests.cli.test_reads import conforms


@pytest.mark.parametrize("read", list(commands.reads("explain")), ids=lambda read: read.name)
def test_json_is_as_its_schema_says(read: Any, year: Desk) -> None:
    line = f"ptaudit explain {ASKED[read.name]}"
    schema = json.loads(year.ok(f"{line} --format schema"))
    assert schema == table.schema(read.name, read.row)
    answer = json.loads(year.ok(f"{line} --format json"))
    assert conforms(answer, schema)
    assert answer["rows"]
    assert year.ok(f"{line} --format csv").splitlines()[0].split(",") == list(answer["rows"][0])


@pytest.mark.parametrize("asked", ASKED.values())
def test_pages_name_both_clocks_print_on_gbk_and_fold_on_a_terminal(
    asked: str, year: Desk
) -> None:
    for lang in ("zh", "en"):
        line = f"ptaudit explain {asked} --lang {lang} --as-effective 2026-1-25"
        year.terminal = False
        printed = year.ok(line)
        assert "2026-01-25" in printed.splitlines()[0]
        printed.encode("gbk")
        year.terminal = True
        folded = year.ok(line)
        assert max(map(layout.width, folded.splitlines()[1:])) <= year.columns
        squeezed = ("".join(text.split()) for text in (printed, folded))
        assert len(set(squeezed)) == 1


def test_every_level_of_the_tree_adds_up(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025")
    assert found[0]["line"] == "得分"
    assert (found[0]["counted"], found[0]["what"], found[0]["position"]) == ("76.50", "审定", 35)
    for line in ("理由", "分组"):
        assert added(found, line) == Decimal("76.50")
    assert added(found, "指标") == Decimal("77.00")
    assert [row["counted"] for row in found if row["what"] == "未分解"] == ["-0.50"]


def test_a_point_is_followed_to_its_paper(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025")
    start = next(n for n, row in enumerate(found) if row["counted"] == "-3.00")
    point, rule, *facts = found[start : start + 6]
    assert (point["what"], point["findings"], point["claims"]) == ("计分", [FINDING], ["第十五条"])
    assert (rule["line"], rule["rule_text"]) == ("细则", "逾期未整改每件扣3分")
    assert (rule["position"], rule["documents"]) == (29, ["×绩委〔2025〕1号"])
    assert [(fact["line"], fact["position"], fact["kind"]) for fact in facts[:3]] == [
        ("依据", 30, "finding.raised"),
        ("依据", 32, "rectification.ordered"),
        ("问题", 31, "finding.notified"),
    ]
    late = facts[3]
    assert (late["kind"], late["receipts"]) == ("rectification.submitted", ["收文2025-412"])
    assert (late["late_days"], late["working_days"]) == (38, 25)
    assert late["marks"][1:] == ["记分时尚未登记", "第35号审定后录入"]


def test_lost_points_lead_from_full_marks_to_the_score(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025 --lost")
    assert [(row["what"], row["item"], row["counted"]) for row in found if row["counted"]] == [
        ("细则", "", "100.00"),
        ("核定", "R2", "-5.00"),
        ("未得分", "R3", "-15.00"),
        ("扣分", "R1", "-3.00"),
        ("未分解", "", "-0.50"),
        ("审定", "", "76.50"),
    ]
    assert added(found, "满分") + added(found, "失分") == added(found, "得分")
    printed = year.ok("ptaudit explain 清河镇 --year 2025 --lost")
    assert "满分 100.00(按考评细则),失 23.50,得 76.50(审定得分)" in printed
    assert "R1 整改各类环境问题: 扣 3.00 分" in printed
    assert "R2 宣传教育培训: 分值 25.00,核定 20.00,失 5.00 分" in printed
    assert "R3 机制创新: 分值 15.00,未得 15.00 分" in printed
    assert "认定得分与各项之和相差 0.50 分" in printed


def test_stages_stand_side_by_side(year: Desk) -> None:
    found = rows(year, "清河镇 --year 2025 --stages")
    told = [
        (row["stage"], row["how"], row["asserted"], row["computed"], row["undecomposed"])
        for row in found
        if row["line"] == "阶段"
    ]
    assert told == [
        ("审核", "计算", None, "77.00", "0.00"),
        ("实地", "计算", None, "77.00", "0.00"),
        ("复核", "计算", None, "77.00", "0.00"),
        ("审定", "认定", "76.50", "77.00", "-0.50"),
        ("重算", "重算", None, "77.00", "-0.50"),
    ]
    assert [row["counted"] for row in found if row["line"] == "变动"] == ["-0.50"]


def test_at_an_earlier_moment_nothing_later_is_told(year: Desk) -> None:
    then = "清河镇 --year 2025 --as-recorded 第34号"
    assert rows(year, then)[0]["what"] == "暂定"
    assert {row["position"] for row in rows(year, then)} <= {None, *range(1, 35)}
    about = "清河镇 --year 2025 --as-effective 2026-1-10"
    assert rows(year, about)[0]["counted"] == "77.00"
    assert [row["stage"] for row in rows(year, f"{about} --stages")] == ["审核", "实地", "复核"]


def test_a_carried_year_says_that_it_has_no_process(open_desk: Desk) -> None:
    open_desk.ok(
        "ptaudit history carry 清河镇 2023 完成 --score 80 --rank 2 --basis ×绩办〔2024〕4号 --on 2024-1-2"
    )
    for way in ("", "--lost", "--stages"):
        printed = open_desk.ok(f"ptaudit explain 清河镇 --year 2023 {way}")
        assert "结转、无过程" in printed
        assert "80.00" in printed
    assert "满分 100.00(百分制),失 20.00,得 80.00(结转)" in open_desk.ok(
        "ptaudit explain 清河镇 --year 2023 --lost"
    )


def test_a_tree_goes_into_a_workbook(year: Desk, tmp_path: Path) -> None:
    year.ok("ptaudit explain 清河镇 --year 2025 -o 说明.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "说明.xlsx")).get_sheet_by_index(0)
    heading, first, *_ = sheet.to_python()
    assert heading[:3] == ["层", "行", "计入"]
    assert first[:3] == [0, "得分", 76.5]


def test_asking_writes_nothing(year: Desk, tmp_path: Path) -> None:
    [ledger] = tmp_path.glob("*.db")
    before = ledger.read_bytes()
    for asked in ASKED.values():
        year.ok(f"ptaudit explain {asked}")
    assert ledger.read_bytes() == before
