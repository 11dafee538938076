"""What two views say of the same things, held against each other: nothing is judged, only told apart."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

What: TypeAlias = Literal[
    "年度进度",
    "登记层级",
    "审定",
    "审定得分",
    "重算得分",
    "指标得分",
    "依据已变",
    "审定名次",
    "重算名次",
    "审定名单",
    "重算名单",
    "问题状态",
    "整改时限",
    "提请更正",
    "自查状态",
    "一票否决",
    "先进称号",
    "加分应收回",
    "完成认定",
    "连续未完成",
    "若认定则",
    "问责建议",
]
#: In the order in which differences are told.
WHATS: tuple[What, ...] = get_args(What)

Value: TypeAlias = str | int | Decimal | dt.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a view says something of. *subject*: the item, finding, case, period or entry meant."""

    what: What
    year: int | None = None
    units: tuple[str, ...] = ()
    subject: str = ""

    @property
    def order(self) -> tuple[int, int, tuple[str, ...], str]:
        return (self.year or 0, WHATS.index(self.what), self.units, self.subject)


@dataclass(frozen=True, slots=True)
class Said:
    """What a view says of a point, and the entries (positions) that say so."""

    value: Value
    positions: tuple[int, ...] = ()


State = Mapping[Point, Said]


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which two views disagree; None on the side that says nothing of it."""

    point: Point
    before: Said | None
    after: Said | None

    @property
    def positions(self) -> tuple[int, ...]:
        """Entries only one of the sides rests on; where both rest on the same, those."""
        sides = [set(said.positions) for said in (self.before, self.after) if said is not None]
        one, other = (*sides, set())[:2]
        return tuple(sorted(one ^ other or one | other))


def differences(before: State, after: State) -> tuple[Difference, ...]:
    """Every point whose value is not the same on both sides, by year and in the order of ``WHATS``."""
    points = sorted({*before, *after}, key=lambda point: point.order)
    found = (Difference(point, before.get(point), after.get(point)) for point in points)
    return tuple(one for one in found if _value(one.before) != _value(one.after))


def _value(said: Said | None) -> Value | None:
    return None if said is None else said.value
