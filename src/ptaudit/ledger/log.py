"""Nodes of the stored Merkle log, read by tile: what proofs are made from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged
from ptaudit.ledger.database import Database, Prepared
from ptaudit.ledger.tables import entry, tile
from ptaudit.log.merkle import HASH_SIZE, perfect_root, split
from ptaudit.log.tiles import HEIGHT, WIDTH

Fetch = Callable[[Prepared, Mapping[str, Any]], Sequence[Any]]


def fetching(conn: sa.Connection) -> Fetch:
    return lambda statement, values: conn.exec_driver_sql(
        statement.sql, statement.bind(values)
    ).fetchall()


class LogStatements:
    def __init__(self, database: Database) -> None:
        bind = sa.bindparam
        first, last = bind("lower", type_=sa.BigInteger()), bind("upper", type_=sa.BigInteger())
        self.tile = database.prepare(
            sa.select(tile.c.hashes).where(tile.c.level == bind("tier"), tile.c.index == first)
        )
        self.roots = database.prepare(
            sa.select(tile.c.root)
            .where(tile.c.level == bind("tier"), tile.c.index >= first, tile.c.index < last)
            .order_by(tile.c.index)
        )
        self.leaves = database.prepare(
            sa.select(entry.c.leaf)
            .where(entry.c.position > first, entry.c.position <= last)
            .order_by(entry.c.position)
        )

    def earlier(
        self, fetch: Fetch, ledger: str, level: int, start: int, count: int
    ) -> Sequence[bytes]:
        """Nodes of height 8·level from *start* on: leaves, or the roots of full tiles below."""
        values = {"tier": level - 1, "lower": start, "upper": start + count}
        statement = self.roots if level else self.leaves
        nodes = [bytes(row[0]) for row in fetch(statement, values)]
        if len(nodes) != count or any(len(n) != HASH_SIZE for n in nodes):
            raise Damaged("ledger.log_incomplete", ledger=ledger, level=level)
        return nodes


class LogNodes:
    """Perfect subtree roots of the first *size* entries; each tile is read once.

    One instance serves one proof: it keeps what it has read.
    """

    def __init__(self, fetch: Fetch, statements: LogStatements, size: int, ledger: str) -> None:
        self._fetch, self._statements, self._size, self._ledger = fetch, statements, size, ledger
        self._kept: dict[tuple[int, int], Sequence[bytes]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        level, rest = divmod(height, HEIGHT)
        start = index << rest
        nodes = self._tile(level, start // WIDTH)
        return perfect_root(nodes[start % WIDTH : start % WIDTH + (1 << rest)])

    def _tile(self, level: int, index: int) -> Sequence[bytes]:
        """The hashes of a tile that is full, or as many of a partial one as *size* has."""
        if (kept := self._kept.get((level, index))) is None:
            kept = self._kept[(level, index)] = self._read(level, index)
        return kept

    def _read(self, level: int, index: int) -> Sequence[bytes]:
        have = self._size >> (HEIGHT * level)
        first, last = index * WIDTH, min((index + 1) * WIDTH, have)
        s = self._statements
        if last - first == WIDTH:
            found = self._fetch(s.tile, {"tier": level, "lower": index})
            nodes: Sequence[bytes] = split(bytes(found[0][0])) if found else ()
        else:
            nodes = s.earlier(self._fetch, self._ledger, level, first, last - first)
        if len(nodes) != last - first or any(len(n) != HASH_SIZE for n in nodes):
            raise Damaged("ledger.log_incomplete", ledger=self._ledger, level=level)
        return nodes
