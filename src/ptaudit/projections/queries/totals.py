"""Totals an organ asserted, each against what the items added up to then, and the official one against now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import explained, scored
from ptaudit.domain.scoring.sheet import ZERO, Assertion, Sheet


@dataclass(frozen=True, slots=True)
class Total:
    """*items*: what the items came to when *total* was asserted; None where the unit has no rules."""

    unit: str
    year: int
    assertion: Assertion
    total: Decimal
    items: Decimal | None

    @property
    def rest(self) -> Decimal:
        """未分解: what no item explains."""
        return self.total - (ZERO if self.items is None else self.items)


@dataclass(frozen=True, slots=True)
class Moved:
    """An official score that entries recorded or corrected since would change; *since*: their positions."""

    unit: str
    year: int
    official: Assertion
    total: Decimal
    recomputed: Decimal
    since: tuple[int, ...]


def totals(sheet: Sheet, registry: Registry) -> Iterator[Total]:
    """Every assertion of a total, in folding order; carried totals were never made up of items here."""
    for assertion in sheet.assertions:
        if assertion.kind != "结转" and assertion.total is not None:
            items = explained(sheet, assertion, registry)
            yield Total(sheet.unit, sheet.year, assertion, assertion.total, items)


def moved(sheet: Sheet, registry: Registry, counting: Collection[str] | None) -> Moved | None:
    """*counting*: the acts of approval that count in the year's procedure."""
    one = scored(sheet, registry, counting)
    if not one.difference or one.official is None or one.official.total is None:
        return None
    assert one.recomputed is not None
    at = one.official.mark.position
    since = [entry.mark.position for entry in sheet.entries if entry.mark.position > at]
    changed = [position for entry in sheet.entries for position in entry.changed]
    positions = tuple(dict.fromkeys((*since, *changed)))
    return Moved(
        sheet.unit, sheet.year, one.official, one.official.total, one.recomputed, positions
    )
