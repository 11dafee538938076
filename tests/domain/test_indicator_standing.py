"""第十五条第二项: when the ruling on more than a hundred percent has a say, and which 缺项 covers an indicator."""

from decimal import Decimal

import pytest

from ptaudit.domain.events.targets import Target
from ptaudit.domain.indicators.fold import Values, Waiver
from ptaudit.domain.indicators.standing import is_over, rate, waiver_of
from ptaudit.domain.policy import Policy
from tests.domain.sheets import item, mark, rules

TREATED = Target(
    code="R1", name="污水处理率", value=Decimal(95), op="≥", binding=True, article="8"
)


def target(value: str | None, op: str | None) -> Target:
    said = None if value is None else Decimal(value)
    return TREATED.model_copy(update={"value": said, "op": op})


@pytest.mark.parametrize(
    ("value", "than", "op", "over"),
    [
        ("95.01", "95", "≥", True),
        ("95", "95", "≥", False),
        ("96", "95", None, True),
        ("96", "95", "≤", False),
        ("1", "0", "≥", False),
        ("1", "-5", "≥", False),
        ("1", None, "≥", False),
    ],
)
def test_more_than_a_hundred_percent_is_more_than_a_target_to_be_reached(
    value: str, than: str | None, op: str | None, *, over: bool
) -> None:
    assert is_over(Decimal(value), target(than, op)) is over


def test_a_target_below_one_has_a_rate_and_one_without_value_none() -> None:
    policy = Policy()
    assert rate(Decimal("0.25"), target("0.5", "≥"), policy) == Decimal("50.00")
    assert rate(Decimal(1), target("1", "≥"), policy) == Decimal("100.00")
    assert rate(Decimal(1), target(None, "≥"), policy) is None


def waived(indicator: str) -> Values:
    found = Waiver(indicator, None, None, "w" * 32, mark(9), None, counts=True)
    return Values(waived=(found,))


def test_a_waiver_covers_the_indicator_and_what_is_below_it() -> None:
    issued = rules(
        item("R1", "扣分", 10), item("R1.1", "扣分", 5, parent="R1"), item("R2", "扣分", 5)
    )
    for code, above in (("R1", "R1"), ("R1.1", "R1"), ("R1.1", "R1.1"), ("X", "X")):
        found = waiver_of(code, waived(above), issued)
        assert found is not None
        assert found.indicator == above
    assert waiver_of("R1", waived("R1.1"), issued) is None
    assert waiver_of("R2", waived("R1"), issued) is None
    assert waiver_of("R1.1", waived("R1"), None) is None


def test_items_above_one_another_in_a_ring_end_the_search() -> None:
    ring = rules(item("R1", "扣分", 10, parent="R2"), item("R2", "扣分", 10, parent="R1"))
    assert waiver_of("R1", waived("R3"), ring) is None
