"""Reading a ledger: head, entries by selection, proofs."""

from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged, NotFound
from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.ledger.database import Database
from ptaudit.ledger.forms import Head
from ptaudit.ledger.log import LogNodes, LogStatements, fetching
from ptaudit.ledger.selections import ITEMS, LAST, Queries, Scan, scans
from ptaudit.ledger.tables import entry, head, term
from ptaudit.log import proofs
from ptaudit.log.merkle import Edge

_BATCH = 512


class Reader:
    def __init__(self, database: Database, queries: Queries) -> None:
        self._database, self._queries = database, queries
        self._head = database.prepare(sa.select(head.c.size, head.c.recorded_at, head.c.edge))
        at = sa.bindparam("at", type_=sa.BigInteger())
        self._entry = database.prepare(sa.select(entry.c.data).where(entry.c.position == at))
        self._first = database.prepare(
            sa.select(sa.func.min(term.c.position)).where(term.c.term == sa.bindparam("name"))
        )

    @cached_property
    def _log(self) -> LogStatements:
        return LogStatements(self._database)

    def head(self) -> Head:
        return self._said(self._database.fetch(self._head.sql))

    def _head_in(self, conn: sa.Connection) -> Head:
        return self._said(conn.exec_driver_sql(self._head.sql).fetchall())

    def _said(self, rows: Sequence[Any]) -> Head:
        shown = self._database.place.shown
        if not rows:
            raise Damaged("ledger.head_missing", ledger=shown)
        row = rows[0]
        try:
            return Head(row[0], row[1], Edge.from_bytes(row[0], bytes(row[2])).root)
        except ValueError:
            raise Damaged("ledger.head_unreadable", ledger=shown) from None

    def entry(self, position: int) -> bytes | None:
        rows = self._database.fetch(self._entry.sql, self._entry.bind({"at": position}))
        return bytes(rows[0][0]) if rows else None

    def position_of(self, name: str) -> int | None:
        rows = self._database.fetch(self._first.sql, self._first.bind({"name": name}))
        return None if rows[0][0] is None else int(rows[0][0])

    def rows(
        self,
        columns: tuple[str, ...],
        selection: Selection = EVERYTHING,
        *,
        after: int = 0,
        upto: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Generator[Any, None, None]:
        """*columns* of the selected entries with after < position ≤ upto, streamed in order."""
        parts = scans(selection)
        bounds = {"after": after, "upto": LAST if upto is None else upto}
        if parts is None or len(parts) <= ITEMS:
            sql, values = self._queries.rows(
                parts, columns, **bounds, newest_first=newest_first, limit=limit
            )
            yield from self._database.stream(sql, values)
            return
        positions = sorted(self._positions(parts, **bounds), reverse=newest_first)
        yield from self._at(columns, positions[:limit], newest_first)

    def _positions(self, parts: tuple[Scan, ...], *, after: int, upto: int) -> set[int]:
        found: set[int] = set()
        with self._database.reading(snapshot=True) as conn:
            for i in range(0, len(parts), ITEMS):
                piece = parts[i : i + ITEMS]
                sql, values = self._queries.positions(piece, after=after, upto=upto)
                found.update(row[0] for row in conn.exec_driver_sql(sql, values))
        return found

    def _at(
        self, columns: tuple[str, ...], positions: list[int], newest_first: bool
    ) -> Iterator[Any]:
        order = entry.c.position.desc() if newest_first else entry.c.position
        remaining = iter(positions)
        while batch := list(islice(remaining, _BATCH)):
            query = sa.select(*(entry.c[c] for c in columns)).order_by(order)
            with self._database.reading() as conn:
                rows = conn.execute(query.where(entry.c.position.in_(batch))).fetchall()
            yield from rows

    def inclusion(self, position: int, size: int | None) -> tuple[bytes, ...]:
        with self._database.reading(snapshot=True) as conn:
            total = self._size(conn, size)
            if not 1 <= position <= total:
                raise NotFound("entry.no_such_position", position=position, size=total)
            return proofs.inclusion(self._nodes(conn, total), position - 1, total)

    def consistency(self, old: int, new: int | None) -> tuple[bytes, ...]:
        with self._database.reading(snapshot=True) as conn:
            total = self._size(conn, new)
            if not 1 <= old <= total:
                raise NotFound("entry.no_such_position", position=old, size=total)
            return proofs.consistency(self._nodes(conn, total), old, total)

    def root_at(self, size: int) -> bytes:
        with self._database.reading(snapshot=True) as conn:
            total = self._size(conn, size)
            return proofs.root(self._nodes(conn, total), total)

    def _size(self, conn: sa.Connection, asked: int | None) -> int:
        """*asked*, or the whole; NotFound ``entry.no_such_position`` when the ledger is shorter."""
        size = self._head_in(conn).size
        if asked is not None and not 0 <= asked <= size:
            raise NotFound("entry.no_such_position", position=asked, size=size)
        return size if asked is None else asked

    def _nodes(self, conn: sa.Connection, size: int) -> LogNodes:
        return LogNodes(fetching(conn), self._log, size, self._database.place.shown)
