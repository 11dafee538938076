"""第十五条第二项 会同县级有关部门 — who is to join the review of what, and who has (口径 review.joint).

A department is to join where the year's rules name it as the assessor of an item of the unit. It is not
expected to join the review of itself, and 县环保部门 reviews anyway.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.onsite import JoinReview
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather
from ptaudit.domain.cycle.paper import Order
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.cycle.visiting import Joined
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision
from ptaudit.domain.events.onsite import JointReview, ReviewJoined
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections.standing import ruled
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = JoinReview
KEY = "review.joint"
_APART = re.compile(r"[\s,,、;;/和及]+")


@dataclass(frozen=True, slots=True)
class Expected:
    """A department that is to join the review of *unit* on *items* (codes, in order of the rules)."""

    department: str
    unit: str
    items: tuple[str, ...]


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"year:{command.year}", kinds=DECISIVE)


def decide(command: Command, state: Cycles, context: Context) -> Decision:
    registry = context.registry
    department = registry.unit(command.department)
    if department.event.unit_kind != "部门":
        raise Malformed("review.not_department", unit=department.name)
    rows: dict[str, JointReview] = {}
    for said in command.units:
        unit = registry.unit(said.unit)
        if unit.code in rows:
            raise Malformed("review.unit_twice", unit=unit.name)
        rows[unit.code] = JointReview(unit=unit.code, result=said.result, note=said.note)
    items = tuple(_item(said, command.year, registry) for said in dict.fromkeys(command.items))
    event = ReviewJoined(year=command.year, units=tuple(rows.values()), items=items or None)
    breaches = _of_itself(department.code, rows, command.year, registry)
    return Decision((Act(event, organs=(f"DEP:{department.code}",)),), breaches)


def _item(said: str, year: int, registry: Registry) -> str:
    """The code of an item of the year's rules. Raises NotFound where they have none so called."""
    rules = [rules for rules in registry.rules.versions if rules.year == year]
    found = {item.code: item.name for version in rules for item in version.items.values()}
    for code, name in found.items():
        if said in (code, name):
            return code
    near = names.listed(names.near(said, [*found, *found.values()]))
    raise NotFound("item.unknown", item=said, year=year, near=near)


def _of_itself(
    department: str, units: Iterable[str], year: int, registry: Registry
) -> tuple[Breach, ...]:
    if department not in units or registry.policy(year)["self_review"] != "refuse":
        return ()
    params = (("unit", registry.named(department)),)
    return (Breach("review.joined_itself", ruled("self_review", year, registry), params),)


def departments(assessor: str | None, registry: Registry) -> tuple[str, ...]:
    """Codes of the departments the rules name as assessors, 县环保部门 left out.

    A name nobody bears is nobody's: the rules may name an office that is not assessed.
    """
    found: dict[str, None] = {}
    for name in _APART.split(assessor or ""):
        try:
            unit = registry.unit(name.removeprefix("DEP:"))
        except NotFound:
            continue
        if unit.event.unit_kind == "部门" and "EPB" not in (unit.event.roles or ()):
            found[unit.code] = None
    return tuple(found)


def expected(units: Iterable[str], year: int, registry: Registry) -> Iterator[Expected]:
    """Who is to join the review of each of *units*, by unit and in order of the rules."""
    for unit in units:
        rules = registry.rules_for(unit, year)
        items: dict[str, list[str]] = {}
        for item in rules.leaves(unit) if rules else ():
            for department in departments(item.assessor, registry):
                if department != unit:
                    items.setdefault(department, []).append(item.code)
        for department, codes in items.items():
            yield Expected(department, unit, tuple(codes))


def answers(due: Expected, year: Cycle, before: Order | None = None) -> tuple[Joined, ...]:
    """The opinions of the department on the unit that count, and touch an item it is to join on."""
    return tuple(
        row
        for row in year.joined
        if row.unit == due.unit
        and due.department in row.departments
        and year.counts(row.paper)
        and (before is None or row.paper.order < before)
        and (not row.items or {*row.items} & {*due.items})
    )


def missing(due: Expected, year: Cycle, before: Order | None = None) -> tuple[str, ...]:
    """Items of *due* that no opinion of the department covers."""
    found = answers(due, year, before)
    if any(not row.items for row in found):
        return ()
    covered = {item for row in found for item in row.items}
    return tuple(item for item in due.items if item not in covered)


def lacking(
    units: Iterable[str], year: Cycle, registry: Registry, before: Order
) -> tuple[Breach, ...]:
    """Where the county requires joint opinions, a breach for each department an opinion went without."""
    if registry.policy(year.year)[KEY] != "require":
        return ()
    without: dict[str, list[str]] = {}
    for due in expected(units, year.year, registry):
        if missing(due, year, before):
            without.setdefault(due.department, []).append(registry.named(due.unit))
    return tuple(
        Breach(
            "opinion.joint_missing",
            ruled(KEY, year.year, registry),
            (
                ("department", registry.named(department)),
                ("units", names.listed(named)),
                ("year", year.year),
            ),
        )
        for department, named in without.items()
    )


decider: Decider[Command, Cycles] = Decider(boundary, Cycles(), gather, decide)
COMMANDS = (Command,)
