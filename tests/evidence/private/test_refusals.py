"""Whatever happened to the private file is said in words of its own; the ledger is never the worse for it."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ptaudit.domain.failures import Altered, Malformed, Unusable
from ptaudit.evidence.private import sealing
from ptaudit.evidence.private.store import Store, alone
from tests.cli.desk import Desk
from tests.evidence.private.desks import READ, attach, inside, private, reported, write


def other(desk: Desk) -> None:
    desk.ok("ptaudit init 别县 --ledger 二.db")
    desk.ok("ptaudit confidential attach 1 其他 --text-file 来信.txt --ledger 二.db")
    (desk.folder / "二.db.private").replace(private(desk))


def exchanged(desk: Desk) -> None:
    """Somebody puts another name there, encrypted as well as the first was."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with inside(private(desk)) as connection:
        key, said = connection.execute("SELECT key, commitment FROM content_key").fetchone()
        bound = b"ptaudit/confidential/v1\0" + said.encode()
        data = AESGCM(key).encrypt(bytes(12), bytes(32) + "别人".encode(), bound)
        connection.execute("UPDATE content SET nonce = ?, ciphertext = ?", (bytes(12), data))


def moved(desk: Desk) -> None:
    """The ciphertext and key of another content, under this one's commitment."""
    write(desk, "另一人")
    attach(desk)
    with inside(private(desk)) as connection:
        columns = "nonce, ciphertext, key_check"
        connection.execute(
            f"UPDATE content SET ({columns}) = (SELECT {columns} FROM content WHERE rowid = 2)"
            " WHERE rowid = 1"
        )
        connection.execute(
            "UPDATE content_key SET key = (SELECT key FROM content_key WHERE rowid = 2) WHERE rowid = 1"
        )


def sql(statement: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        with inside(private(desk)) as connection:
            connection.execute(statement)

    return change


@pytest.mark.parametrize(
    ("code", "status", "change"),
    [
        ("confidential.wrong_key", 3, sql("UPDATE content_key SET key = zeroblob(32)")),
        ("confidential.wrong_key", 3, sql("UPDATE content_key SET key = x'00'")),
        ("confidential.changed", 3, sql("UPDATE content SET nonce = zeroblob(12)")),
        ("confidential.changed", 3, sql("UPDATE content SET nonce = x''")),
        ("confidential.changed", 3, sql("UPDATE content SET ciphertext = x'00'")),
        ("confidential.changed", 3, moved),
        ("confidential.mismatch", 3, exchanged),
        ("confidential.no_key", 3, sql("DELETE FROM content_key")),
        ("confidential.not_here", 1, sql("DELETE FROM content")),
        ("private.foreign", 1, sql("DROP TABLE content")),
        ("private.foreign", 1, sql("PRAGMA application_id = 7")),
        ("private.foreign", 1, lambda desk: private(desk).write_bytes(b"x" * 9000)),
        ("private.missing", 1, lambda desk: private(desk).unlink()),
        ("private.other_ledger", 1, other),
        ("private.open", 1, lambda desk: private(desk).chmod(0o640)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_file_is_said(
    code: str, status: int, change: Callable[[Desk], object], tmp_path: Path
) -> None:
    desk = reported(tmp_path)
    attach(desk)
    change(desk)
    found, printed = desk.say(READ)
    assert (found, printed.strip().splitlines()[-1]) == (status, f"代码: {code}")
    assert "赵老五" not in printed
    assert "账本完好" in desk.ok("ptaudit verify")


@pytest.mark.parametrize("flip", range(0, 90, 7))
def test_no_changed_byte_is_read_as_the_text(flip: int) -> None:
    sealed, key = sealing.seal("甲" * 20, lambda: bytes(range(32)))
    data = bytearray(sealed.ciphertext)
    data[flip] ^= 1
    changed = sealing.Sealed(sealed.commitment, sealed.nonce, bytes(data), sealed.key_check)
    with pytest.raises(Altered) as refusal:
        sealing.opened(changed, key, 1)
    assert refusal.value.code == "confidential.changed"
    assert sealing.opened(sealed, key, 1) == "甲" * 20


def test_a_content_encrypted_as_no_text_is_a_mismatch() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, bound = bytes(32), b"ptaudit/confidential/v1\0aa"
    data = AESGCM(key).encrypt(bytes(12), bytes(32) + b"\xff", bound)
    with pytest.raises(Altered) as refusal:
        sealing.opened(sealing.Sealed("aa", bytes(12), data, sealing.key_check(key)), key, 1)
    assert refusal.value.code == "confidential.mismatch"


def test_the_commitment_is_over_prefix_salt_and_text() -> None:
    """By hand: printf 'ptaudit/confidential/v1\\0' and 32 zero bytes and 甲, through sha256sum."""
    assert sealing.commitment(bytes(32), "甲") == COMMITTED
    assert sealing.commitment(bytes(32), "乙") != COMMITTED
    assert sealing.commitment(bytes(31) + b"\1", "甲") != COMMITTED


COMMITTED = "d20e251bb7e686313d0efe5d47652037d12b50d726488a9f5f32a23169bd85f9"


@pytest.mark.parametrize("text", ["", " \n ", "甲" * 2001, "a\x00b", "a\u202eb"])
def test_texts_that_cannot_be_kept(text: str) -> None:
    with pytest.raises(Malformed) as refusal:
        sealing.readable(text)
    assert refusal.value.code == "confidential.text"


def test_texts_are_kept_as_they_are_read() -> None:
    assert sealing.readable(" 甲\r\n乙 \n") == "甲\n乙"
    assert sealing.readable("e\u0301") == "\u00e9"
    assert len(sealing.readable("甲" * 2000)) == 2000


def test_chance_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="chance"):
        sealing.seal("甲", lambda: bytes(16))


def test_a_file_in_use_is_waited_for_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ptaudit.evidence.private.store._BUSY_SECONDS", 0.01)
    store = Store.create(tmp_path / "x.private", "a" * 32)
    sealed, key = sealing.seal("甲", lambda: bytes(32))
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unusable) as refusal:
        store.keep(sealed, key, "b" * 32, "其他")
    holder.close()
    assert refusal.value.code == "private.busy"
    assert store.contents() == []


@pytest.mark.skipif(os.name == "nt", reason="folders are written to otherwise")
def test_where_nothing_can_be_written_nothing_is_recorded(tmp_path: Path) -> None:
    desk = reported(tmp_path)
    desk.environ["PTAUDIT_PRIVATE_FILE"] = "无此夹/x.private"
    line = "ptaudit confidential attach 27 举报人 --text-file 来信.txt"
    status, printed = desk.say(line)
    assert (status, printed.strip().splitlines()[-1]) == (1, "代码: private.unwritable")
    assert desk.say("ptaudit show 28")[0] == 5


def test_what_is_deleted_is_overwritten_and_the_file_shrinks(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "x.private", "a" * 32)
    empty = store.path.stat().st_size
    chance = iter(bytes([n]) * 32 for n in range(1, 256))
    made = [sealing.seal("甲" * 500, lambda: next(chance)) for _ in range(40)]
    for sealed, key in made:
        store.keep(sealed, key, "b" * 32, "其他")
    assert store.path.stat().st_size > empty
    store.destroy(*(sealed.commitment for sealed, _ in made))
    assert store.path.stat().st_size == empty
    with store._connected() as connection:
        # Before VACUUM takes the pages away, they are overwritten where they lie.
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)


@pytest.mark.skipif(os.name == "nt", reason="locks are of POSIX")
def test_one_at_a_time_records_and_clears(tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / "x.private"
    with (
        alone(path),
        path.with_name("x.private.lock").open("rb") as other,
        pytest.raises(BlockingIOError),
    ):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with path.with_name("x.private.lock").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
