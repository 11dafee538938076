"""The second reader of a ledger it has read before: what is new, and a turn of what was there."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from ptaudit.ledger.fsck_since import LEAST, TURNS, Before, Since, fsck_since
from ptaudit.ledger.tables import unguards
from tests.ledger.beds import Bed, fill, plain

FIRST = '(SELECT t.root FROM tile t WHERE t."index" = 0)'


def reading(bed: Bed, before: Before | None = None) -> Since:
    before = before or Before()
    *_, last = fsck_since(bed.url, before)
    assert isinstance(last, Since)
    return last


def codes(since: Since) -> list[tuple[int | None, str]]:
    found = since.verdict.findings
    return [(f.position, f.code.removeprefix("fsck.")) for f in found]


@pytest.fixture
def bed(shared_bed: Bed) -> Bed:
    """1,300 entries: five full tiles, and 20 more."""
    with shared_bed.create() as ledger:
        fill(ledger, 1300, each=100)
    return shared_bed


def more(bed: Bed, count: int) -> None:
    with bed.open() as ledger:
        ledger.append_sealed([plain(b"more %d" % n) for n in range(count)])


@pytest.mark.parametrize("old", [1, 20, 255, 256, 257, 512, 1279, 1280, 1281, 1300])
@pytest.mark.parametrize("new", [0, 1, 236, 300])
def test_old_and_new_lead_to_the_head(file_bed: Bed, old: int, new: int) -> None:
    with file_bed.create() as ledger:
        fill(ledger, old, each=300)
    first = reading(file_bed)
    assert (first.verdict.findings, first.after.size, first.hashed) == ((), old, old)
    if new:
        more(file_bed, new)
    second = reading(file_bed, first.after)
    with file_bed.open() as ledger:
        assert (second.verdict.root, second.verdict.size) == (ledger.head().root, old + new)
        assert second.after.root == ledger.head().root
    assert second.verdict.findings == ()
    assert second.hashed == min(old // 256, LEAST) * 256 + old % 256 + new


def test_every_old_entry_has_its_turn(bed: Bed) -> None:
    before, seen = reading(bed).after, set[int]()
    for _ in range(2):
        since = reading(bed, before)
        before = since.after
        seen.update(since.scrubbed)
    assert seen == {0, 1, 2, 3, 4}
    assert before.turn == 2 * LEAST % 5


def test_so_many_turns_go_round(bed: Bed) -> None:
    """Of many tiles a part each time, so that TURNS readings see all."""
    assert -(-1_000_000 // 256 // TURNS) * TURNS >= 1_000_000 // 256


@pytest.mark.parametrize("position", [1, 300, 1024, 1290, 1300])
def test_an_old_entry_changed_is_named_when_its_turn_comes(bed: Bed, position: int) -> None:
    before = reading(bed).after
    bed.run(f"UPDATE entry SET data = leaf WHERE position = {position}")
    found = reading(bed, before)
    assert (position, "leaf_differs") in codes(found)


def test_one_whose_turn_is_later_is_named_then(bed: Bed) -> None:
    before = reading(bed).after
    bed.run("UPDATE entry SET data = leaf WHERE position = 1100")
    first = reading(bed, before)
    assert (first.scrubbed, codes(first)) == ((0, 1, 2, 3), [])
    assert (1100, "leaf_differs") in codes(reading(bed, first.after))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM entry WHERE position = 700", (700, "entries_missing")),
        ("DELETE FROM entry WHERE position > 1290", (1291, "entries_missing")),
        ("UPDATE tile SET hashes = root WHERE level = 0 AND \"index\" = 1", (257, "tile_differs")),
        (f"UPDATE tile SET root = {FIRST} WHERE \"index\" = 4", (1025, "not_as_before")),
        ("DELETE FROM tile WHERE \"index\" = 3", (769, "tile_missing")),
        (f"UPDATE head SET edge = {FIRST}", (None, "edge_malformed")),
        ("DELETE FROM head", (None, "head_missing")),
    ],
)  # fmt: skip
def test_what_else_was_changed(bed: Bed, statement: str, code: tuple[int | None, str]) -> None:
    before = reading(bed).after
    bed.run(statement)
    assert code in codes(reading(bed, before))


def test_a_ledger_rolled_back(file_bed: Bed) -> None:
    """An older backup agrees with itself; the verifier has seen more."""
    with file_bed.create() as ledger:
        fill(ledger, 10)
    backup = _file(file_bed).read_bytes()
    more(file_bed, 5)
    before = reading(file_bed).after
    _file(file_bed).write_bytes(backup)
    for left in _file(file_bed).parent.glob("*-wal"):
        left.unlink()
    assert codes(reading(file_bed, before)) == [(11, "rolled_back")]


def test_a_ledger_made_anew_is_told_from_what_was_seen(file_bed: Bed) -> None:
    """Every tile and the head were recomputed: nothing in the ledger contradicts it."""
    with file_bed.create() as ledger:
        fill(ledger, 270, each=90)
    before = reading(file_bed).after
    _file(file_bed).unlink()
    with file_bed.create() as ledger:
        ledger.append_sealed([plain(b"other")])
        fill(ledger, 275, each=275)
    assert reading(file_bed).verdict.findings == ()
    # All three subtrees of 270 = 256 + 8 + 4 + 2: the entries moved on by one.
    assert codes(reading(file_bed, before))[0] == (1, "not_as_before")


def _file(bed: Bed) -> Path:
    return Path(bed.url.removeprefix("sqlite:///"))


def test_an_old_entry_changed_with_leaf_and_tile(file_bed: Bed) -> None:
    """Only the tile's root is left as it was: it led to what is remembered."""
    with file_bed.create() as ledger:
        fill(ledger, 300)
    before = reading(file_bed).after
    with closing(sqlite3.connect(_file(file_bed))) as file, file:
        for statement in unguards("sqlite"):
            file.execute(statement)
        leaf = sha256(b"\x00other").digest()
        file.execute("UPDATE entry SET data = ?, leaf = ? WHERE position = 1", (b"other", leaf))
        [(hashes,)] = file.execute("SELECT hashes FROM tile").fetchall()
        file.execute("UPDATE tile SET hashes = ?", (leaf + hashes[32:],))
    assert codes(reading(file_bed, before)) == [(1, "tile_root_differs")]
