"""Founding and opening: what is there is found out first, and nothing is made by accident."""

import sqlite3
from pathlib import Path

import pytest

from ptaudit.domain.failures import Damaged, Malformed, Unusable
from ptaudit.ledger import Ledger, verify
from ptaudit.ledger.tables import FORMAT
from tests.ledger.beds import Bed, HandClock, refused

CLOCK = HandClock()


def test_opening_never_creates(tmp_path: Path) -> None:
    missing = tmp_path / "county.db"
    for read_only in (False, True):
        with refused(Unusable, "ledger.missing"):
            Ledger.open(f"sqlite:///{missing}", clock=CLOCK, read_only=read_only)
    with refused(Unusable, "ledger.missing"):
        verify(f"sqlite:///{missing}")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with refused(Unusable, "ledger.missing"):
        Ledger.open(f"sqlite:///{tmp_path / ('县' * 400)}.db", clock=CLOCK)


def test_a_schema_that_is_not_there(postgresql: str) -> None:
    with refused(Unusable, "ledger.not_one"):
        Ledger.open(f"{postgresql}&schema=nobody", clock=CLOCK)


def other_database(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    conn.close()


def look_alike(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.executescript("CREATE TABLE meta (a TEXT); CREATE TABLE entry (b TEXT)")
    conn.close()


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("单位,名次\n" * 400, encoding="utf-8"),
        lambda path: path.write_bytes(b"PK\x03\x04" + b"\x00" * 5000),
        lambda path: path.mkdir(),
        other_database,
        look_alike,
    ],
    ids=["empty", "text", "zip", "folder", "other database", "look-alike"],
)
def test_a_file_that_is_not_a_ledger(tmp_path: Path, make: object) -> None:
    """Said so, and left as it was."""
    path = tmp_path / "county.db"
    assert callable(make)
    make(path)
    before = None if path.is_dir() else path.read_bytes()
    for read_only in (False, True):
        with refused(Unusable, "ledger.not_one"):
            Ledger.open(f"sqlite:///{path}", clock=CLOCK, read_only=read_only)
    assert before is None or path.read_bytes() == before


def test_founding_twice(shared_bed: Bed) -> None:
    shared_bed.create().close()
    with refused(Unusable, "ledger.exists"):
        shared_bed.create()
    with shared_bed.open() as ledger:
        assert ledger.head().size == 0


def test_founding_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    path.write_text("单位,名次\n" * 400, encoding="utf-8")
    with refused(Unusable, "ledger.path_taken"):
        Ledger.create(f"sqlite:///{path}", clock=CLOCK)
    assert path.read_text(encoding="utf-8").startswith("单位")


def test_founding_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with refused(Unusable, "ledger.no_folder"):
        Ledger.create(f"sqlite:///{tmp_path / 'none' / 'county.db'}", clock=CLOCK)


def test_founding_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with refused(Malformed, "ledger.zone"):
        Ledger.create(f"sqlite:///{tmp_path / 'county.db'}", clock=CLOCK, zone="北京时间")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [0, FORMAT + 1, 99])
def test_a_format_this_version_does_not_know(shared_bed: Bed, number: int) -> None:
    shared_bed.create().close()
    shared_bed.run(f"UPDATE meta SET value = '{number}' WHERE name = 'format'")
    with pytest.raises(Unusable) as refusal:
        shared_bed.open()
    assert refusal.value.code == "ledger.format_unknown"
    assert (refusal.value.params["format"], refusal.value.params["known"]) == (number, FORMAT)


def test_a_missing_table_is_damage(shared_bed: Bed) -> None:
    shared_bed.create().close()
    shared_bed.run("DROP TABLE checkpoint")
    with refused(Damaged, "ledger.table_missing"):
        shared_bed.open()
