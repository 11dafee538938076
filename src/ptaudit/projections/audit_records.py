"""Audit items 1, 2, 3 and 10: how entries came to be recorded, changed and checked."""

from collections.abc import Iterable
from dataclasses import replace

from ptaudit.domain import clocks
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Record
from ptaudit.projections.audit_lines import NOTHING, Item, Line, Material, about
from ptaudit.projections.queries.afterwards import Afterwards, Milestone, afterwards
from ptaudit.projections.queries.changes import Changed
from ptaudit.projections.queries.changes import changed as changes
from ptaudit.projections.queries.lateness import Late, sums
from ptaudit.projections.queries.lateness import late as lateness

_CHANGED = {"更正": "corrected", "作废": "voided", "代替": "replaced"}
_AFTER = {"登记": "after_entry", "更正": "after_corrected", "作废": "after_voided"}


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
    """2 审定后录入而涉及审定前: acts up to the approval recorded after it, and changes to such acts."""
    approval = material.approval
    if approval is None:
        return Item(2, state="无审定")
    closed = (Milestone.approved(material.year, approval),)
    originals = {record.id: record for record in material.raw}
    verdicts = (record for record in material.raw if record.kind in clocks.CORRECTIONS)
    found = afterwards(material.live, verdicts, originals, lambda _: closed)
    lines = tuple(_after(one, material) for one in found)
    return Item(2, lines, len(lines))


def _after(one: Afterwards, material: Material) -> Line:
    record = one.record
    told: tuple[tuple[str, Param], ...] = (
        ("recorded_on", record.recorded_on),
        ("approval", one.milestone.position),
        *material.operator(record),
        ("reason", record.late_reason or record.reason or NOTHING),
    )
    code = _AFTER[one.how]
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
    """10 未经复核的登记: what 口径 four_eyes expects a second person to check; nothing records that yet."""
    expected = material.registry.policy(material.year)["four_eyes"]
    lines = []
    for kind in () if expected == "none" else expected.split(","):
        records = [record for record in material.live if record.kind == kind]
        if records:
            told = (("count", len(records)),)
            lines.append(Line("unchecked", _positions(records), told, kind))
    count = sum(len(line.positions) for line in lines)
    return Item(10, tuple(lines), count, "未启用")


def _positions(records: Iterable[Record]) -> tuple[int, ...]:
    return tuple(sorted(record.position for record in records))
