"""A template as a workbook: headings that stay in sight, lists to choose from, an example, every column explained."""

import datetime as dt
import io
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ptaudit.batch.forms import Kind
from ptaudit.batch.template import EXAMPLE, NUMBER, Column, Template
from ptaudit.batch.templates import NOTES
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.failures import Malformed, Unusable

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Rows that lists and formats are laid out for.
ROWS = 5_000
#: The hidden sheet that long lists stand on.
LISTS = "选项"
_WIDTHS: dict[Kind, int] = {
    "text": 22,
    "names": 22,
    "day": 13,
    "number": 10,
    "integer": 9,
    "flag": 9,
    "choice": 13,
    "limit": 22,
}
_FORMATS: dict[Kind, str] = {"day": "yyyy-mm-dd", "number": "0.00", "integer": "0"}
_SAYS: dict[Kind, str] = {
    "text": "文字",
    "names": "文字,多个以、分开",
    "day": "日期,如 2025-7-10、2025年7月10日",
    "number": "数,最多两位小数,如 85.10",
    "integer": "整数",
    "flag": "是或否",
    "choice": "从下拉列表中选",
    "limit": "日期、月底、年底,或立行立改、长期坚持",
}
_DAYS: dict[str, Any] = {"minimum": dt.date(1949, 10, 1), "maximum": dt.date(2100, 12, 31)}
_POINTS: dict[str, Any] = {"minimum": -1000, "maximum": 1000}
_HEADS = ("列", "是否必填", "填什么", "可选的值", "说明")
_ABOUT = (
    "一行一件事。序号由本单位编,编定后不要改动:再次导入时按序号认出已登记的行。",
    "已登记的行改了内容不会重复登记,导入时会列出应作的更正。",
    "空行和序号为“示例”的行不导入。没有的内容留空,不要填无、0 或 N/A。",
)


def write(template: Template, path: Path, units: Sequence[str], today: dt.date) -> None:
    """*template* as xlsx at *path*, which must not be there; *units* are the names offered.

    Raises Malformed ``template.file_exists``, Unusable ``template.unwritable``.
    """
    from xlsxwriter import Workbook

    _free(path)
    stream = io.BytesIO()
    settings = {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False, "in_memory": True}
    book = Workbook(stream, settings)
    book.set_properties({"title": template.name, "created": dt.datetime.combine(today, dt.time())})
    _Sheets(book, template, units).write()
    book.close()
    _put(path, stream.getvalue())


def write_schema(path: Path) -> None:
    """The JSON Schema of every line of a command file, at *path*, which must not be there."""
    _free(path)
    _put(path, (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode())


def _put(path: Path, data: bytes) -> None:
    """All of *data*, or no file."""
    try:
        path.write_bytes(data)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise Unusable("template.unwritable", file=str(path)) from None


def schema() -> dict[str, Any]:
    """One alternative a command, told apart by ``command``."""
    definitions: dict[str, Any] = {}
    lines: list[Any] = []
    for door in DOORS:
        own = door.command.model_json_schema(ref_template="#/$defs/{model}")
        definitions.update(own.pop("$defs", {}))
        own["properties"] = {
            "command": {"const": f"{door.noun} {door.verb}"},
            "key": {"type": "string"},
            **own["properties"],
        }
        own["required"] = ["command", *own.get("required", ())]
        lines.append(own)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "oneOf": lines,
        "$defs": dict(sorted(definitions.items())),
    }


def _free(path: Path) -> None:
    if path.exists():
        raise Malformed("template.file_exists", file=str(path))


@dataclass(frozen=True)
class _Sheets:
    book: "Workbook"
    template: Template
    units: Sequence[str]

    def write(self) -> None:
        sheet = self.book.add_worksheet(self.template.name)
        self._notes(self.book.add_worksheet(NOTES))
        if self.units:
            lists = self.book.add_worksheet(LISTS)
            lists.write_column(0, 0, self.units)
            lists.hide()
        heading = {"bold": True, "border": 1, "align": "center", "text_wrap": True}
        optional = self.book.add_format({**heading, "bg_color": "#E7E6E6"})
        required = self.book.add_format({**heading, "bg_color": "#FFE699"})
        shown = {"italic": True, "font_color": "#7F7F7F"}
        sheet.write_string(0, 0, NUMBER, optional)
        sheet.write_string(1, 0, EXAMPLE, self.book.add_format(shown))
        sheet.set_column(0, 0, 8, self.book.add_format({"num_format": "@"}))
        for place, column in enumerate(self.template.columns, 1):
            kind = column.form.kind
            number_format = {"num_format": _FORMATS.get(kind, "@")}
            width = max(_WIDTHS[kind], 2 * len(column.title) + 2)
            sheet.set_column(place, place, width, self.book.add_format(number_format))
            sheet.write_string(0, place, column.title, required if column.required else optional)
            self._example(sheet, place, column, self.book.add_format({**shown, **number_format}))
            if (rule := self._rule(column)) is not None:
                sheet.data_validation(2, place, ROWS, place, rule)
        sheet.freeze_panes(1, 1)

    def _example(self, sheet: "Worksheet", place: int, column: Column, look: Any) -> None:
        match column.example, column.form.kind:
            case None, _:
                return
            case str() as said, "day":
                sheet.write_datetime(1, place, dt.datetime.fromisoformat(said), look)
            case said, "number" | "integer":
                sheet.write_number(1, place, float(said), look)
            case said, _:
                sheet.write_string(1, place, str(said), look)

    def _rule(self, column: Column) -> dict[str, Any] | None:
        rule: dict[str, Any] = {"error_title": column.title, "error_message": column.note[:250]}
        match column.form.kind:
            case "choice":
                rule |= {"validate": "list", "source": list(column.form.choices)}
            case "flag":
                rule |= {"validate": "list", "source": ["是", "否"]}
            case "day":
                rule |= {"validate": "date", "criteria": "between", **_DAYS}
            case "integer":
                rule |= {"validate": "integer", "criteria": ">=", "value": 0}
            case "number":
                rule |= {"validate": "decimal", "criteria": "between", **_POINTS}
            case _ if column.units and self.units:
                rule |= {"validate": "list", "source": f"={LISTS}!$A$1:$A${len(self.units)}"}
                # Several units may stand in one cell: the list helps and does not insist.
                rule |= {"error_type": "information"} if column.form.kind == "names" else {}
            case _:
                return None
        return rule

    def _notes(self, sheet: "Worksheet") -> None:
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        bold = self.book.add_format({"bold": True})
        for row, line in enumerate((f"{self.template.name} 填写说明", *_ABOUT)):
            sheet.write_string(row, 0, line, bold if row == 0 else None)
        top = len(_ABOUT) + 2
        sheet.write_row(top, 0, _HEADS, bold)
        told = [
            (NUMBER, "选填", "文字或整数", "", "本表自己的行号,同一张表内不重复"),
            *self._told(),
        ]
        for row, cells in enumerate(told, top + 1):
            sheet.write_row(row, 0, cells, wrapped)
        for place, width in enumerate((22, 9, 30, 34, 50)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(top + 1, 0)

    def _told(self) -> Sequence[tuple[str, ...]]:
        return [
            (
                column.title,
                "必填" if column.required else "选填",
                _SAYS[column.form.kind],
                "、".join(column.form.choices),
                column.note,
            )
            for column in self.template.columns
        ]
