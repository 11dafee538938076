"""Entries held against the log as they are read: a changed one is refused before anything is said of it.

Each is hashed and compared with its place in the full tile over it. After the last full tile the leaves
are folded and compared with the head. What an owner of the database recomputed agrees here as well:
only checkpoints kept elsewhere tell that.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged
from ptaudit.ledger.database import Database
from ptaudit.ledger.log import LogStatements, fetching
from ptaudit.ledger.rows import RowStore, Snapshot, State
from ptaudit.ledger.tables import head
from ptaudit.log.merkle import HASH_SIZE, Edge, leaf_hash, perfect_root
from ptaudit.log.tiles import WIDTH

#: Tiles held at once, of 8 KiB each.
_TILES = 512


@dataclass(frozen=True, slots=True)
class _Tail:
    """The leaves after the last full tile of *size* entries; *sound* are the positions that the head bears out."""

    size: int
    leaves: Sequence[bytes]
    sound: range


class OnRead:
    """Raises Damaged ``entry.altered``, ``entry.tail_altered`` or ``ledger.log_incomplete``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = LogStatements(database)
        self._head = database.prepare(sa.select(head.c.size, head.c.edge))
        self._tiles: dict[int, bytes] = {}
        self._tail: _Tail | None = None

    def rows(self, rows: Generator[Any, None, None]) -> Iterator[Any]:
        """(position, data) as they come, none that is not borne out."""
        with closing(rows):
            for position, data in rows:
                self.hold(position, data)
                yield position, data

    def hold(self, position: int, data: bytes) -> None:
        index, place = divmod(position - 1, WIDTH)
        tile = self._tiles.get(index) or self._full(index)
        if tile is not None:
            at = place * HASH_SIZE
            if tile[at : at + HASH_SIZE] != leaf_hash(data):
                raise self._damaged("entry.altered", position=position)
            return
        tail = self._tail
        if tail is None or position > tail.size:
            tail = self._tail = self._read_tail()
        first = tail.size - len(tail.leaves) + 1
        if not first <= position <= tail.size or tail.leaves[position - first] != leaf_hash(data):
            raise self._damaged("entry.altered", position=position)
        if position not in tail.sound:
            raise self._damaged("entry.tail_altered", first=tail.sound.stop, last=tail.size)

    def _full(self, index: int) -> bytes | None:
        """The hashes of a full tile; None where it is not full yet."""
        found = self._database.fetch(
            self._statements.tile.sql, self._statements.tile.bind({"tier": 0, "lower": index})
        )
        if not found:
            return None
        if len(self._tiles) >= _TILES:
            self._tiles.clear()
        tile = self._tiles[index] = bytes(found[0][0])
        return tile

    def _read_tail(self) -> _Tail:
        shown = self._database.place.shown
        with self._database.reading(snapshot=True) as conn:
            rows = conn.exec_driver_sql(self._head.sql).fetchall()
            if not rows:
                raise Damaged("ledger.head_missing", ledger=shown)
            size = rows[0][0]
            count = size % WIDTH
            fetch = fetching(conn)
            leaves = self._statements.earlier(fetch, shown, 0, size - count, count)
        try:
            edge = Edge.from_bytes(size, bytes(rows[0][1]))
        except ValueError:
            raise Damaged("ledger.head_unreadable", ledger=shown) from None
        return _Tail(size, leaves, range(size - count + 1, _borne_out(leaves, edge, size)))

    def _damaged(self, code: str, **where: int) -> Damaged:
        return Damaged(code, ledger=self._database.place.shown, **where)


def _borne_out(leaves: Sequence[bytes], edge: Edge, size: int) -> int:
    """The first position of the tail whose subtree is not the head's; *size* + 1 where all are."""
    count = len(leaves)
    nodes, start = edge.hashes[len(edge.hashes) - count.bit_count() :], 0
    for node in nodes:
        width = 1 << ((count - start).bit_length() - 1)
        if perfect_root(leaves[start : start + width]) != node:
            return size - count + start + 1
        start += width
    return size + 1


class NoRows(RowStore):
    """Stored rows of which none is believed: every view is folded from entries that were held."""

    def snapshot(
        self,
        name: str,
        version: int,
        keys: Sequence[str] | None = None,
        state: State = "current",
        *,
        prefix: str = "",
    ) -> Snapshot | None:
        return None
