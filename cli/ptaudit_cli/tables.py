"""Lists a command takes: from a file (csv, xlsx, yaml, json, jsonl), or typed row by row as ``清河镇=87.50``."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ptaudit.domain.commands.base import Said
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import shapes
from ptaudit_cli.failures import Invalid, Problem

SUFFIXES = (".csv", ".xlsx", ".xls", ".yaml", ".yml", ".json", ".jsonl")
#: The most fields of a row that is typed.
SHORT = 3
_TRUTH = {"是": True, "否": False}

#: Reads a day typed for the field of this name.
Day = Callable[[str, str], str]
Row = dict[str, Any]


def rows(model: type[Said], values: Sequence[str], folder: Path, day: Day) -> list[Row]:
    """Rows for *model* from files and short forms alike. Raises Invalid, Malformed or NotFound."""
    found: list[Row] = []
    for value in values:
        if Path(value).suffix.lower() in SUFFIXES:
            found += [_named(model, row, day) for row in _file(folder / value)]
        else:
            found.append(_short(model, value, day))
    return found


def _short(model: type[Said], value: str, day: Day) -> Row:
    names = typed(model)
    titles = [model.model_fields[name].title or name for name in names or model.model_fields]
    if not names:
        form = "、".join(titles)
        raise Invalid([Problem("row_from_file", {"value": value, "form": form})])
    parts = value.split("=", len(names) - 1)
    if len(parts) < sum(model.model_fields[name].is_required() for name in names):
        raise Invalid([Problem("row_form", {"value": value, "form": "=".join(titles)})])
    return _named(model, dict(zip(names, parts, strict=False)), day)


def typed(model: type[Said]) -> list[str]:
    """The fields of a row that may be typed as ``清河镇=87.50``; empty: such a row comes from a file.

    All of a short row's; of a longer one those it needs, where they are two or three and stand first.
    """
    names = list(model.model_fields)
    needed = [name for name in names if model.model_fields[name].is_required()]
    if len(names) <= SHORT:
        return names
    return needed if 2 <= len(needed) <= SHORT and names[: len(needed)] == needed else []


def _named(model: type[Said], row: Mapping[str, Any], day: Day) -> Row:
    """*row* under the names of the fields, read by their titles or their names; empty cells left out."""
    known = {title: name for name, f in model.model_fields.items() for title in (f.title, name)}
    named: Row = {}
    for heading, cell in row.items():
        name = known.get(heading.strip())
        if name is None:
            titles = "、".join(f.title or n for n, f in model.model_fields.items())
            raise Invalid([Problem("unknown_column", {"column": heading, "known": titles})])
        value = cell.strip() if isinstance(cell, str) else cell
        if value in ("", None):
            continue
        named[name] = _cell(model, name, value, day)
    return named


def _cell(model: type[Said], name: str, value: Any, day: Day) -> Any:
    shape = shapes.of(model.model_fields[name])
    if shape.kind == "flag" and isinstance(value, str):
        return _TRUTH.get(value, value)
    if shape.day and isinstance(value, str):
        return day(name, value)
    if shape.kind == "rows" and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _file(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        data = path.read_bytes()
    except OSError:
        raise NotFound("file.unreadable", file=str(path)) from None
    try:
        match path.suffix.lower():
            case ".csv":
                return _grid(csv.reader(io.StringIO(_text(data), newline="")))
            case ".yaml" | ".yml":
                content = _yaml(_text(data))
            case ".json":
                content = json.loads(_text(data), parse_float=str)
            case ".jsonl":
                text = _text(data)
                content = [json.loads(x, parse_float=str) for x in text.splitlines() if x.strip()]
            case _:
                return _workbook(data)
    except ValueError:
        raise Malformed("file.not_a_table", file=str(path)) from None
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise Malformed("file.not_a_table", file=str(path))
    return content


def _yaml(text: str) -> Any:
    """Every scalar as it is written: ``38.2`` and ``2025-10-31`` stay text for the model to read."""
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _text(data: bytes) -> str:
    """UTF-8 with or without its mark, or what Chinese Excel writes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _workbook(data: bytes) -> list[Row]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0).to_python()
    except CalamineError as error:
        raise ValueError(str(error)) from None
    return _grid([[_plain(cell) for cell in row] for row in sheet])


def _plain(cell: Any) -> Any:
    """A cell as somebody would type it: numbers as shortest text, days as days."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _grid(lines: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows under the first line that is not empty; cells beyond its headings must be empty."""
    full = [line for line in lines if any(cell not in ("", None) for cell in line)]
    if not full:
        return []
    headings, *body = full
    names = [str(heading).strip() for heading in headings]
    return [{name: cell for name, cell in zip(names, line, strict=False) if name} for line in body]
