"""Connections to one ledger's database, the transactions over them, and statements compiled once."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import sqlalchemy as sa

from ptaudit.domain.failures import Unusable
from ptaudit.ledger.place import Place
from ptaudit.ledger.refusals import refusal, stands, translated

Mode = Literal["create", "write", "read"]
BUSY_SECONDS = 15.0
_CACHE_KIB = 16_384


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text of a statement, the order of its parameters, and those it holds itself."""

    sql: str
    names: tuple[str, ...]
    positional: bool
    constants: Mapping[str, Any]

    def bind(self, values: Mapping[str, Any]) -> Any:
        if self.constants:
            values = {**self.constants, **values}
        return tuple(values[n] for n in self.names) if self.positional else values

    def bind_all(self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Any:
        """Many rows at once, each in the order of *columns*."""
        if not self.positional:
            return [dict(zip(columns, row, strict=True)) for row in rows]
        if tuple(columns) == self.names:
            return rows
        order = [columns.index(n) for n in self.names]
        return [tuple(row[i] for i in order) for row in rows]


class Work:
    """The statements of one transaction on the driver's cursor."""

    def __init__(self, cursor: Any, batches: ExitStack) -> None:
        self._cursor, self._batches = cursor, batches

    def batch(self) -> None:
        """From here on only changes, sent to a server together with the commit.

        Each answer waited for is time that every other writer waits for the head too.
        """
        if (pipeline := getattr(self._cursor.connection, "pipeline", None)) is not None:
            self._batches.enter_context(pipeline())

    def fetch(self, statement: Prepared, values: Mapping[str, Any]) -> Sequence[Any]:
        self._cursor.execute(statement.sql, statement.bind(values))
        rows: Sequence[Any] = self._cursor.fetchall()
        return rows

    def run(self, statement: Prepared, values: Mapping[str, Any]) -> None:
        self._cursor.execute(statement.sql, statement.bind(values))

    def insert(self, statement: Prepared, columns: Sequence[str], rows: Sequence[Any]) -> None:
        many = statement.bind_all(columns, rows)
        if len(rows) == 1:
            self._cursor.execute(statement.sql, many[0])
        else:
            self._cursor.executemany(statement.sql, many)


class Database:
    """One ledger's database.

    On SQLite the driver manages no transactions: a writer says BEGIN IMMEDIATE, so that it holds
    the lock before it reads; a reader's single statement is its own snapshot.
    """

    def __init__(self, place: Place, mode: Mode, busy_seconds: float = BUSY_SECONDS) -> None:
        self.place = place
        self.read_only = mode == "read"
        self._busy = busy_seconds
        self.engine = _engine(place, mode, busy_seconds)
        self.dialect = self.engine.dialect.name
        self._mutex = threading.RLock()

    def prepare(self, statement: sa.ClauseElement) -> Prepared:
        compiled: Any = statement.compile(dialect=self.engine.dialect)
        names = tuple(compiled.positiontup or ())
        constants = {n: v for n, v in compiled.params.items() if v is not None}
        return Prepared(str(compiled), names, bool(compiled.positional), constants)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: everything inside becomes visible together, or nothing of it does."""
        if self.read_only:
            raise Unusable("ledger.read_only", ledger=self.place.shown)
        with (
            self._alone(self.dialect == "sqlite"),
            self._by_a_reader(),
            translated(self.place.shown),
            self.engine.connect() as conn,
        ):
            if self.dialect == "sqlite":
                conn.exec_driver_sql("BEGIN IMMEDIATE")
            yield conn
            conn.commit()

    @contextmanager
    def working(self) -> Iterator[Work]:
        """As :meth:`writing`, by the driver's own cursor: the append's path, where calls count."""
        if self.read_only:
            raise Unusable("ledger.read_only", ledger=self.place.shown)
        with (
            self._alone(self.dialect == "sqlite"),
            self._by_a_reader(),
            self._driver_errors(),
            closing(self.engine.raw_connection()) as raw,
            closing(raw.cursor()) as cursor,
            ExitStack() as batches,
        ):
            if self.dialect == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            else:
                # A fair queue before the head's row lock, where many that wait wake each other.
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")
            yield Work(cursor, batches)
            raw.commit()

    @contextmanager
    def _by_a_reader(self) -> Iterator[None]:
        """A server that lets its user read, and not write, says no more than that access was denied."""
        try:
            yield
        except Unusable as failure:
            if failure.code != "ledger.no_access" or self.dialect == "sqlite":
                raise
            raise Unusable("ledger.reader", ledger=self.place.shown) from failure

    @contextmanager
    def _driver_errors(self) -> Iterator[None]:
        errors: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        try:
            yield
        except (errors, sa.exc.DBAPIError) as error:
            cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            known = None if cause is None else refusal(cause, self.place.shown)
            if known is None:
                raise
            if known.code == "postgresql.unreachable":
                # The pool does not see the driver's errors: what it holds is as dead as this one.
                self.engine.dispose()
            raise known from error

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[sa.Connection]:
        """A reader; with *snapshot* all statements inside see the same moment."""
        with (
            self._alone(self.place.in_memory),
            translated(self.place.shown),
            self.engine.connect() as conn,
        ):
            if snapshot and self.dialect == "sqlite":
                conn.exec_driver_sql("BEGIN")
            elif snapshot:
                conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield conn

    def fetch(self, sql: str, values: Any = ()) -> Sequence[Any]:
        """All rows of one statement, by the driver's own cursor: short reads are what decisions wait for."""
        with (
            self._alone(self.place.in_memory),
            self._driver_errors(),
            closing(self.engine.raw_connection()) as raw,
            closing(raw.cursor()) as cursor,
        ):
            cursor.execute(sql, values)
            rows: Sequence[Any] = cursor.fetchall()
            return rows

    def stream(self, sql: str, values: Any, size: int = 2000) -> Iterator[Any]:
        """Rows as they are asked for; in memory, where the connection is shared, all at once."""
        if self.place.in_memory:
            yield from self.fetch(sql, values)
        elif self.dialect == "sqlite":
            yield from self._file_rows(sql, values, size)
        else:
            yield from self._server_rows(sql, values, size)

    def _file_rows(self, sql: str, values: Any, size: int) -> Iterator[Any]:
        with (
            self._driver_errors(),
            closing(self.engine.raw_connection()) as raw,
            closing(raw.cursor()) as cursor,
        ):
            cursor.execute(sql, values)
            while rows := cursor.fetchmany(size):
                yield from rows

    def _server_rows(self, sql: str, values: Any, size: int) -> Iterator[Any]:
        options = {"stream_results": True}
        with (
            self.reading() as conn,
            closing(conn.exec_driver_sql(sql, values, execution_options=options)) as result,
        ):
            while rows := result.fetchmany(size):
                yield from rows

    @contextmanager
    def _alone(self, needed: bool) -> Iterator[None]:
        if not needed:
            yield
            return
        if not self._mutex.acquire(timeout=self._busy):
            raise Unusable("ledger.locked", ledger=self.place.shown)
        try:
            yield
        finally:
            self._mutex.release()

    def close(self) -> None:
        self.engine.dispose()


def _engine(place: Place, mode: Mode, busy: float) -> sa.Engine:
    if place.dialect == "sqlite":
        path = place.path
        if path is None:
            return sa.create_engine(
                "sqlite://", creator=lambda: _memory(busy), poolclass=sa.StaticPool
            )
        return sa.create_engine(
            "sqlite://", creator=lambda: open_file(path, mode, busy), poolclass=sa.QueuePool
        )
    settings = f"-c search_path={place.schema} -c lock_timeout={int(busy * 1000)}"
    try:
        return sa.create_engine(
            place.url, connect_args={"options": f"{settings} -c synchronous_commit=on"}
        )
    except ImportError:
        raise Unusable("postgresql.driver_missing", ledger=place.shown) from None


def _memory(busy: float) -> sqlite3.Connection:
    return sqlite3.connect(":memory:", timeout=busy, isolation_level=None, check_same_thread=False)


def open_file(path: Path, mode: Mode, busy: float) -> sqlite3.Connection:
    """A connection that never creates a file unless *mode* says so, with its guarantees asserted."""
    flags = "rwc" if mode == "create" else "rw"
    conn = sqlite3.connect(
        reader_uri(path) if mode == "read" else f"file:{quote(str(path))}?mode={flags}",
        uri=True,
        timeout=busy,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        conn.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        if mode == "read":
            conn.execute("PRAGMA query_only=ON")
        else:
            _assert_durable(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def reader_uri(path: Path) -> str:
    """Read-only; where nothing can be written and nothing waits in a log, as a file at rest."""
    waiting = stands(path.with_name(path.name + "-wal"))
    at_rest = not waiting and not os.access(path.parent, os.W_OK)
    return f"file:{quote(str(path))}?mode=ro{'&immutable=1' if at_rest else ''}"


def _assert_durable(conn: sqlite3.Connection, path: Path) -> None:
    (journal,) = conn.execute("PRAGMA journal_mode=WAL").fetchone()
    conn.execute("PRAGMA synchronous=FULL")
    (synchronous,) = conn.execute("PRAGMA synchronous").fetchone()
    if journal != "wal" or synchronous != 2:
        raise Unusable("ledger.not_durable", ledger=str(path), journal=journal)
