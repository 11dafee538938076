"""The file beside a ledger that holds its confidential contents: ciphertexts in one table, keys in another.

SQLite, mode 0600. What is deleted is overwritten. Every change is on the disk before the call returns.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ptaudit.domain.failures import Unusable
from ptaudit.evidence.private.sealing import Sealed
from ptaudit.security import lock

#: What the file of a SQLite ledger is called: the ledger's own name with this after it.
SUFFIX = ".private"
#: Stands in the file's header, so that no other database is taken for such a file.
APPLICATION = 0x70744158
_BUSY_SECONDS = 30.0
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SCHEMA = """\
CREATE TABLE ledger (opening TEXT PRIMARY KEY) STRICT;
CREATE TABLE content (
  commitment TEXT PRIMARY KEY, target TEXT NOT NULL, what TEXT NOT NULL, recorded INTEGER NOT NULL,
  nonce BLOB NOT NULL, ciphertext BLOB NOT NULL, key_check BLOB NOT NULL
) STRICT;
CREATE TABLE content_key (commitment TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A content and its key, if it is there. *recorded*: an entry is known to commit to it."""

    sealed: Sealed
    target: str
    what: str
    recorded: bool
    key: bytes | None


def beside(ledger: Path) -> Path:
    """Where the contents of the SQLite file *ledger* are kept unless a setting says otherwise."""
    return ledger.with_name(ledger.name + SUFFIX)


class Store:
    """The file at *path*, of the ledger that the entry *opening* opened."""

    def __init__(self, path: Path, opening: str) -> None:
        self.path = path
        self._opening = opening

    @classmethod
    def open(cls, path: Path, opening: str) -> "Store":
        """Raises Unusable ``private.missing``, ``.open``, ``.foreign`` or ``.other_ledger``."""
        if not path.is_file():
            raise Unusable("private.missing", file=str(path))
        mode = stat.S_IMODE(path.stat().st_mode)
        if os.name == "posix" and mode & _OTHERS:
            raise Unusable("private.open", file=str(path), mode=f"{mode:04o}")
        store = cls(path, opening)
        with store._connected() as connection:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
            if not any(connection.execute("SELECT 1 FROM sqlite_schema")):
                # Whoever was to make it was cut short: nothing was ever kept in it.
                raise Unusable("private.missing", file=str(path))
            if found != APPLICATION:
                raise Unusable("private.foreign", file=str(path))
            if connection.execute("SELECT opening FROM ledger").fetchall() != [(opening,)]:
                raise Unusable("private.other_ledger", file=str(path))
        return store

    @classmethod
    def create(cls, path: Path, opening: str) -> "Store":
        """The file at *path*, a new one where there is none. Raises as :meth:`open` does."""
        if not path.exists():
            try:
                # Before anything is in it: whoever may read it could read all of it.
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            except OSError:
                raise Unusable("private.unwritable", file=str(path)) from None
        if path.is_file():
            with cls(path, opening)._connected() as connection, _changing(connection):
                cls._filled(connection, opening)
        return cls.open(path, opening)

    @staticmethod
    def _filled(connection: sqlite3.Connection, opening: str) -> None:
        """Where nothing is in the file: who made it may have been cut short on the way."""
        if any(connection.execute("SELECT 1 FROM sqlite_schema")):
            return
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO ledger VALUES (?)", (opening,))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")

    def keep(self, sealed: Sealed, key: bytes, target: str, what: str) -> None:
        """A content that no entry is known to commit to yet."""
        row = (sealed.commitment, target, what, 0, sealed.nonce, sealed.ciphertext)
        with self._connected() as connection, _changing(connection):
            connection.execute(
                "INSERT INTO content VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, sealed.key_check)
            )
            said = (sealed.commitment, key)
            connection.execute("INSERT INTO content_key VALUES (?, ?)", said)

    def recorded(self, *commitments: str) -> None:
        """Entries commit to these."""
        with self._connected() as connection, _changing(connection):
            connection.executemany(
                "UPDATE content SET recorded = 1 WHERE commitment = ?", [(c,) for c in commitments]
            )

    def destroy(self, *commitments: str) -> None:
        """The keys of these, then their contents; nothing of either is left in the file."""
        said = [(commitment,) for commitment in commitments]
        with self._connected() as connection:
            with _changing(connection):
                connection.executemany("DELETE FROM content_key WHERE commitment = ?", said)
                connection.executemany("DELETE FROM content WHERE commitment = ?", said)
            connection.execute("VACUUM")

    def contents(self) -> list[Kept]:
        """All of them, as they were added."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT content.commitment, nonce, ciphertext, key_check, target, what, recorded, key"
                " FROM content LEFT JOIN content_key USING (commitment) ORDER BY content.rowid"
            ).fetchall()
        return [Kept(Sealed(*row[:4]), row[4], row[5], bool(row[6]), row[7]) for row in rows]

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        place = f"file:{quote(str(self.path.absolute()))}?mode=rw"
        try:
            with closing(
                sqlite3.connect(place, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                # EXTRA: the folder too is on the disk before a commit returns.
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("PRAGMA secure_delete = ON")
                # What VACUUM puts together lies in no file of its own.
                connection.execute("PRAGMA temp_store = MEMORY")
                yield connection
        except sqlite3.DatabaseError as error:
            raise _refusal(error, self.path) from None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else records or clears contents of the file at *path* meanwhile. Raises Unusable."""
    try:
        file = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise Unusable("private.unwritable", file=str(path)) from None
    try:
        lock(file)
        yield
    finally:
        os.close(file)


@contextmanager
def _changing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _refusal(error: sqlite3.DatabaseError, path: Path) -> Unusable:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
        return Unusable("private.foreign", file=str(path))
    if code == sqlite3.SQLITE_BUSY:
        return Unusable("private.busy", file=str(path))
    return Unusable("private.unwritable", file=str(path))
