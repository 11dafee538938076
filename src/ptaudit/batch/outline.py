"""Numbers of an outline as tables write them: 一、 （一） 1. （1） ① 1.1, and what stands under what."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ptaudit.batch.widths import narrow

Style: TypeAlias = Literal["han", "(han)", "digits", "(digits)", "circled", "decimal"]
#: The styles whose labels stand alone as codes; the others would be taken for those of another level.
PLAIN: Final = ("digits", "decimal")
_HAN = "[一二三四五六七八九十]{1,3}"
#: In this order; what follows a number is told from it by a sign, a space or the bracket.
_STYLES: Final[Sequence[tuple[Style, str]]] = (
    ("(han)", rf"\(({_HAN})\)[、.]?"),
    ("(digits)", r"\(([1-9][0-9]?)\)[、.]?"),
    ("han", rf"({_HAN})(?:[、.]|$|(?=\s))"),
    (
        "decimal",
        r"([1-9][0-9]?(?:[.-][1-9][0-9]?){1,4})(?:[、.](?![0-9])|$|(?=[\s\u4e00-\u9fff]))",
    ),
    ("digits", r"([1-9][0-9]{0,2})(?:[、.](?![0-9])|$|(?=\s))"),
)
_NUMBERS: Final = tuple((style, re.compile(rf"\s*{form}\s*")) for style, form in _STYLES)
_CIRCLED = re.compile("\\s*([\u2460-\u2473])[、.]?\\s*")
#: One sign that stands for a number with its brackets or point: ⑴ ⒈ ㈠.
_JOINED = re.compile("^[\u2474-\u249b\u3220-\u3229]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """*label* is the number without signs around it; *rest* what stands behind."""

    label: str
    style: Style
    rest: str


def numbered(said: str) -> Numbered | None:
    """The number a text begins with. ``3个`` and ``三无`` begin with none."""
    if (circled := _CIRCLED.match(said)) is not None:
        return Numbered(
            unicodedata.normalize("NFKC", circled[1]), "circled", said[circled.end() :]
        )
    text = narrow(_JOINED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), said))
    for style, form in _NUMBERS:
        if (found := form.match(text)) is not None:
            # What is kept of the text behind is kept as written.
            return Numbered(found[1], style, said[len(said) - len(text) + found.end() :])
    return None


def label(no: str) -> Numbered:
    """A cell of numbers: what it is when it is nothing but a number; else itself."""
    found = numbered(no)
    return found if found is not None and not found.rest else Numbered(no, "digits", "")


def parents(numbers: Sequence[Numbered]) -> tuple[int | None, ...]:
    """For each the place of that it stands under: one of a style not yet open opens a level.

    ``1.1.2`` stands under ``1.1`` where that is there; ``1.2`` behind ``1.1`` is of its level.
    """
    found: list[int | None] = []
    open_: list[tuple[str, int]] = []
    for place, one in enumerate(numbers):
        style = one.style
        level = f"decimal{one.label.count('.') + one.label.count('-')}"
        key = level if style == "decimal" else style
        if key in [name for name, _ in open_]:
            while open_.pop()[0] != key:
                pass
        found.append(open_[-1][1] if open_ else None)
        open_.append((key, place))
    return tuple(found)
