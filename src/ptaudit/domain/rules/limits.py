"""What an item may be worth at least and at most (第十一条; 口径 item.floor)."""

from decimal import Decimal

from ptaudit.domain.events.formulas import GapStep, PerCaseStep
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.policy import Policy

ZERO = Decimal("0.00")


def floor(item: RuleItem, policy: Policy) -> tuple[Decimal | None, bool]:
    """The least an item may be worth (None: no limit), and whether policy had to say so (第十一条).

    The item says it, else all its cases and steps that say anything at all, alike.
    """
    if item.floor is not None:
        return (None if item.floor == "无" else item.floor), False
    said = {case.floor for case in item.per_case or () if case.floor is not None}
    said |= {
        step.floor
        for step in item.formula or ()
        if isinstance(step, PerCaseStep | GapStep) and step.floor is not None
    }
    if len(said) == 1:
        return (ZERO if said == {"扣完为止"} else None), False
    return (ZERO if policy["item.floor"] == "zero" else None), True


def cap(item: RuleItem) -> Decimal:
    return item.points if item.cap is None else item.cap
