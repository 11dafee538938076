"""The one place where points are rounded: an amount to the two decimals it is entered with, a total as printed."""

from decimal import ROUND_HALF_UP, Decimal

from ptaudit.domain.policy import Policy

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """*amount* with two decimals, halves away from zero; never −0."""
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    return rounded or abs(rounded)


def published(total: Decimal, policy: Policy) -> Decimal:
    """*total* with as many decimals as are printed, halves away from zero (口径 score.scale)."""
    rounded = total.quantize(Decimal(1).scaleb(-int(policy["score.scale"])), ROUND_HALF_UP)
    return rounded or abs(rounded)
