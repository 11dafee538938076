"""Driver errors that a test cannot bring about at will: the table that says what they mean."""

import sqlite3

import pytest

from ptaudit.domain.failures import Damaged, Unusable
from ptaudit.ledger.refusals import refusal


def of_sqlite(code: int | None) -> sqlite3.Error:
    error = sqlite3.OperationalError("…")
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        (sqlite3.SQLITE_BUSY, Unusable, "ledger.locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Unusable, "ledger.locked"),
        (sqlite3.SQLITE_PROTOCOL, Unusable, "ledger.locked"),
        (sqlite3.SQLITE_FULL, Unusable, "disk.full"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, Unusable, "disk.full"),
        (sqlite3.SQLITE_READONLY, Unusable, "ledger.read_only"),
        (sqlite3.SQLITE_READONLY_DBMOVED, Unusable, "ledger.read_only"),
        (sqlite3.SQLITE_CANTOPEN, Unusable, "ledger.no_access"),
        (sqlite3.SQLITE_NOTADB, Unusable, "ledger.not_one"),
        (sqlite3.SQLITE_IOERR_READ, Damaged, "ledger.unreadable"),
        (sqlite3.SQLITE_IOERR_FSYNC, Damaged, "ledger.unreadable"),
        (sqlite3.SQLITE_CORRUPT, Damaged, "ledger.unreadable"),
    ],
)
def test_sqlite(code: int, kind: type[Exception], name: str) -> None:
    known = refusal(of_sqlite(code), "county.db")
    assert type(known) is kind
    assert known is not None
    assert (known.code, known.params) == (name, {"ledger": "county.db"})


@pytest.mark.parametrize("code", [None, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT_TRIGGER])
def test_what_is_our_own_mistake_stays_one(code: int | None) -> None:
    assert refusal(of_sqlite(code), "county.db") is None
    assert refusal(ValueError(), "county.db") is None


@pytest.mark.parametrize(
    ("state", "kind", "name"),
    [
        ("55P03", Unusable, "ledger.locked"),
        ("40P01", Unusable, "ledger.locked"),
        ("53100", Unusable, "disk.full"),
        ("25006", Unusable, "ledger.read_only"),
        ("42501", Unusable, "ledger.no_access"),
        ("28P01", Unusable, "postgresql.unreachable"),
        ("3D000", Unusable, "postgresql.unreachable"),
        ("57P01", Unusable, "postgresql.unreachable"),
        ("XX001", Damaged, "ledger.unreadable"),
        ("58030", Damaged, "ledger.unreadable"),
    ],
)
def test_postgresql(state: str, kind: type[Exception], name: str) -> None:
    errors = pytest.importorskip("psycopg.errors")
    known = refusal(errors.lookup(state)("…"), "county")
    assert type(known) is kind
    assert known is not None
    assert known.code == name


def test_postgresql_mistakes_of_our_own() -> None:
    errors = pytest.importorskip("psycopg.errors")
    assert refusal(errors.lookup("42601")("…"), "county") is None
    psycopg = pytest.importorskip("psycopg")
    assert refusal(psycopg.ProgrammingError("…"), "county") is None
    lost = refusal(psycopg.OperationalError("…"), "county")
    assert lost is not None
    assert lost.code == "postgresql.unreachable"
