"""What a database error means to a person: the one place where driver errors are read."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged, Failure, Unusable

_SQLITE_UNUSABLE = {
    sqlite3.SQLITE_BUSY: "ledger.locked",
    sqlite3.SQLITE_LOCKED: "ledger.locked",
    sqlite3.SQLITE_PROTOCOL: "ledger.locked",
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_READONLY: "ledger.read_only",
    sqlite3.SQLITE_PERM: "ledger.no_access",
    sqlite3.SQLITE_AUTH: "ledger.no_access",
    sqlite3.SQLITE_CANTOPEN: "ledger.no_access",
    sqlite3.SQLITE_NOTADB: "ledger.not_one",
}
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR}
# A full disk under the shared-memory file is reported as an I/O error.
_SQLITE_NO_ROOM = sqlite3.SQLITE_IOERR_SHMSIZE

_POSTGRES_UNUSABLE = {
    "25006": "ledger.read_only",
    "40P01": "ledger.locked",
    "42501": "ledger.no_access",
    "53100": "disk.full",
    "55P03": "ledger.locked",
}
_POSTGRES_DAMAGED = {"58030", "XX001", "XX002"}


def refusal(error: BaseException, ledger: str) -> Failure | None:
    """The failure that *error* of a driver means for the *ledger* so named, if it is a known one."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", None), ledger)
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _of_postgres(error, ledger)
    return None


def _of_sqlite(code: int | None, ledger: str) -> Failure | None:
    if code is None:
        return None
    if code == _SQLITE_NO_ROOM:
        return Unusable("disk.full", ledger=ledger)
    if name := _SQLITE_UNUSABLE.get(code & 0xFF):
        return Unusable(name, ledger=ledger)
    if code & 0xFF in _SQLITE_DAMAGED:
        return Damaged("ledger.unreadable", ledger=ledger)
    return None


def _of_postgres(error: BaseException, ledger: str) -> Failure | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        if type(error).__name__ == "OperationalError":
            return Unusable("postgresql.unreachable", ledger=ledger)
        return None
    if name := _POSTGRES_UNUSABLE.get(state):
        return Unusable(name, ledger=ledger)
    if state in _POSTGRES_DAMAGED:
        return Damaged("ledger.unreadable", ledger=ledger)
    if state[:2] in ("08", "28", "3D", "57"):
        return Unusable("postgresql.unreachable", ledger=ledger)
    return None


@contextmanager
def translated(ledger: str) -> Iterator[None]:
    """Driver errors inside become failures; what is not known stays a programming error."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        known = refusal(error.orig, ledger) if error.orig is not None else None
        if known is None:
            raise
        raise known from error


def stands(path: Path) -> bool:
    """Whether something is at *path*.

    Unusable ``ledger.no_access`` or Damaged ``ledger.unreadable`` where the disk does not say.
    """
    try:
        return path.exists()
    except PermissionError:
        raise Unusable("ledger.no_access", ledger=str(path)) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise Damaged("ledger.unreadable", ledger=str(path)) from None
