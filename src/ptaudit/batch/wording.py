"""What the wording of a scoring standard says of points: its parts, its deductions, what it leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
#: “得5分”, “(5分)”, “(3分,少一次扣1分)”.
_MARK = re.compile(
    rf"得\s*(?P<won>{_NUMBER})\s*分|[（(]\s*(?P<worth>{_NUMBER})\s*分[^（()）]*[)）]"
)
#: “(20)”: points without 分, or no points at all.
_BARE = re.compile(rf"[（(]\s*({_NUMBER})\s*[)）]")
#: “1.”, “2、”; not “1.5分”.
_CLAUSE = re.compile(r"(?<![0-9.])[1-9][0-9]?[.．、](?![0-9])")
#: “奖20、10分”, “扣10分、5分”.
_GIVEN = re.compile(rf"[奖扣加]\s*((?:{_NUMBER}\s*分?\s*[、，]?\s*)+)")
_PER_CASE = re.compile(rf"(?:每|少|出现)[^。；;]{{0,14}}?扣\s*{_NUMBER}\s*分")
#: “最多得5分”, “满分10分”, “共8分”: what the whole standard is worth.
_WHOLE = re.compile(rf"(?:满分|共计?|总计|最[多高]得|得分最高)\s*(?:为|计)?\s*({_NUMBER})\s*分")
#: “每开展1次”, of which each case has its amount; “每季度研究一次” says how often, and is one thing done.
_CASE = "每(?!个?(?:半|两|双)?(?:季|月|年|周|旬|日|天))"
#: “每开展1次得2分”: an amount a case, no share of the whole.
_EACH = re.compile(rf"{_CASE}[^，,。；;]{{0,20}}?[得加计]\s*{_NUMBER}\s*分")
#: What stands before an amount that is no part: one a case, or the most of several.
_NO_PART = re.compile(rf"(?:{_CASE}[^，,。；;]{{0,20}}|最[多高])$")
#: “最多扣10分”: how far deductions go.
_LIMIT = re.compile(
    rf"(?:最[多高]|累计|合计)(?:不超过)?扣(?:分?不超过|减|完|至)?\s*{_NUMBER}\s*分"
)
_EDGES = " \n,，。;；、.．"


@dataclass(frozen=True, slots=True)
class Marked:
    """One part of an item: its points and the words up to where they stand."""

    points: Decimal
    text: str


def parts(text: str) -> tuple[Marked, ...]:
    """The parts a standard names, in order."""
    found: list[Marked] = []
    start = 0
    for mark in _MARK.finditer(text):
        if mark["won"] and _NO_PART.search(text[: mark.start()]):
            continue
        words = _CLAUSE.sub("", text[start : mark.end()].lstrip(_EDGES), count=1)
        found.append(Marked(Decimal(mark["won"] or mark["worth"]), words.strip(_EDGES)))
        start = mark.end()
    return tuple(found)


def worth(text: str) -> Decimal | None:
    """What a standard says the item is worth; None where it does not tell without doubt."""
    wholes = {Decimal(whole) for whole in _WHOLE.findall(text)}
    if wholes:
        return wholes.pop() if len(wholes) == 1 else None
    named = parts(text)
    if not named or _EACH.search(text):
        return None
    return sum((part.points for part in named), Decimal(0))


def bare(text: str, most: Decimal) -> Iterator[str]:
    """Bracketed numbers up to *most* that lack 分."""
    for match in _BARE.finditer(text):
        if Decimal(match[1]) <= most:
            yield match[0]


def unmarked(text: str) -> tuple[int, int]:
    """(numbered clauses, those that say any points); (0, 0) for a standard without numbered clauses."""
    starts = [match.start() for match in _CLAUSE.finditer(text)]
    ends = [*starts[1:], len(text)][: len(starts)]
    clauses = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    said = [c for c in clauses if _MARK.search(c) or _GIVEN.search(c)]
    return len(clauses), len(said)


def given(text: str) -> tuple[Decimal, ...]:
    """Amounts awarded or taken away, in order of appearance."""
    runs = (match[1] for match in _GIVEN.finditer(text))
    return tuple(Decimal(number) for run in runs for number in re.findall(_NUMBER, run))


def is_floor_silent(text: str) -> bool:
    """Deducts case by case and does not say how far."""
    said = "扣完为止" in text or "不保底" in text or _LIMIT.search(text) is not None
    return _PER_CASE.search(text) is not None and not said
