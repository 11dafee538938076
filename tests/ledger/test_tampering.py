"""Every change behind the ledger's back is found, and a changed entry is named."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from ptaudit.domain.failures import Damaged
from ptaudit.ledger import Finding, Key
from ptaudit.ledger.fsck_findings import Notes
from ptaudit.ledger.fsck_log import LogCheck
from ptaudit.ledger.tables import unguards
from tests.ledger.beds import Bed, fill, plain, record

SIZE = 300


@pytest.fixture
def filled(shared_bed: Bed) -> Bed:
    """300 records: one full tile and a tail of 44."""
    with shared_bed.create() as ledger:
        fill(ledger, SIZE - 1)
        ledger.append_sealed([record(SIZE)], key=Key("k", "0" * 64))
    assert shared_bed.verify(ledger).sound
    return shared_bed


def findings(bed: Bed, *statements: str) -> tuple[Finding, ...]:
    bed.run(*statements)
    with bed.open() as ledger:
        verdict = bed.verify(ledger)
    assert not verdict.sound
    return verdict.findings


def brief(found: tuple[Finding, ...]) -> list[tuple[int, int | None, str]]:
    return [(f.step, f.position, f.code.removeprefix("fsck.")) for f in found]


@pytest.mark.parametrize("position", [1, 100, 256, 257, 300])
def test_a_changed_entry_is_named(filled: Bed, position: int) -> None:
    """One byte of its text; the leaf no longer fits, nor the tile or the edge over it."""
    found = findings(
        filled,
        f"UPDATE entry SET data = (SELECT data FROM entry WHERE position = {position % SIZE + 1})"
        f" WHERE position = {position}",
    )
    assert (3, position, "leaf_differs") in brief(found)
    assert min(f.position for f in found if f.position is not None and f.step == 3) == position
    if position <= 256:
        assert (4, position, "tile_differs") in brief(found)
    else:
        assert "edge_differs" in [code for _, _, code in brief(found)]


@pytest.mark.parametrize(
    ("position", "first", "last"), [(100, 100, 100), (257, 257, 288), (300, 297, 300)]
)
def test_an_entry_changed_with_its_leaf(filled: Bed, position: int, first: int, last: int) -> None:
    """Under a full tile it is still named; in the tail the smallest subtree that holds it is."""
    source = f"(SELECT leaf FROM entry WHERE position = {position - 1})"
    data = f"(SELECT data FROM entry WHERE position = {position - 1})"
    found = findings(
        filled, f"UPDATE entry SET data = {data}, leaf = {source} WHERE position = {position}"
    )
    if position <= 256:
        assert brief(found)[0] == (4, first, "tile_differs")
    else:
        assert brief(found)[0] == (5, first, "edge_differs")
        assert found[0].params == {"first": first, "last": last}


def test_a_deleted_entry(filled: Bed) -> None:
    found = findings(filled, "DELETE FROM entry WHERE position = 42")
    assert brief(found)[0] == (2, 42, "entries_missing")
    assert found[0].params == {"first": 42, "last": 42}


def test_deleted_and_renumbered(filled: Bed) -> None:
    """The gap is closed: from there on every entry stands where another one stood."""
    found = findings(
        filled,
        "DELETE FROM entry WHERE position = 42",
        "UPDATE entry SET position = position - 1000 WHERE position > 42",
        "UPDATE entry SET position = position + 999 WHERE position < 0",
    )
    assert (4, 42, "tile_differs") in brief(found)
    assert (2, 300, "entries_missing") in brief(found)
    assert (6, 42, "position_differs") in brief(found)


def test_two_entries_swapped(filled: Bed) -> None:
    found = findings(
        filled,
        "UPDATE entry SET position = -7 WHERE position = 7",
        "UPDATE entry SET position = 7 WHERE position = 9",
        "UPDATE entry SET position = 9 WHERE position = -7",
    )
    assert (4, 7, "tile_differs") in brief(found)
    assert {(6, 7, "position_differs"), (6, 9, "position_differs")} <= set(brief(found))


@pytest.mark.parametrize("last", [299, 256, 255, 10])
def test_a_truncated_ledger_whose_head_is_left(filled: Bed, last: int) -> None:
    found = findings(filled, f"DELETE FROM entry WHERE position > {last}")
    assert brief(found)[0] == (2, last + 1, "entries_missing")
    assert found[0].params == {"first": last + 1, "last": SIZE}


def test_an_entry_put_in_behind_the_head(filled: Bed) -> None:
    """It is found, and the next append refuses to go on."""
    found = findings(
        filled,
        "INSERT INTO entry SELECT 301, kind, data, leaf, terms FROM entry WHERE position = 300",
    )
    assert brief(found)[0] == (2, 301, "beyond_head")
    with filled.open() as ledger, pytest.raises(Damaged) as damage:
        ledger.append_sealed([record(301)])
    assert damage.value.code == "ledger.head_behind"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM tile", (4, 1, "tile_missing")),
        ("UPDATE tile SET level = 1", (4, 1, "tile_missing")),
        ('UPDATE tile SET "index" = 1', (4, 1, "tile_missing")),
        ("UPDATE tile SET hashes = root", (4, 1, "tile_differs")),
        ("UPDATE head SET edge = root FROM tile", (5, None, "edge_malformed")),
        ("UPDATE head SET size = 299", (2, 300, "beyond_head")),
        ("UPDATE head SET size = 301", (2, 301, "entries_missing")),
        ("UPDATE head SET recorded_at = '2025'", (6, 300, "head_time_differs")),
        ("DELETE FROM head", (1, None, "head_missing")),
        ("UPDATE entry SET kind = 'x' WHERE position = 5", (6, 5, "kind_differs")),
        ("UPDATE entry SET terms = '[]' WHERE position = 5", (6, 5, "terms_differ")),
        ("UPDATE entry SET terms = 'no json' WHERE position = 5", (6, 5, "terms_differ")),
        ("DELETE FROM term WHERE position = 5", (6, 5, "term_missing")),
        ("DELETE FROM term WHERE position = 300", (6, 300, "term_missing")),
        ("UPDATE term SET kind = 'x' WHERE position = 5", (6, 5, "term_extra")),
        ("INSERT INTO term VALUES ('unit:x', 'kind.1', 5)", (6, 5, "term_extra")),
        ("INSERT INTO term VALUES ('unit:x', 'kind.1', 0)", (6, 0, "term_extra")),
        ("INSERT INTO term VALUES ('unit:x', 'kind.1', 301)", (6, 301, "term_extra")),
        ('UPDATE "key" SET first = 301, last = 301', (7, 301, "key_dangling")),
        ('UPDATE "key" SET last = 299', (7, 300, "key_dangling")),
        ("UPDATE \"key\" SET digest = 'short'", (7, 300, "key_differs")),
    ],
)
def test_changes_to_log_and_index(
    filled: Bed, statement: str, expected: tuple[int, int | None, str]
) -> None:
    assert expected in brief(findings(filled, statement))


class Copy:
    """A ledger's tables in memory, to be changed a byte at a time."""

    def __init__(self, bed: Bed) -> None:
        source = sqlite3.connect(bed.folder / "ledger.db")
        self.conn = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(self.conn)
        source.close()
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

    def blobs(self, table: str, column: str) -> Iterator[tuple[int, int, tuple[Finding, ...]]]:
        """(row, byte, findings) for every byte of a column, each changed and put back in turn."""
        read = f'SELECT rowid, {column} FROM "{table}" ORDER BY 1'
        write = f'UPDATE "{table}" SET {column} = ? WHERE rowid = ?'
        for row, blob in self.conn.execute(read).fetchall():
            for i in range(len(blob)):
                changed = blob[:i] + bytes([blob[i] ^ 1 << i % 8]) + blob[i + 1 :]
                self.conn.execute(write, (changed, row))
                yield row, i, self.check()
            self.conn.execute(write, (blob, row))
        assert self.check() == ()


@pytest.fixture
def copy(file_bed: Bed) -> Iterator[Copy]:
    """259 entries of two to four bytes: every byte is cheap to change."""
    with file_bed.create() as ledger:
        ledger.append_sealed([plain(b"e%d" % n) for n in range(259)])
    made = Copy(file_bed)
    yield made
    made.conn.close()


def test_every_byte_of_every_entry(copy: Copy) -> None:
    """Found, and the first finding names the entry."""
    for position, byte, found in copy.blobs("entry", "data"):
        assert found[0] == Finding(3, position, "fsck.leaf_differs"), byte


@pytest.mark.parametrize(
    ("table", "column", "code"),
    [
        ("entry", "leaf", "fsck.leaf_differs"),
        ("tile", "hashes", "fsck.tile_differs"),
        ("tile", "root", "fsck.tile_root_differs"),
        ("head", "edge", "fsck.edge_differs"),
    ],
)
def test_every_byte_of_the_log(copy: Copy, table: str, column: str, code: str) -> None:
    """Leaves, tiles, their roots and the head's edge: each byte is found by its own step."""
    count = 0
    for row, byte, found in copy.blobs(table, column):
        count += 1
        assert [f.code for f in found] == [code], (row, byte)
    expected = copy.conn.execute(f'SELECT SUM(LENGTH({column})) FROM "{table}"').fetchone()
    assert (count,) == expected
