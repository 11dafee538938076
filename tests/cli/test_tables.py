"""Lists for a command: from files of every kind, and typed row by row."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from ptaudit.domain.commands.assessment import SaidChange, SaidCompletion, SaidResult, SaidScore
from ptaudit.domain.commands.findings import SaidMeasure
from ptaudit.domain.commands.results import SaidInterviewee
from ptaudit.domain.commands.targets import SaidTarget
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import tables
from ptaudit_cli.failures import Invalid

ROWS = [{"unit": "清河镇", "score": "87.5"}, {"unit": "河口镇", "score": "90"}]


def same(_: str, text: str) -> str:
    return text


def read(path: Path) -> list[dict[str, object]]:
    return tables.rows(SaidScore, [path.name], path.parent, same)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("headings", ["单位,得分", "unit,score", " 单位 ,score"])
def test_csv(tmp_path: Path, encoding: str, headings: str) -> None:
    path = tmp_path / "得分.csv"
    path.write_text(f"\n{headings}\n清河镇,87.5\n\n河口镇 ,90\n", encoding)
    assert read(path) == ROWS


def test_json_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"unit": "清河镇", "score": 87.5}, ROWS[1]]), "utf-8")
    assert read(path) == ROWS
    lines = tmp_path / "x.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", "utf-8")
    assert read(lines) == ROWS


def test_workbook(tmp_path: Path) -> None:
    """Numbers as somebody would type them; empty rows left out."""
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单位", "得分"])
        sheet.write_row(1, 0, ["清河镇", 87.5])
        sheet.write_row(3, 0, ["河口镇", 90])
    assert read(path) == ROWS


def test_typed_row_by_row(tmp_path: Path) -> None:
    assert tables.rows(SaidScore, ["清河镇=87.5", "河口镇=90"], tmp_path, same) == ROWS
    assert tables.rows(SaidChange, ["清河镇=-0.50=补交佐证=有效"], tmp_path, same) == [
        {"unit": "清河镇", "delta": "-0.50", "reason": "补交佐证=有效"}
    ]
    assert tables.rows(SaidCompletion, ["清河镇=完成"], tmp_path, same) == [
        {"unit": "清河镇", "result": "完成"}
    ]
    assert tables.rows(SaidResult, ["清河镇=87.5"], tmp_path, same) == [ROWS[0]]
    assert tables.rows(SaidInterviewee, ["党主要", "政主要=王某"], tmp_path, same) == [
        {"role": "党主要"},
        {"role": "政主要", "name": "王某"},
    ]


def test_truth_days_and_lists_of_a_row(tmp_path: Path) -> None:
    path = tmp_path / "目标.csv"
    path.write_text("单位,指标代码,指标名称,约束性\n清河镇,R31,空气,是\n", "utf-8")
    [row] = tables.rows(SaidTarget, [path.name], tmp_path, same)
    assert row["binding"] is True
    path = tmp_path / "措施.csv"
    path.write_text("整改措施,整改时限\n清运,12-20\n", "utf-8")
    [row] = tables.rows(SaidMeasure, [path.name], tmp_path, lambda name, text: f"{name} {text}")
    assert row == {"text": "清运", "deadline": "deadline 12-20"}


@pytest.mark.parametrize(
    ("value", "code"),
    [("清河镇", "row_form"), ("清河镇 87.5", "row_form")],
)
def test_a_row_that_cannot_be_read(value: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refusal:
        tables.rows(SaidScore, [value], tmp_path, same)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_long_row_comes_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refusal:
        tables.rows(SaidMeasure, ["清运=1"], tmp_path, same)
    assert [problem.code for problem in refusal.value.problems] == ["row_from_file"]


def test_a_column_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("单位,分数\n清河镇,87.5\n", "utf-8")
    with pytest.raises(Invalid) as refusal:
        read(path)
    assert [problem.code for problem in refusal.value.problems] == ["unknown_column"]


def test_files_that_are_not_there_or_no_tables(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.csv")
    for name, content in (("a.json", "{}"), ("b.json", "[1]"), ("c.jsonl", "x"), ("d.xlsx", "x")):
        (tmp_path / name).write_text(content, "utf-8")
        with pytest.raises(Malformed):
            read(tmp_path / name)
