"""An answer as a table, JSON, JSON lines, CSV or a workbook; to a terminal, a pipe or a file."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit_cli import layout
from ptaudit_cli.call import Call
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.table import Column, Table, plain

#: The longest name Excel gives a sheet, and what none may hold.
_SHEET_NAME = 31
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\]")
FORMATS = ("table", "json", "jsonl", "csv", "schema")
#: From so many on, numbers are shown to people by runs.
MANY = 8
_SUFFIXES = {".txt": "table", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx"}


def answer(call: Call, table: Table, said: str | None, file: str | None) -> None:
    """Print *table*, or write it to *file*. Raises Malformed for a format, Unusable for a file."""
    if file is None:
        form = said or call.settings["format"] or "table"
        if form == "table" and call.around.terminal and table.page is None:
            _rich(call, table)
        else:
            call.say(_text(form, table, call.words).rstrip("\n"))
            if form in ("jsonl", "csv"):
                call.note(clocks(table, call.words))
        return
    path = call.around.folder / file
    form = said or _SUFFIXES.get(path.suffix.lower(), "")
    if not form:
        raise Malformed("output.suffix", file=file, known=" ".join(_SUFFIXES))
    _write(path, form, table, call.words)
    call.note(clocks(table, call.words))
    call.note(call.words("read.written", file=call.shown(str(path)), count=len(table.rows)))


def clocks(table: Table, words: Catalogue) -> str:
    at = table.clocks
    time = at.recorded_at[:16].replace("T", " ")
    return words("read.clocks", position=at.position, recorded_at=time, on=at.on)


def _text(form: str, table: Table, words: Catalogue) -> str:
    writers: Mapping[str, Callable[[Table, Catalogue], str]] = {
        "table": _aligned,
        "json": _json,
        "jsonl": _jsonl,
        "csv": _csv,
    }
    if (write := writers.get(form)) is None:
        raise Malformed("output.format", format=form, known=" ".join(FORMATS))
    return write(table, words)


def shown(value: Any, words: Catalogue) -> str:
    """A cell for people."""
    match value:
        case None:
            return ""
        case bool():
            return words("read.yes" if value else "read.no")
        case tuple() | list():
            return words.listed(_runs(value) or [shown(item, words) for item in value])
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _runs(items: Sequence[Any]) -> list[str]:
    """Many numbers by runs: 1550-1581, 1583. Empty where there are few, or no numbers."""
    if len(items) < MANY or not all(isinstance(item, int) for item in items):
        return []
    starts = [n for n, item in enumerate(items) if n == 0 or item != items[n - 1] + 1]
    ends = [*(start - 1 for start in starts[1:]), len(items) - 1]
    pairs = ((items[a], items[b]) for a, b in zip(starts, ends, strict=True))
    return [str(a) if a == b else f"{a}-{b}" for a, b in pairs]


def _aligned(table: Table, words: Catalogue) -> str:
    """Plain columns, for a pipe: nothing cut, no line drawn; or the page, where there is one."""
    if table.page is not None:
        return "\n".join([clocks(table, words), *table.page])
    columns, rows = _filled(table, words)
    lines = [[column.title for column in columns], *rows]
    broad = [max(layout.width(line[n]) for line in lines) for n in range(len(columns))]
    rights = [column.right for column in columns]
    body = [
        "  ".join(
            layout.pad(cell, width, right=right)
            for cell, width, right in zip(line, broad, rights, strict=True)
        ).rstrip()
        for line in lines
    ]
    count = words("read.count", count=len(table.rows)) if table.rows else words("read.none")
    return "\n".join([clocks(table, words), *(body if table.rows else ()), count, *table.notes])


def _filled(table: Table, words: Catalogue) -> tuple[list[Column], list[list[str]]]:
    """The columns that say something in some row, and the rows in them, for people."""
    rows = [[shown(cell, words) for cell in table.told(row)] for row in table.rows]
    kept = [n for n in range(len(table.columns)) if any(row[n] for row in rows)]
    return [table.columns[n] for n in kept], [[row[n] for n in kept] for row in rows]


def _rich(call: Call, table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    words = call.words
    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    columns, rows = _filled(table, words)
    for column in columns:
        drawn.add_column(
            column.title, justify="right" if column.right else "left", overflow="fold"
        )
    for row in rows:
        drawn.add_row(*map(Text, row))
    console = Console(
        width=call.around.columns, no_color=bool(call.around.environ.get("NO_COLOR"))
    )
    console.print(Text(clocks(table, words)))
    if table.rows:
        console.print(drawn)
    count = words("read.count", count=len(table.rows)) if table.rows else words("read.none")
    console.print(Text("\n".join([count, *table.notes])))


def _json(table: Table, _: Catalogue) -> str:
    at = table.clocks
    content = {
        "read": table.name,
        "as_recorded": {"position": at.position, "recorded_at": at.recorded_at},
        "as_effective": at.on.isoformat(),
        "rows": [_object(table, row) for row in table.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _jsonl(table: Table, _: Catalogue) -> str:
    lines = (json.dumps(_object(table, row), ensure_ascii=False) for row in table.rows)
    return "".join(f"{line}\n" for line in lines)


def _object(table: Table, row: Any) -> dict[str, Any]:
    cells = zip(table.columns, table.cells(row), strict=True)
    return {column.id: plain(cell) for column, cell in cells}


def _csv(table: Table, _: Catalogue) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.id for column in table.columns)
    for row in table.rows:
        writer.writerow(_flat(cell) for cell in table.cells(row))
    return stream.getvalue()


def _flat(value: Any) -> Any:
    cell = plain(value)
    if isinstance(cell, bool):
        return str(cell).lower()
    return "、".join(map(str, cell)) if isinstance(cell, list) else cell


def _write(path: Path, form: str, table: Table, words: Catalogue) -> None:
    if form == "xlsx":
        data = _workbook(table, words)
    else:
        # Excel takes a file without this mark for the system's own encoding.
        mark = "\ufeff" if form == "csv" else ""
        data = (mark + _text(form, table, words)).encode()
        data = data if data.endswith(b"\n") or not data else data + b"\n"
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        raise Unusable("output.not_written", file=str(path)) from None


def _workbook(table: Table, words: Catalogue) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, rows in table.sheets().items():
            sheet = book.add_worksheet(_UNNAMEABLE.sub(" ", name)[:_SHEET_NAME] or None)
            _sheet(sheet, table, rows, bold, words)
    return stream.getvalue()


def _sheet(sheet: Any, table: Table, rows: Sequence[Any], bold: Any, words: Catalogue) -> None:
    for n, column in enumerate(table.columns):
        cells = [shown(table.told(row)[n], words) for row in rows]
        broad = max([layout.width(column.title), *map(layout.width, cells)])
        sheet.set_column(n, n, min(60, broad + 2))
        sheet.write(0, n, column.title, bold)
    for number, row in enumerate(rows, 1):
        for n, cell in enumerate(table.told(row)):
            _cell(sheet, number, n, cell, words)
    sheet.freeze_panes(1, 0)
    sheet.write(len(rows) + 2, 0, clocks(table, words))


def _cell(sheet: Any, row: int, column: int, cell: Any, words: Catalogue) -> None:
    match cell:
        case bool():
            sheet.write_string(row, column, shown(cell, words))
        case int() | Decimal():
            sheet.write_number(row, column, cell)
        case dt.date():
            sheet.write_datetime(row, column, cell)
        case _:
            sheet.write_string(row, column, shown(cell, words))
