"""A whole table under given facts: every item, their total, its conversion, grades and honours (第九、十条)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas.conditions import written
from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules.evaluating import ItemResult, Line, evaluate
from ptaudit.domain.rules.facts import Facts, Reader
from ptaudit.domain.rules.limits import ZERO
from ptaudit.domain.rules.rounding import cents, published

#: The rank by total, where nobody says it otherwise.
RANK = "名次:总分"
HUNDRED = Decimal("100.00")


@dataclass(frozen=True, slots=True)
class Tried:
    """*total* is None while an item is *missing* something; *known* is the sum of the others.

    *lines* explain what happened to the sum; with the items' lines they add up to the total.
    """

    items: tuple[ItemResult, ...]
    known: Decimal
    full: Decimal
    total: Decimal | None
    lines: tuple[Line, ...] = ()
    keys: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a total gives its unit. *withheld*: honours whose conditions do not hold, in words."""

    grade: str | None = None
    withheld: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Table:
    items: Mapping[str, RuleItem]
    leaves: Mapping[str, RuleItem]
    facts: Facts
    policy: Policy
    done: dict[str, ItemResult] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def result(self, code: str) -> ItemResult:
        if code not in self.done:
            self.begun.add(code)
            self.done[code] = evaluate(self.leaves[code], self.facts, self.policy, self.other)
        return self.done[code]

    def other(self, code: str) -> Decimal | None:
        """What another item comes to; a group, the sum of what is below it. None: unknown, or a circle."""
        if code in self.leaves:
            if code in self.begun and code not in self.done:
                return None
            return self.result(code).points
        below = [c for c, item in self.leaves.items() if self._is_below(item, code)]
        found = [self.other(c) for c in below]
        known = [points for points in found if points is not None]
        return sum(known, ZERO) if below and len(known) == len(found) else None

    def _is_below(self, item: RuleItem, code: str) -> bool:
        seen: set[str] = set()
        above = item.parent
        while above is not None and above not in seen:
            if above == code:
                return True
            seen.add(above)
            above = self.items[above].parent if above in self.items else None
        return False


def compute(
    items: Mapping[str, RuleItem],
    leaves: Sequence[RuleItem],
    overall: Overall | None,
    facts: Facts,
    policy: Policy,
) -> Tried:
    """The total of *leaves* (those of *items* that carry points for the unit) under *facts*.

    Converted where the rules say so, then held to 口径 score.cap and score.floor; the order of the
    items never matters.
    """
    table = _Table(items, {item.code: item for item in leaves}, facts, policy)
    results = tuple(table.result(item.code) for item in leaves)
    known = sum((r.points for r in results if r.points is not None), ZERO)
    full = sum((item.points for item in leaves), ZERO)
    keys = dict.fromkeys(key for result in results for key in result.keys)
    missing = dict.fromkeys(said for result in results for said in result.missing)
    tried = Tried(results, known, full, known, (), tuple(keys), tuple(missing))
    return replace(tried, total=None) if missing else _finished(tried, overall, policy)


def _finished(tried: Tried, overall: Overall | None, policy: Policy) -> Tried:
    total, lines, keys = tried.known, list[Line](), list(tried.keys)
    target = overall.convert_to if overall is not None else None
    if target is not None and tried.full not in (0, target):
        converted = cents(published(total * target / tried.full, policy))
        words = f"折算:{plain(total)}×{plain(target)}÷{plain(tried.full)}={plain(converted)}"
        lines.append(Line(words, converted - total))
        keys.append("score.scale")
        total = converted
    if total > HUNDRED:
        keys.append("score.cap")
        if policy["score.cap"] != "none":
            lines.append(Line("总分最高100分", HUNDRED - total))
            total = HUNDRED
    if total < 0:
        keys.append("score.floor")
        if policy["score.floor"] != "none":
            lines.append(Line("总分最低0分", -total))
            total = ZERO
    return replace(tried, total=total, lines=tuple(lines), keys=tuple(dict.fromkeys(keys)))


def standing(
    tried: Tried, overall: Overall | None, facts: Facts, policy: Policy, rank: int | None
) -> Standing:
    """The best grade whose score, place and conditions are met, and the honours that are withheld."""
    if overall is None or tried.total is None:
        return Standing()
    reader = Reader(facts, policy, lambda code: _points(tried, code))
    grade: str | None = None
    for one in overall.grades or ():
        if tried.total < one.at_least:
            continue
        if one.within is not None and rank is None:
            reader.missing[RANK] = None
            break
        if one.within is not None and rank is not None and rank > one.within:
            continue
        holds = reader.holds(one.requires) if one.requires is not None else True
        if holds is None:
            break
        if holds:
            grade = one.grade
            break
    withheld = [
        f"{honour.honour}:不符合 {written(honour.requires)}"
        for honour in overall.honours or ()
        if reader.holds(honour.requires) is False
    ]
    return Standing(grade, tuple(withheld), tuple(reader.missing))


def _points(tried: Tried, code: str) -> Decimal | None:
    return next((r.points for r in tried.items if r.item.code == code), None)
