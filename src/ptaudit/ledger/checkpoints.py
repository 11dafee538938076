"""Signed checkpoints kept beside the log: one a size, and signatures under it are only ever added.

They stand outside the append's transaction: an append neither waits for them nor knows of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged, Malformed
from ptaudit.ledger.database import Database
from ptaudit.ledger.log import LogNodes, LogStatements, fetching
from ptaudit.ledger.tables import checkpoint as table
from ptaudit.ledger.times import stamp
from ptaudit.log import checkpoint, note, proofs
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.note import SIGNATURES, Note, Signature

#: The bytes of a signature that tells its time: eight of the time, 64 of the signature.
_TIMED = 72
_AT_ONCE = 64
_ROW = (table.c.size, table.c.note, table.c.received_at)


@dataclass(frozen=True, slots=True)
class Kept:
    """The *note* whose text is the checkpoint of *size* entries; *received_at* is the ledger's own word.

    A checkpoint made again at the same size moves *received_at*; a cosignature does not.
    """

    size: int
    note: bytes
    received_at: str

    def read(self, ledger: str) -> tuple[Note, Checkpoint]:
        """The note and its head. Raises Damaged ``checkpoint.unreadable``: nothing else was ever kept."""
        try:
            found = note.parse(self.note)
            head = checkpoint.of(found)
        except Malformed:
            head = None
        if head is None or head.size != self.size:
            raise Damaged("checkpoint.unreadable", ledger=ledger, size=self.size)
        return found, head


class Checkpoints:
    def __init__(self, database: Database, clock: Callable[[], datetime], zone: timezone) -> None:
        self._database, self._clock, self._zone = database, clock, zone
        self._last = database.prepare(sa.select(*_ROW).order_by(table.c.size.desc()).limit(1))

    def all(self, *, newest_first: bool = False, since: int = 0) -> Iterator[Kept]:
        order = table.c.size.desc() if newest_first else table.c.size
        query = sa.select(*_ROW).where(table.c.size >= since).order_by(order)
        with self._database.reading() as conn:
            rows = conn.execute(query).fetchall()
        for row in rows:
            yield _kept(row)

    def last(self) -> Kept | None:
        rows = self._database.fetch(self._last.sql, self._last.bind({}))
        return _kept(rows[0]) if rows else None

    def differing(self, size: int) -> Kept | None:
        """The first that the first *size* entries do not lead to; Damaged ``checkpoint.unreadable``."""
        with self._database.reading(snapshot=True) as conn:
            return differing(self._database, conn, size)

    def keep(self, data: bytes, size: int, *, again: bool) -> Kept:
        """The note as it is kept from now on, with the signatures of both.

        Damaged ``checkpoint.contradicted`` when another text is kept at that size.
        """
        come = note.parse(data)
        if checkpoint.of(come).size != size:
            raise ValueError("a checkpoint of another size")
        now = stamp(self._clock(), self._zone)
        with self._database.writing() as conn:
            if self._database.dialect == "postgresql":
                conn.exec_driver_sql("LOCK TABLE checkpoint IN SHARE ROW EXCLUSIVE MODE")
            here = table.c.size == size
            row = conn.execute(sa.select(*_ROW).where(here)).first()
            if row is None:
                kept = Kept(size, bytes(merged(Note(come.text, ()), come)), now)
                values = {"size": size, "note": kept.note, "received_at": now}
                conn.execute(sa.insert(table), [values])
                return kept
            held = _kept(row)
            shown = self._database.place.shown
            found, _ = held.read(shown)
            if found.text != come.text:
                raise Damaged("checkpoint.contradicted", ledger=shown, size=size)
            kept = Kept(size, bytes(merged(found, come)), now if again else held.received_at)
            if kept != held:
                changed = {"note": kept.note, "received_at": kept.received_at}
                conn.execute(sa.update(table).where(here).values(changed))
            return kept


def merged(held: Note, come: Note) -> Note:
    """The signatures of both, each once. Raises Malformed ``note.too_many``.

    Of one key's that tell their time the first and the last are enough: they bound from both sides
    when the head was seen, and a head that stands for months does not fill its note.
    """
    by: dict[tuple[str, bytes], list[Signature]] = {}
    for one in dict.fromkeys((*held.signatures, *come.signatures)):
        by.setdefault((one.name, one.id), []).append(one)
    found = tuple(one for same in by.values() for one in _bounds(same))
    if len(found) > SIGNATURES:
        raise Malformed("note.too_many", count=len(found), limit=SIGNATURES)
    return Note(held.text, found)


def _bounds(same: list[Signature]) -> list[Signature]:
    if len(same) < 2 or any(len(one.data) != _TIMED for one in same):
        return same
    ordered = sorted(same, key=lambda one: one.data[:8])
    return [ordered[0], ordered[-1]]


def differing(database: Database, conn: sa.Connection, size: int) -> Kept | None:
    """The first kept checkpoint that the log of *size* entries in *conn* does not lead to, if any.

    Raises Damaged ``checkpoint.unreadable``.
    """
    statements, shown = LogStatements(database), database.place.shown
    rows = conn.execute(sa.select(*_ROW).order_by(table.c.size)).fetchall()
    for start in range(0, len(rows), _AT_ONCE):
        # Neighbours share the tiles they are made from; what was read for them is let go together.
        nodes = cache(LogNodes(fetching(conn), statements, size, shown))
        for kept in map(_kept, rows[start : start + _AT_ONCE]):
            _, head = kept.read(shown)
            if head.size > size or proofs.root(nodes, head.size) != head.root:
                return kept
    return None


def _kept(row: Any) -> Kept:
    return Kept(row[0], bytes(row[1]), row[2])
