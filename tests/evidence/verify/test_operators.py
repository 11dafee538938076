"""Entries under their operators' signatures, gone through by whoever verifies the ledger."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ptaudit.evidence import operators
from tests.cli.desk import Desk
from tests.evidence.keys.county import data, did, holder, incident, key, ledger

OURS, OTHER = key(1), key(2)


def found(tmp_path: Path, change: tuple[bytes, bytes] | None = None) -> list[tuple[str, object]]:
    """What is found in a ledger with one signed entry, of which *change* was made in the file."""
    with ledger(tmp_path) as app:
        did(app, holder(OURS), "admin")
        [record] = did(app, incident(), "epb", OURS).records
        if change is not None:
            altered = data(app, record.position).replace(*change)
            assert altered != data(app, record.position)
            with closing(sqlite3.connect(tmp_path / "ptaudit.db")) as file:
                file.execute("DROP TRIGGER entry_no_update")
                file.execute(
                    "UPDATE entry SET data = ? WHERE position = ?", (altered, record.position)
                )
                file.commit()
        return [(one.code, next(iter(one.params.values()))) for one in operators.check(app.ledger)]


def test_what_is_signed_holds_and_what_is_not_is_passed_over(tmp_path: Path) -> None:
    assert found(tmp_path) == [("note.signed", 1)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("死鱼".encode(), "活鱼".encode()), "bad.signature"),
        ((b'"identity":"key"', b'"identity":"unauthenticated"'), "bad.signature"),
        ((OURS.key.id.hex().encode(), OTHER.key.id.hex().encode()), "note.signer"),
    ],
)
def test_what_was_changed_is_named(tmp_path: Path, change: tuple[bytes, bytes], code: str) -> None:
    [(one, position)] = found(tmp_path, change)
    assert one == code
    assert isinstance(position, int)


def test_a_log_keys_signature_is_no_operators(tmp_path: Path) -> None:
    """``key.rotated`` holds the signature of the key before: nobody signed the entry itself."""
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 示例县 --origin county.example/ptaudit")
    for name in ("first", "second"):
        desk.ok(f"ptaudit key new {name}.key --use log")
    rotate = "ptaudit key rotate {}.vkey --use log --operator admin"
    desk.ok(rotate.format("first"))
    desk.ok(f"{rotate.format('second')} --old first.key")
    assert "签名密钥" not in desk.ok("ptaudit verify")
