"""考评细则 as data: an item tree in parts, which version applies to whom, and what an item allows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.events.targets import RuleItem, RulesIssued
from ptaudit.domain.record import Record


@dataclass(frozen=True, slots=True)
class Rules:
    """One issued version: who it applies to, full marks, and its items by code in order of issue."""

    year: int
    version: int
    applies_to: str | tuple[str, ...]
    full_marks: Decimal
    since: dt.date
    entry: str
    position: int
    items: Mapping[str, RuleItem] = field(default_factory=dict)
    overall: Overall | None = None
    #: Those of *items* without sub-items.
    ends: tuple[RuleItem, ...] = field(init=False, default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        parents = {item.parent for item in self.items.values() if item.parent}
        ends = tuple(item for item in self.items.values() if item.code not in parents)
        object.__setattr__(self, "ends", ends)

    def applies(self, unit: str, sequence: str) -> bool:
        if isinstance(self.applies_to, str):
            return self.applies_to == sequence
        return unit in self.applies_to

    def leaves(self, unit: str) -> tuple[RuleItem, ...]:
        """Items that carry points for *unit*: those without sub-items, in order of issue."""
        return tuple(
            [item for item in self.ends if item.applies_to is None or unit in item.applies_to]
        )


@dataclass(frozen=True, slots=True)
class RulesBook:
    """Every version of every year, in order of issue."""

    versions: tuple[Rules, ...] = ()

    def with_part(self, record: Record, event: RulesIssued) -> "RulesBook":
        """Rules that another organ than 县绩效委 issued are in force for nobody (第十一条)."""
        if record.is_beyond_competence:
            return self
        items = {item.code: item for item in event.items}
        for n, former in enumerate(self.versions):
            same = (former.year, former.version, former.applies_to)
            if same == (event.year, event.rules_version, event.applies_to):
                merged = replace(former, items={**former.items, **items})
                return RulesBook((*self.versions[:n], merged, *self.versions[n + 1 :]))
        rules = Rules(
            event.year,
            event.rules_version,
            event.applies_to,
            event.full_marks,
            record.effective,
            record.id,
            record.position,
            items,
            event.overall,
        )
        return RulesBook((*self.versions, rules))

    def for_unit(
        self, unit: str, sequence: str, year: int, on: dt.date | None = None
    ) -> Rules | None:
        """The highest version of *year* for the unit in force on a day (latest when *on* is None)."""
        found = [
            rules
            for rules in self.versions
            if rules.year == year
            and rules.applies(unit, sequence)
            and (on is None or rules.since <= on)
        ]
        return max(found, key=lambda rules: rules.version, default=None)
