"""Stored rows: caught up after appends, rebuilt beside, and held against a full replay."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ptaudit.application import reading
from ptaudit.application.pausing import uncollected
from ptaudit.domain.record import Record
from ptaudit.ledger import Ledger
from ptaudit.projections.projection import AnyProjection, Folded, Projection

Row = TypeVar("Row", bound=Folded)
#: Entries folded between two saves.
STRIDE = 5_000

#: Told how far a rebuild has come and how far it goes (positions); raising from it cancels.
Progress = Callable[[int, int], None]


@lru_cache(maxsize=64)
def _codec(projection: AnyProjection) -> TypeAdapter[Any]:
    return TypeAdapter(projection.row)


def load(
    ledger: Ledger, projection: Projection[Row], keys: Sequence[str] | None = None
) -> tuple[int, dict[str, Row]]:
    """The stored rows (of *keys*) and the position they are folded to; (0, {}) where this version has none."""
    snapshot = ledger.rows.snapshot(projection.name, projection.version, keys)
    if snapshot is None:
        return 0, {}
    codec = _codec(projection)
    with uncollected():
        return snapshot.position, {k: codec.validate_json(v) for k, v in snapshot.rows.items()}


def catch_up(ledger: Ledger, projection: AnyProjection) -> int:
    """Fold what was appended since into the stored rows. Returns the position reached.

    Raises Conflict when another process does the same at this moment; its work is as good.
    """
    at = ledger.rows.position(projection.name, projection.version) or 0
    for position, changed in _strides(ledger, projection, at, "current"):
        ledger.rows.save(projection.name, projection.version, changed, position, at)
        at = position
    return at


def rebuild(ledger: Ledger, projection: AnyProjection, progress: Progress | None = None) -> int:
    """Fold the whole ledger beside the stored rows and swap. A cancelled rebuild goes on next time."""
    name, version = projection.name, projection.version
    at = ledger.rows.begin_rebuild(name, version)
    for position, changed in _strides(ledger, projection, at, "building"):
        ledger.rows.save_rebuild(name, version, changed, position, at)
        at = position
        if progress is not None:
            progress(position, ledger.head().size)
    ledger.rows.swap(name, version)
    return at


def _strides(
    ledger: Ledger, projection: AnyProjection, at: int, state: Any
) -> Iterator[tuple[int, dict[str, str | None]]]:
    """What each stride of entries changes, as text by key."""
    codec = _codec(projection)
    head = ledger.head().size
    while at < head:
        upto = min(at + STRIDE, head)
        with uncollected():
            records = list(reading.records(ledger, projection.selection, after=at, upto=upto))
            keys = sorted({key for record in records for key in projection.keys(record)})
            held = ledger.rows.get(projection.name, projection.version, keys, state)
            rows = {key: codec.validate_json(text) for key, text in held.items()}
            changed, again = projection.advance(rows, records)
            for key in again:
                rows[key] = projection.fold(key, reading.whole(ledger, projection.own(key), upto))
            texts = {key: codec.dump_json(rows[key]).decode() for key in changed | again}
        yield upto, dict(texts)
        at = upto


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored row that a full replay does not give."""

    projection: str
    key: str


def verify(ledger: Ledger, projection: AnyProjection) -> tuple[Difference, ...]:
    """Stored rows against rows folded from all their entries at once, in order: another path."""
    position, rows = load(ledger, projection)
    replayed: dict[str, list[Record]] = {}
    moved = _moved(ledger, projection, position)
    for record in reading.records(ledger, projection.selection, upto=position):
        for key in {*projection.keys(record), *moved.get(_subject(record), ())}:
            replayed.setdefault(key, []).append(record)
    keys = sorted({*rows, *replayed})
    return tuple(
        Difference(projection.name, key)
        for key in keys
        if rows.get(key, projection.initial(key)) != projection.fold(key, replayed.get(key, ()))
    )


def _moved(ledger: Ledger, projection: AnyProjection, upto: int) -> dict[str, set[str]]:
    """The rows each corrected entry has ever concerned, by its id."""
    moved: dict[str, set[str]] = {}
    for record in reading.records(ledger, projection.selection, upto=upto):
        for entry in reading.answered(record):
            moved.setdefault(entry, set()).update(projection.keys(record))
    return moved


def _subject(record: Record) -> str:
    """The entry a record is about: what it corrects or voids, else itself."""
    return next(reading.answered(record), record.id)
