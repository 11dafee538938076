"""What the ledger itself holds of the facts that formulas read: a closed list of names (第六、十一、十五条)."""

from ptaudit.application.view import View
from ptaudit.domain.rules.facts import Fact


def recorded(view: View, unit: str, year: int) -> dict[str, Fact]:
    """Facts of *unit* for *year* by input, each with the entries it rests on."""
    return {}
