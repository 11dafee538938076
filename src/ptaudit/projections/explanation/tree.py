"""The score as a tree: 第八条's groups, items, every point with the entry, the rule and the facts behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.record import Record
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.reasons import Reason, reasons, rules_of
from ptaudit.domain.scoring.sheet import ZERO, Entry
from ptaudit.projections.explanation.material import Material, Named

Role: TypeAlias = Literal["依据", "起因", "问题", "更正", "此后"]


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry a point rests on. *unknown*: recorded only after the score entry was."""

    role: Role
    named: Named
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One reason with what it rests on. *entry* is the score entry it is about, *source* what says it.

    *rules* is the version the amount was given under, *issued* the entry that issued it.
    """

    reason: Reason
    entry: Entry | None = None
    source: Named | None = None
    rules: Rules | None = None
    issued: Named | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemTree:
    """One item of the rules, those above it by name, and its points; *counted* is their sum."""

    item: RuleItem
    above: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def counted(self) -> Decimal:
        return added(self.points)


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three parts of 第八条 (``8.1``)."""

    ref: str
    items: tuple[ItemTree, ...]

    @property
    def counted(self) -> Decimal:
        return sum((item.counted for item in self.items), ZERO)


@dataclass(frozen=True, slots=True)
class Tree:
    """*others* are points of no item: 未分解, 总分限额, 审定后变动, entries the rules have no item for.

    ``groups`` and ``others`` add up to the score shown, to the cent.
    """

    material: Material
    rules: Rules | None
    groups: tuple[Group, ...]
    others: tuple[Point, ...]

    @property
    def counted(self) -> Decimal:
        return sum((group.counted for group in self.groups), added(self.others))


def added(points: Iterable[Point]) -> Decimal:
    return sum((point.reason.counted for point in points), ZERO)


def tree(material: Material) -> Tree:
    """The whole score of the material's unit and year; empty where nothing is scored or asserted."""
    registry, sheet = material.registry, material.scored.sheet
    rules = registry.rules_for(sheet.unit, sheet.year)
    held: dict[str, list[Point]] = {}
    others: list[Point] = []
    leaves = {item.code for item in rules.leaves(sheet.unit)} if rules else set()
    for reason in reasons(material.scored, registry):
        point = _point(reason, material, rules)
        if reason.item in leaves:
            held.setdefault(reason.item, []).append(point)
        else:
            others.append(point)
    groups = tuple(_groups(material, rules, held)) if rules else ()
    return Tree(material, rules, groups, tuple(others))


def _groups(material: Material, rules: Rules, held: dict[str, list[Point]]) -> Iterator[Group]:
    found: dict[str, list[ItemTree]] = {}
    for item in rules.leaves(material.unit):
        points = tuple(held.get(item.code, ()))
        found.setdefault(item.group, []).append(ItemTree(item, _above(item, rules), points))
    for ref, items in sorted(found.items()):
        yield Group(ref, tuple(items))


def _above(item: RuleItem, rules: Rules) -> tuple[str, ...]:
    """Names of the items above, the outermost first."""
    found: list[str] = []
    seen = {item.code}
    parent = item.parent
    while parent and parent not in seen and (above := rules.items.get(parent)) is not None:
        found.append(above.name)
        seen.add(parent)
        parent = above.parent
    return tuple(reversed(found))


def _point(reason: Reason, material: Material, latest: Rules | None) -> Point:
    sheet = material.scored.sheet
    entry = next((e for e in sheet.entries if e.id == reason.entry), None)
    rules = latest
    if entry is not None:
        rules = rules_of(material.registry, sheet.unit, sheet.year, entry.rules_version)
    if not reason.item:
        rules = None
    source = material.at(reason.position) if reason.position else None
    issued = material.named(rules.entry) if rules else None
    if reason.what == "计分" and source is not None:
        return Point(reason, entry, source, rules, issued, tuple(_facts(source, entry, material)))
    if reason.what == "审定后变动":
        return Point(reason, facts=tuple(_since(material)))
    return Point(reason, entry, source, rules, issued)


def _facts(source: Named, entry: Entry | None, material: Material) -> Iterator[Fact]:
    """What the entry itself names, then the other acts of its findings, then what changed its basis."""
    position = source.record.position
    roles: dict[str, Role] = {"basis": "依据", "cause": "起因"}
    own = [
        Fact(roles[ref.role], fact, fact.record.position > position)
        for ref in source.record.refs or ()
        if ref.role in roles and (fact := material.named(ref.id)) is not None
    ]
    yield from sorted(own, key=lambda fact: (fact.role, fact.named.record.order))
    named = {fact.named.record.id for fact in own}
    for finding in entry.findings if entry else ():
        for record in material.cases.get(finding, ()):
            if record.id not in named:
                named.add(record.id)
                yield Fact("问题", material.name(record), record.position > position)
    for change in entry.changed if entry else ():
        if (fact := material.at(change)) is not None:
            yield Fact("更正", fact, True)


def _since(material: Material) -> Iterator[Fact]:
    """What moved the sum after the official result was fixed."""
    scored = material.scored
    after = scored.official.mark.position if scored.official else 0
    moved = {entry.id for entry in scored.sheet.entries}
    for record in material.raw:
        if record.position > after and _moves(record, moved):
            yield Fact("此后", material.name(record), True)


def _moves(record: Record, entries: set[str]) -> bool:
    if record.kind in ("score.entered", "score.reversed", "rules.issued"):
        return True
    return any(target in entries for target in record.payload.targets())
