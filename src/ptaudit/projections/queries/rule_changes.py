"""What one issue of 考评细则 changed against the one before, item by item, and the score entries it touches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import PerCase, RuleItem
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.reasons import rules_of
from ptaudit.domain.scoring.sheet import Entry, Sheet
from ptaudit.projections.queries.changes import Change

How: TypeAlias = Literal["增加", "删去", "改动"]
Scored: TypeAlias = tuple[str, Entry]

#: What makes an item another rule; its row in a workbook and its printed number do not.
FIELDS = (
    "name",
    "parent",
    "group",
    "article",
    "mode",
    "points",
    "cap",
    "floor",
    "rule_text",
    "assessor",
    "applies_to",
)
CASE_FIELDS = ("amount", "text", "floor")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One item added, removed or changed from *before* to *after*; no item: the table as a whole.

    *under_before* and *under_after* are score entries on the item under either version, with their
    units, reversed ones among them.
    """

    before: Rules
    after: Rules
    item: str
    name: str
    how: How
    changes: tuple[Change, ...]
    under_before: tuple[Scored, ...] = ()
    under_after: tuple[Scored, ...] = ()


def rule_changes(registry: Registry, sheets: Iterable[Sheet]) -> Iterator[RuleChange]:
    """Each version against the one before it: of its own year, or else of the last year with rules."""
    held = _entries(registry, sheets)
    for after in registry.rules.versions:
        before = predecessor(after, registry)
        if before is None:
            continue
        for item, name, how, changes in _differences(before, after):
            yield RuleChange(
                before,
                after,
                item,
                name,
                how,
                changes,
                held.get((before.entry, item), ()),
                held.get((after.entry, item), ()),
            )


def predecessor(after: Rules, registry: Registry) -> Rules | None:
    """What applied to the same units before *after* was issued."""
    earlier = [rules for rules in registry.rules.versions if rules.position < after.position]
    own = [r for r in earlier if r.year == after.year and _same_units(r, after, registry)]
    if own:
        return max(own, key=lambda rules: rules.version)
    past = [r for r in earlier if r.year < after.year and r.applies_to == after.applies_to]
    return max(past, key=lambda rules: (rules.year, rules.version), default=None)


def _same_units(before: Rules, after: Rules, registry: Registry) -> bool:
    if before.applies_to == after.applies_to:
        return True
    if isinstance(after.applies_to, str):
        return False
    year = after.year
    return any(before.applies(unit, registry.sequence(unit, year)) for unit in after.applies_to)


def _entries(
    registry: Registry, sheets: Iterable[Sheet]
) -> Mapping[tuple[str, str], tuple[Scored, ...]]:
    """Score entries by the version (its entry) and item they name."""
    found: dict[tuple[str, str], list[Scored]] = {}
    for sheet in sheets:
        for entry in sheet.entries:
            rules = rules_of(registry, sheet.unit, sheet.year, entry.rules_version)
            if rules is not None and entry.stage != "自评":
                found.setdefault((rules.entry, entry.item), []).append((sheet.unit, entry))
    return {key: tuple(entries) for key, entries in found.items()}


def _differences(
    before: Rules, after: Rules
) -> Iterator[tuple[str, str, How, tuple[Change, ...]]]:
    if before.full_marks != after.full_marks:
        marks = Change("full_marks", str(before.full_marks), str(after.full_marks))
        yield "", "", "改动", (marks,)
    for code, item in after.items.items():
        former = before.items.get(code)
        changes = tuple(_changes(former, item))
        if former is None:
            yield code, item.name, "增加", changes
        elif changes:
            yield code, item.name, "改动", changes
    for code, item in before.items.items():
        if code not in after.items:
            yield code, item.name, "删去", tuple(_changes(item, None))


def _changes(before: RuleItem | None, after: RuleItem | None) -> Iterator[Change]:
    for name in FIELDS:
        was, now = _said(before, name), _said(after, name)
        if was != now:
            yield Change(name, was, now)
    old, new = _cases(before), _cases(after)
    for code in dict.fromkeys((*old, *new)):
        for name in CASE_FIELDS:
            was, now = _said(old.get(code), name), _said(new.get(code), name)
            if was != now:
                yield Change(f"per_case.{code}.{name}", was, now)


def _cases(item: RuleItem | None) -> Mapping[str, PerCase]:
    cases = (item.per_case or ()) if item else ()
    return {case.code: case for case in cases}


def _said(part: RuleItem | PerCase | None, name: str) -> str:
    value = None if part is None else getattr(part, name)
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)
