"""The one pipeline from entries to what was known at T about day D: cut, resolve, keep, order."""

import datetime as dt
from collections.abc import Iterable, Sequence

from ptaudit.domain.events.corrections import RecordCorrected, RecordVoided
from ptaudit.domain.record import Record
from ptaudit.domain.wire import payload_of

CORRECTIONS = ("record.corrected", "record.voided")


def known(records: Iterable[Record], on: dt.date | None = None) -> tuple[Record, ...]:
    """*records* (already cut at T) as corrected by one another, effective by *on*, in folding order."""
    live = resolve(records)
    kept = live if on is None else [r for r in live if r.effective <= on]
    return tuple(sorted(kept, key=_order))


def resolve(records: Iterable[Record]) -> list[Record]:
    """Corrections and voids applied to their targets and left out; the last by position wins.

    A correction's own day is ignored: its replacement's counts. A re-entry whose refs say
    ``replaces`` strikes what it replaces. Corrections of entries not among *records* do nothing.
    """
    held = list(records)
    verdicts: dict[str, Record] = {}
    struck: set[str] = set()
    for record in held:
        if isinstance(record.payload, RecordCorrected | RecordVoided):
            former = verdicts.get(record.payload.target)
            if former is None or former.position < record.position:
                verdicts[record.payload.target] = record
    live = held
    if verdicts:
        live = [
            _amended(record, verdicts.get(record.id))
            for record in held
            if record.kind not in CORRECTIONS and not _voided(verdicts.get(record.id))
        ]
    for record in live:
        if record.refs:
            struck.update(ref.id for ref in record.refs if ref.role == "replaces")
    return [record for record in live if record.id not in struck] if struck else live


def _voided(verdict: Record | None) -> bool:
    return verdict is not None and isinstance(verdict.payload, RecordVoided)


def _amended(record: Record, verdict: Record | None) -> Record:
    if verdict is None or not isinstance(verdict.payload, RecordCorrected):
        return record
    new = verdict.payload.replacement
    return record.model_copy(
        update={
            "effective": new.effective,
            "organs": new.organs,
            "basis": new.basis,
            "refs": new.refs,
            "tags": new.tags,
            "payload": payload_of(record.kind, dict(new.payload)),
            "amended_by": verdict.position,
        }
    )


def _order(record: Record) -> tuple[dt.date, int, int]:
    return record.order


def cut(records: Sequence[Record], position: int) -> Sequence[Record]:
    """What the ledger held at *position*."""
    return [record for record in records if record.position <= position]
