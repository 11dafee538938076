"""One rule and many amounts: deductions under the same rule at different rates a case."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ptaudit.domain.events.targets import PerCase, RuleItem
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.reasons import rules_of
from ptaudit.domain.scoring.sheet import Entry, Sheet


@dataclass(frozen=True, slots=True)
class Deduction:
    """A deduction that counts, with the rules it names; None where none are recorded for the unit."""

    unit: str
    year: int
    entry: Entry
    rules: Rules | None

    @property
    def item(self) -> RuleItem | None:
        return self.rules.items.get(self.entry.item) if self.rules else None

    @property
    def case(self) -> PerCase | None:
        cases = (self.item.per_case or ()) if self.item else ()
        return next((case for case in cases if case.code == self.entry.case), None)

    @property
    def rate(self) -> Fraction:
        """Points a case, exactly."""
        return Fraction(self.entry.amount) / (self.entry.count or 1)

    @property
    def whom(self) -> str:
        return "" if self.rules is None else str(self.rules.applies_to)


@dataclass(frozen=True, slots=True)
class Uneven:
    """One rule's deductions by rate, the rarest rate first; there are at least two."""

    rule: Any
    rates: tuple[tuple[Fraction, tuple[Deduction, ...]], ...]

    @property
    def first(self) -> Deduction:
        return self.rates[0][1][0]


def deductions(sheets: Iterable[Sheet], registry: Registry) -> Iterator[Deduction]:
    for sheet in sheets:
        for entry in sheet.entries:
            if entry.counts and entry.award == "增减" and entry.amount < 0:
                rules = rules_of(registry, sheet.unit, sheet.year, entry.rules_version)
                yield Deduction(sheet.unit, sheet.year, entry, rules)


def of_version(deduction: Deduction) -> tuple[int, str, str, str]:
    """One item and case of one rules version."""
    entry = deduction.entry
    return (entry.rules_version, deduction.whom, entry.item, entry.case or "")


def of_wording(deduction: Deduction) -> tuple[str, ...]:
    """One rule by what it says, whatever its code, version, year or sequence.

    A rule that was reworded, or whose amount a case was changed, is another rule.
    """
    item, case = deduction.item, deduction.case
    if item is None:
        return ("", deduction.entry.item, deduction.entry.case or "")
    if case is None:
        return (item.name, item.mode, item.rule_text, deduction.entry.case or "")
    return (item.name, item.mode, item.rule_text, case.text, str(case.amount))


def uneven(found: Iterable[Deduction], rule: Callable[[Deduction], Any]) -> list[Uneven]:
    """Rules, as *rule* tells them apart, under which different rates were deducted."""
    held: dict[Any, dict[Fraction, list[Deduction]]] = {}
    for deduction in found:
        held.setdefault(rule(deduction), {}).setdefault(deduction.rate, []).append(deduction)
    return [
        Uneven(
            key,
            tuple(
                (rate, tuple(entries))
                for rate, entries in sorted(rates.items(), key=lambda p: (len(p[1]), p[0]))
            ),
        )
        for key, rates in sorted(held.items())
        if len(rates) > 1
    ]


def printed(rate: Fraction) -> str:
    """Points to the cent where they are whole cents, else as a fraction."""
    cents = rate * 100
    return f"{Decimal(cents.numerator) / 100:.2f}" if cents.denominator == 1 else str(rate)
