"""缺项: what becomes of the points of an indicator that does not concern a unit (第八条; 口径 na_indicator)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.indicators.fold import Waiver
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules import Rules
from ptaudit.domain.values import CENT

KEY = "na_indicator"
How: TypeAlias = Literal["折算", "满分", "零分", "转移"]
_BY_POLICY: Mapping[str, How] = {
    "rescale": "折算",
    "full": "满分",
    "zero": "零分",
    "reassign": "转移",
}
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Waived:
    """One item that does not concern the unit, by which finding, and what becomes of its points."""

    waiver: Waiver
    how: How
    #: What *how* was decided by: the paper, or 口径.
    by_policy: bool

    def value(self, item: RuleItem) -> Decimal:
        """What the item itself counts."""
        return item.points if self.how == "满分" else ZERO


@dataclass(frozen=True, slots=True)
class Shift:
    """Points that items of their own came to: *item* is where they went, empty for all others alike."""

    how: Literal["折算", "转移"]
    amount: Decimal
    waived: tuple[Waived, ...]
    item: str = ""


def waived(
    waivers: Sequence[Waiver], rules: Rules, unit: str, policy: Policy
) -> Mapping[str, Waived]:
    """The items of *unit* that do not concern it, by code; a finding about a group covers all below."""
    found: dict[str, Waived] = {}
    by_indicator = {waiver.indicator: waiver for waiver in waivers}
    for item in rules.leaves(unit) if by_indicator else ():
        waiver = _covering(item, by_indicator, rules)
        if waiver is not None:
            said = waiver.treatment
            how = _BY_POLICY[policy[KEY]] if said is None or said == "撤销" else said
            found[item.code] = Waived(waiver, how, said is None)
    return found


def _covering(item: RuleItem, waivers: Mapping[str, Waiver], rules: Rules) -> Waiver | None:
    seen: set[str] = set()
    above: RuleItem | None = item
    while above is not None and above.code not in seen:
        if above.code in waivers:
            return waivers[above.code]
        seen.add(above.code)
        above = rules.items.get(above.parent) if above.parent else None
    return None


def shifts(
    items: Sequence[tuple[RuleItem, Decimal]],
    gone: Mapping[str, Waived],
    full_marks: Decimal,
) -> tuple[Shift, ...]:
    """What *items* with their values gain or lose by the points of those *gone*.

    转移: the receiving items count as if theirs were so many more; without an item named, those beside
    the one gone (of its parent, else its group). 折算: all that remains counts as a share of full marks.
    """
    worth = {item.code: (item, value) for item, value in items if item.code not in gone}
    found: list[Shift] = []
    for item, _ in items:
        if (one := gone.get(item.code)) is None or one.how != "转移":
            continue
        to = _beside(item, one.waiver.to_item, worth)
        points = sum((worth[code][0].points for code in to), ZERO)
        values = sum((worth[code][1] for code in to), ZERO)
        if points:
            amount = _cents(values * item.points / points)
            found.append(Shift("转移", amount, (one,), to[0] if len(to) == 1 else ""))
    away = [item for item, _ in items if item.code in gone and gone[item.code].how == "折算"]
    rest = sum((item.points for item, _ in items if item not in away), ZERO)
    if away and rest:
        counted = sum((value for _, value in items), ZERO)
        counted += sum((shift.amount for shift in found), ZERO)
        amount = _cents(counted * full_marks / rest) - counted
        by = {gone[item.code].waiver.id: gone[item.code] for item in away}
        found.append(Shift("折算", amount, tuple(by.values())))
    return tuple(found)


def _beside(
    item: RuleItem, named: str | None, worth: Mapping[str, tuple[RuleItem, Decimal]]
) -> tuple[str, ...]:
    if named is not None and named in worth:
        return (named,)
    near = [code for code, (other, _) in worth.items() if other.parent == item.parent is not None]
    return tuple(near or [c for c, (other, _) in worth.items() if other.group == item.group])


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
