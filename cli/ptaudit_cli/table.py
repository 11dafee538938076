"""What a read answers: rows of one dataclass, their columns, and the JSON Schema of both."""

import datetime as dt
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ptaudit_cli.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Column:
    """*id* is the field: key of the JSON, heading of the CSV. *title* is for people.

    *told* gives people words in place of the value that JSON and CSV carry.
    """

    id: str
    title: str
    right: bool
    told: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two clocks an answer used: what was known then, about which day."""

    position: int
    recorded_at: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Table:
    """One answer. *name* is the read's (``finding board``).

    *page*, where there is one, is what people read in place of columns; *notes* they read below them.
    *by* names the column by whose values a workbook has its sheets.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]
    clocks: Clocks
    page: tuple[str, ...] | None = None
    by: str = ""
    notes: tuple[str, ...] = ()

    def sheets(self) -> dict[str, list[Any]]:
        """The rows by sheet; one without a name where they are not divided."""
        found: dict[str, list[Any]] = {}
        for row in self.rows:
            name = str(getattr(row, self.by)) if self.by else ""
            found.setdefault(name, []).append(row)
        return found or {"": []}

    def cells(self, row: Any) -> list[Any]:
        return [getattr(row, column.id) for column in self.columns]

    def told(self, row: Any) -> list[Any]:
        """The cells of *row* as people are told them."""
        return [
            cell if column.told is None else column.told(cell)
            for column, cell in zip(self.columns, self.cells(row), strict=True)
        ]


def columns(
    name: str,
    row: type[Any],
    words: Catalogue,
    told: Mapping[str, Callable[[Any, Catalogue], Any]] | None = None,
) -> tuple[Column, ...]:
    """Columns of the dataclass *row*, titled by ``columns.<name>.<field>`` or ``columns.<field>``."""
    tell = {name: _telling(say, words) for name, say in (told or {}).items()}
    hints = get_type_hints(row)
    return tuple(
        Column(
            field.name,
            words.find(f"columns.{name}.{field.name}") or words(f"columns.{field.name}"),
            _bare(hints[field.name]) in (int, Decimal),
            tell.get(field.name),
        )
        for field in fields(row)
    )


def _telling(say: Callable[[Any, Catalogue], Any], words: Catalogue) -> Callable[[Any], Any]:
    return lambda value: say(value, words)


def plain(value: Any) -> Any:
    """A cell as JSON: days as text, decimals as text, lists as lists."""
    match value:
        case bool() | int() | str() | None:
            return value
        case dt.date() | dt.datetime():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case tuple() | list() | frozenset():
            return [plain(item) for item in value]
        case _:
            raise TypeError(f"no cell: {value!r}")


def schema(name: str, row: type[Any]) -> dict[str, Any]:
    """JSON Schema of what ``--format json`` answers."""
    hints = get_type_hints(row)
    names = [field.name for field in fields(row)]
    item = _object({name: _schema(hints[name]) for name in names})
    clock = _object({"position": {"type": "integer"}, "recorded_at": {"type": "string"}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object(
            {
                "read": {"const": name},
                "as_recorded": clock,
                "as_effective": {"type": "string", "format": "date"},
                "rows": {"type": "array", "items": item},
            }
        ),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_SIMPLE: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    dt.date: {"type": "string", "format": "date"},
}


def _schema(hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [_schema(part) for part in get_args(hint)]}
    if hint is type(None):
        return {"type": "null"}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    return _SIMPLE[hint]


def _bare(hint: Any) -> Any:
    parts = [part for part in get_args(hint) if part is not type(None)]
    return parts[0] if get_origin(hint) in (Union, types.UnionType) and parts else hint
