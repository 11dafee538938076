"""What a field of a command takes, read from its type: how it is typed, and in how many pieces."""

import datetime as dt
import types
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ptaudit.domain.commands.base import Said
from ptaudit.domain.events.base import BasisDocument, Evidence

#: How a value is typed; also the id of what help says it is (``value.day``).
Kind = Literal[
    "flag",
    "choice",
    "integer",
    "number",
    "day",
    "text",
    "pairs",
    "rows",
    "files",
    "file",
    "document",
]


@dataclass(frozen=True, slots=True)
class Shape:
    """*many*: may be given several times. *day*: holds days, perhaps inside of pairs or rows."""

    kind: Kind
    many: bool = False
    choices: tuple[str, ...] = ()
    row: type[Said] | None = None
    day: bool = False


def of(field: FieldInfo) -> Shape:
    annotation = bare(field.annotation)
    if get_origin(annotation) is tuple:
        return _several(bare(get_args(annotation)[0]))
    return _one(annotation)


def _several(item: Any) -> Shape:
    if isinstance(item, type) and issubclass(item, BaseModel):
        if issubclass(item, Evidence):
            return Shape("files", many=True)
        if issubclass(item, BasisDocument):
            return Shape("document", many=True)
        # A formula: steps in the words of a table.
        return Shape("rows", many=True, row=item) if issubclass(item, Said) else Shape("text")
    if get_origin(item) is tuple:
        return Shape("pairs", many=True, day=bare(get_args(item)[1]) is dt.date)
    one = _one(item)
    return Shape(one.kind, many=True, choices=one.choices, day=one.day)


def _one(annotation: Any) -> Shape:
    if get_origin(annotation) is Literal:
        return Shape("choice", choices=tuple(map(str, get_args(annotation))))
    if annotation is bool:
        return Shape("flag")
    if annotation is int:
        return Shape("integer")
    if annotation is Decimal:
        return Shape("number")
    if annotation is dt.date:
        return Shape("day", day=True)
    if annotation is Evidence:
        return Shape("file")
    return Shape("text")


def bare(annotation: Any) -> Any:
    """*annotation* without ``Annotated`` and without ``None``; a choice or a number: the number."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            rest = [a for a in get_args(annotation) if a is not type(None)]
            annotation = rest[-1]
        else:
            return annotation


def is_optional(field: FieldInfo) -> bool:
    return type(None) in get_args(field.annotation)
