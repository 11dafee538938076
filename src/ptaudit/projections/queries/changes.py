"""Corrections, voids and re-entries field by field, each against what stood before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ptaudit.domain.events.corrections import RecordCorrected, RecordVoided
from ptaudit.domain.record import Record

How: TypeAlias = Literal["更正", "作废", "代替"]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry before and after; empty where it was or is absent."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """*record* changes the entry *target*. A void changes no field: all of it counts for nothing."""

    record: Record
    target: Record
    how: How
    changes: tuple[Change, ...] = ()


def changed(raw: Iterable[Record]) -> Iterator[Changed]:
    """Of *raw* (as recorded, in ledger order), every entry that changes another one among them."""
    held = tuple(raw)
    originals = {record.id: record for record in held}
    said: dict[str, Mapping[str, str]] = {}
    for record in held:
        target = originals.get(next(record.payload.targets(), ""))
        match record.payload:
            case RecordCorrected() as event if target is not None:
                new = event.replacement
                after = _fields(new.effective, new.organs, new.basis, new.payload)
                before = said.get(target.id) or _said(target)
                yield Changed(record, target, "更正", tuple(_changes(before, after)))
                said[target.id] = after
            case RecordVoided() if target is not None:
                yield Changed(record, target, "作废")
            case _:
                if (former := _replaced(record, originals)) is not None:
                    changes = _changes(said.get(former.id) or _said(former), _said(record))
                    yield Changed(record, former, "代替", tuple(changes))


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
