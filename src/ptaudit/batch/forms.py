"""What a column holds, read off the command model's field."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ptaudit.domain.record import BasisDocument

Kind: TypeAlias = Literal["text", "names", "day", "number", "integer", "flag", "choice", "limit"]


@dataclass(frozen=True, slots=True)
class Form:
    """*choices* where the values are closed; *names*: several may stand in one cell."""

    kind: Kind
    choices: tuple[str, ...] = ()


def form_of(field: FieldInfo) -> Form:
    """The form of a field that one cell can hold. Raises ValueError for one it cannot."""
    annotation = field.annotation
    leaves = list(_leaves(annotation))
    choices = tuple(leaf for leaf in leaves if isinstance(leaf, str))
    if BasisDocument in leaves:
        return Form("text")
    if any(get_origin(part) is tuple for part in _alternatives(annotation)):
        return Form("names", choices)
    if choices:
        return Form("choice", choices)
    types = [leaf for leaf in leaves if isinstance(leaf, type)]
    for kind, known in _TYPES:
        if known in types:
            return Form(kind)
    raise ValueError(f"no cell holds {annotation!r}")


_TYPES: tuple[tuple[Kind, type], ...] = (
    ("day", dt.date),
    ("number", Decimal),
    ("flag", bool),
    ("integer", int),
    ("text", str),
)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The annotation without ``Annotated`` around it, member by member of a union."""
    if hasattr(annotation, "__metadata__"):
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    else:
        yield annotation


def _leaves(annotation: Any) -> Iterator[Any]:
    for part in _alternatives(annotation):
        if get_origin(part) is Literal:
            yield from get_args(part)
        elif get_origin(part) is tuple:
            for inner in get_args(part):
                if inner is not Ellipsis:
                    yield from _leaves(inner)
        else:
            yield part
