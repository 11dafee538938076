"""The append in raw sqlite3: the same rows in the same tables, guarded by the same triggers, as durable."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

#: Kind, index terms, and the bytes once place and time are known.
Entry = tuple[str, tuple[str, ...], Callable[[int, str], bytes]]
WIDTH = 256


class Twin:
    """Over a ledger founded by ptaudit, so that tables and triggers are the same.

    It checks neither a condition nor a key: it only writes what a checked append writes.
    """

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path, isolation_level=None)
        self._conn.execute("PRAGMA journal_mode=WAL")
        self._conn.execute("PRAGMA synchronous=FULL")
        self._conn.execute("PRAGMA cache_size=-16384")

    def append(
        self, entries: Sequence[Entry], now: str, key: tuple[str, str] | None = None
    ) -> None:
        run = self._conn.execute
        run("BEGIN IMMEDIATE")
        size, edge = run("SELECT size, edge FROM head").fetchone()
        start = size
        stack = [edge[i : i + 32] for i in range(0, len(edge), 32)]
        rows, terms, tiles = [], [], []
        nodes: list[list[bytes]] = []
        for kind, tags, seal in entries:
            data = seal(size + 1, now)
            leaf = sha256(b"\x00" + data).digest()
            size += 1
            rows.append((size, kind, data, leaf, json.dumps(tags, ensure_ascii=False)))
            terms += [(tag, kind, size) for tag in dict.fromkeys(tags)]
            _push(stack, nodes, leaf, size)
        run_many = self._conn.executemany
        run_many("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        run_many("INSERT INTO term VALUES (?, ?, ?)", terms)
        for level, roots in enumerate(nodes):
            last = size // WIDTH ** (level + 1)
            for n, root in enumerate(roots, last - len(roots)):
                tiles.append((level, n, root, self._hashes(level, n)))
        run_many("INSERT INTO tile VALUES (?, ?, ?, ?)", tiles)
        if key is not None:
            run("INSERT INTO key VALUES (?, ?, ?, ?)", (*key, start + 1, size))
        run("UPDATE head SET size = ?, recorded_at = ?, edge = ?", (size, now, b"".join(stack)))
        run("COMMIT")

    def _hashes(self, level: int, index: int) -> bytes:
        """What a full tile holds: 256 leaves, or 256 roots of the tiles below, already written."""
        first = index * WIDTH
        if level == 0:
            found = self._conn.execute(
                "SELECT leaf FROM entry WHERE position > ? AND position <= ? ORDER BY position",
                (first, first + WIDTH),
            )
        else:
            found = self._conn.execute(
                'SELECT root FROM tile WHERE level = ? AND "index" >= ? AND "index" < ?'
                ' ORDER BY "index"',
                (level - 1, first, first + WIDTH),
            )
        return b"".join(row[0] for row in found)

    def close(self) -> None:
        self._conn.close()


def _push(stack: list[bytes], nodes: list[list[bytes]], node: bytes, size: int) -> None:
    """Add the leaf that makes the tree *size* large; *nodes* gets the roots of tiles it fills."""
    height = 0
    while size % 2 == 0:
        node = sha256(b"\x01" + stack.pop() + node).digest()
        size //= 2
        height += 1
        if height % 8 == 0:
            while len(nodes) < height // 8:
                nodes.append([])
            nodes[height // 8 - 1].append(node)
    stack.append(node)
