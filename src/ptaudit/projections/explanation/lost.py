"""得分说明: from full marks to the score, every lost point a line, to the cent (第九、十条的百分制)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.scoring.sheet import ZERO
from ptaudit.projections.explanation.tree import ItemTree, Point, Tree

LostWhat: TypeAlias = Literal[
    "扣分",
    "未得分",
    "核定",
    "尚未核定",
    "超出分值",
    "封顶",
    "保底",
    "缺项",
    "缺项折算",
    "缺项转移",
    "总分限额",
    "未分解",
    "审定后变动",
    "细则与满分之差",
]
#: 百分制: what counts as full marks where the year has no rules.
HUNDRED = Decimal("100.00")


@dataclass(frozen=True, slots=True)
class LostLine:
    """*lost* is negative where a line gives back. *points* are what it says so by, none where nothing was entered."""

    what: LostWhat
    lost: Decimal
    item: ItemTree | None = None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """*full* − the sum of *lines* is *score*, to the cent. *ruled*: full marks are those of the rules."""

    full: Decimal
    ruled: bool
    score: Decimal
    lines: tuple[LostLine, ...]

    @property
    def lost(self) -> Decimal:
        return sum((line.lost for line in self.lines), ZERO)


def lost(tree: Tree) -> Lost | None:
    """Why *tree*'s score is not full marks; None where there is no score."""
    scored = tree.material.scored
    if scored.total is None:
        return None
    ruled = tree.rules is not None
    full = tree.rules.full_marks if tree.rules else HUNDRED
    lines = [line for group in tree.groups for item in group.items for line in _of_item(item)]
    missing = full - sum((i.item.points for group in tree.groups for i in group.items), ZERO)
    for point in tree.others:
        reason = point.reason
        # Without rules no item carries points: all that is missing from full marks is 未分解.
        amount = reason.counted - (ZERO if ruled or reason.what != "未分解" else missing)
        if (what := _APART.get(reason.what)) is not None and amount:
            lines.append(LostLine(what, -amount, points=(point,)))
            missing = missing if ruled or reason.what != "未分解" else ZERO
    if missing:
        lines.append(LostLine("细则与满分之差" if ruled else "未分解", missing))
    return Lost(full, ruled, scored.total, tuple(lines))


#: Lines that stand for what no item says.
_APART: Mapping[str, LostWhat] = {
    "缺项折算": "缺项折算",
    "缺项转移": "缺项转移",
    "总分限额": "总分限额",
    "未分解": "未分解",
    "审定后变动": "审定后变动",
}


def _of_item(item: ItemTree) -> Iterator[LostLine]:
    """Deductions one by one, then what was not awarded, then what the item's limits changed."""
    rest = item.item.points
    for point in item.points:
        what, counted = point.reason.what, point.reason.counted
        if what == "缺项" and rest != counted:
            yield LostLine(what, rest - counted, item, (point,))
        elif what == "缺项转移" and counted:
            yield LostLine(what, -counted, item, (point,))
    if any(point.reason.what == "缺项" for point in item.points):
        return
    gained: list[Point] = []
    for point in item.points:
        reason, entry = point.reason, point.entry
        if reason.what == "起点":
            rest -= reason.counted
        elif reason.what != "计分" or entry is None or entry.reversed is not None:
            continue  # What was reversed was not lost in the end.
        elif entry.award == "核定" or reason.counted > 0:
            rest -= reason.counted
            gained.append(point)
        elif reason.counted:
            yield LostLine("扣分", -reason.counted, item, (point,))
    if rest:
        yield LostLine(_not_awarded(item, rest, gained), rest, item, _counting(gained))
    for point in item.points:
        what = point.reason.what
        if (what == "封顶" or what == "保底") and point.reason.counted:
            yield LostLine(what, -point.reason.counted, item, (point,))


def _not_awarded(item: ItemTree, rest: Decimal, gained: Iterable[Point]) -> LostWhat:
    if rest < 0:
        return "超出分值"
    awarded = any(p.entry and p.entry.award == "核定" and not p.reason.why_not for p in gained)
    if awarded:
        return "核定"
    return "尚未核定" if item.item.mode == "核定" else "未得分"


def _counting(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(point for point in points if point.reason.why_not is None)
