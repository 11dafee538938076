"""Text in columns where a Chinese character takes two: width, padding, wrapping, definition lists."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

#: Two columns as wide as they may get before the text starts on a line of its own.
TERM = 30


def width(text: str) -> int:
    """Columns *text* takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def pad(text: str, to: int, *, right: bool = False) -> str:
    space = " " * (to - width(text))
    return space + text if right else text + space


def _units(text: str) -> Iterator[str]:
    """What must not be broken: a word with the space after it, or one wide character."""
    word = ""
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            if word:
                yield word
            word = ""
            yield character
        else:
            word += character
            if character == " ":
                yield word
                word = ""
    if word:
        yield word


#: Marks that never begin a line.
_CLOSING = ",。;:、!?)》〕”’"


def _closed(units: Iterable[str]) -> Iterator[str]:
    """*units* with each closing mark put to the unit before it."""
    held = ""
    for unit in units:
        if held and unit.strip() in _CLOSING and unit.strip():
            held += unit
        else:
            if held:
                yield held
            held = unit
    if held:
        yield held


def wrap(text: str, columns: int) -> list[str]:
    """*text* in lines of at most *columns*; a closing mark stays with what it closes."""
    lines = [""]
    for unit in _closed(_units(text)):
        full = width(lines[-1]) + width(unit.rstrip()) > columns
        if full and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append(unit.lstrip())
        else:
            lines[-1] += unit
    return [line.rstrip() for line in lines]


def definitions(pairs: Sequence[tuple[str, str]], columns: int, indent: int = 2) -> list[str]:
    """Terms with their explanations beside them, or below where a term is long."""
    broad = min(TERM, max((width(term) for term, _ in pairs), default=0))
    start = indent + broad + 2
    lines: list[str] = []
    for term, text in pairs:
        body = wrap(text, max(20, columns - start))
        if width(term) > broad:
            lines.append(" " * indent + term)
            lines += [" " * start + line for line in body if line]
        else:
            first, *others = body
            lines.append((" " * indent + pad(term, broad) + "  " + first).rstrip())
            lines += [" " * start + line for line in others]
    return lines
