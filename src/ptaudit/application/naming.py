"""Earlier entries named by number, turned into their ids before anything is decided."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel

from ptaudit.application import reading
from ptaudit.domain.commands.base import Earlier
from ptaudit.domain.failures import NotFound
from ptaudit.ledger import Ledger

M = TypeVar("M", bound=BaseModel)
_NUMBER = re.compile(r"第?([1-9][0-9]{0,8})号?")


def by_id(said: M, ledger: Ledger, size: int) -> M:
    """*said* with each entry named by number in its place by id. Raises NotFound for one beyond *size*."""
    return _renamed(said, partial(_recorded, ledger, size))


def by_supposed(said: M, supposed: Mapping[int, str]) -> M:
    """*said* with numbers of entries that a what-if supposes by their ids; every other name stays."""

    def find(name: str) -> str:
        number = _NUMBER.fullmatch(name)
        return name if number is None else supposed.get(int(number[1]), name)

    return _renamed(said, find)


def _renamed(said: M, find: Callable[[str], str]) -> M:
    changes: dict[str, Any] = {}
    earlier, others = _looked_at(type(said))
    for name in earlier:
        if value := getattr(said, name):
            changes[name] = tuple(map(find, value)) if isinstance(value, tuple) else find(value)
    for name in others:
        value = getattr(said, name)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            rows = tuple(_renamed(row, find) for row in value)
            if any(new is not old for new, old in zip(rows, value, strict=True)):
                changes[name] = rows
    return said.model_copy(update=changes) if changes else said


def _recorded(ledger: Ledger, size: int, name: str) -> str:
    number = _NUMBER.fullmatch(name)
    if number is None:
        return name
    position = int(number[1])
    record = reading.record_at(ledger, position) if position <= size else None
    if record is None:
        raise NotFound("entry.no_such_position", position=position, size=size)
    return record.id


@lru_cache(maxsize=256)
def _looked_at(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fields that may name an earlier entry, and those whose rows may."""
    hints = get_type_hints(model, include_extras=True)
    fields = [name for name in model.model_fields if name in hints]
    earlier = tuple(name for name in fields if _marked(hints[name]))
    rows = tuple(name for name in fields if name not in earlier and _has_rows(hints[name]))
    return earlier, rows


def _has_rows(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return any(_looked_at(hint))
    return any(_has_rows(part) for part in get_args(hint))


def _marked(hint: Any) -> bool:
    return any(isinstance(part, Earlier) or _marked(part) for part in _parts(hint))


def _parts(hint: Any) -> tuple[Any, ...]:
    return (*get_args(hint), *getattr(hint, "__metadata__", ()))
