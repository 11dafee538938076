"""试算: a table that is not issued yet, or one that is, under given facts; nothing is ever written (第六、十一条)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.commands.targets import SaidRuleItem, SaidWarning
from ptaudit.domain.events.formulas import Overall
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.rules.checking import check
from ptaudit.domain.rules.facts import Fact, Facts
from ptaudit.domain.rules.faults import Fault, fault
from ptaudit.domain.rules.tables import RANK, Standing, Tried, compute, standing
from ptaudit.domain.scoring.ranking import rank
from ptaudit.domain.targets import rule_checks
from ptaudit.domain.targets.fold import YearPapers
from ptaudit.domain.targets.gaps import gaps_under
from ptaudit.domain.targets.rule_table import items_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as said, for the units of *applies_to* (a sequence, or codes)."""

    year: int
    applies_to: str | tuple[str, ...]
    items: Sequence[SaidRuleItem]
    full_marks: Decimal
    overall: Overall | None = None
    warnings: Sequence[SaidWarning] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One unit's trial. *rank*: as a fact says it, or among all units, were every one of them tried."""

    unit: str
    tried: Tried
    standing: Standing
    rank: int | None = None


def rules_of(draft: Draft, registry: Registry) -> Rules:
    """The draft as it would apply to its whole year, were it issued. Version 0: it is not."""
    items = {item.code: item for item in items_of(draft.items, registry).items}
    since = dt.date(draft.year, 1, 1)
    return Rules(
        draft.year, 0, draft.applies_to, draft.full_marks, since, "", 0, items, draft.overall
    )


def faults(draft: Draft, registry: Registry, papers: YearPapers | None = None) -> Iterator[Fault]:
    """Everything wrong with a draft, by row: what cannot be computed (错误), what stands as printed (提示).

    With the year's *papers*, units without targets and targets without a rule as well.
    """
    read = items_of(draft.items, registry)
    own = check(read.items, draft.overall, draft.full_marks)
    found = {(w.row, w.code, w.text): None for w in draft.warnings}
    found |= {(w.row, w.code, w.text): None for w in read.warnings}
    # Only of a tree without a code twice or a circle can sums be told.
    if not {one.code for one in own} & {"rules.code_twice", "rules.circle"}:
        for w in rule_checks.check(read.items, read.groups, draft.full_marks):
            found[w.row, w.code, w.text] = None
    told = [Fault(row, code, text) for row, code, text in found]
    if papers is not None:
        for gap in gaps_under(papers, registry, rules_of(draft, registry)):
            name = registry.named(gap.unit)
            code = "no_target" if gap.kind == "无目标任务" else "no_rule"
            told.append(fault(code, 0, unit=name, indicator=gap.indicator))
    yield from sorted([*own, *told], key=lambda one: one.row)


def units_of(
    rules: Rules, registry: Registry, named: Sequence[str], facts: Mapping[str, Facts]
) -> list[str]:
    """Codes of the units to try: those named, else those with facts, else all the rules apply to.

    Raises NotFound for a unit never registered.
    """
    if named:
        return [registry.unit(name).code for name in named]
    with_facts = [registry.unit(name).code for name in facts if name]
    if with_facts:
        return list(dict.fromkeys(with_facts))
    return [
        code for code in registry.units if rules.applies(code, registry.sequence(code, rules.year))
    ]


def facts_by_code(facts: Mapping[str, Facts], registry: Registry) -> dict[str, dict[str, Fact]]:
    """The facts by unit's code; those of no unit are everybody's. Raises NotFound."""
    return {(registry.unit(name).code if name else ""): dict(held) for name, held in facts.items()}


def trials(
    rules: Rules, units: Sequence[str], facts: Mapping[str, Facts], registry: Registry
) -> list[Trial]:
    """Every unit tried, and how it stands among the others; *facts* by code, ``""`` for everybody."""
    policy = registry.policy(rules.year)
    common = facts.get("", {})
    held = {unit: {**common, **facts.get(unit, {})} for unit in units}
    tried = {
        unit: compute(rules.items, rules.leaves(unit), rules.overall, held[unit], policy)
        for unit in units
    }
    totals = {unit: one.total for unit, one in tried.items() if one.total is not None}
    ranks: dict[str, int] = {}
    if set(totals) >= set(units_of(rules, registry, (), {})):
        ranks = {ranked.unit: ranked.rank for ranked in rank(totals, policy)}
    found: list[Trial] = []
    for unit, one in tried.items():
        place = _rank(held[unit], ranks.get(unit))
        found.append(
            Trial(unit, one, standing(one, rules.overall, held[unit], policy, place), place)
        )
    return found


def _rank(facts: Facts, computed: int | None) -> int | None:
    """The rank a fact gives, else the one among all the units tried."""
    said = facts.get(RANK)
    if said is not None and isinstance(said.value, Decimal):
        return int(said.value)
    return computed
