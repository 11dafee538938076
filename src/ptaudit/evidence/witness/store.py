"""What a witness remembers: the logs it knows, the last head of each it cosigned, and offending requests.

One SQLite file of its own. Every change is on the disk before the call returns.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.parse import quote

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.log.keys import NOTE, VerifierKey, verifier
from ptaudit.log.merkle import EMPTY_ROOT

#: Stands in the file's header, so that no other database is taken for a witness's.
APPLICATION = 0x70744157
#: Longer than a signature may take that is made while others wait.
_BUSY_SECONDS = 90.0
_SCHEMA = """\
CREATE TABLE log (
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB,
  cosigned_at INTEGER NOT NULL
) STRICT;
CREATE TABLE log_key (vkey TEXT PRIMARY KEY, origin TEXT NOT NULL REFERENCES log) STRICT;
CREATE TABLE offence (
  number INTEGER PRIMARY KEY, origin TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL,
  size INTEGER NOT NULL, root BLOB NOT NULL, request BLOB NOT NULL, cosigned BLOB NOT NULL,
  UNIQUE (origin, size, root)
) STRICT;
"""
#: Offending requests kept of one log and status; one is proof enough, and a flood of them fills no disk.
OFFENCES = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """The last head cosigned of the log *origin*: never anything is (0, empty root) at time 0."""

    origin: str
    size: int = 0
    root: bytes = EMPTY_ROOT
    note: bytes | None = None
    cosigned_at: int = 0


@dataclass(frozen=True, slots=True)
class Offence:
    """A signed head that contradicts what was cosigned: the *request* that brought it, under the log's own
    signatures alone, and the note *cosigned* at that time. Together they are the proof.
    """

    origin: str
    at: int
    status: int
    size: int
    root: bytes
    request: bytes
    cosigned: bytes


def _head(seen: Seen) -> tuple[int, bytes]:
    return seen.size, seen.root


class Transaction:
    """One look at the state, and perhaps one change of it; nobody else writes meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def log(self, origin: str) -> Seen | None:
        query = "SELECT origin, size, root, note, cosigned_at FROM log WHERE origin = ?"
        row = self._connection.execute(query, (origin,)).fetchone()
        return None if row is None else Seen(*row)

    def keys(self, origin: str) -> tuple[VerifierKey, ...]:
        query = "SELECT vkey FROM log_key WHERE origin = ? ORDER BY rowid"
        return tuple(verifier(row[0]) for row in self._connection.execute(query, (origin,)))

    def cosign(self, before: Seen, after: Seen) -> None:
        """*after* in the place of *before*, which must be what is there."""
        changed = self._connection.execute(
            "UPDATE log SET size = ?, root = ?, note = ?, cosigned_at = ?"
            " WHERE origin = ? AND size = ? AND root = ?",
            (*_head(after), after.note, after.cosigned_at, before.origin, *_head(before)),
        ).rowcount
        if changed != 1:
            raise AssertionError((before, after))

    def offend(self, offence: Offence) -> None:
        query = "SELECT COUNT(*) FROM offence WHERE origin = ? AND status = ?"
        said = (offence.origin, offence.status)
        (kept,) = self._connection.execute(query, said).fetchone()
        if kept < OFFENCES:
            self._connection.execute(
                "INSERT OR IGNORE INTO offence"
                " (origin, at, status, size, root, request, cosigned) VALUES (?, ?, ?, ?, ?, ?, ?)",
                astuple(offence),
            )

    def know(self, key: VerifierKey) -> bool:
        """Know the log that *key* signs for; False when this key of it is known already."""
        self._connection.execute(
            "INSERT OR IGNORE INTO log (origin, size, root, cosigned_at) VALUES (?, 0, ?, 0)",
            (key.name, EMPTY_ROOT),
        )
        done = self._connection.execute(
            "INSERT OR IGNORE INTO log_key (vkey, origin) VALUES (?, ?)", (str(key), key.name)
        )
        return done.rowcount == 1


class Store:
    """The state in the file at *path*. One instance may be used by many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Raises Unusable ``witness_state.missing`` or ``witness_state.foreign``."""
        if _size(path) is None:
            raise Unusable("witness_state.missing", file=str(path))
        store = cls(path)
        with store._connected() as connection:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
        if found != APPLICATION:
            raise Unusable("witness_state.foreign", file=str(path))
        return store

    @classmethod
    def create(cls, path: Path) -> "Store":
        """The state at *path*, a new one where there is none. Raises as :meth:`open` does."""
        if _size(path) is not None or not path.exists():
            store = cls(path)
            with store._connected(create=True) as connection:
                connection.execute("BEGIN EXCLUSIVE")
                # Who made the file may have been cut short on the way: then nothing is in it.
                if not any(connection.execute("SELECT 1 FROM sqlite_schema")):
                    for statement in _SCHEMA.split(";\n"):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute("COMMIT")
        return cls.open(path)

    @contextmanager
    def changing(self) -> Iterator[Transaction]:
        """Everything inside is on the disk when this returns, or nothing of it happened."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def add_log(self, key: VerifierKey) -> bool:
        """Know a log's key; False when it is known. Raises Malformed ``witness_state.key_use``."""
        if key.algorithm != NOTE:
            raise Malformed("witness_state.key_use", name=key.name)
        with self.changing() as state:
            return state.know(key)

    def logs(self) -> list[tuple[Seen, tuple[VerifierKey, ...]]]:
        """Every log by origin, with its keys in the order they became known."""
        with self._connected() as connection:
            state = Transaction(connection)
            names = connection.execute("SELECT origin FROM log ORDER BY origin").fetchall()
            found = [(state.log(name), state.keys(name)) for (name,) in names]
        return [(seen, keys) for seen, keys in found if seen is not None]

    def offences(self) -> list[Offence]:
        """In the order they came."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT origin, at, status, size, root, request, cosigned"
                " FROM offence ORDER BY number"
            )
            return [Offence(*row) for row in rows]

    @contextmanager
    def _connected(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        place = f"file:{quote(str(self.path.absolute()))}?mode={'rwc' if create else 'rw'}"
        try:
            with closing(
                sqlite3.connect(place, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                # EXTRA: the folder too is on the disk before a commit returns.
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except sqlite3.DatabaseError as error:
            raise _refusal(error, self.path) from None


def _size(path: Path) -> int | None:
    """Bytes of the file; None where there is none. Raises Unusable where the disk does not say."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        raise Unusable("witness_state.unwritable", file=str(path)) from None


def _refusal(error: sqlite3.DatabaseError, path: Path) -> Unusable:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return Unusable("witness_state.foreign", file=str(path))
    if code == sqlite3.SQLITE_BUSY:
        return Unusable("witness_state.busy", file=str(path))
    return Unusable("witness_state.unwritable", file=str(path))
