"""Workbooks that no spreadsheet program writes: refused before the reader of workbooks lays out what is not there."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from ptaudit.batch.sheets import read
from ptaudit.domain.failures import Malformed
from tests.batch.test_fuzz import packed, parts
from tests.batch.test_percentages import opendocument

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
Change = Callable[[dict[str, bytes]], object]


@pytest.fixture(scope="module")
def whole() -> bytes:
    stream = io.BytesIO()
    book = Workbook(stream)
    sheet = book.add_worksheet("单位")
    sheet.write(0, 0, "单位名称")
    sheet.write(1, 0, 0.955, book.add_format({"num_format": "0.0%"}))
    book.close()
    return stream.getvalue()


def said(folder: Path, data: bytes) -> str | list[list[object]]:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    try:
        return [list(row) for row in read(path).sheets[0].rows]
    except Malformed as refused:
        return refused.code


def test_the_sheet_as_it_is(tmp_path: Path, whole: bytes) -> None:
    assert said(tmp_path, whole) == [["单位名称"], ["95.5%"]]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c s="1" r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c r = "XFD1048576"><v>1</v></c>',
        b'<c r="xfd1048576"><v>1</v></c>',
        b'<c r="B4294967295"><v>1</v></c>',
        b'<c r="ZZZZZZ2"><v>1</v></c>',
        b'</row><row spans="1:1" r="4294967294"><c><v>1</v></c>',
    ],
)
def test_a_cell_far_out_however_it_is_written(tmp_path: Path, whole: bytes, cell: bytes) -> None:
    held = parts(whole)
    held[SHEET] = held[SHEET].replace(b"</row></sheetData>", cell + b"</row></sheetData>")
    assert cell in held[SHEET]
    assert said(tmp_path, packed(held)) == "import.too_large"


def test_a_sheet_the_book_does_not_lead_to_by_that_name(tmp_path: Path, whole: bytes) -> None:
    """Whatever a reader takes for a sheet was looked at."""
    held = parts(whole)
    held["xl/sheet2.xml"] = b'<row r="4294967294"><c><v>1</v></c></row>'
    assert said(tmp_path, packed(held)) == "import.too_large"


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held.update({SHEET.upper(): held[SHEET]}),
        lambda held: held.update({"xl/workbook.bin": b""}),
        lambda held: held.update(
            {
                BOOK: held[BOOK].replace(
                    b"<sheets>", b'<sheets><sheet name="\xe5\x8d\x95\xe4\xbd\x8d" r:id="rId1"/>'
                )
            }
        ),
        lambda held: held.update({SHEET: held[SHEET].replace(b"<v>0.955</v>", b"<v>x</v>")}),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(
    tmp_path: Path, whole: bytes, change: Change
) -> None:
    held = parts(whole)
    before = dict(held)
    change(held)
    assert held != before
    assert said(tmp_path, packed(held)) == "import.corrupt"


@pytest.mark.parametrize(("at", "value"), [(8, 1), (10, 99), (6, 99)])
def test_parts_under_a_password_or_packed_in_some_other_way(
    tmp_path: Path, whole: bytes, at: int, value: int
) -> None:
    """The first part's entry in the directory: its flags, how it is packed, the version it needs."""
    place = whole.index(b"PK\x01\x02") + at
    data = whole[:place] + bytes((value,)) + whole[place + 1 :]
    assert said(tmp_path, data) == "import.corrupt"


def test_a_percentage_beyond_any_number_is_left_to_the_reader(
    tmp_path: Path, whole: bytes
) -> None:
    held = parts(whole)
    held[SHEET] = held[SHEET].replace(b"<v>0.955</v>", b"<v>1e999</v>")
    assert said(tmp_path, packed(held)) == [["单位名称"], [float("inf")]]


ROW, CELL = 'table:number-rows-repeated="1048000"', 'table:number-columns-repeated="16000"'
EMPTY = f"<table:table-row {ROW}><table:table-cell {CELL}/></table:table-row>"
VALUED = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (
            f"{EMPTY}<table:table-row><table:table-cell {CELL}/>{VALUED.format('')}</table:table-row>",
            "import.too_large",
        ),
        (
            f"<table:table-row {ROW}>{VALUED.format(f' {CELL}')}</table:table-row>",
            "import.too_large",
        ),
        (EMPTY * 3, None),
    ],
)
def test_how_often_a_row_is_repeated(tmp_path: Path, rows: str, code: str | None) -> None:
    """Rows and cells without anything, however many, are no table; those before something are."""
    path = opendocument(tmp_path / "a.ods", ("甲",))
    held = parts(path.read_bytes())
    held["content.xml"] = held["content.xml"].replace(
        b"</table:table>", rows.encode() + b"</table:table>"
    )
    found = said(tmp_path, packed(held))
    assert found == code if code else not isinstance(found, str)
