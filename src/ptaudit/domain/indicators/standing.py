"""What a value means: whether it meets its target, at what rate; what is still to be certified (第十五条第二项)."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ptaudit.domain.events.targets import Target
from ptaudit.domain.indicators.fold import Values, Waiver
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules import Rules
from ptaudit.domain.values import CENT

HUNDRED = Decimal(100)
OVER = "rate.over_100"
MISSING = "missing_value"


def is_met(value: Decimal, target: Target) -> bool | None:
    """None where the target has no value to be held against."""
    if target.value is None:
        return None
    match target.op:
        case "≤":
            return value <= target.value
        case "=":
            return value == target.value
        case _:
            return value >= target.value


def rate(value: Decimal, target: Target, policy: Policy) -> Decimal | None:
    """完成率 in percent, to two decimals; above a hundred as 口径 rate.over_100 has it.

    None for targets that are not to be exceeded: what part of such a one is done, nobody has said.
    """
    if target.value is None or target.value <= 0 or target.op == "≤":
        return None
    raw = (value * HUNDRED / target.value).quantize(CENT, ROUND_HALF_UP)
    return min(raw, HUNDRED.quantize(CENT)) if policy[OVER] == "cap" else raw


def is_over(value: Decimal, target: Target) -> bool:
    """Whether 口径 rate.over_100 has a say."""
    return target.value is not None and target.op != "≤" and value > target.value > 0


def waiver_of(indicator: str, values: Values, rules: Rules | None) -> Waiver | None:
    """The finding of 缺项 that covers *indicator*: its own, or that of an item above it."""
    seen: set[str] = set()
    code: str | None = indicator
    while code is not None and code not in seen:
        if (found := values.waiver(code)) is not None:
            return found
        seen.add(code)
        item = rules.items.get(code) if rules is not None else None
        code = item.parent if item is not None else None
    return None


def lacking(targets: Sequence[Target], values: Values, rules: Rules | None) -> Iterator[Target]:
    """Targets with a value to reach of which none was certified for the year, 缺项 apart."""
    for target in targets:
        if target.value is None or values.value(target.code) is not None:
            continue
        if waiver_of(target.code, values, rules) is None:
            yield target
