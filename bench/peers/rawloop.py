"""The fold of findings in raw sqlite3, a JSON parser and dicts: as little as the work can take."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.peers.folding import KINDS, evolve

Case = dict[str, Any]


def fold(path: Path, loads: Callable[[bytes], Any]) -> tuple[int, dict[str, Case]]:
    """Entries read, and every finding from its entries in ledger order."""
    cases: dict[str, Case] = {}
    count = 0
    for data in _entries(path, KINDS):
        entry = loads(data)
        count += 1
        for tag in entry["tags"]:
            if tag.startswith("finding:"):
                evolve(cases.setdefault(tag[8:], {}), entry)
    return count, cases


def read(path: Path, loads: Callable[[bytes], Any]) -> tuple[int, dict[str, Case]]:
    """As :func:`fold`, but every entry of the ledger is read and decoded."""
    cases: dict[str, Case] = {}
    count = 0
    for data in _entries(path, ()):
        entry = loads(data)
        count += 1
        if entry["kind"] in KINDS:
            for tag in entry["tags"]:
                if tag.startswith("finding:"):
                    evolve(cases.setdefault(tag[8:], {}), entry)
    return count, cases


def _entries(path: Path, kinds: tuple[str, ...]) -> Iterator[bytes]:
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    marks = ", ".join("?" * len(kinds))
    where = f"WHERE kind IN ({marks})" if kinds else ""
    cursor = conn.execute(f"SELECT data FROM entry {where} ORDER BY position", kinds)
    cursor.arraysize = 2000
    while rows := cursor.fetchmany():
        for (data,) in rows:
            yield data
    conn.close()
