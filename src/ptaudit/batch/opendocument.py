"""How far the cells of an OpenDocument sheet reach: each row and cell says how often it is repeated."""

import re
from collections.abc import Iterator

_PARTS = re.compile(
    rb"""<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_TIMES = re.compile(rb"""\brepeated\s*=\s*["']([0-9]{1,9})""")
_VALUED = b"office:"


def cells(content: bytes) -> Iterator[int]:
    """For each sheet of *content* how many cells its farthest row and column span; empty ones reach nowhere."""
    row = times = column = height = width = 0
    for part, attributes in _PARTS.findall(content):
        said = _TIMES.search(attributes)
        count = int(said[1]) if said is not None else 1
        if part == b"table":
            yield height * width
            row = times = height = width = 0
        elif part == b"table-row":
            row, column, times = row + times, 0, count
        else:
            column += count
            if _VALUED in attributes:
                height, width = max(height, row + times), max(width, column)
    yield height * width
