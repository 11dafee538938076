"""An explanation as an indented tree: whole lines in a pipe, folded under themselves on a terminal."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from ptaudit_cli import layout
from ptaudit_cli.call import Call

#: How deep a line stands, and what it says.
Line: TypeAlias = tuple[int, str]


def page(lines: Iterable[Line], call: Call) -> Iterator[str]:
    for depth, text in lines:
        indent = "  " * depth
        if not call.around.terminal:
            yield indent + text
            continue
        columns = max(20, call.around.columns - len(indent) - 2)
        first, *rest = layout.wrap(text, columns)
        yield indent + first
        yield from (f"{indent}  {more}" for more in rest)


def signed(amount: Decimal) -> str:
    """``+3.00``, ``-3.00``, ``0.00``."""
    return format(amount, "+f") if amount else format(abs(amount), "f")
