"""Small 考评细则 and score sheets for tests: ``rules(item("R1", "扣分", 10))``, ``sheet(entry("R1", -3))``."""

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from ptaudit.domain.decider import Mark
from ptaudit.domain.events.register import UnitRegistered
from ptaudit.domain.events.targets import PerCase, RuleItem, RulesIssued
from ptaudit.domain.policies import PolicyBook
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry, Unit
from ptaudit.domain.rules import Rules, RulesBook
from ptaudit.domain.scoring.sheet import Assertion, Entry, Sheet
from ptaudit.domain.values import Stage

YEAR = 2023
ISSUED = dt.date(2023, 3, 1)
APPROVED = dt.date(2024, 1, 20)
SCORED = dt.date(2024, 1, 8)


def points(value: str | int | Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))


def item(
    code: str,
    mode: Literal["扣分", "得分", "核定"],
    worth: str | int,
    *,
    cap: str | int | None = None,
    floor: str | int | None = None,
    cases: tuple[PerCase, ...] = (),
    parent: str | None = None,
    applies_to: tuple[str, ...] | None = None,
) -> RuleItem:
    return RuleItem(
        code=code,
        parent=parent,
        name=f"指标{code}",
        group="8.1",
        mode=mode,
        points=points(worth),
        cap=None if cap is None else points(cap),
        floor="无" if floor == "无" else None if floor is None else points(floor),
        rule_text=f"{code}的评分标准",
        per_case=cases or None,
        applies_to=applies_to,
    )


def case(code: str, amount: str | int, floor: Any = None) -> PerCase:
    return PerCase(code=code, amount=points(amount), text=f"每起扣{amount}分", floor=floor)


def issued(*items: RuleItem, version: int = 1, applies_to: Any = "A") -> RulesIssued:
    return RulesIssued(
        year=YEAR,
        rules_version=version,
        applies_to=applies_to,
        part=1,
        parts=1,
        full_marks=points(100),
        items=items,
    )


def rules(*items: RuleItem, version: int = 1, since: dt.date = ISSUED, position: int = 1) -> Rules:
    by_code = {i.code: i for i in items}
    return Rules(YEAR, version, "A", points(100), since, "e" * 32, position, by_code)


def registry(*versions: Rules, roles: Any = None, **tried: str) -> Registry:
    """A registry with one 镇, ``qinghe``, these rules, and policy keys tried out."""
    event = UnitRegistered(unit="qinghe", name="清河镇", unit_kind="镇", roles=roles)
    keys = {name.replace("__", "."): value for name, value in tried.items()}
    return Registry(
        units={"qinghe": Unit("qinghe", 1, "e" * 32, event)},
        rules=RulesBook(versions),
        policies=PolicyBook(),
        tried=keys,
    )


def policy(**keys: str) -> Policy:
    """Defaults but for *keys*: ``policy(score__cap="none")``."""
    return Policy(values={name.replace("__", "."): value for name, value in keys.items()})


def mark(position: int, on: dt.date = SCORED) -> Mark:
    return Mark(on, position, f"{on}T10:00:00.000+08:00")


def entry(
    code: str,
    amount: str | int | Decimal,
    *,
    award: Literal["增减", "核定"] = "增减",
    stage: Stage = "审核",
    position: int = 10,
    reversed_at: int = 0,
    **more: Any,
) -> Entry:
    return Entry(
        id=f"{position:032x}",
        no=position,
        mark=mark(position),
        stage=stage,
        item=code,
        amount=points(amount),
        award=award,
        reversed=mark(reversed_at) if reversed_at else None,
        **{"rules_version": 1, **more},
    )


def asserted(total: str | int, *entries: Entry, position: int = 20, **more: Any) -> Assertion:
    """The approval of *total* by both organs when *entries* were known."""
    return Assertion(
        **{
            "kind": "审定",
            "id": f"{position:032x}",
            "mark": mark(position, APPROVED),
            "total": points(total),
            "approving": ("CGV", "CPC"),
            "nets": Sheet("qinghe", YEAR, entries=entries).nets,
            **more,
        }
    )


def sheet(*entries: Entry, assertions: tuple[Assertion, ...] = ()) -> Sheet:
    return Sheet("qinghe", YEAR, entries=entries, assertions=assertions)
