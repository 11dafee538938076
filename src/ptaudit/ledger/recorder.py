"""The ledger of one county: append, read and prove; opened or founded, never by accident."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.ledger.appending import Appender
from ptaudit.ledger.checkpoints import Checkpoints, Kept
from ptaudit.ledger.database import BUSY_SECONDS, Database, Prepared
from ptaudit.ledger.forms import Appended, Head, Key, Keyed, Unsealed, Used
from ptaudit.ledger.founding import found, open_existing, zone_of
from ptaudit.ledger.library import Recorder
from ptaudit.ledger.onread import NoRows, OnRead
from ptaudit.ledger.reading import Reader
from ptaudit.ledger.rows import RowStore
from ptaudit.ledger.selections import Queries

Clock = Callable[[], datetime]
"""The present as an aware datetime."""


class Ledger(Recorder):
    """One append-only sequence of entries with its Merkle log.

    Failures of the database are those of ``ptaudit.domain.failures``; nothing of an append that
    failed is visible.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.zone = zone_of(database)
        self._clock = clock
        self._queries = Queries(database)
        self._reader = Reader(database, self._queries)
        self.rows = RowStore(database)
        self._onread: OnRead | None = None

    @cached_property
    def _appender(self) -> Appender:
        """Compiled by the first that records or looks a key up: who only reads does not wait for it."""
        return Appender(self.database, self._queries, self._clock, self.zone)

    @cached_property
    def _checkpoints(self) -> Checkpoints:
        return Checkpoints(self.database, self._clock, self.zone)

    def hold(self) -> None:
        """From here on every entry read is held against the log, and no stored row is believed.

        Reading raises Damaged ``entry.altered``, ``entry.tail_altered`` or ``ledger.log_incomplete``.
        """
        self._onread = OnRead(self.database)
        self.rows = NoRows(self.database)

    @property
    def believes_rows(self) -> bool:
        return self._onread is None

    @classmethod
    def create(cls, url: str, *, clock: Clock, zone: str = "+08:00") -> Self:
        """Found a ledger where there is none; Unusable ``ledger.exists`` where there is one."""
        return cls._over(found(url, clock(), zone), clock)

    @classmethod
    def open(
        cls,
        url: str,
        *,
        clock: Clock,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Self:
        """A ledger that is there; a writer waits *busy_seconds* for another, then gives up."""
        database = open_existing(url, "read" if read_only else "write", busy_seconds)
        return cls._over(database, clock)

    @classmethod
    def _over(cls, database: Database, clock: Clock) -> Self:
        try:
            return cls(database, clock)
        except BaseException:
            database.close()
            raise

    def append_sealed(
        self,
        entries: Sequence[Unsealed],
        *,
        selection: Selection | None = None,
        after: int = 0,
        key: Key | None = None,
        keys: Sequence[Keyed] = (),
    ) -> Appended:
        """Record *entries* together, unless something after position *after* meets *selection*.

        Keys are looked up first. *key* is the whole append's: used before for the same, its first
        result is returned even if the ledger has moved. *keys* are several: one of them used
        before for the same is Conflict ``ledger.moved``, as what :meth:`used` said no longer holds.
        Conflict ``key.reused`` or ``ledger.moved``; Malformed ``entry.too_long``; Unusable
        ``clock.behind``, ``ledger.locked``, ``disk.full``, …
        """
        named = keys if key is None else (Keyed(key, 0, len(entries)),)
        return self._appender.append(entries, selection, after, named)

    def recall(self, key: Key) -> Appended | None:
        """What *key* recorded, if it was used; Conflict ``key.reused`` if that was something else."""
        return self._appender.known(self._fetch, key)

    def used(self, names: Sequence[str]) -> Mapping[str, Used]:
        """Those of the keys *names* that were used before, and what for."""
        return self._appender.used(self._fetch, names)

    def _fetch(self, statement: Prepared, values: Mapping[str, Any]) -> Sequence[Any]:
        return self.database.fetch(statement.sql, statement.bind(values))

    def entries(
        self,
        selection: Selection = EVERYTHING,
        *,
        after: int = 0,
        upto: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[tuple[int, bytes]]:
        """Position and bytes of the selected entries with after < position ≤ upto, streamed.

        Who decides on them reads :meth:`head` first and passes its size as *upto*.
        """
        rows = self._reader.rows(
            ("position", "data"),
            selection,
            after=after,
            upto=upto,
            newest_first=newest_first,
            limit=limit,
        )
        yield from rows if self._onread is None else self._onread.rows(rows)

    def entry(self, position: int) -> bytes | None:
        data = self._reader.entry(position)
        if data is not None and self._onread is not None:
            self._onread.hold(position, data)
        return data

    def position_of(self, term: str) -> int | None:
        """The first position that carries *term*, e.g. ``id:<entry id>``."""
        return self._reader.position_of(term)

    def head(self) -> Head:
        return self._reader.head()

    def inclusion_proof(self, position: int, size: int | None = None) -> tuple[bytes, ...]:
        """The audit path of the entry at *position* in the first *size* entries (all of them)."""
        return self._reader.inclusion(position, size)

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the first *new* entries extend the first *old* ones."""
        return self._reader.consistency(old, new)

    def root_at(self, size: int) -> bytes:
        """The root over the first *size* entries."""
        return self._reader.root_at(size)

    def checkpoints(self, *, newest_first: bool = False, since: int = 0) -> Iterator[Kept]:
        """Kept checkpoints of at least *since* entries, by size."""
        return self._checkpoints.all(newest_first=newest_first, since=since)

    def last_checkpoint(self) -> Kept | None:
        """That of the greatest size."""
        return self._checkpoints.last()

    def keep_checkpoint(self, note: bytes, size: int, *, again: bool = False) -> Kept:
        """Keep a note whose text is the checkpoint of *size* entries; signatures there are stay.

        Nobody's signature is verified here. *again* says that the head was looked at anew: then
        it counts as received now. Damaged ``checkpoint.contradicted`` when another text is kept
        at that size.
        """
        return self._checkpoints.keep(note, size, again=again)

    def contradicted_checkpoint(self, size: int) -> Kept | None:
        """The first kept checkpoint that is beyond the first *size* entries or has another root.

        Damaged ``checkpoint.unreadable`` for what is no checkpoint.
        """
        return self._checkpoints.differing(size)

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
