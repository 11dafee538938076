"""Audit items 1, 2, 3 and 10: how entries came to be recorded, changed and checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ptaudit.domain import clocks
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Record
from ptaudit.projections.audit_lines import NOTHING, Change, Item, Line, Material, about


def late(material: Material) -> Item:
    """1 录入迟于发生: entries over the threshold of 口径 late_record.threshold, by operator.

    Registry and carried kinds state what held before and are never late; void entries are item 3's.
    """
    threshold = int(material.registry.policy(material.year)["late_record.threshold"])
    found: dict[str, list[Record]] = {}
    for record in material.live:
        if record.late_days > threshold and not isinstance(record.payload, EvidenceAttached):
            found.setdefault(record.operator, []).append(record)
    lines: list[Line] = []
    for _, records in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        records.sort(key=lambda record: (-record.late_days, record.position))
        unproved = [record for record in records if not proofs(record, material)]
        lines.append(
            Line(
                "late_operator",
                _positions(records),
                (
                    *material.operator(records[0]),
                    ("count", len(records)),
                    ("unproved", len(unproved)),
                    ("days", records[0].late_days),
                ),
            )
        )
        lines += [_late(record, material) for record in records]
    return Item(1, tuple(lines), sum(map(len, found.values())))


def _late(record: Record, material: Material) -> Line:
    shown = proofs(record, material)
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


def proofs(record: Record, material: Material) -> tuple[str, ...]:
    """Receipt numbers and names of files that came with the entry or were attached to it since."""
    found = [getattr(record.payload, "receipt_no", None)]
    found += [document.receipt_no for document in record.basis or ()]
    found += [file.name for file in record.evidence or ()]
    for later in material.attached.get(record.id, ()):
        assert isinstance(later.payload, EvidenceAttached)
        found += [later.payload.receipt_no, later.payload.name]
    return tuple(dict.fromkeys(proof for proof in found if proof))


def after_approval(material: Material) -> Item:
    """2 审定后录入而涉及审定前: acts up to the approval recorded after it, and changes to such acts."""
    approval = material.approval
    if approval is None:
        return Item(2, state="无审定")
    originals = {record.id: record for record in material.raw}
    lines = []
    for record in (*material.live, *_verdicts(material.raw)):
        if record.position <= approval.position:
            continue
        told: tuple[tuple[str, Param], ...] = (
            ("recorded_on", record.recorded_on),
            ("approval", approval.position),
            *material.operator(record),
            ("reason", record.late_reason or record.reason or NOTHING),
        )
        if record.kind in clocks.CORRECTIONS:
            target = originals.get(next(record.payload.targets(), ""))
            if target is not None and _before(target, approval.order[:2]):
                line = about(target, _verb(record), ("position", record.position), *told)
                lines.append(replace(line, positions=(target.position, record.position)))
        elif _before(record, approval.order[:2]) and not record.payload.registry:
            lines.append(about(record, "after_entry", ("effective", record.effective), *told))
    lines.sort(key=lambda line: line.positions[-1])
    return Item(2, tuple(lines), len(lines))


def _before(record: Record, approved: tuple[object, int]) -> bool:
    return record.order[:2] < approved


def _verb(record: Record) -> str:
    return "after_voided" if isinstance(record.payload, RecordVoided) else "after_corrected"


def _verdicts(raw: Iterable[Record]) -> Iterator[Record]:
    return (record for record in raw if record.kind in clocks.CORRECTIONS)


def changed(material: Material) -> Item:
    """3 更正、作废前后对照: field by field, each against what stood before it."""
    originals = {record.id: record for record in material.raw}
    said: dict[str, Mapping[str, str]] = {}
    lines = []
    for record in material.raw:
        told = (
            ("position", record.position),
            *material.operator(record),
            ("reason", record.reason or NOTHING),
        )
        target = originals.get(next(record.payload.targets(), ""))
        match record.payload:
            case RecordCorrected() as event if target is not None:
                new = event.replacement
                after = _fields(new.effective, new.organs, new.basis, new.payload)
                changes = tuple(_changes(said.get(target.id) or _said(target), after))
                line = replace(about(target, "corrected", *told), changes=changes)
                said[target.id] = after
            case RecordVoided() if target is not None:
                line = about(target, "voided", ("effective", target.effective), *told)
            case _ if (former := _replaced(record, originals)) is not None:
                changes = tuple(_changes(_said(former), _said(record)))
                line = replace(about(former, "replaced", *told), changes=changes)
                target = former
            case _:
                continue
        lines.append(replace(line, positions=(target.position, record.position)))
    return Item(3, tuple(lines), len(lines))


def _replaced(record: Record, originals: Mapping[str, Record]) -> Record | None:
    """The entry a re-entry takes the place of."""
    named = [ref.id for ref in record.refs or () if ref.role == "replaces"]
    return next((originals[entry] for entry in named if entry in originals), None)


def _said(record: Record) -> Mapping[str, str]:
    payload = record.payload.model_dump(mode="json", by_alias=True, exclude_none=True)
    return _fields(record.effective, record.organs, record.basis, payload)


def _fields(
    effective: object, organs: tuple[str, ...], basis: Any, payload: Any
) -> dict[str, str]:
    papers = [d.model_dump(mode="json", by_alias=True, exclude_none=True) for d in basis or ()]
    head = {"effective": str(effective), "organs": "、".join(organs)}
    return head | dict(_flat("basis", papers)) | dict(_flat("", payload))


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Leaves by path: ``measures.1.text``; rows are counted from 1."""
    match value:
        case dict():
            for name, part in value.items():
                yield from _flat(f"{path}.{name}" if path else str(name), part)
        case list() | tuple():
            for number, part in enumerate(value, 1):
                yield from _flat(f"{path}.{number}", part)
        case _:
            yield path, str(value)


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name, ""), after.get(name, ""))


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
