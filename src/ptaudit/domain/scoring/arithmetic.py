"""The arithmetic of scores: items under their limits, their sum, and how it stands to what was asserted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.indicators.fold import Waiver
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules, RulesBook
from ptaudit.domain.rules.limits import cap, floor
from ptaudit.domain.scoring.sheet import ZERO, Assertion, Net, Sheet, official
from ptaudit.domain.scoring.waived import KEY as NA_INDICATOR
from ptaudit.domain.scoring.waived import Shift, Waived, shifts, waived

Limit: TypeAlias = Literal["封顶", "保底"]
NOTHING = Net()
#: Scores a registry remembers.
KEPT = 1_000


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item: *start* (None: undetermined), what counts on it, and its value within its limits.

    *silent*: the rule does not say whether deductions stop at zero, and it mattered.
    """

    item: RuleItem
    start: Decimal | None
    net: Decimal
    value: Decimal | None
    limit: Limit | None = None
    silent: bool = False
    #: It does not concern the unit: entries on it count nothing.
    waived: Waived | None = None

    @property
    def cut(self) -> Decimal:
        """What the limits added (保底) or took (封顶)."""
        if self.start is None or self.value is None:
            return ZERO
        return self.value - self.start - self.net


@dataclass(frozen=True, slots=True)
class Computed:
    """The sum of the items. *undetermined* items count nothing yet: the total is partial.

    *unplaced* are items that were scored but that these rules do not have; they count nothing.
    """

    total: Decimal
    items: tuple[ItemScore, ...]
    cut: Decimal = ZERO
    undetermined: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    #: What items gained or lost by the points of others that do not concern the unit.
    shifts: tuple[Shift, ...] = ()

    @property
    def partial(self) -> bool:
        return bool(self.undetermined)


def item_score(item: RuleItem, net: Net, policy: Policy) -> ItemScore:
    """扣分 starts full, 得分 at nothing, 核定 undetermined; an award takes the place of the start."""
    start = net.award
    if start is None and item.mode != "核定":
        start = item.points if item.mode == "扣分" else ZERO
    if start is None:
        return ItemScore(item, None, net.net, None)
    raw = start + net.net
    least, silent = floor(item, policy)
    silent = silent and raw < 0
    if least is not None and raw < least:
        return ItemScore(item, start, net.net, least, "保底", silent)
    if raw > cap(item):
        return ItemScore(item, start, net.net, cap(item), "封顶", silent)
    return ItemScore(item, start, net.net, raw, None, silent)


def compute(
    nets: Mapping[str, Net],
    rules: Rules,
    unit: str,
    policy: Policy,
    waivers: Sequence[Waiver] = (),
) -> Computed:
    """The total of *unit* from what counts by item; sub-items add up, groups have no limit of their own.

    Items that *waivers* find not to concern the unit count what becomes of their points.
    """
    gone = waived(waivers, rules, unit, policy)
    items = tuple(
        [
            ItemScore(item, ZERO, ZERO, gone[item.code].value(item), waived=gone[item.code])
            if item.code in gone
            else item_score(item, nets.get(item.code, NOTHING), policy)
            for item in rules.leaves(unit)
        ]
    )
    codes = {score.item.code for score in items}
    moved: tuple[Shift, ...] = ()
    if gone:
        worth = [(score.item, ZERO if score.value is None else score.value) for score in items]
        moved = shifts(worth, gone, rules.full_marks)
    raw = sum((score.value for score in items if score.value is not None), ZERO)
    raw += sum((shift.amount for shift in moved), ZERO)
    total, keys = raw, ["item.floor"] if any(score.silent for score in items) else []
    if any(one.by_policy for one in gone.values()):
        keys.append(NA_INDICATOR)
    if raw > 100:
        keys.append("score.cap")
        total = raw if policy["score.cap"] == "none" else Decimal("100.00")
    if raw < 0:
        keys.append("score.floor")
        total = raw if policy["score.floor"] == "none" else ZERO
    return Computed(
        total,
        items,
        total - raw,
        tuple(score.item.code for score in items if score.value is None),
        tuple(code for code in nets if code not in codes),
        tuple(keys),
        moved,
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """One unit and year as shown: official, computed, recomputed, and what no item explains (未分解).

    *basis* is the assertion *recomputed* rests on: the official one, else the latest. *computed* is
    None where the year has no rules for the unit (结果级).
    """

    sheet: Sheet
    computed: Computed | None
    official: Assertion | None = None
    basis: Assertion | None = None
    then: Decimal | None = None
    keys: tuple[str, ...] = ()

    @property
    def undecomposed(self) -> Decimal | None:
        """未分解: asserted − computed, as known when it was asserted."""
        if self.basis is None or self.basis.total is None:
            return None
        return self.basis.total - (ZERO if self.then is None else self.then)

    @property
    def recomputed(self) -> Decimal | None:
        """asserted + (computed now − computed at the assertion); computed where nothing is asserted."""
        now = None if self.computed is None else self.computed.total
        if self.undecomposed is None:
            return now
        return self.undecomposed + (ZERO if now is None else now)

    @property
    def total(self) -> Decimal | None:
        """The official score; before approval the provisional one."""
        return self.recomputed if self.official is None else self.official.total

    @property
    def difference(self) -> Decimal | None:
        """recomputed − official; None before approval."""
        if self.official is None or self.official.total is None or self.recomputed is None:
            return None
        return self.recomputed - self.official.total


def scored(sheet: Sheet, registry: Registry, counting: Collection[str] | None = None) -> Scored:
    """*sheet* under the rules and policy of its year; the total at the assertion under those known then.

    Rules first recorded after the assertion stand in where none were known: the assertion is then
    explained by what counted at its time. *counting*: the acts of approval that count (a cycle's
    ``approval.entries``), for who has folded the year's procedure.
    """
    done = registry.scored.get((sheet.unit, sheet.year))
    if done is not None and done[0] is sheet and done[1] == counting:
        known: Scored = done[2]
        return known
    result = _scored(sheet, registry, counting)
    if len(registry.scored) >= KEPT:
        registry.scored.clear()
    registry.scored[sheet.unit, sheet.year] = (sheet, counting, result)
    return result


def _scored(sheet: Sheet, registry: Registry, counting: Collection[str] | None) -> Scored:
    nets, rules = sheet.nets, registry.rules_for(sheet.unit, sheet.year)
    computed = None
    if rules is not None:
        policy = registry.policy(sheet.year)
        computed = compute(nets, rules, sheet.unit, policy, sheet.waivers)
    approved = official(sheet, counting)
    if approved is not None and approved.total is None:
        approved = None
    basis = approved or sheet.last()
    then = None
    if basis is not None and computed is not None:
        # Mostly nothing has changed since.
        counted = (basis.nets, basis.waivers) == (nets, sheet.waivers)
        same = counted and _under(sheet, basis, registry) == _under(sheet, None, registry)
        then = computed.total if same else explained(sheet, basis, registry)
    return Scored(sheet, computed, approved, basis, then, computed.keys if computed else ())


def explained(sheet: Sheet, assertion: Assertion, registry: Registry) -> Decimal | None:
    """What the items of *sheet* came to when *assertion* was recorded; None where its unit has no rules."""
    rules, policy = _under(sheet, assertion, registry)
    if rules is None:
        return None
    return compute(assertion.nets, rules, sheet.unit, policy, assertion.waivers).total


def _under(
    sheet: Sheet, assertion: Assertion | None, registry: Registry
) -> tuple[Rules | None, Policy]:
    """The rules and policy of the sheet's year: those known when *assertion* was recorded, or now."""
    rules = registry.rules_for(sheet.unit, sheet.year)
    if assertion is None or rules is None:
        return rules, registry.policy(sheet.year)
    before = as_known(registry, assertion.mark.position)
    known = before.rules_for(sheet.unit, sheet.year, assertion.mark.on) or rules
    return known, before.policy(sheet.year)


def as_known(registry: Registry, position: int) -> Registry:
    """*registry* with only the rules and policies recorded before *position* and nothing tried out."""
    if (known := registry.as_of.get(position)) is not None:
        return known
    known = registry.as_of[position] = replace(
        registry,
        rules=RulesBook(tuple(r for r in registry.rules.versions if r.position < position)),
        policies=replace(
            registry.policies,
            adopted=tuple(
                pair for pair in registry.policies.adopted if pair[0].position < position
            ),
        ),
        tried={},
    )
    return known
