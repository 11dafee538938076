"""Answers: two clocks in each, a contract for programs, tables for people, files for Excel."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ptaudit.domain.policy import KEYS
from ptaudit_cli import commands, index, layout, table
from ptaudit_cli.reads import Read
from tests.cli.desk import Desk

RAISE = "ptaudit finding raise 清河镇 粪污直排 --operator epb --on 1-3 --deadline 1-5"

#: What a read needs recorded before it, in as many entries as RAISE makes.
BEFORE = {
    "objection show": (
        "ptaudit objection file 期限前已报完成 --year 2025 --about 得分 --unit 清河镇 --on 1-3",
        "ptaudit recusal record 经办A 回避 --objection O-2025-001 --reason 原计分人",
        "ptaudit objection accept O-2025-001 --due 1-10",
    ),
    "rules show": (
        "ptaudit draft submit 考评细则 2025 --applies-to A --from 细则.csv --operator epb --on 1-3",
        "ptaudit rules issue 2025 A --from 细则.csv --basis ×绩委〔2025〕1号 --on 1-4",
        "ptaudit rules issue 2025 B --from 细则.csv --basis ×绩委〔2025〕2号 --on 1-4 --irregular x",
    ),
    "person show": (
        "ptaudit post assume 清河镇 分管 甲某 --on 2024-03-01",
        "ptaudit post assume 河口镇 分管 乙某 --on 2022-03-01 --until 2024-03-01",
    ),
    "result handover": (
        "ptaudit history carry 清河镇 2025 完成 --score 91 --basis ×委办〔2025〕1号 --on 1-3",
        "ptaudit post assume 清河镇 分管 甲某 --on 2024-03-01 --until 2025-01-02",
    ),
    "document check": (
        "ptaudit document issue 其他 --no ×目督〔2025〕1号 --file 收文登记簿.csv --to 清河镇",
        "ptaudit document serve ×目督〔2025〕1号 清河镇",
        "ptaudit document serve ×目督〔2025〕1号 河口镇",
    ),
}


def reads() -> Iterator[Read]:
    for home in sorted({entry.home for entry in index.ENTRIES if entry.home}):
        yield from (call for call in commands.calls(home).values() if isinstance(call, Read))


SHEET = """一级指标,序号,指标,分值,级别,评分标准,考核单位
一、组织领导,,组织领导,100,section,,
一、组织领导,1,研究部署,100,item,出现一次不部署扣2分,扣完为止。,县环保局
"""

ASKED = {
    "rules check": "细则.csv",
    "rules try": "细则.csv --facts 事实.csv --unit 清河镇",
    "rules show": "A --year 2025",
    "unit show": "清河镇",
    "task show": "清河镇",
    "indicator show": "清河镇 PM10",
    "unit profile": "清河镇",
    "person show": "甲某",
    "unit lineage": "清河镇",
    "policy show": "third.rounding",
    "finding show": "F-2025-001",
    "selfcheck show": "清河镇",
    "replay": "F-2025-001",
    "objection show": "O-2025-001",
    "accountability show": "清河镇",
    "score show": "清河镇",
    "timeline": "清河镇",
    "year show": "2025",
    "whatif": "--policy third.rounding=ceil",
    "consequences": "--policy third.rounding=ceil",
    "diff": "--policy third.rounding=ceil",
    "reconcile": "收文登记簿.csv",
    "document check": "收文登记簿.csv",
}


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> None:
    """What ``reconcile``, ``document check`` and ``rules`` read."""
    (tmp_path / "细则.csv").write_text(SHEET, "utf-8")
    (tmp_path / "事实.csv").write_text("单位,来源,名称,值\n清河镇,次数,不部署,1\n", "utf-8")
    (tmp_path / "收文登记簿.csv").write_text("收文号,标题\n收文2025-0002,来信\n", "utf-8")


def conforms(value: Any, schema: dict[str, Any]) -> bool:
    """Whether *value* is as *schema* says, of what our schemas use."""
    if "anyOf" in schema:
        return any(conforms(value, one) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    match schema["type"]:
        case "object":
            names = set(schema["properties"])
            return set(value) == names and all(
                conforms(value[name], schema["properties"][name]) for name in names
            )
        case "array":
            return all(conforms(item, schema["items"]) for item in value)
        case "string":
            return isinstance(value, str) and bool(
                re.search(schema.get("pattern", ""), value)
                and ("format" not in schema or re.fullmatch(r"\d{4}-\d\d-\d\d", value))
            )
        case kind:
            types = {"integer": int, "boolean": bool, "null": type(None)}
            return type(value) is types[kind]


@pytest.mark.parametrize("read", list(reads()), ids=lambda read: read.name)
def test_json_is_as_its_schema_says(read: Read, open_desk: Desk) -> None:
    for typed in BEFORE.get(read.name, (RAISE,)):
        open_desk.ok(typed)
    line = f"ptaudit {read.name} {ASKED.get(read.name, '')}"
    schema = json.loads(open_desk.ok(f"{line} --format schema"))
    assert schema == table.schema(read.name, read.row)
    answer = json.loads(open_desk.ok(f"{line} --format json"))
    assert conforms(answer, schema)
    assert answer["as_effective"] == "2025-01-06"
    assert answer["as_recorded"]["position"] == 31


@pytest.mark.parametrize("read", list(reads()), ids=lambda read: read.name)
def test_tables_name_both_clocks_and_print_on_gbk(read: Read, open_desk: Desk) -> None:
    for typed in BEFORE.get(read.name, (RAISE,)):
        open_desk.ok(typed)
    for lang in ("zh", "en"):
        line = f"ptaudit {read.name} {ASKED.get(read.name, '')} --lang {lang}"
        printed = open_desk.ok(f"{line} --as-recorded 31 --as-effective 1-6")
        assert "31" in printed.splitlines()[0]
        assert "2025-01-06" in printed.splitlines()[0]
        printed.encode("gbk")


def test_the_schema_check_sees_a_difference() -> None:
    schema = table.schema("x", commands.calls("registers")["unit", "list"].row)  # type: ignore[union-attr]
    assert not conforms({"read": "x"}, schema)


def test_columns_stand_below_each_other(open_desk: Desk) -> None:
    """A Chinese character takes two columns: every cell of a column starts where its title does."""
    lines = open_desk.ok("ptaudit unit list").splitlines()[1:-1]
    starts = [layout.width(line[: line.index(word)]) for line, word in zip(
        lines, ("名称", "清河镇", "河口镇"), strict=True
    )]  # fmt: skip
    assert len(set(starts)) == 1


def test_csv_and_lines(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    printed = open_desk.ok("ptaudit finding list --format csv")
    rows = list(csv.DictReader(io.StringIO(printed.rpartition("当时所知")[0])))
    assert [row["finding"] for row in rows] == ["F-2025-001"]
    printed = open_desk.ok("ptaudit finding list --format jsonl")
    [line] = [text for text in printed.splitlines() if text.startswith("{")]
    assert json.loads(line)["units"] == ["清河镇"]


def test_files(open_desk: Desk) -> None:
    """CSV carries Excel's mark; a workbook has titles and real days."""
    open_desk.ok(RAISE)
    printed = open_desk.ok("ptaudit finding list -o 台账.csv")
    assert "已写入 台账.csv · 1 行" in printed
    assert (open_desk.folder / "台账.csv").read_bytes().startswith(b"\xef\xbb\xbflight,")
    open_desk.ok("ptaudit finding list -o 台账.xlsx")
    with (open_desk.folder / "台账.xlsx").open("rb") as file:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert sheet[0][:3] == ["灯", "问题编号", "年度"]
    assert str(sheet[1][sheet[0].index("时限")]).startswith("2025-01-05")
    open_desk.ok("ptaudit finding list -o 台账.json")
    assert json.loads((open_desk.folder / "台账.json").read_text("utf-8"))["rows"]
    assert sorted(path.name for path in open_desk.folder.glob(".*")) == []


@pytest.mark.parametrize("columns", [40, 100])
def test_a_terminal_gets_a_drawn_table_that_fits(columns: int, open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    open_desk.terminal, open_desk.columns = True, columns
    open_desk.environ["NO_COLOR"] = "1"
    printed = open_desk.ok("ptaudit finding board")
    assert "─" in printed
    assert "\x1b" not in printed
    assert all(layout.width(line) <= columns for line in printed.splitlines())
    printed.encode("gbk")


def test_a_format_from_the_settings(open_desk: Desk) -> None:
    open_desk.environ["PTAUDIT_FORMAT"] = "json"
    assert json.loads(open_desk.ok("ptaudit unit list"))["read"] == "unit list"


def test_what_is_no_year_is_refused(open_desk: Desk) -> None:
    """As an argument as well as after ``--year``; without it the latest open year is shown."""
    for line in ("ptaudit year show abcd", "ptaudit year show 99", "ptaudit standing --year 二五"):
        status, printed = open_desk.say(line)
        assert (status, "代码: year.unreadable" in printed) == (2, True)
    assert open_desk.ok("ptaudit year show") == open_desk.ok("ptaudit year show 2025")


def test_columns_that_say_nothing_are_left_out_for_people_alone(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    printed = open_desk.ok("ptaudit finding show F-2025-001")
    assert "送达" not in printed
    assert "整改措施" in printed
    assert '"served_on": null' in open_desk.ok("ptaudit finding show F-2025-001 --format json")
    assert ",served_on," in open_desk.ok("ptaudit finding show F-2025-001 --format csv")


def test_rulings_are_titles_for_people_and_keys_for_programs(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    title = KEYS["deadline.rollover.fixed"].title
    assert f"  {title}  " in open_desk.ok("ptaudit finding show F-2025-001")
    [row] = json.loads(open_desk.ok("ptaudit finding show F-2025-001 --format json"))["rows"]
    assert row["decided_by"] == ["deadline.rollover.fixed"]
    assert "deadline.rollover.fixed" in open_desk.ok("ptaudit finding show F-2025-001 --lang en")


DETERMINE = (
    "ptaudit history carry 清河镇 2024 未完成 --score 80 --rank 2"
    " --basis ×绩办〔2025〕4号 --on 2025-1-2"
)


def test_units_nothing_is_recorded_of_stand_in_no_chain_unless_asked(open_desk: Desk) -> None:
    """「若认定则」of a unit without any year says only that nobody determined anything."""
    for year in (2023, 2022):
        open_desk.ok(DETERMINE.replace("2024", str(year)))
    open_desk.ok(DETERMINE)

    def units(more: str = "") -> list[str]:
        printed = open_desk.ok(f"ptaudit accountability list --format json {more}")
        return [row["unit"] for row in json.loads(printed)["rows"]]

    assert units() == ["清河镇"]
    assert units("--all") == ["清河镇", "河口镇"]


def test_before_approval_the_ranking_is_provisional_and_says_so(open_desk: Desk) -> None:
    """By sequence: an opinion gives scores, an approval the result."""

    def ranked() -> list[tuple[str, int | None, str | None]]:
        printed = open_desk.ok("ptaudit standing --year 2025 --format json")
        rows = json.loads(printed)["rows"]
        return [(row["unit"], row["rank"], row["ranked_by"]) for row in rows]

    assert ranked() == [("河口镇", None, None), ("清河镇", None, None)]
    assert "暂定" not in open_desk.ok("ptaudit standing --year 2025")
    units = "--units 清河镇=通过 --units 河口镇=通过"
    scores = "--scores 清河镇=80 --scores 河口镇=90"
    open_desk.ok(f"ptaudit review done 2025 {units} --operator epb --irregular 自查未登记")
    open_desk.ok(f"ptaudit opinion issue 2025 A {scores} --operator epb --basis ×环考〔2025〕2号")
    assert ranked() == [("河口镇", 1, "暂定"), ("清河镇", 2, "暂定")]
    assert "A 序列尚未审定:名次和名单为暂定" in open_desk.ok("ptaudit standing --year 2025")
    assert "尚未审定" not in open_desk.ok("ptaudit standing --year 2025 --recomputed")
    approve = f"ptaudit result approve 2025 --by 县委,县政府 {scores} --yes --irregular 特批"
    open_desk.ok(f"{approve} --on 1-6 --basis ×委纪要〔2025〕3号")
    assert ranked() == [("河口镇", 1, "审定"), ("清河镇", 2, "审定")]
    assert "尚未审定" not in open_desk.ok("ptaudit standing --year 2025")
