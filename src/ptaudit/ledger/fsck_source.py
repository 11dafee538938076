"""The second reader's own way into a ledger: plain driver, plain SQL, one read-only snapshot."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ptaudit.ledger.database import reader_uri
from ptaudit.ledger.place import Place
from ptaudit.ledger.refusals import refusal

_FETCH = 2048


class Source(Protocol):
    """Rows of a query, as of the moment the source was opened."""

    def rows(self, sql: str) -> Iterator[Any]: ...


class _Sqlite:
    def __init__(self, path: Path, shown: str) -> None:
        self._shown = shown
        with self._translated():
            self._conn = sqlite3.connect(reader_uri(path), uri=True, isolation_level=None)
            # Bytes that are not text must be found, not stop the reader.
            self._conn.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")
            self._conn.execute("BEGIN")

    def rows(self, sql: str) -> Iterator[Any]:
        with self._translated(), closing(self._conn.cursor()) as cursor:
            cursor.arraysize = _FETCH
            cursor.execute(sql)
            while batch := cursor.fetchmany():
                yield from batch

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if (known := refusal(error, self._shown)) is None:
                raise
            raise known from error

    def close(self) -> None:
        self._conn.close()


class _Postgres:
    def __init__(self, place: Place) -> None:
        import psycopg

        self._error, self._shown = psycopg.Error, place.shown
        facts = place.url.translate_connect_args(username="user", database="dbname")
        facts |= place.url.query
        with self._translated():
            self._conn: Any = psycopg.connect(**facts, options=f"-c search_path={place.schema}")
        self._conn.read_only = True
        self._conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._opened = 0

    def rows(self, sql: str) -> Iterator[Any]:
        self._opened += 1
        with self._translated(), self._conn.cursor(f"fsck_{self._opened}") as cursor:
            cursor.itersize = _FETCH
            cursor.execute(sql)
            yield from cursor

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            if (known := refusal(error, self._shown)) is None:
                raise
            raise known from error

    def close(self) -> None:
        self._conn.close()


def opened(place: Place) -> AbstractContextManager[Source]:
    source = _Postgres(place) if place.path is None else _Sqlite(place.path, place.shown)
    return closing(source)
