"""What a person can do wrong with a file or a server, and what is said."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ptaudit.domain.failures import Damaged, Malformed, Unusable
from ptaudit.ledger import Ledger, fsck, verify
from ptaudit.ledger.mounts import TABLE
from ptaudit.ledger.place import Place
from tests.ledger.beds import Bed, HandClock, fill, record, refused

CLOCK = HandClock()


def test_a_locked_file(file_bed: Bed) -> None:
    """Another program holds the write lock; reading goes on."""
    with file_bed.create() as ledger:
        ledger.append_sealed([record(1)])
    other = sqlite3.connect(file_bed.folder / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(file_bed.url, clock=CLOCK, busy_seconds=0.05) as ledger:
        with refused(Unusable, "ledger.locked"):
            ledger.append_sealed([record(2)])
        assert ledger.head().size == 1
        other.execute("ROLLBACK")
        ledger.append_sealed([record(2)])
    other.close()


def test_a_locked_head(postgresql: str) -> None:
    url = f"{postgresql}&schema=locked"
    with (
        Ledger.create(url, clock=CLOCK) as holder,
        Ledger.open(url, clock=CLOCK, busy_seconds=0.05) as ledger,
    ):
        with holder.database.writing() as conn:
            conn.exec_driver_sql("SELECT * FROM head FOR UPDATE")
            with refused(Unusable, "ledger.locked"):
                ledger.append_sealed([record(1)])
        ledger.append_sealed([record(1)])


def test_a_full_disk(file_bed: Bed) -> None:
    """Nothing of the append is there, and it succeeds when there is room again."""
    with file_bed.create() as ledger:
        fill(ledger, 100)
        before = ledger.head()
        with ledger.database.engine.connect() as conn:
            pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
            conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        with refused(Unusable, "disk.full"):
            fill(ledger, 2000, start=101, each=2000)
        assert ledger.head() == before
        with ledger.database.engine.connect() as conn:
            conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10_000}")
        fill(ledger, 2000, start=101, each=2000)
    assert file_bed.verify(ledger).sound


def test_a_read_only_opening_records_nothing(shared_bed: Bed) -> None:
    with shared_bed.create() as ledger:
        ledger.append_sealed([record(1)])
    with shared_bed.open(read_only=True) as ledger:
        assert [p for p, _ in ledger.entries()] == [1]
        with refused(Unusable, "ledger.read_only"):
            ledger.append_sealed([record(2)])
        with refused(Unusable, "ledger.read_only"):
            ledger.rows.drop("scores")


def test_the_connection_itself_is_read_only(file_bed: Bed) -> None:
    """Not only our own word: the database refuses."""
    file_bed.create().close()
    with (
        file_bed.open(read_only=True) as ledger,
        ledger.database.engine.connect() as conn,
        pytest.raises(Exception, match="readonly"),
    ):
        conn.exec_driver_sql("DELETE FROM meta")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written(file_bed: Bed) -> None:
    file_bed.create().close()
    (file_bed.folder / "ledger.db").chmod(0o444)
    with refused(Unusable, "ledger.read_only"), file_bed.open() as ledger:
        ledger.append_sealed([record(1)])


def test_a_malformed_database_image(file_bed: Bed) -> None:
    """Pages overwritten behind the header: exit 3, not a traceback."""
    with file_bed.create() as ledger:
        fill(ledger, 2000, each=1000)
    path = file_bed.folder / "ledger.db"
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = b"\xa5" * (len(data) - 4096 * 3)
    path.write_bytes(data)
    with refused(Damaged, "ledger.unreadable"), file_bed.open(read_only=True) as ledger:
        list(ledger.entries())
    with refused(Damaged, "ledger.unreadable"):
        list(fsck(file_bed.url))


@pytest.mark.parametrize(
    "url",
    ["", "county.db", "mysql://h/d", "sqlite+aiosqlite:///x", "sqlite:///x?mode=rw", "://"],
)
def test_a_url_of_no_kind_we_know(url: str) -> None:
    with refused(Malformed, "ledger.url"):
        Ledger.open(url, clock=CLOCK)


@pytest.mark.parametrize("schema", ["Ptaudit", "a-b", "1a", 'x"; DROP TABLE entry', "a" * 64])
def test_a_schema_has_a_plain_name(schema: str) -> None:
    with refused(Malformed, "ledger.schema_name"):
        Place.of(f"postgresql://h/d?schema={schema}")


def test_no_refusal_shows_a_password() -> None:
    """Wherever the URL is repeated, the password is not."""
    url = "postgresql+psycopg://clerk:秘密@127.0.0.1:9/d?connect_timeout=2"
    with pytest.raises(Unusable) as refusal:
        Ledger.open(url, clock=CLOCK)
    assert refusal.value.code == "postgresql.unreachable"
    assert "***" in str(refusal.value.params["ledger"])
    assert "秘密" not in str(refusal.value)
    with pytest.raises(Malformed) as malformed:
        Place.of("mysql://clerk:secret@h/d")
    assert "secret" not in str(malformed.value)


def test_an_absent_driver_is_named(tmp_path: Path) -> None:
    """A machine without psycopg: the import fails, the refusal says what is missing."""
    (tmp_path / "psycopg.py").write_text("raise ImportError('absent')\n", encoding="utf-8")
    program = (
        "from ptaudit.ledger import Ledger\n"
        "try:\n"
        "    Ledger.open('postgresql://h/d', clock=None)\n"
        "except Exception as failure:\n"
        "    print(failure.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "postgresql.driver_missing\n"


def test_sqlite_needs_no_other_driver() -> None:
    program = (
        "import sys\n"
        "from ptaudit.ledger import Ledger\n"
        "from datetime import datetime, UTC\n"
        "Ledger.create('sqlite://', clock=lambda: datetime(2024, 1, 1, tzinfo=UTC)).close()\n"
        "print('psycopg' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.skipif(not TABLE.exists(), reason="this kernel keeps no table of mounts")
def test_a_network_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table names the folder a share: neither founded nor opened there."""
    table = tmp_path / "mounts"
    folder = tmp_path / "share"
    folder.mkdir()
    Ledger.create(f"sqlite:///{folder / 'old.db'}", clock=CLOCK).close()
    table.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {folder} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr("ptaudit.ledger.mounts.TABLE", table)
    with pytest.raises(Unusable) as refusal:
        Ledger.create(f"sqlite:///{folder / 'new.db'}", clock=CLOCK)
    assert refusal.value.code == "ledger.network_share"
    assert refusal.value.params["file_system"] == "nfs4"
    with refused(Unusable, "ledger.network_share"):
        Ledger.open(f"sqlite:///{folder / 'old.db'}", clock=CLOCK)
    with refused(Unusable, "ledger.network_share"):
        verify(f"sqlite:///{folder / 'old.db'}")


def test_durability_is_asserted_on_every_connection(file_bed: Bed) -> None:
    with file_bed.create() as ledger, ledger.database.engine.connect() as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_a_copy_at_rest_is_opened_and_made_durable_again(file_bed: Bed) -> None:
    """A backup is no write-ahead database; opening it for writing makes it one."""
    with file_bed.create() as ledger:
        fill(ledger, 10)
    copy = file_bed.folder / "copy.db"
    conn = sqlite3.connect(file_bed.folder / "ledger.db")
    conn.execute("VACUUM INTO ?", (str(copy),))
    conn.close()
    shutil.move(copy, file_bed.folder / "ledger.db")
    with file_bed.open() as ledger:
        fill(ledger, 10, start=11)
    assert file_bed.verify(ledger).sound
