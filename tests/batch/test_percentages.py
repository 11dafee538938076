"""A cell that shows 95.5% is kept as 0.955: it is read as it is shown, or named by its row."""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from ptaudit.batch import facts_file, rule_reading
from ptaudit.batch.reading import Options
from ptaudit.batch.sheets import read
from ptaudit.domain.failures import Malformed
from tests.batch.office import Office

HEAD = ("单位", "来源", "名称", "值", "计量单位")


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    """A row's cells; a pair is a value and how it is shown."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            value, look = cell if isinstance(cell, tuple) else (cell, "General")
            sheet.write(n, m, value, book.add_format({"num_format": look}))
    book.close()
    return path


def opendocument(path: Path, *rows: tuple[str | float, ...]) -> Path:
    """A sheet in a format of which only the numbers are read, each of them kept as a percentage."""
    said = ""
    for row in rows:
        said += "<table:table-row>"
        for cell in row:
            kind = "string" if isinstance(cell, str) else "percentage"
            value = "" if isinstance(cell, str) else f' office:value="{cell}"'
            said += f'<table:table-cell office:value-type="{kind}"{value}>'
            said += f"<text:p>{cell}</text:p></table:table-cell>"
        said += "</table:table-row>"
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{name}office:1.0" xmlns:table="{name}table:1.0"'
        f' xmlns:text="{name}text:1.0"><office:body><office:spreadsheet><table:table'
        f' table:name="表">{said}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


@pytest.mark.parametrize(
    ("value", "look", "shown"),
    [
        (0.955, "0.0%", "95.5%"),
        (0.955, "0%", "95.5%"),
        (0.955, "0.00%", "95.5%"),
        (0.955, 9, "95.5%"),
        (0.955, 10, "95.5%"),
        (0.955, 2, 0.955),
        (1.05, "0.00_%%;[Red]-0.00%", "105%"),
        (-0.1, "0.0%;[Red]-0.0%", "-10%"),
        (0, "0%", "0%"),
        (1e-7, "0%", "0.00001%"),
        (0.955, "General", 0.955),
        (0.955, '0.000"%"', 0.955),
        (0.955, "0.000\\%", 0.955),
        (0.955, "[>1]0.0;0.000", 0.955),
        ("甲", "0%", "甲"),
        (True, "0%", True),
        ("=A1/2", "0%", "0%"),
    ],
)
def test_a_percentage_is_what_its_cell_shows(
    tmp_path: Path, value: object, look: str | int, shown: object
) -> None:
    sheet = read(workbook(tmp_path / "a.xlsx", (1, ("", "0%"), (value, look), 0.5))).sheets[0]
    assert sheet.rows == [[1.0, "", shown, 0.5]]


def test_a_fact_in_percent_is_its_number_and_its_measure(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "事实.xlsx",
        HEAD,
        ("清河镇", "指标值", "T1", (0.955, "0.0%"), ""),
        ("清河镇", "目标值", "T1", (0.9, "0%"), "%"),
        ("清河镇", "指标值", "T2", 0.955, ""),
    )
    found = facts_file.read(path)
    assert found.faults == []
    said = {name: (fact.value, fact.measure) for name, fact in found["清河镇"].items()}
    assert said == {
        "指标值:T1": (Decimal("95.5"), "%"),
        "目标值:T1": (Decimal(90), "%"),
        "指标值:T2": (Decimal("0.955"), ""),
    }


@pytest.mark.parametrize(
    ("source", "measure"), [("次数", ""), ("评定", ""), ("指标值", "微克/立方米")]
)
def test_what_is_no_share_is_not_said_in_percent(
    tmp_path: Path, source: str, measure: str
) -> None:
    row = ("清河镇", source, "甲", (0.5, "0%"), measure)
    [fault] = facts_file.read(workbook(tmp_path / "事实.xlsx", HEAD, row)).faults
    assert (fault.row, "写的是“50%”" in fault.text) == (2, True)


def test_a_number_column_of_a_template_takes_no_percentage(clerk: Office) -> None:
    path = workbook(
        clerk.folder / "历史结果.xlsx",
        ("单位", "年度", "目标任务完成", "得分"),
        ("清河镇", 2023, "完成", 85.1),
        ("河口镇", 2023, "完成", (0.851, "0.0%")),
    )
    assert clerk.problems(path, Options(template="历史结果")) == [(3, "得分", "cell.number")]


def test_the_points_of_a_scoring_table_are_no_percentage(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "细则.xlsx",
        ("序号", "考核内容", "分值", "评分标准"),
        (1, "部署", (0.2, "0%"), "没有部署的不得分"),
    )
    with pytest.raises(Malformed) as refused:
        rule_reading.read(path)
    assert refused.value.code == "table.points"
    assert refused.value.params == {"row": 2, "said": "20%"}


@pytest.mark.parametrize(
    ("source", "value", "measure", "sure"),
    [
        ("指标值", 0.955, "", False),
        ("目标值", 1.0, "", False),
        ("指标值", 1.05, "%", False),
        ("指标值", 95.5, "", True),
        ("指标值", 0.955, "毫克/升", True),
        ("指标值", "95.5", "%", True),
        ("次数", 1.0, "", True),
    ],
)
def test_where_the_file_does_not_tell_a_number_that_may_be_a_percentage_is_named(
    tmp_path: Path, source: str, value: str | float, measure: str, sure: bool
) -> None:
    path = opendocument(tmp_path / "事实.ods", HEAD, ("清河镇", source, "甲", value, measure))
    found = facts_file.read(path)
    assert [fault.row for fault in found.faults] == ([] if sure else [2])
    assert bool(found) == sure
