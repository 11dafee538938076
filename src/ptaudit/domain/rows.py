"""``replace`` for the rows that folds change entry by entry, in half the time of the standard one."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], None]

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(row, /, **changes):
        """As ``dataclasses.replace``, for a frozen dataclass with slots and no ``__post_init__``."""
        kind = type(row)
        copied, writers = _slots(kind)
        new = object.__new__(kind)
        for read, write in copied:
            write(new, read(row))
        for name, value in changes.items():
            writers[name](new, value)
        return new


@cache
def _slots(kind: type[Any]) -> tuple[tuple[tuple[Read, Write], ...], dict[str, Write]]:
    members = {field.name: kind.__dict__[field.name] for field in fields(kind)}
    copied = tuple((member.__get__, member.__set__) for member in members.values())
    return copied, {name: member.__set__ for name, member in members.items()}
