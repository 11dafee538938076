"""How an office lays a table out: its heading in one row or two, blocks side by side, lines that are no rows."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.batch import cells

#: Rows searched for the headings; titles may stand above them.
SEARCHED = 10
#: What is no row of a table: a sum, a note under it, words of their own line, the heading once more.
Apart: TypeAlias = Literal["total", "note", "alone", "again"]
_BRACKETED = re.compile(r"\([^()]*\)$")
_TOTAL = re.compile(
    r"(本[页栏表])?(合计|总计|小计|共计|平均分?|平均得分|平均值|最高分|最低分)([::].*)?"
)
_LABEL = (
    r"备?注|附注|说明|填表说明|附件|填表人?|填报人?|填报单位|制表人?|制表单位|审核人?|审批人?|联系人|联系电话"
    r"|填报日期|填表日期|制表日期|日期|盖章|单位负责人|负责人|主要负责人|分管领导|单位\(盖章\)"
)
_NOTE = re.compile(rf"({_LABEL})\s*[0-9]*\s*(\([^()]*\))?[::].*", re.DOTALL)


#: “一、乡镇序列”, “(二)县直部门”, “A组”.
_SECTION = re.compile(
    r"([一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).+|.*(序列|类别|[A-Za-z一二三四]组|组别)(\([^()]*\))?:?"
)


def is_section(said: str) -> bool:
    """Whether a line of one cell is a heading of its own, not a row that says little."""
    return _SECTION.fullmatch(plain(said)) is not None


def plain(heading: str) -> str:
    """A heading without space in it and with half-width signs: ``得 分(分)`` → ``得分(分)``."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading))


def bare(heading: str) -> str:
    """The same without what stands in brackets behind it: ``得分``."""
    return _BRACKETED.sub("", plain(heading))


@dataclass(frozen=True, slots=True)
class Layout:
    """*first* and *last* row of the heading, from 0. *said*: what heads each column, of two rows the
    lower where both say something known. *blocks*: columns from and up to, of each block side by side.
    """

    first: int
    last: int
    said: tuple[str, ...]
    blocks: tuple[tuple[int, int], ...]


def layout(rows: Sequence[Sequence[object]], known: Callable[[str], str | None]) -> Layout:
    """Where the headings of *rows* are; *known* names what a heading means, if anything."""
    best, found = -1, (0, 0, [""])
    filled = _filled(rows)
    for n, (row, said) in enumerate(filled):
        choices = [(row, row, said)]
        if n + 1 < len(filled) and filled[n + 1][0] == row + 1:
            both = _together(said, filled[n + 1][1], known)
            choices += [(row, row + 1, both)] if both else []
        for choice in choices:
            score = len({known(h) or h for h in choice[2] if h and known(h)})
            if score > best:
                best, found = score, choice
    first, last, said = found
    return Layout(first, last, tuple(said), _blocks(said))


def _filled(rows: Sequence[Sequence[object]]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for row, raw in enumerate(rows):
        said = [plain(cells.text(cell)) for cell in raw]
        while said and not said[-1]:
            said.pop()
        if said:
            found.append((row, said))
        if len(found) == SEARCHED + 1:
            break
    return found


def _together(
    upper: Sequence[str], lower: Sequence[str], known: Callable[[str], str | None]
) -> list[str] | None:
    """One heading of two rows; none where the lower is no heading: nothing known, or a value below one."""
    if not any(known(text) for text in lower if text):
        return None
    found: list[str] = []
    for n in range(max(len(upper), len(lower))):
        above = upper[n] if n < len(upper) else ""
        below = lower[n] if n < len(lower) else ""
        if below and above and known(above) and not known(below) and known(above + below) is None:
            following = upper[n + 1] if n + 1 < len(upper) else ""
            if following or n + 1 >= len(lower) or not lower[n + 1]:
                return None
        if below and known(above + below):
            found.append(above + below)
        else:
            found.append(below or above)
    return found


def _blocks(said: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Columns of each block where the same headings stand twice or more side by side; else all."""
    places = [n for n, heading in enumerate(said) if heading]
    names = [said[n] for n in places]
    for count in range(4, 1, -1):
        size, rest = divmod(len(names), count)
        if rest or size < 2 or names != names[:size] * count:
            continue
        starts = [places[n * size] for n in range(count)]
        apart_by = [
            [p - starts[n // size] for n, p in enumerate(places)][k::size] for k in range(size)
        ]
        if any(len(set(offsets)) > 1 for offsets in apart_by):
            continue
        return tuple(zip(starts, [*starts[1:], len(said)], strict=True))
    return ((0, len(said)),)


def apart(said: Sequence[str], heading: Sequence[str]) -> Apart | None:
    """What a line is that is no row of the table; None for a row. *said* as its cells' texts."""
    filled = [(n, text) for n, text in enumerate(said) if text]
    texts = [plain(text) for _, text in filled]
    if not texts:
        return None
    if len(texts) > 1 and texts == [plain(h) for h in heading if h]:
        return "again"
    if any(_TOTAL.fullmatch(text) for text in texts[:2]):
        return "total"
    if all(_NOTE.fullmatch(text) or text.endswith((":", ":")) for text in texts[::2]) and any(
        _NOTE.fullmatch(text) for text in texts
    ):
        return "note"
    if len(texts) == 1 and filled[0][0] == 0 and len([h for h in heading if h]) > 2:
        return None if re.fullmatch(r"[0-9.]+", texts[0]) else "alone"
    return None
