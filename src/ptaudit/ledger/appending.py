"""The append: one transaction from the key look-up to the extended log."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from json import JSONEncoder
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Conflict, Damaged, Malformed
from ptaudit.domain.selection import Selection
from ptaudit.ledger.database import Database, Work
from ptaudit.ledger.forms import ENTRY_LIMIT, Appended, Key, Keyed, Unsealed, Used
from ptaudit.ledger.log import Fetch, LogStatements
from ptaudit.ledger.selections import Queries, scans, widened
from ptaudit.ledger.tables import entry, head, key, term, tile
from ptaudit.ledger.times import next_stamp
from ptaudit.log.merkle import Edge, leaf_hash
from ptaudit.log.tiles import grow

_ENTRY = ("position", "kind", "data", "leaf", "terms")
_TERM = ("term", "kind", "position")
_KEY = ("key", "digest", "first", "last")
_AT_ONCE = 200  # keys looked up by one statement
_TILE = ("level", "index", "root", "hashes")
_terms_text = JSONEncoder(ensure_ascii=False).encode


class Appender:
    """Its statements are compiled once, in the constructor."""

    def __init__(
        self,
        database: Database,
        queries: Queries,
        clock: Callable[[], datetime],
        zone: timezone,
    ) -> None:
        self._database, self._queries, self._clock, self._zone = database, queries, clock, zone
        self._log = LogStatements(database)
        self._taken: type[Exception] = database.engine.dialect.loaded_dbapi.IntegrityError
        bind, prepare = sa.bindparam, database.prepare
        self._insert_entry = prepare(sa.insert(entry))
        self._insert_term = prepare(sa.insert(term))
        self._insert_tile = prepare(sa.insert(tile))
        self._insert_key = prepare(sa.insert(key))
        self._head = prepare(
            sa.select(head.c.size, head.c.recorded_at, head.c.edge).with_for_update()
        )
        self._move_head = prepare(
            sa.update(head).values(
                size=bind("to_size"), recorded_at=bind("to_time"), edge=bind("to_edge")
            )
        )
        self._key = prepare(
            sa.select(key.c.digest, key.c.first, key.c.last).where(key.c.key == bind("name"))
        )
        names = [bind(f"k{n}", type_=sa.Text()) for n in range(_AT_ONCE)]
        self._keys = prepare(
            sa.select(key.c.key, key.c.digest, key.c.first, key.c.last).where(key.c.key.in_(names))
        )

    def append(
        self,
        entries: Sequence[Unsealed],
        selection: Selection | None,
        after: int,
        keys: Sequence[Keyed],
    ) -> Appended:
        if not entries:
            raise ValueError("an append of nothing")
        condition = None if selection is None else widened(selection)
        try:
            return self._append(entries, condition, after, keys)
        except self._taken as error:
            # The place after the head is taken: the head was set back, or entries were put in.
            raise Damaged("ledger.head_behind", ledger=self._database.place.shown) from error

    def _append(
        self,
        entries: Sequence[Unsealed],
        condition: Selection | None,
        after: int,
        keys: Sequence[Keyed],
    ) -> Appended:
        with self._database.working() as work:
            # The head first: on PostgreSQL its row is the ledger's write lock.
            size, recorded_at, edge = self._locked_head(work)
            if (known := self._repeated(work, keys, len(entries), after, size)) is not None:
                return known
            if condition is not None and size > after and self._moved(work, condition, after):
                raise Conflict("ledger.moved", after=after, size=size)
            return self._record(work, entries, keys, edge, recorded_at)

    def _locked_head(self, work: Work) -> tuple[int, str, Edge]:
        rows = work.fetch(self._head, {})
        shown = self._database.place.shown
        if not rows:
            raise Damaged("ledger.head_missing", ledger=shown)
        size, recorded_at, edge = rows[0]
        try:
            return size, recorded_at, Edge.from_bytes(size, bytes(edge))
        except ValueError:
            raise Damaged("ledger.head_unreadable", ledger=shown) from None

    def _repeated(
        self, work: Work, keys: Sequence[Keyed], count: int, after: int, size: int
    ) -> Appended | None:
        """The first result of an append under one key. Of several, one used means: decide again."""
        if len(keys) == 1 and keys[0].count == count:
            return self.known(work.fetch, keys[0].key)
        names = [keyed.key.key for keyed in keys]
        for name, times in Counter(names).items():
            if times > 1:
                again = len(names) - 1 - names[::-1].index(name)
                raise Conflict("key.reused", key=name, position=size + 1 + keys[again].first)
        used = self.used(work.fetch, names)
        for named in (keyed.key for keyed in keys):
            if (found := used.get(named.key)) is not None:
                if found.digest != named.digest:
                    raise Conflict("key.reused", key=named.key, position=found.first)
                raise Conflict("ledger.moved", after=after, size=size)
        return None

    def known(self, fetch: Fetch, named: Key) -> Appended | None:
        """What the key was used for before; Conflict ``key.reused`` if that was something else."""
        for digest, first, last in fetch(self._key, {"name": named.key}):
            if digest != named.digest:
                raise Conflict("key.reused", key=named.key, position=first)
            return Appended(first, last, repeated=True)
        return None

    def used(self, fetch: Fetch, names: Sequence[str]) -> dict[str, Used]:
        """Those of *names* that were used before, and what for."""
        found: dict[str, Used] = {}
        if len(names) == 1:
            rows = fetch(self._key, {"name": names[0]})
            return dict(zip(names, (Used(*row) for row in rows), strict=False))
        for start in range(0, len(names), _AT_ONCE):
            asked = names[start : start + _AT_ONCE]
            padded = (*asked, *[asked[-1]] * (_AT_ONCE - len(asked)))
            values = {f"k{n}": name for n, name in enumerate(padded)}
            for name, digest, first, last in fetch(self._keys, values):
                found[name] = Used(digest, first, last)
        return found

    def _moved(self, work: Work, condition: Selection, after: int) -> bool:
        parts = scans(condition)
        if parts is None:
            return True
        statement, values = self._queries.any_position(parts, after)
        return bool(work.fetch(statement, values))

    def _record(
        self,
        work: Work,
        entries: Sequence[Unsealed],
        keys: Sequence[Keyed],
        edge: Edge,
        recorded_at: str,
    ) -> Appended:
        now = next_stamp(self._clock(), recorded_at, self._zone)
        rows: list[tuple[Any, ...]] = []
        index: list[tuple[Any, ...]] = []
        leaves: list[bytes] = []
        position = edge.size
        for unsealed in entries:
            position += 1
            kind, terms = unsealed.kind, unsealed.terms
            data = unsealed.seal(position, now)
            if len(data) > ENTRY_LIMIT:
                raise Malformed("entry.too_long", size=len(data), limit=ENTRY_LIMIT, kind=kind)
            leaf = leaf_hash(data)
            leaves.append(leaf)
            rows.append((position, kind, data, leaf, _terms_text(terms)))
            index += [(name, kind, position) for name in dict.fromkeys(terms)]

        def earlier(level: int, start: int, count: int) -> Sequence[bytes]:
            return self._log.earlier(work.fetch, self._database.place.shown, level, start, count)

        after, tiles = grow(edge, leaves, earlier)
        work.batch()
        work.insert(self._insert_entry, _ENTRY, rows)
        if index:
            work.insert(self._insert_term, _TERM, index)
        if tiles:
            full = [(t.level, t.index, t.root, t.hashes) for t in tiles]
            work.insert(self._insert_tile, _TILE, full)
        if keys:
            spans = [keyed.recorded(edge.size + 1) for keyed in keys]
            work.insert(self._insert_key, _KEY, spans)
        moved = {"to_size": position, "to_time": now, "to_edge": after.to_bytes()}
        work.run(self._move_head, moved)
        return Appended(edge.size + 1, position, recorded_at=now)
