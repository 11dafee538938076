"""Records from the ledger: decoded entries of a selection, cut at a position."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta, timezone, tzinfo

from ptaudit.domain import wire
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.events.corrections import RecordCorrected, RecordVoided
from ptaudit.domain.record import Record
from ptaudit.domain.selection import EVERYTHING, Criterion, Selection
from ptaudit.ledger import Ledger


def records(
    ledger: Ledger, selection: Selection = EVERYTHING, *, after: int = 0, upto: int | None = None
) -> Iterator[Record]:
    """Records in ledger order with positions in (*after*, *upto*]."""
    for _, data in ledger.entries(selection, after=after, upto=upto):
        yield wire.decode(data)


def whole(ledger: Ledger, selection: Selection, upto: int) -> list[Record]:
    """Records of *selection*, each correction among them with what it answers and its other answers.

    A correction may move an entry to another unit, year or case: its tags are the old and the new
    ones, but the entry itself carries only the old.
    """
    held = {record.position: record for record in records(ledger, selection, upto=upto)}
    by_tags = Selection(tuple(c for c in selection.criteria if c.tags))
    if not by_tags.criteria:
        return list(held.values())
    known = {record.id for record in held.values()}
    missing = {
        entry
        for record in held.values()
        for entry in answered(record)
        if entry not in known and by_tags.matches(record.kind, (*record.tags, f"id:{record.id}"))
    }
    for entry in sorted(missing):
        for record in records(ledger, answers(entry), upto=upto):
            held[record.position] = record
    return [held[position] for position in sorted(held)]


def shared(
    held: Iterable[Record], keys: Callable[[Record], tuple[str, ...]], end: str
) -> dict[str, list[Record]]:
    """*held* (``whole``, in ledger order) by the keys that end in *end*, as ``whole`` would give each.

    An entry that a correction moved comes, with all its corrections, to the keys the correction names.
    """
    by_id = {record.id: record for record in held}
    said: dict[str, list[Record]] = {}
    for record in by_id.values():
        if record.kind in CORRECTIONS:
            for entry in answered(record):
                said.setdefault(entry, []).append(record)
    found: dict[str, dict[int, Record]] = {}
    for record in by_id.values():
        for key in keys(record):
            if not key.endswith(end):
                continue
            own = found.setdefault(key, {})
            own[record.position] = record
            for entry in answered(record):
                moved = (*([by_id[entry]] if entry in by_id else ()), *said.get(entry, ()))
                own.update({other.position: other for other in moved})
    return {key: [own[position] for position in sorted(own)] for key, own in found.items()}


def answered(record: Record) -> Iterator[str]:
    """The entries whose place *record* takes, or that it corrects or voids."""
    if isinstance(record.payload, RecordCorrected | RecordVoided):
        yield record.payload.target
    yield from (ref.id for ref in record.refs or () if ref.role == "replaces")


def answers(entry: str) -> Selection:
    """An entry with every correction and void of it."""
    return Selection((Criterion((), (f"id:{entry}",)), Criterion(CORRECTIONS, (f"ref:{entry}",))))


def record_at(ledger: Ledger, position: int) -> Record | None:
    data = ledger.entry(position)
    return None if data is None else wire.decode(data)


def zone(offset: str) -> tzinfo:
    """The fixed offset ``+08:00`` as a time zone."""
    sign = -1 if offset.startswith("-") else 1
    hours, minutes = offset[1:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
