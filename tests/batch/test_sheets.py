"""A file is what its bytes say: workbook, text or lines, whole or not at all."""

import os
import threading
from pathlib import Path

import pytest
import xlsxwriter

from ptaudit.batch.sheets import read
from ptaudit.domain.failures import Failure, Malformed, NotFound, Unusable
from tests.batch.office import Office


def refused(path: Path, kind: type[Failure] = Malformed) -> str:
    with pytest.raises(kind) as failure:
        read(path)
    return failure.value.code


def test_csv_in_utf8_with_and_without_a_mark_and_in_gb18030(clerk: Office) -> None:
    line = "单位,得分\n清河镇,85.10"
    for encoding in ("utf-8", "utf-8-sig", "gbk", "gb18030"):
        source = read(clerk.text("a.csv", line, encoding=encoding))
        assert source.sheets[0].rows == [["单位", "得分"], ["清河镇", "85.10"]]
        assert (source.nature, source.file.name) == ("text", "a.csv")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b" \n\n", "import.empty"),
        (b"\xff\xfea\x00", "import.encoding"),
        (b"a\x00b", "import.encoding"),
        (b"\x80\x81\xff", "import.encoding"),
        ('单位,问题\n清河镇,"没有写完'.encode(), "import.csv"),
        (b"PK\x03\x04 not a workbook", "import.corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import.corrupt"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x").write_bytes(content)
    assert refused(tmp_path / "x") == code


def test_a_workbook_cut_off_anywhere_is_refused(clerk: Office) -> None:
    whole = clerk.workbook("a.xlsx", {"单位": [["单位名称"], ["清河镇"]]}).read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 30):
        path = clerk.folder / "half.xlsx"
        path.write_bytes(whole[:length])
        assert refused(path) == "import.corrupt"


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.csv", NotFound) == "import.no_file"
    assert refused(tmp_path) == "import.is_folder"


def test_a_file_written_while_it_is_read(tmp_path: Path) -> None:
    """A pipe whose other end writes only once it is read: its size is not what it was."""
    path = tmp_path / "growing.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"a,b\n1,2\n",))
    writer.start()
    try:
        assert refused(path, Unusable) == "import.file_changed"
    finally:
        writer.join()


def test_an_error_of_a_formula_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "e.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for title in ("甲 & 乙", "丙"):
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, ["单位", "得分"])
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 27, "=NA()", None, "#N/A")
    sheet.write_formula(3, 1, "=1+1", None, 2)
    book.close()
    first, second = read(path).sheets
    assert first.rows == [["单位", "得分"]]
    assert second.rows[1][1] == "#DIV/0!"
    assert second.rows[2][27] == "#N/A"
    assert second.rows[3][1] == 2.0


def test_a_stray_cell_far_out_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("单位")
    sheet.write(0, 0, "单位名称")
    sheet.write(1_000_000, 16_000, "x")
    book.close()
    assert refused(path) == "import.too_large"


def test_lines(clerk: Office) -> None:
    source = read(clerk.text("a.txt", '{"command": "finding raise"}', ""))
    assert (source.nature, source.lines) == ("lines", ('{"command": "finding raise"}', ""))
