"""Audit items 1, 2, 3 and 10: how entries came to be recorded, changed and checked."""

from collections.abc import Iterable
from dataclasses import replace

from ptaudit.domain import clocks
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Record
from ptaudit.projections.audit_lines import NOTHING, Item, Line, Material, about
from ptaudit.projections.checks import Check, checked, expected
from ptaudit.projections.queries.afterwards import Afterwards, afterwards, closed_by
from ptaudit.projections.queries.changes import Changed
from ptaudit.projections.queries.changes import changed as changes
from ptaudit.projections.queries.lateness import Late, sums
from ptaudit.projections.queries.lateness import late as lateness

_CHANGED = {"更正": "corrected", "作废": "voided", "代替": "replaced"}
_AFTER = {
    "审定": {"登记": "after_entry", "更正": "after_corrected", "作废": "after_voided"},
    "封账": {"登记": "sealed_entry", "更正": "sealed_corrected", "作废": "sealed_voided"},
}
_CLOSED = {"审定": "approval", "封账": "seal"}


def late(material: Material) -> Item:
    """1 录入迟于发生: entries over the threshold of 口径 late_record.threshold, by operator.

    Void entries are item 3's.
    """
    most = int(material.registry.policy(material.year)["late_record.threshold"])
    found = lateness(material.live, material.registry, lambda _: most, material.said)
    lines: list[Line] = []
    for summed in sums(found, lambda one: one.record.operator):
        told = (
            *material.operator(summed.found[0].record),
            ("count", summed.count),
            ("unproved", summed.unproved),
            ("days", summed.days),
        )
        lines.append(Line("late_operator", _positions(o.record for o in summed.found), told))
        lines += [_late(one, material) for one in summed.found]
    return Item(1, tuple(lines), len(found))


def _late(one: Late, material: Material) -> Line:
    record, shown = one.record, one.proofs
    proof: tuple[tuple[str, Param], ...] = (("proof", "、".join(shown)),) if shown else ()
    return about(
        record,
        "late_proved" if shown else "late_unproved",
        ("effective", record.effective),
        ("recorded_on", record.recorded_on),
        ("days", record.late_days),
        *material.operator(record),
        *proof,
        ("reason", record.late_reason or record.reason or NOTHING),
    )


def after_approval(material: Material) -> Item:
    """2 审定后录入而涉及审定前: acts up to the approval recorded after it, and changes to such acts.

    What was recorded under a seal is asked about as such: about any day before the seal's.
    """
    cycle = material.cycle
    if cycle.approval is None:
        return Item(2, state="无审定")
    originals = {record.id: record for record in material.raw}
    verdicts = (record for record in material.raw if record.kind in clocks.CORRECTIONS)
    found = afterwards(material.live, verdicts, originals, lambda r: closed_by(cycle, r.position))
    lines = tuple(_after(one, material) for one in found)
    return Item(2, lines, len(lines))


def _after(one: Afterwards, material: Material) -> Line:
    record = one.record
    closing = one.milestone.closing
    told: tuple[tuple[str, Param], ...] = (
        ("recorded_on", record.recorded_on),
        (_CLOSED[closing], one.milestone.position),
        *material.operator(record),
        ("reason", record.late_reason or record.reason or NOTHING),
    )
    code = _AFTER[closing][one.how]
    if one.how == "登记":
        return about(record, code, ("effective", record.effective), *told)
    line = about(one.about, code, ("position", record.position), *told)
    return replace(line, positions=(one.about.position, record.position))


def changed(material: Material) -> Item:
    """3 更正、作废前后对照: field by field, each against what stood before it."""
    lines = tuple(_changed(one, material) for one in changes(material.raw))
    return Item(3, lines, len(lines))


def _changed(one: Changed, material: Material) -> Line:
    record, target = one.record, one.target
    told: tuple[tuple[str, Param], ...] = (
        ("position", record.position),
        *material.operator(record),
        ("reason", record.reason or NOTHING),
    )
    if one.how == "作废":
        told = (("effective", target.effective), *told)
    line = about(target, _CHANGED[one.how], *told)
    return replace(line, changes=one.changes, positions=(target.position, record.position))


def unchecked(material: Material) -> Item:
    """10 未经复核的登记: what 口径 four_eyes expects a second person to check and nobody has, by kind.

    Entries found wrong and not corrected since stand beside them.
    """
    kinds = expected(material.registry.policy(material.year))
    raw = (record for record in material.raw if record.effective <= material.on)
    found = checked(raw, material.papers, kinds)
    lines = []
    for kind in kinds:
        records = [one.record for one in found if one.record.kind == kind and one.check is None]
        if records:
            told = (("count", len(records)),)
            lines.append(Line("unchecked", _positions(records), told, kind))
    count = sum(len(line.positions) for line in lines)
    lines += [_wrong(one.record, one.check, material) for one in found if one.is_wrong]
    return Item(10, tuple(lines), count)


def _wrong(record: Record, check: Check | None, material: Material) -> Line:
    assert check is not None
    position = check.record.position
    told = (("position", position), ("note", check.event.note or NOTHING))
    line = about(record, "check_wrong", *told, *material.operator(check.record))
    return replace(line, positions=(record.position, position))


def _positions(records: Iterable[Record]) -> tuple[int, ...]:
    return tuple(sorted(record.position for record in records))
