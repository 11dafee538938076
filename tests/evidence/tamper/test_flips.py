"""Every byte of every stored blob of a ledger of 300 entries, flipped in turn: never green, or less is claimed.

A sample here; every one with ``PTAUDIT_EVERY_BYTE=1``.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from ptaudit.evidence import verifying
from ptaudit.evidence.verdict import Level, Outcome
from ptaudit.ledger.fsck_findings import Finding, Notes
from ptaudit.ledger.fsck_log import LogCheck
from ptaudit.ledger.tables import unguards
from tests.evidence.checkpoints.beds import trust
from tests.evidence.tamper.book import Book

EVERY = "PTAUDIT_EVERY_BYTE" in os.environ


class Copy:
    """The book's tables in memory."""

    def __init__(self, book: Book) -> None:
        self.conn = sqlite3.connect(":memory:", isolation_level=None)
        with closing(sqlite3.connect(book.folder / "ptaudit.db")) as source:
            source.backup(self.conn)
        for statement in unguards("sqlite"):
            self.conn.execute(statement)

    def rows(self, sql: str) -> Iterator[Any]:
        yield from self.conn.execute(sql)

    def check(self) -> tuple[Finding, ...]:
        size, edge = self.conn.execute("SELECT size, edge FROM head").fetchone()
        notes = Notes()
        for _ in LogCheck(self, notes, size, edge).run():
            pass
        return notes.all()

    def close(self) -> None:
        self.conn.close()


@pytest.mark.parametrize(
    ("table", "column", "every", "codes"),
    [
        ("entry", "data", 211, {"leaf_differs", "tile_differs", "edge_differs"}),
        ("entry", "leaf", 13, {"leaf_differs"}),
        ("tile", "hashes", 13, {"tile_differs"}),
        ("tile", "root", 1, {"tile_root_differs"}),
        ("head", "edge", 1, {"edge_differs"}),
    ],
)
def test_every_byte_of_entries_and_log(
    original: Book, table: str, column: str, every: int, codes: set[str]
) -> None:
    """Each is found in steps 2 to 5, and a changed entry is named."""
    read = f'SELECT rowid, {column} FROM "{table}" ORDER BY 1'
    write = f'UPDATE "{table}" SET {column} = ? WHERE rowid = ?'
    count, step = 0, 1 if EVERY else every
    with closing(Copy(original)) as copy:
        assert copy.check() == ()
        for row, blob in copy.conn.execute(read).fetchall():
            # Where the sample begins moves with the row, so that all parts of an entry are met.
            for at in range(0 if EVERY else row % step, len(blob), step):
                changed = blob[:at] + bytes([blob[at] ^ 1 << at % 8]) + blob[at + 1 :]
                copy.conn.execute(write, (changed, row))
                found = copy.check()
                assert found, (row, at)
                assert {f.code.removeprefix("fsck.") for f in found} <= codes, (row, at)
                if table == "entry":
                    assert (found[0].step, found[0].position) == (3, row), (row, at)
                count += 1
            copy.conn.execute(write, (blob, row))
        assert copy.check() == ()
    assert count >= 32


def test_every_byte_of_every_kept_checkpoint(book: Book) -> None:
    """Each gives a verdict that is not green, or claims less: never as much, never more."""
    notes = [(one, bytes(one)) for one in book.notes()]
    before = _reached(book)
    assert before == (Outcome.REACHED, {Level.L0: 300, Level.L1: 290, Level.L2: 250})
    count, less = 0, 0
    for number, (_, data) in enumerate(notes):
        others = [one for one, _ in notes if bytes(one) != data]
        for at in range(0, len(data), 1 if EVERY else 3):
            changed = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
            book.put(*others, raw=[((250, 290)[number], changed)])
            outcome, reached = _reached(book)
            count += 1
            if outcome is Outcome.REACHED:
                less += 1
                assert all(reached[level] <= before[1][level] for level in reached)
                # Of the one that the county alone signed; that of 250 still stands as it did.
                assert (number, reached) == (1, {**before[1], Level.L1: 250}), at
    assert 0 < less < count


def _reached(book: Book) -> tuple[Outcome, dict[Level, int]]:
    """The outcome and up to where each level reaches; of what cannot be read it is no more than that."""
    from ptaudit.domain.failures import Damaged

    with book.ledger() as ledger:
        try:
            verdict = verifying.verify(ledger, 300, trust(), []).verdict
        except Damaged:
            return Outcome.TAMPERED, {}
    return verdict.outcome, {reach.level: reach.upto for reach in verdict.reaches}
