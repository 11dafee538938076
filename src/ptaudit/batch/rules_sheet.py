"""A scoring table as a sheet: a line an item, its formula in one cell, what is said of the whole above the heading."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ptaudit.batch import cells
from ptaudit.batch.rule_files import CASE, COLUMNS, WHOLE, Raw
from ptaudit.domain.failures import Malformed
from ptaudit.domain.formulas import saying

CODE, FORMULA, CASES = (
    next(title for title, name in COLUMNS.items() if name == wanted)
    for wanted in ("code", "formula", "per_case")
)
_CASE = re.compile(r"([^=]+)=([^@()()]+)(?:[((]([^@()()]+)[))])?@(.+)", re.DOTALL)
_CASE_CODE, _CASE_AMOUNT, _CASE_TEXT, _CASE_FLOOR = CASE


def is_sheet(rows: Sequence[Sequence[object]]) -> bool:
    """Whether the table is set out in our columns; a county's own published one is not."""
    return _heading(rows) is not None


def _heading(rows: Sequence[Sequence[object]]) -> int | None:
    for number, row in enumerate(rows[:20]):
        said = [cells.text(cell) for cell in row]
        if CODE in said and len(set(said) & set(COLUMNS)) >= 4:
            return number
    return None


def read(rows: Sequence[Sequence[object]]) -> Raw:
    """Raises Malformed for a heading twice and for words under no heading."""
    start = _heading(rows)
    if start is None:
        raise Malformed("table.no_column", column=CODE, known="、".join(COLUMNS))
    headings = [cells.text(cell) for cell in rows[start]]
    named = [heading for heading in headings if heading]
    if twice := sorted({heading for heading in named if named.count(heading) > 1}):
        raise Malformed("table.column_twice", column=twice[0])
    items: list[dict[str, Any]] = []
    lines: list[int] = []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        said = [cells.text(cell) for cell in row]
        if not any(said):
            continue
        if any(cell for cell, head in zip(said, headings, strict=False) if not head) or any(
            said[len(headings) :]
        ):
            raise Malformed("table.no_heading", row=number)
        fields: dict[str, Any] = dict(zip(headings, said, strict=False))
        if fields.get(CASES):
            fields[CASES] = [_case(line, number) for line in fields[CASES].split("\n")]
        items.append({heading: value for heading, value in fields.items() if heading})
        lines.append(number)
    return Raw(_whole(rows[:start]), items, lines)


def _whole(rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """Pairs of a name and what is said of it, a line each."""
    pairs = [[cells.text(cell) for cell in row] for row in rows]
    return {row[0]: row[1] for row in pairs if len(row) > 1 and row[0] and row[1]}


def _case(said: str, row: int) -> dict[str, str]:
    found = _CASE.fullmatch(said)
    if found is None:
        raise Malformed("table.case", row=row, said=said)
    case = {_CASE_CODE: found[1], _CASE_AMOUNT: found[2], _CASE_TEXT: _restored(found[4])}
    return {**case, _CASE_FLOOR: found[3]} if found[3] else case


def grid(whole: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Lines of texts that :func:`read` reads; every column that an item uses."""
    used = [title for title in COLUMNS if any(title in item for item in items)]
    lines = [[title, _cell(title, value)] for title, value in whole.items() if title in WHOLE]
    lines.append(used)
    lines += [[_cell(title, item.get(title, "")) for title in used] for item in items]
    return lines


def _cell(title: str, value: Any) -> str:
    if title == FORMULA and isinstance(value, list):
        return saying.cell_of(value)
    if title == CASES and isinstance(value, list):
        return "\n".join(map(_said_case, value))
    if isinstance(value, Mapping):
        return saying.pairs_of(value)
    return "、".join(value) if isinstance(value, list | tuple) else str(value)


def _said_case(case: Mapping[str, str]) -> str:
    floor = f"({case[_CASE_FLOOR]})" if _CASE_FLOOR in case else ""
    return f"{case[_CASE_CODE]}={case[_CASE_AMOUNT]}{floor}@{_kept(case[_CASE_TEXT])}"


def _kept(text: str) -> str:
    """A text of several lines on one."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _restored(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)


def csv_text(lines: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(lines)
    return stream.getvalue()


def xlsx(lines: Sequence[Sequence[str]], title: str) -> bytes:
    """The lines as a workbook of texts, wrapped so that a formula can be read."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet(title)
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, wrapped)
    sheet.set_column(0, 1, 12, wrapped)
    sheet.set_column(2, max(map(len, lines)), 18, wrapped)
    book.close()
    return stream.getvalue()
