"""What the second reader says of one change, word for word: the step, the first position, the span, the tile."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ptaudit.ledger import Finding, verify
from ptaudit.ledger.fsck_findings import Notes, Step, Verdict
from ptaudit.ledger.fsck_log import LogCheck
from ptaudit.ledger.fsck_since import Before, Since, _Reading, fsck_since
from ptaudit.ledger.tables import unguards
from ptaudit.log.merkle import perfect_root
from tests.ledger.beds import Bed, plain

#: Three full tiles, and 32 entries more.
SIZE = 800
SOUND = Before()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    bed = Bed("sqlite-file", f"sqlite:///{folder / 'x.db'}", folder)
    with bed.create() as ledger:
        ledger.append_sealed([plain(b"entry %d" % n) for n in range(1, SIZE + 1)])
    return folder / "x.db"


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "x.db"))


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def read(file: Path, before: Before) -> Since:
    *_, last = fsck_since(url(file), before)
    assert isinstance(last, Since)
    return last


def run(file: Path, *statements: str, **values: bytes) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in (*unguards("sqlite"), *statements):
            connection.execute(statement, values if ":" in statement else {})


def forge(file: Path, position: int) -> None:
    """The entry with its leaf: only tile and head tell."""
    run(
        file,
        f"UPDATE entry SET data = :data, leaf = :leaf WHERE position = {position}",
        data=b"forged",
        leaf=sha256(b"\x00forged").digest(),
    )


def missing(first: int, last: int) -> Finding:
    return Finding(2, first, "fsck.entries_missing", {"first": first, "last": last})


def tile(position: int | None, code: str, index: int, level: int = 0) -> Finding:
    return Finding(4, position, f"fsck.tile_{code}", {"level": level, "index": index})


GAPS = [
    (1, 1), (42, 42), (255, 256), (256, 257), (257, 257), (257, 512), (100, 520), (511, 512),
    (513, 514), (768, 769), (769, 800), (800, 800), (1, 768), (1, 800),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last"), GAPS)
def test_what_is_gone_is_said_and_nothing_else(file: Path, first: int, last: int) -> None:
    """Tiles over what is left still fit it."""
    run(file, f"DELETE FROM entry WHERE position BETWEEN {first} AND {last}")
    verdict = verify(url(file), index=False)
    assert verdict.findings == (missing(first, last),)
    assert (verdict.size, verdict.root) == (SIZE - (last - first + 1), b"")


@pytest.mark.parametrize(
    ("first", "last", "forged"),
    [(42, 42, 43), (42, 42, 41), (256, 257, 258), (256, 257, 255), (100, 520, 521), (1, 1, 256)],
)
def test_beside_a_gap_a_forged_entry_is_still_named(
    file: Path, first: int, last: int, forged: int
) -> None:
    forge(file, forged)
    run(file, f"DELETE FROM entry WHERE position BETWEEN {first} AND {last}")
    found = verify(url(file), index=False).findings
    assert found == (missing(first, last), tile(forged, "differs", (forged - 1) // 256))


def test_an_entry_before_the_first_is_found(file: Path) -> None:
    run(file, "UPDATE entry SET position = -7 WHERE position = 7")
    found = verify(url(file), index=False).findings
    assert found == (Finding(2, -7, "fsck.position_unexpected"), missing(7, 7))


@pytest.mark.parametrize(
    ("first", "last"), [(1, 1), (257, 257), (300, 301), (511, 512), (257, 512)]
)
def test_of_old_entries_what_is_gone_is_said(file: Path, first: int, last: int) -> None:
    before = read(file, SOUND).after
    run(file, f"DELETE FROM entry WHERE position BETWEEN {first} AND {last}")
    assert read(file, before).verdict.findings == (missing(first, last),)


def changed(file: Path, index: int, place: int) -> None:
    [(hashes,)] = _rows(file, f'SELECT hashes FROM tile WHERE "index" = {index}')
    put = hashes[: place * 32] + bytes(32) + hashes[place * 32 + 32 :]
    run(file, f'UPDATE tile SET hashes = :put WHERE "index" = {index}', put=put)


def _rows(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(("index", "place"), [(0, 0), (1, 43), (2, 255)])
def test_the_entry_whose_hash_in_a_tile_was_changed_is_named(
    file: Path, index: int, place: int
) -> None:
    before = read(file, SOUND).after
    changed(file, index, place)
    expected = (tile(index * 256 + place + 1, "differs", index),)
    assert read(file, before).verdict.findings == expected
    assert verify(url(file), index=False).findings == expected


def test_a_tile_with_a_hash_too_many_differs(file: Path) -> None:
    before = read(file, SOUND).after
    run(file, 'UPDATE tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE "index" = 1')
    assert verify(url(file), index=False).findings == (tile(257, "differs", 1),)
    assert read(file, before).verdict.findings == (tile(257, "differs", 1),)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_tile_that_is_gone_is_missed_and_no_other(file: Path, index: int) -> None:
    run(file, f'DELETE FROM tile WHERE "index" = {index}')
    expected = (tile(index * 256 + 1, "missing", index),)
    assert verify(url(file), index=False).findings == expected


def test_a_leaf_alone_is_named_alone(file: Path) -> None:
    before = read(file, SOUND).after
    run(file, "UPDATE entry SET leaf = zeroblob(32) WHERE position = 300")
    assert read(file, before).verdict.findings == (Finding(3, 300, "fsck.leaf_differs"),)


@pytest.mark.parametrize("short", ["substr(root, 1, 31)", "CAST(root || x'00' AS BLOB)", "x''"])
def test_a_stored_root_that_is_no_hash_stands_for_nothing(file: Path, short: str) -> None:
    """Its entries are read again, so that it alone is said to differ."""
    before = read(file, SOUND).after
    run(file, f'UPDATE tile SET root = {short} WHERE "index" = 2')
    since = read(file, before)
    assert since.verdict.findings == (tile(513, "root_differs", 2),)


def test_the_subtree_that_is_not_as_before_is_named(file: Path) -> None:
    """800 = 512 + 256 + 32: the last old full tile was made anew, with the head over it."""
    before = read(file, SOUND).after
    spans = ((512, b"a" * 32), before.subtrees[1], (32, b"b" * 32))
    found = read(file, Before(spans)).verdict.findings
    params = [{"first": 1, "last": 512}, {"first": 769, "last": 800}]
    assert found == tuple(Finding(5, said["first"], "fsck.not_as_before", said) for said in params)


def test_a_ledger_shorter_than_it_was(file: Path) -> None:
    before = Before((*read(file, SOUND).after.subtrees, (1, bytes(32))))
    since = read(file, before)
    said = {"size": SIZE, "before": SIZE + 1}
    assert since.verdict.findings == (Finding(5, SIZE + 1, "fsck.rolled_back", said),)
    assert (since.after, since.hashed, since.scrubbed) == (before, 0, ())


def test_a_ledger_without_a_head_is_as_it_was_remembered(file: Path) -> None:
    before = read(file, SOUND).after
    first, *_ = fsck_since(url(file), before)
    assert first == Step(1, 1, 1, True)
    run(file, "DELETE FROM head")
    since = read(file, before)
    assert since.verdict == Verdict(0, b"", (Finding(1, None, "fsck.head_missing"),))
    assert (since.after, since.hashed, since.scrubbed) == (before, 0, ())


class Log:
    """A log as its tables say it, without entries: tiles alone."""

    def __init__(self, *tiles: tuple[int, int, bytes, bytes]) -> None:
        self.tiles = tiles

    def rows(self, sql: str) -> Iterator[Any]:
        yield from self.tiles if " FROM tile" in sql else ()


ROOTS = [sha256(b"%d" % n).digest() for n in range(512)]
UPPER = [
    (1, n, perfect_root(ROOTS[n * 256 :][:256]), b"".join(ROOTS[n * 256 :][:256]))
    for n in range(2)
]


@pytest.mark.parametrize(
    ("tiles", "found"),
    [
        (UPPER, ()),
        ([], (tile(1, "missing", 0, 1), tile(65_537, "missing", 1, 1))),
        (UPPER[:1], (tile(65_537, "missing", 1, 1),)),
        ([UPPER[0], (1, 1, UPPER[0][2], UPPER[1][3])], (tile(65_537, "differs", 1, 1),)),
        ([UPPER[0], (1, 1, UPPER[1][2], UPPER[0][3])], (tile(65_537, "differs", 1, 1),)),
        ([*UPPER, (1, 2, *UPPER[0][2:])], (tile(None, "extra", 2, 1),)),
        ([*UPPER, (2, 0, *UPPER[0][2:])], (tile(None, "extra", 0, 2),)),
        ([(0, 700, *UPPER[0][2:]), *UPPER], (tile(None, "extra", 700),)),
    ],
)
def test_tiles_of_the_second_level(
    tiles: list[tuple[int, int, bytes, bytes]], found: tuple[Finding, ...]
) -> None:
    """131,072 entries, whose 512 roots stand for them."""
    notes, edge = Notes(), perfect_root(ROOTS)
    log = LogCheck(Log(*tiles), notes, 512 * 256, edge, roots=ROOTS)
    assert list(log.run()) == []
    assert notes.all() == found
    assert (log.root, log.subtrees) == (edge, [(512 * 256, edge)])


def test_old_tiles_take_turns_a_thirty_second_part_at_a_time() -> None:
    turn = _Reading(Log(), Before(turn=198))._turn
    assert list(turn(200)) == [198, 199, 0, 1, 2, 3, 4]
    assert list(turn(128)) == [70, 71, 72, 73]
    assert list(turn(129)) == [69, 70, 71, 72, 73]
    assert list(turn(3)) == [0, 1, 2]
    assert list(turn(0)) == []
