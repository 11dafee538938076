"""时间线: what happened about a subject, in the order of the world, with every later word on each entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.record import Record

#: Tags of cases: a unit's history is what carries its tag, then what carries the tags of those cases.
CASES = ("finding:", "case:", "objection:")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it was recorded, and what later entries say of it (positions)."""

    record: Record
    corrected_by: tuple[int, ...] = ()
    voided_by: int | None = None
    evidence: tuple[int, ...] = ()

    @property
    def is_struck(self) -> bool:
        """Void by the last word on it."""
        last = max(self.corrected_by, default=0)
        return self.voided_by is not None and self.voided_by > last


def cases(records: Iterable[Record]) -> tuple[str, ...]:
    """The case tags among *records*."""
    tags = (tag for record in records for tag in record.tags if tag.startswith(CASES))
    return tuple(dict.fromkeys(tags))


def lines(records: Sequence[Record]) -> tuple[Line, ...]:
    """Entries (raw, any order) by day of the act, step and position.

    A correction stands in the list on the day it was recorded, besides marking its target.
    """
    unique = {record.position: record for record in records}
    said: dict[str, list[Record]] = {}
    for record in unique.values():
        if isinstance(record.payload, RecordCorrected | RecordVoided | EvidenceAttached):
            said.setdefault(record.payload.target, []).append(record)
    ordered = sorted(unique.values(), key=_place)
    return tuple(_line(record, said.get(record.id, ())) for record in ordered)


def _place(record: Record) -> tuple[object, ...]:
    day = record.recorded_on if record.kind in CORRECTIONS else record.effective
    return (day, record.payload.step, record.position)


def _line(record: Record, said: Iterable[Record]) -> Line:
    corrected: list[int] = []
    evidence: list[int] = []
    voided: int | None = None
    for later in sorted(said, key=lambda r: r.position):
        match later.payload:
            case RecordCorrected():
                corrected.append(later.position)
            case RecordVoided():
                voided = later.position
            case _:
                evidence.append(later.position)
    return Line(record, tuple(corrected), voided, tuple(evidence))
