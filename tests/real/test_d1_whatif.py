"""D1's what-ifs through the command line: files of acts, acts that break rules, and nothing written."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk, at
from tests.real.d1 import FINDING, record
from tests.real.shared import dispute

#: Without the deduction; another one instead; both into a year that is approved.
COMMANDS = (
    {"command": "record void", "target": "48", "reason": "依据已整改"},
    {
        "command": "score deduct",
        "unit": "清河镇",
        "item": "R31",
        "amount": "1",
        "note": "信访",
        "year": 2023,
    },
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    app, _ = record(dispute("D1"), f"sqlite:///{tmp_path}/d1.db")
    app.close()
    return Desk(tmp_path, at("2024-03-01 09:00"), {"PTAUDIT_LEDGER": "d1.db"})


def save(desk: Desk, *lines: object) -> None:
    text = "".join(
        f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n"
        for line in lines
    )
    (desk.folder / "acts.jsonl").write_text(text, "utf-8")


def rows(printed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed[printed.index("{") :])["rows"]
    return found


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in desk.folder.iterdir()}


def test_a_file_of_acts_each_on_top_of_those_before_it(desk: Desk) -> None:
    save(desk, *COMMANDS)
    found = rows(desk.ok("ptaudit whatif --file acts.jsonl --year 2023 --format json"))
    [row] = [row for row in found if row["unit"] == "清河镇"]
    assert (row["score"], row["score_then"], row["rank_then"]) == ("87.50", "89.50", 5)


def test_beside_what_is_typed(desk: Desk) -> None:
    save(desk, COMMANDS[1])
    line = "ptaudit whatif --void 48 --file acts.jsonl --year 2023 --format json"
    [row] = [row for row in rows(desk.ok(line)) if row["unit"] == "清河镇"]
    assert row["score_then"] == "89.50"


def test_a_later_act_may_undo_an_earlier_one_by_its_number(desk: Desk) -> None:
    undo = {"command": "record void", "target": "54", "reason": "试"}
    save(desk, *COMMANDS, undo)
    found = rows(desk.ok("ptaudit whatif --file acts.jsonl --year 2023 --format json"))
    [row] = [row for row in found if row["unit"] == "清河镇"]
    assert row["score_then"] == "90.50"


def test_an_act_that_breaks_a_rule_is_shown_with_the_words_of_the_refusal(desk: Desk) -> None:
    again = {"command": "finding close", "finding": FINDING, "on": "2024-02-01"}
    save(desk, *COMMANDS, again)
    printed = desk.ok("ptaudit whatif --file acts.jsonl --year 2023")
    assert "第2行 如果登记,程序存疑: 清河镇 2023 年度结果已于 2024-01-20 审定" in printed
    assert f"第3行 如果登记,程序存疑: 问题 {FINDING} 在此日期已经销号" in printed
    found = rows(desk.ok("ptaudit consequences --file acts.jsonl --year 2023 --format json"))
    assert [(r["code"], r["kind"]) for r in found[:2]] == [
        ("act.irregular", "score.year_approved"),
        ("act.irregular", "finding.already_closed"),
    ]


def test_an_act_that_could_never_be_recorded_is_left_out_and_said(desk: Desk) -> None:
    wrong = {
        "command": "result correct",
        "year": 2023,
        "by": "县委,县政府",
        "set": [["清河镇", "90.50"]],
        "interview": ["清河镇"],
        "reason": "试",
        "basis": "×委纪要〔2024〕9号",
    }
    save(desk, COMMANDS[0], wrong)
    printed = desk.ok("ptaudit whatif --file acts.jsonl --year 2023")
    [said] = [line for line in printed.splitlines() if line.startswith("第2行 ")]
    assert said.startswith("第2行 不能这样登记,不计入: ")
    assert "90.50" in printed


def test_every_unreadable_line_is_named_by_its_number(desk: Desk) -> None:
    wrong = {"command": "score deduct", "unit": "清河镇"}
    save(desk, COMMANDS[0], '{"command": "score', wrong, "[]")
    status, printed = desk.say("ptaudit whatif --file acts.jsonl")
    assert status == 2
    for place in ("第2行: ", "第3行 item列: ", "第3行 amount列: ", "第4行: "):
        assert place in printed
    assert "第1行" not in printed


def test_what_is_not_found_is_named_by_its_line(desk: Desk) -> None:
    save(desk, COMMANDS[0], {**COMMANDS[1], "unit": "青河镇"}, {**COMMANDS[0], "target": "999"})
    status, printed = desk.say("ptaudit whatif --file acts.jsonl")
    assert status == 2
    assert "第2行: 没有单位“青河镇”" in printed
    assert "第3行: " in printed
    assert "清河镇" in printed


def test_a_file_recorded_before_supposes_nothing(desk: Desk) -> None:
    save(desk, {"command": "unit register", "name": "新河镇", "unit_kind": "镇"})
    desk.ok("ptaudit import acts.jsonl --operator mdb")
    printed = desk.ok("ptaudit whatif --file acts.jsonl --year 2023")
    assert "第1行 已经登记过: 第54号" in printed


def test_nothing_is_written(desk: Desk) -> None:
    """Not a byte of the ledger, its log and its index; a plain read has made sure that these are there."""
    save(desk, *COMMANDS)
    desk.ok("ptaudit standing --year 2023")
    before = files(desk)
    assert before.get("d1.db-wal", b"") == b""
    desk.ok("ptaudit whatif --file acts.jsonl --void 47 --policy third.rounding=ceil --year 2023")
    desk.ok('ptaudit consequences --add "score deduct 清河镇 R31 2 --note 试 --year 2023"')
    desk.ok("ptaudit diff --from-recorded 审定:2023")
    desk.ok("ptaudit diff A --policy tie.rank=dense --year 2023")
    assert files(desk) == before


def test_consequences_stand_below_the_table_for_people_alone(desk: Desk) -> None:
    printed = desk.ok("ptaudit whatif --void 48 --year 2023")
    assert "后果 8 项:" in printed
    assert "- 清河镇 2023年度名次 6 → 3 · 见第49号 · 报县委、县政府更正结果" in printed
    assert "责任由有权机关认定" in printed
    [row, *_] = rows(desk.ok("ptaudit whatif --void 48 --year 2023 --format json"))
    assert set(row) == {
        "sequence", "unit", "score", "score_then", "rank", "rank_then", "lists", "lists_then",
    }  # fmt: skip


def test_the_difference_since_the_approval(desk: Desk) -> None:
    printed = desk.ok("ptaudit diff 清河镇 --year 2023 --from-recorded 审定:2023")
    lines = printed.splitlines()
    assert lines[0] == "当时所知: 第52号(2024-01-25 11:55) · 当时有效: 2024-03-01"
    assert lines[1].startswith("相比的一边: 当时所知: 第49号(2024-01-20 17:30)")
    assert lines[2] == "只在这一边的登记 3 号:"
    assert lines[-1] == (
        f"- 问题状态 2023 清河镇 {FINDING}: 逾期未整改 → 已销号 · 第50号、第51号、第52号"
    )


def test_the_difference_another_ruling_makes(desk: Desk) -> None:
    line = "ptaudit diff A --policy third.rounding=ceil --policy third.min=1 --year 2023"
    assert rows(desk.ok(f"{line} --format json")) == []
    line = "ptaudit diff A --policy veto.place=refill --policy score.scale=0 --year 2023"
    found = rows(desk.ok(f"{line} --format json"))
    assert {row["part"] for row in found} == {"变化"}
    assert {tuple(row["tried"]) for row in found} == {("veto.place=refill", "score.scale=0")}
    ties = [(r["units"], r["before"], r["after"]) for r in found if r["what"] == "重算名次"]
    assert (["清河镇"], "6", "5") in ties


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "diff.nothing"),
        ("--from-recorded 52", "diff.same"),
        ("--from-recorded now", "diff.same"),
        ("--from-recorded 50 --as-recorded 50", "diff.same"),
        ("--from-effective 2024-03-01", "diff.same"),
        ("--from-recorded 50 --as-recorded 49", "diff.backwards"),
        ("--from-effective 2024-01-02 --as-effective 2024-01-01", "diff.backwards"),
        ("--from-recorded 2024-03-02", "moment.future"),
        ("--from-recorded 2023-01-04", "moment.before_first"),
        ("--from-recorded 审定:2022", "moment.not_approved"),
        ("青河镇 --from-recorded 49", "unit.unknown"),
    ],
)
def test_what_cannot_be_compared(desk: Desk, words: str, code: str) -> None:
    status, printed = desk.say(f"ptaudit diff {words}")
    assert status != 0
    assert f"代码: {code}" in printed


def test_two_quiet_days_are_no_mistake(desk: Desk) -> None:
    printed = desk.ok("ptaudit diff --from-recorded 2024-01-21 --as-recorded 2024-01-22")
    assert "变化 0 项:" in printed
