"""What of a command goes to the security log besides its refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

#: Whether a call, as typed, is of the sort.
When: TypeAlias = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Watched:
    """*verifies*: it is a verification, logged with its exit code.

    *personal*: it shows what may name persons; *asks* are the arguments that say of whom or what.
    """

    verifies: When | None = None
    personal: When | None = None
    asks: tuple[str, ...] = ()


NOTHING = Watched()


def always(_: Mapping[str, Any]) -> bool:
    """Every call of the command is of the sort."""
    return True
