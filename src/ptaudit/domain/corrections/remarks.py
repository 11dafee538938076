"""What is only said of an entry: it corrects, voids, proves, checks or disputes it, and does not rest on it."""

from collections.abc import Collection

from ptaudit.domain.events.corrections import (
    EvidenceAttached,
    RecordChecked,
    RecordCorrected,
    RecordVoided,
)
from ptaudit.domain.events.objections import ObjectionFiled
from ptaudit.domain.record import Record
from ptaudit.domain.values import EntryId

_REMARKS = (RecordCorrected, RecordVoided, EvidenceAttached, RecordChecked)


def is_remark(record: Record, entries: Collection[EntryId]) -> bool:
    """Whether *record*, which names one of *entries*, only speaks of it."""
    event = record.payload
    return isinstance(event, _REMARKS) or (
        isinstance(event, ObjectionFiled) and event.against in entries
    )
