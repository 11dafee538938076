"""Stored rows: caught up after appends, rebuilt beside, and held against a full replay."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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

#: Stands between a shelf and a key; no key holds it.
_BETWEEN = "|"

#: Told how far a rebuild has come and how far it goes (positions); raising from it cancels.
Progress = Callable[[int, int], None]


@lru_cache(maxsize=64)
def _codec(projection: AnyProjection) -> TypeAdapter[Any]:
    return TypeAdapter(projection.row)


def load(
    ledger: Ledger,
    projection: Projection[Row],
    keys: Sequence[str] | None = None,
    *,
    shelf: str = "",
) -> tuple[int, dict[str, Row]]:
    """The stored rows (of *keys*, or of one *shelf*) and the position they are folded to.

    (0, {}) where this version has none.
    """
    names = None if keys is None else [n for key in keys for n in _names(projection, key)]
    prefix = f"{shelf}{_BETWEEN}" if shelf else ""
    snapshot = ledger.rows.snapshot(projection.name, projection.version, names, prefix=prefix)
    if snapshot is None:
        return 0, {}
    with uncollected():
        return snapshot.position, _rows(projection, snapshot.rows)


def _rows(projection: Projection[Row], texts: Mapping[str, str]) -> dict[str, Row]:
    """Rows by their keys, from what is stored under the names that :func:`_names` gives."""
    read = _codec(projection).validate_json
    if projection.shelves is None:
        return {key: read(text) for key, text in texts.items()}
    return {name.partition(_BETWEEN)[2]: read(text) for name, text in texts.items()}


def _names(projection: AnyProjection, key: str) -> tuple[str, ...]:
    """What the row of *key* can be stored under: its key, after each shelf it may stand on."""
    if projection.shelves is None:
        return (key,)
    return tuple(f"{shelf}{_BETWEEN}{key}" for shelf in projection.shelves.possible(key))


def _texts(projection: Projection[Row], rows: Mapping[str, Row]) -> dict[str, str | None]:
    """Changed rows as text under their names; off a shelf on which a row no longer stands it is taken."""
    write, shelves = _codec(projection).dump_json, projection.shelves
    texts: dict[str, str | None] = {}
    for key, row in rows.items():
        texts |= dict.fromkeys(_names(projection, key))
        name = key if shelves is None else f"{shelves.of(row)}{_BETWEEN}{key}"
        texts[name] = write(row).decode()
    return texts


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
    head = ledger.head().size
    while at < head:
        upto = min(at + STRIDE, head)
        with uncollected():
            records = list(reading.records(ledger, projection.selection, after=at, upto=upto))
            keys = sorted({key for record in records for key in projection.keys(record)})
            names = [name for key in keys for name in _names(projection, key)]
            held = ledger.rows.get(projection.name, projection.version, names, state)
            rows = _rows(projection, held)
            changed, again = projection.advance(rows, records)
            for key in again:
                rows[key] = projection.fold(key, reading.whole(ledger, projection.own(key), upto))
            texts = _texts(projection, {key: rows[key] for key in changed | again})
        yield upto, texts
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
