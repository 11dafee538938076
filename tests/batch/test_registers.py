"""An office's register of documents, as it keeps it: in which encoding, under which headings, on which sheets."""

from pathlib import Path

import pytest
import xlsxwriter

from ptaudit.batch import registers
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.projections.audit_reconcile import Registered

TEXT = "二〇二五年收文登记簿,,\n收文号,来文单位,标题\n收文2025-1,清河镇,自查\n,河口镇,未编号\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_what_excel_writes(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "收文登记簿.csv"
    file.write_bytes(TEXT.encode(encoding))
    assert registers.read(file, {}) == (Registered(3, "收文号", "收文2025-1", "清河镇 自查"),)


def test_both_numbers_of_a_line_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("收文编号,来文字号,标题\n收文2025-1,清府〔2025〕3号,自查\n", "utf-8")
    assert registers.read(file, {}) == (
        Registered(2, "收文号", "收文2025-1", "自查"),
        Registered(2, "文号", "清府〔2025〕3号", "自查"),
    )


def test_every_sheet_with_the_column_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        for name, no in (("一月", 1), ("二月", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["登记编号", "标题"])
            sheet.write_row(1, 0, [no, "来信"])
        book.add_worksheet("说明").write(0, 0, "无")
    found = registers.read(file, {"收文号": "登记编号"}, "收文2025-")
    assert found == (
        Registered(2, "收文号", "收文2025-1", "一月 来信"),
        Registered(2, "收文号", "收文2025-2", "二月 来信"),
    )


def test_a_prefix_is_put_before_bare_digits_only(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("收文号\n0012\n环收2025-3\n", "utf-8")
    said = [line.said for line in registers.read(file, {}, "收文2025-")]
    assert said == ["收文2025-0012", "环收2025-3"]


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("编号,标题\n1,来信\n", "utf-8")
    with pytest.raises(Malformed) as refused:
        registers.read(file, {})
    assert (refused.value.code, refused.value.params["known"]) == (
        "reconcile.no_column",
        "编号、标题",
    )
    with pytest.raises(Malformed) as refused:
        registers.read(file, {"收文号": "号"})
    assert refused.value.code == "reconcile.no_column"
    with pytest.raises(Malformed) as refused:
        registers.read(file, {"日期": "编号"})
    assert refused.value.code == "reconcile.no_such_column"
    with pytest.raises(NotFound):
        registers.read(tmp_path / "无.csv", {})
