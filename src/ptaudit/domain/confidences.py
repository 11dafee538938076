"""Confidential contents as the ledger knows them: committed to by an entry, and perhaps erased since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.posts import PersonSealed
from ptaudit.domain.record import Record
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.domain.values import EntryId, Sha256

What: TypeAlias = Literal["举报人", "来信人", "证人", "联系方式", "其他"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the entry at *position* commits to; *what* says of which sort it is, never whose.

    *erased_by* is the entry that had it erased. That stays whatever becomes of that entry: no key comes back.
    """

    position: int
    entry: EntryId
    target: EntryId
    what: str
    commitment: Sha256
    erased_by: int | None = None


def around(*entries: EntryId) -> Selection:
    """Each of *entries*, what is attached to it, and what had its contents erased."""
    kinds = (EvidenceAttached.kind, PersonSealed.kind)
    return Selection(
        tuple(
            criterion
            for entry in entries
            for criterion in (
                Criterion((), (f"id:{entry}",)),
                Criterion(kinds, (f"ref:{entry}",)),
            )
        )
    )


def found(records: Iterable[Record]) -> tuple[Confidence, ...]:
    """The contents that *records* (raw) commit to, in ledger order."""
    held = sorted(records, key=lambda record: record.position)
    erased: dict[Sha256, int] = {}
    for record in held:
        if isinstance(record.payload, PersonSealed):
            for commitment in record.commitments or ():
                erased.setdefault(commitment, record.position)
    return tuple(
        Confidence(
            record.position,
            record.id,
            record.payload.target,
            record.payload.name or "",
            commitment,
            erased.get(commitment),
        )
        for record in held
        if isinstance(record.payload, EvidenceAttached)
        for commitment in record.commitments or ()
    )
