"""What lies between two stages: the lines of one sum against those of another, and who wrote each difference."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.events.corrections import RecordVoided
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.arithmetic import Scored, compute
from ptaudit.domain.scoring.reasons import Reason, reasons
from ptaudit.domain.scoring.sheet import ZERO, Sheet
from ptaudit.projections.explanation.material import Material, Named

ChangeWhat: TypeAlias = Literal[
    "计分",
    "冲回",
    "更正",
    "作废",
    "改计",
    "尚未登记",
    "尚未发生",
    "自评",
    "起点",
    "封顶",
    "保底",
    "缺项",
    "缺项折算",
    "缺项转移",
    "总分限额",
    "复核调整",
]
Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """*by* is the entry that made the difference: the score entry, its reversal, correction or void.

    *entry* is the position of the score entry concerned; 0 where the difference is an item's.
    """

    what: ChangeWhat
    amount: Decimal
    item: str = ""
    name: str = ""
    entry: int = 0
    by: Named | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one sum, by what they are about. *upto* and *on*: what it knew (0, None: all there is).

    *computed*: there are rules to add up by. *claim*: it starts from what the unit claimed.
    """

    held: Mapping[Key, Reason] = field(default_factory=dict)
    computed: bool = False
    upto: int = 0
    on: dt.date | None = None
    claim: bool = False

    @property
    def total(self) -> Decimal:
        return sum((line.counted for line in self.held.values()), ZERO)


def lines(
    sheet: Sheet,
    rules: Rules | None,
    policy: Policy,
    registry: Registry,
    *,
    upto: int = 0,
    on: dt.date | None = None,
) -> Lines:
    """What *sheet* adds up to under *rules* and *policy*; nothing where there are no rules."""
    if rules is None:
        return Lines(upto=upto, on=on)
    computed = compute(sheet.nets, rules, sheet.unit, policy, sheet.waivers)
    found = reasons(Scored(sheet, computed), registry)
    return Lines(by_key(found), True, upto, on)


def by_key(found: Iterable[Reason]) -> dict[Key, Reason]:
    return {(line.what, line.item, line.entry): line for line in found}


def between(before: Lines, after: Lines, material: Material) -> Iterator[Change]:
    """The differences, line by line: their amounts are the difference of the totals."""
    for key in dict.fromkeys((*before.held, *after.held)):
        old, new = before.held.get(key), after.held.get(key)
        amount = (new.counted if new else ZERO) - (old.counted if old else ZERO)
        line = new or old
        if amount and line is not None:
            yield _change(line, amount, old, new, before, after, material)


def _change(
    line: Reason,
    amount: Decimal,
    old: Reason | None,
    new: Reason | None,
    before: Lines,
    after: Lines,
    material: Material,
) -> Change:
    match line.what:
        case "计分" | "冲回":
            what, by = _entered(line, old, new, after, material)
            entry = material.named(line.entry)
            position = entry.record.position if entry else line.position
            return Change(what, amount, line.item, line.name, position, by, line.note)
        case "起点":
            what = "自评" if before.claim else "起点"
            return Change(what, amount, line.item, line.name)
        case "封顶" | "保底" | "总分限额":
            return Change(line.what, amount, line.item, line.name)
        case "缺项" | "缺项折算" | "缺项转移":
            by = material.at(line.position)
            return Change(line.what, amount, line.item, line.name, 0, by, line.note)
        case _:
            raise AssertionError(line.what)


def _entered(
    line: Reason, old: Reason | None, new: Reason | None, after: Lines, material: Material
) -> tuple[ChangeWhat, Named | None]:
    """Why an entry, or its reversal, counts otherwise than at the step before."""
    own = material.at(line.position)
    if new is not None and new.why_not == "自评不计":
        return "自评", own
    if old is not None and new is not None:
        verdict = _verdict(line.entry, after.upto, material)
        corrected = old.said != new.said and verdict is not None
        return ("更正", verdict) if corrected else ("改计", own)
    if new is not None:
        return ("冲回" if line.what == "冲回" else "计分"), own
    if after.upto and line.position > after.upto:
        return "尚未登记", own
    if after.on is not None and line.on is not None and line.on > after.on:
        return "尚未发生", own
    struck = _verdict(own.record.id if own else line.entry, after.upto, material)
    if struck is None:
        return "改计", own
    return ("作废" if isinstance(struck.record.payload, RecordVoided) else "更正"), struck


def _verdict(entry: str, upto: int, material: Material) -> Named | None:
    """The last correction or void of an entry that a step knew."""
    found: Record | None = None
    for record in material.raw:
        known = not upto or record.position <= upto
        if known and record.kind in CORRECTIONS and entry in record.payload.targets():
            found = record
    return None if found is None else material.name(found)
