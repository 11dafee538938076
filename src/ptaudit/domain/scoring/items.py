"""Which item, which version of the rules and which amount a score entry may name (第十一、十五条)."""

import datetime as dt
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain import names
from ptaudit.domain.commands.assessment import DeductScore, EnterScore
from ptaudit.domain.events.targets import PerCase, RuleItem
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.rules.limits import cap, floor

Entering: TypeAlias = EnterScore | DeductScore
Award: TypeAlias = Literal["增减", "核定"]


def override(command: Entering) -> str | None:
    return command.override_reason if isinstance(command, EnterScore) else None


def rules_for(
    command: Entering, unit: str, year: int, day: dt.date, registry: Registry
) -> Rules | None:
    """The version in force for *unit* on *day*, else the year's first; None where the year has none.

    Raises Malformed where the command names another version without saying why, NotFound for one
    that was never issued.
    """
    sequence = registry.sequence(unit, year)
    versions = {
        rules.version: rules
        for rules in registry.rules.versions
        if rules.year == year and rules.applies(unit, sequence)
    }
    due = registry.rules_for(unit, year, day)
    if due is None and versions:
        due = versions[min(versions)]
    said = command.rules_version if isinstance(command, EnterScore) else None
    if said is None or (due is not None and said == due.version):
        return due
    if said not in versions:
        known = "、".join(map(str, sorted(versions)))
        raise NotFound("rules.unknown_version", year=year, version=said, known=known)
    if override(command) is None:
        due_version = due.version if due else 0
        raise Malformed("score.rules_version", version=said, due=due_version, day=day)
    return versions[said]


def item_of(rules: Rules, said: str, unit: str) -> RuleItem:
    """The item of this code or name that *unit* is scored on. Raises NotFound or Malformed."""
    leaves = {item.code: item for item in rules.leaves(unit)}
    if said in leaves:
        return leaves[said]
    named = [item for item in leaves.values() if item.name == said]
    if len(named) == 1:
        return named[0]
    if said in rules.items:
        parents = {item.parent for item in rules.items.values()}
        code = "item.is_group" if said in parents else "item.not_for_unit"
        raise Malformed(code, item=said, name=rules.items[said].name)
    known = [text for item in leaves.values() for text in (item.code, item.name)]
    near = names.listed(names.near(said, known))
    raise NotFound("item.unknown", item=said, year=rules.year, near=near)


def check(
    command: Entering, item: RuleItem, amount: Decimal, award: Award, policy: Policy
) -> str | None:
    """Refuse an amount the item does not allow; the code of the case it is counted by, if any.

    Raises Malformed for points added to a 扣分 item, for more than the item is worth and for another
    amount than count × the case's own; the last two stand with an ``override_reason``.
    """
    if item.mode == "扣分" and amount > 0:
        raise Malformed("score.sign", item=item.code, name=item.name, amount=amount)
    case = _case(command, item)
    if override(command) is not None:
        return case.code if case else None
    least, _ = floor(item, policy)
    if _over(amount, least, cap(item), award):
        limit = cap(item)
        raise Malformed(
            "score.over_item", item=item.code, name=item.name, amount=amount, limit=limit
        )
    count = command.count or 1
    if case is not None and abs(amount) != count * abs(case.amount):
        raise Malformed(
            "score.not_count_times",
            item=item.code,
            amount=abs(amount),
            count=count,
            each=abs(case.amount),
        )
    return case.code if case else None


def _over(amount: Decimal, least: Decimal | None, most: Decimal, award: Award) -> bool:
    """Whether one entry alone goes beyond what the item can be worth."""
    if award == "核定":
        return amount > most or (least is not None and amount < least)
    if amount > 0:
        return amount > most
    return least is not None and -amount > most - least


def _case(command: Entering, item: RuleItem) -> PerCase | None:
    """The case named; an item with one case only needs no name to be counted."""
    cases = {case.code: case for case in item.per_case or ()}
    if command.per_case is not None:
        if command.per_case not in cases:
            known = names.listed(sorted(cases))
            raise NotFound(
                "score.case_unknown", case=command.per_case, item=item.code, known=known
            )
        return cases[command.per_case]
    if command.count is not None and len(cases) == 1:
        return next(iter(cases.values()))
    return None
