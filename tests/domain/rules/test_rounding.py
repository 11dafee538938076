"""Where points are rounded: halves away from zero, never −0, in as many decimals as are asked for."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import pytest

from ptaudit.domain.rules.rounding import cents, published
from tests.domain.sheets import policy


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.125", "0.13"),
        ("-0.125", "-0.13"),
        ("0.115", "0.12"),
        ("7", "7.00"),
        ("-0.004", "0.00"),
        ("-0.00", "0.00"),
        ("0.004", "0.00"),
    ],
)
def test_an_amount_has_two_decimals_whatever_the_context_rounds_by(
    amount: str, rounded: str
) -> None:
    with localcontext(rounding=ROUND_HALF_EVEN):
        assert str(cents(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("total", "scale", "printed"),
    [
        ("90.445", "2", "90.45"),
        ("90.45", "1", "90.5"),
        ("90.5", "0", "91"),
        ("-0.004", "2", "0.00"),
        ("-0.4", "0", "0"),
        ("-1.5", "0", "-2"),
    ],
)
def test_a_total_is_printed_with_as_many_decimals_as_the_county_says(
    total: str, scale: str, printed: str
) -> None:
    with localcontext(rounding=ROUND_HALF_EVEN):
        assert str(published(Decimal(total), policy(score__scale=scale))) == printed
