"""An office's own register of documents in or out, read for its numbers (xlsx, xls, csv)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ptaudit.batch import cells, sheets
from ptaudit.batch.sheets import Sheet
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed
from ptaudit.projections.audit_numbers import Sort
from ptaudit.projections.audit_reconcile import Registered

#: What offices call the two columns; the first that a sheet has is taken.
HEADINGS: Mapping[Sort, tuple[str, ...]] = {
    "收文号": ("收文号", "收文编号", "收文登记号", "来文登记号"),
    "文号": ("文号", "来文字号", "来文文号", "发文字号", "发文文号", "文件编号"),
}
#: Rows searched for the headings; a title may stand above them.
_SEARCHED = 10

Columns = dict[Sort, int]


def read(path: Path, columns: Mapping[str, str], prefix: str = "") -> tuple[Registered, ...]:
    """Every numbered line of the register, sheet after sheet.

    *columns*: 收文号 or 文号 to the heading the file has for it. *prefix* stands before receipt numbers
    that are written as bare digits (收文2025-). Raises Malformed where no sheet has
    such a column, and what reading a file raises.
    """
    for name in columns:
        if name not in HEADINGS:
            raise Malformed("reconcile.no_such_column", name=name, known=listed(list(HEADINGS)))
    source = sheets.read(path)
    found: list[Registered] = []
    seen: list[str] = []
    any_columns = False
    for sheet in source.sheets:
        row, held, said = _headings(sheet, columns)
        seen += [heading for heading in said if heading]
        if held:
            any_columns = True
            found += _lines(sheet, row, held, name=sheet.name if len(source.sheets) > 1 else "")
    found = [_prefixed(line, prefix) for line in found]
    if not any_columns:
        known = listed(list(dict.fromkeys(seen)))
        raise Malformed("reconcile.no_column", file=source.file.name, known=known)
    return tuple(found)


def _prefixed(line: Registered, prefix: str) -> Registered:
    bare = line.sort == "收文号" and line.said.isdecimal()
    return replace(line, said=prefix + line.said) if bare and prefix else line


def _headings(sheet: Sheet, columns: Mapping[str, str]) -> tuple[int, Columns, Sequence[str]]:
    """The first row that has a column we know; else the first row that says anything, and none."""
    first: tuple[int, Columns, Sequence[str]] | None = None
    for row, raw in enumerate(sheet.rows[:_SEARCHED]):
        said = [re.sub(r"\s+", "", cells.text(cell)) for cell in raw]
        held = {
            sort: said.index(name)
            for sort, known in HEADINGS.items()
            for name in _wanted(sort, known, columns, said)
        }
        if held:
            return row, held, said
        if first is None and any(said):
            first = (row, {}, said)
    return first or (0, {}, ())


def _wanted(
    sort: Sort, known: Sequence[str], columns: Mapping[str, str], said: Sequence[str]
) -> Sequence[str]:
    """The heading of *sort* among *said*: the one named for it, else the first we know."""
    names = (columns[sort],) if sort in columns else known
    return [name for name in names if name in said][:1]


def _lines(sheet: Sheet, row: int, held: Columns, *, name: str) -> Iterator[Registered]:
    for number, raw in enumerate(sheet.rows[row + 1 :], row + 2):
        texts = [cells.text(cell) for cell in raw]
        rest = [text for n, text in enumerate(texts) if text and n not in held.values()]
        about = " ".join([name, *rest] if name else rest)
        for sort, column in held.items():
            said = texts[column] if column < len(texts) else ""
            if said:
                yield Registered(number, sort, said, about)
