"""A score is a list of reasons: lines whose sum is the score shown, to the cent (第十五条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.scoring.arithmetic import ItemScore, Scored
from ptaudit.domain.scoring.sheet import STAGES, ZERO, Entry
from ptaudit.domain.scoring.waived import KEY as NA_INDICATOR
from ptaudit.domain.scoring.waived import Shift, Waived

What: TypeAlias = Literal[
    "起点",
    "计分",
    "冲回",
    "封顶",
    "保底",
    "缺项",
    "缺项折算",
    "缺项转移",
    "总分限额",
    "未分解",
    "审定后变动",
]
Uncounted: TypeAlias = Literal[
    "自评不计", "已冲回", "已被后一次核定取代", "尚未核定", "缺项不计", "细则无此指标", "无细则"
]
Notice: TypeAlias = Literal[
    "依据已变", "另用细则版次", "自己审核自己", "计分不合程序", "无细则登记", "细则未写明保底"
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One line. *counted* is what it adds to the score shown, *said* what the entry itself says.

    *why_not* says why an entry counts nothing; *warnings* what a reader should look at.
    """

    what: What
    counted: Decimal
    item: str = ""
    name: str = ""
    said: Decimal | None = None
    entry: str = ""
    position: int = 0
    on: dt.date | None = None
    stage: str = ""
    rule_text: str = ""
    rules_version: int = 0
    basis: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    note: str = ""
    why_not: Uncounted | None = None
    warnings: tuple[Notice, ...] = ()


def reasons(
    scored: Scored, registry: Registry, shown: Literal["total", "recomputed"] = "total"
) -> tuple[Reason, ...]:
    """Why the *shown* score is what it is. Empty where there is neither an entry nor an assertion."""
    lines = list(_lines(scored, registry))
    basis, undecomposed = scored.basis, scored.undecomposed
    if basis is not None and undecomposed:
        what = Reason("未分解", undecomposed, name=basis.kind, entry=basis.id)
        mark = basis.mark
        lines.append(replace(what, position=mark.position, on=mark.on, organs=basis.approving))
    if shown == "total" and scored.difference:
        lines.append(Reason("审定后变动", -scored.difference))
    return tuple(lines)


def _lines(scored: Scored, registry: Registry) -> Iterator[Reason]:
    sheet, computed = scored.sheet, scored.computed
    by_item: dict[str, list[Entry]] = {}
    for entry in sheet.entries:
        by_item.setdefault(entry.item, []).append(entry)
    for score in computed.items if computed else ():
        yield from _item(score, by_item.pop(score.item.code, []), scored, registry)
    why: Uncounted = "无细则" if computed is None else "细则无此指标"
    for entries in by_item.values():
        for entry in entries:
            yield replace(_entry(entry, scored, registry), why_not=why)
    for shift in computed.shifts if computed is not None else ():
        yield _shifted(shift)
    if computed is not None and computed.cut:
        yield Reason("总分限额", computed.cut)


def _shifted(shift: Shift) -> Reason:
    """What became of points of items that do not concern the unit."""
    what: What = "缺项折算" if shift.how == "折算" else "缺项转移"
    first = shift.waived[0].waiver
    return Reason(
        what,
        shift.amount,
        shift.item,
        entry=first.id,
        position=first.mark.position,
        on=first.mark.on,
        basis=tuple(one.waiver.id for one in shift.waived),
        documents=tuple(
            dict.fromkeys(one.waiver.doc_no for one in shift.waived if one.waiver.doc_no)
        ),
    )


def _gone(score: ItemScore, waived: Waived) -> Reason:
    """An item that does not concern the unit, and the finding that says so."""
    item, waiver = score.item, waived.waiver
    return Reason(
        "缺项",
        ZERO if score.value is None else score.value,
        item.code,
        item.name,
        entry=waiver.id,
        position=waiver.mark.position,
        on=waiver.mark.on,
        rule_text=item.rule_text,
        documents=(waiver.doc_no,) if waiver.doc_no else (),
        note=f"{waived.how}(口径 {NA_INDICATOR})" if waived.by_policy else waived.how,
    )


def _item(
    score: ItemScore, entries: list[Entry], scored: Scored, registry: Registry
) -> Iterator[Reason]:
    """The start, each entry and its reversal, and what the item's limits changed."""
    item = score.item
    if score.waived is not None:
        for entry in entries:
            yield replace(_entry(entry, scored, registry), name=item.name, why_not="缺项不计")
        yield _gone(score, score.waived)
        return
    award = _award(entries)
    if award is None and score.start:
        yield Reason("起点", score.start, item.code, item.name, rule_text=item.rule_text)
    for entry in entries:
        line = replace(_entry(entry, scored, registry), name=item.name)
        yield _counted(line, entry, award, score)
        if entry.reversed is not None:
            back = replace(line, what="冲回", counted=ZERO, said=-entry.amount, warnings=())
            mark = entry.reversed
            back = replace(back, position=mark.position, on=mark.on)
            yield replace(back, counted=-_weight(entry, score))
    if score.limit is not None:
        warnings: tuple[Notice, ...] = ("细则未写明保底",) if score.silent else ()
        text = item.rule_text
        line = Reason(score.limit, score.cut, item.code, item.name, rule_text=text)
        yield replace(line, warnings=warnings)


def _weight(entry: Entry, score: ItemScore) -> Decimal:
    """What an addition or deduction counts while it stands, on an item that has a value."""
    counts = entry.award == "增减" and entry.stage != "自评" and score.value is not None
    return entry.amount if counts else ZERO


def _counted(line: Reason, entry: Entry, award: Entry | None, score: ItemScore) -> Reason:
    if entry.stage == "自评":
        return replace(line, why_not="自评不计")
    if entry.award == "核定":
        if entry is award:
            return replace(line, counted=entry.amount)
        gone: Uncounted = "已冲回" if entry.reversed is not None else "已被后一次核定取代"
        return replace(line, why_not=gone)
    if score.value is None:
        return replace(line, why_not="尚未核定")
    return replace(line, counted=_weight(entry, score))


def _award(entries: list[Entry]) -> Entry | None:
    """The award that stands: of the latest stage, the last."""
    found: Entry | None = None
    for entry in entries:
        stands = entry.counts and entry.award == "核定"
        if stands and (found is None or _stage(entry) >= _stage(found)):
            found = entry
    return found


def _stage(entry: Entry) -> int:
    return STAGES.index(entry.stage)


def _entry(entry: Entry, scored: Scored, registry: Registry) -> Reason:
    """The entry's own words, with the text of the rules version it was made under."""
    sheet = scored.sheet
    rules = rules_of(registry, sheet.unit, sheet.year, entry.rules_version)
    item = rules.items.get(entry.item) if rules else None
    cases = {case.code: case.text for case in item.per_case or ()} if item else {}
    text = cases.get(entry.case or "", item.rule_text if item else "")
    return Reason(
        what="计分",
        counted=ZERO,
        item=entry.item,
        name=item.name if item else "",
        said=entry.amount,
        entry=entry.id,
        position=entry.mark.position,
        on=entry.mark.on,
        stage=entry.stage,
        rule_text=text,
        rules_version=entry.rules_version,
        basis=entry.basis,
        findings=entry.findings,
        documents=entry.documents,
        organs=entry.organs,
        note=entry.note or "",
        warnings=tuple(warnings(entry, sheet.unit, registry)),
    )


def warnings(entry: Entry, unit: str, registry: Registry) -> Iterator[Notice]:
    """What a reader of this entry should look at; a changed basis is listed for reversal."""
    if entry.changed and entry.reversed is None:
        yield "依据已变"
    if entry.override_reason is not None:
        yield "另用细则版次"
    if self_reviewed(entry.organs, unit, registry):
        yield "自己审核自己"
    if entry.irregular:
        yield "计分不合程序"
    if entry.rules_version == 0:
        yield "无细则登记"


def self_reviewed(organs: tuple[str, ...], unit: str, registry: Registry) -> bool:
    """An organ scores the unit that it is itself (口径 self_review)."""
    known = registry.units.get(unit)
    roles = () if known is None else known.event.roles or ()
    return any(organ in roles or organ == f"DEP:{unit}" for organ in organs)


def rules_of(registry: Registry, unit: str, year: int, version: int) -> Rules | None:
    """The rules version an entry names, as it applies to the unit."""
    sequence = registry.sequence(unit, year)
    for rules in registry.rules.versions:
        if (rules.year, rules.version) == (year, version) and rules.applies(unit, sequence):
            return rules
    return None
