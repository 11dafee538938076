"""What one step comes to, before it is rounded and put into the item's account."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ptaudit.domain.formulas.rows import plain
from ptaudit.domain.rules.facts import Reader

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class At:
    """Where a step stands: the item's points, and what the item has come to so far."""

    reader: Reader
    worth: Decimal
    running: Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """An exact amount and why. *of*: what it is won out of; None for what is added or taken (−)."""

    words: str
    amount: Decimal
    of: Decimal | None = None


def shown(value: Decimal) -> str:
    """A number as people read it: two decimals where it has more than six."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        return "约" + plain(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return plain(value)
