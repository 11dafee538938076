"""What the ledger's tests stand on: a clock that is set by hand, records, and a database each."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ptaudit.domain.failures import Failure
from ptaudit.ledger import Ledger, Unsealed, Verdict, verify
from ptaudit.ledger.tables import unguards

START = datetime.fromisoformat("2024-01-25T11:42:00.000+08:00")


@dataclass
class HandClock:
    """Shows what it was set to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def record(
    n: int, kind: str = "finding.raised", tags: Iterable[str] = (), pad: int = 0
) -> Unsealed:
    """An entry whose bytes are a record as fsck reads it; its id is *n*."""
    name = f"{n:032x}"
    listed = sorted(tags)

    def seal(position: int, recorded_at: str) -> bytes:
        body = {
            "id": name,
            "kind": kind,
            "position": position,
            "recorded_at": recorded_at,
            "tags": listed,
            "text": "环" * pad,
        }
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()

    return Unsealed(kind, (*listed, f"id:{name}"), seal)


def plain(data: bytes, kind: str = "note", terms: tuple[str, ...] = ()) -> Unsealed:
    return Unsealed(kind, terms, lambda position, recorded_at: data)


@dataclass
class Bed:
    """A place for one ledger; *url* is fresh for each test."""

    name: str
    url: str
    folder: Path
    clock: HandClock = field(default_factory=HandClock)

    def create(self) -> Ledger:
        return Ledger.create(self.url, clock=self.clock)

    def open(self, *, read_only: bool = False) -> Ledger:
        return Ledger.open(self.url, clock=self.clock, read_only=read_only)

    @property
    def shared(self) -> bool:
        """Whether a second process can come to it."""
        return self.name != "sqlite-memory"

    def verify(self, ledger: Ledger, *, index: bool = True) -> Verdict:
        """The second reader's verdict; a ledger in memory is copied to a file for it."""
        if self.shared:
            return verify(self.url, index=index)
        copy = self.folder / "copy.db"
        copy.unlink(missing_ok=True)
        target = sqlite3.connect(copy)
        with ledger.database.engine.connect() as conn:
            source = conn.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
        target.close()
        return verify(f"sqlite:///{copy}", index=index)

    def run(self, *statements: str) -> None:
        """Change the database behind the ledger's back, past its triggers."""
        ledger = self.open()
        try:
            with ledger.database.writing() as conn:
                for statement in (*unguards(ledger.database.dialect), *statements):
                    conn.exec_driver_sql(statement)
        finally:
            ledger.close()


@contextmanager
def refused(kind: type[Failure], code: str) -> Iterator[None]:
    with pytest.raises(kind) as refusal:
        yield
    assert refusal.value.code == code


def fill(ledger: Ledger, count: int, *, start: int = 1, each: int = 100) -> None:
    """*count* records in appends of *each*, of seven units, three years and four kinds."""
    for first in range(start, start + count, each):
        last = min(first + each, start + count)
        ledger.append_sealed(
            [
                record(n, f"kind.{n % 4}", (f"unit:u{n % 7}", f"year:{2020 + n % 3}"))
                for n in range(first, last)
            ]
        )
