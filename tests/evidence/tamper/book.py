"""A ledger of 300 entries and what whoever holds its file, or keys, can do to it; what is then typed and said."""

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ptaudit.evidence import receipts
from ptaudit.ledger import Ledger, rebuild_index
from ptaudit.ledger.tables import unguards
from ptaudit.log import checkpoint, note
from ptaudit.log.keys import Signer
from ptaudit.log.note import Note
from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import CITY, LOG, ORIGIN, TRUST, county, trust

Entries = list[bytes]
GREEN, UNDECIDED, TAMPERED = 0, 1, 3
SIZE = 300
#: Cosigned up to here, then signed by the county alone up to there.
COSIGNED, SIGNED = 250, 290

_REACH = re.compile(r"^(L\d) \S+?:至?第(?:1—)?(\d+)号", re.MULTILINE)
_TAIL = re.compile(r"^暴露尾部:第(\d+)—(\d+)号(没有任何|只凭)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """The exit code, up to where each level reaches, exposed tails (first, last, how), and every word."""

    status: int
    reached: dict[str, int]
    tails: list[tuple[int, int, str]]
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """A folder with ``ptaudit.db``, ``名单``, and what others hold: ``回执``, ``记住的``, ``状态``."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'ptaudit.db'}"

    def verify(self, more: str = "", trust: str = "--trust 名单") -> Said:
        status, text = self.typed(f"ptaudit verify --ledger ptaudit.db {trust} {more}")
        tails = [(int(a), int(b), how) for a, b, how in _TAIL.findall(text)]
        return Said(status, {k: int(v) for k, v in _REACH.findall(text)}, tails, text)

    def typed(self, line: str) -> tuple[int, str]:
        return Desk(self.folder).say(line)

    # With the file

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.folder / "ptaudit.db")) as file, file:
            for statement in unguards("sqlite"):
                file.execute(statement)
            yield file

    def sql(self, *statements: str) -> None:
        with self.opened() as file:
            for statement in statements:
                file.execute(statement)

    def entries(self) -> list[bytes]:
        with self.opened() as file:
            return [row[0] for row in file.execute("SELECT data FROM entry ORDER BY position")]

    def edit(self, position: int, change: Callable[[dict[str, Any]], object]) -> None:
        """The entry's bytes changed, nothing else."""
        data = edited(self.entries()[position - 1], change)
        with self.opened() as file:
            file.execute("UPDATE entry SET data = ? WHERE position = ?", (data, position))

    def remake(self, entries: Sequence[bytes]) -> None:
        """All entries in the place of those there; leaves, index, tiles and head agree with them.

        The positions they say are theirs are set right as well; checkpoints stay as they are.
        """
        notes = self.notes()
        with self.opened() as file:
            for table in ("entry", "term", "tile", "head", "checkpoint", "key"):
                file.execute(f'DELETE FROM "{table}"')
            for position, data in enumerate(entries, 1):
                placed = edited(data, partial(_place, position))
                row = (position, "", placed, b"", "[]")
                file.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
        rebuild_index(self.url)
        self.put(*notes)

    # With what is kept of checkpoints, and with keys

    def notes(self) -> list[Note]:
        with self.opened() as file:
            return [note.parse(r[0]) for r in file.execute("SELECT note FROM checkpoint")]

    def put(self, *notes: Note, raw: Sequence[tuple[int, bytes]] = ()) -> None:
        """These are the checkpoints that are kept, and no others."""
        rows = [*((checkpoint.of(one).size, bytes(one)) for one in notes), *raw]
        with self.opened() as file:
            file.execute("DELETE FROM checkpoint")
            for size, data in rows:
                row = (size, data, "2025-01-01T00:00:00.000+08:00")
                file.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", row)

    def signed(self, size: int, *signers: Signer, time: int | None = None) -> Note:
        with self.ledger() as ledger:
            head = checkpoint.Checkpoint(ORIGIN, size, ledger.root_at(size))
        return note.sign(str(head), signers or (LOG,), time or after(self.entries()[size - 1]))

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with Ledger.open(self.url, clock=lambda: Desk(self.folder).now, read_only=True) as found:
            yield found

    def receipt(self, position: int) -> bytes:
        with self.ledger() as ledger:
            return receipts.write(ledger, position, trust()).data


def _place(position: int, said: dict[str, Any]) -> None:
    said["position"] = position


def edited(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(data)
    change(said)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def after(data: bytes) -> int:
    """The second after an entry says it was recorded."""
    return int(dt.datetime.fromisoformat(json.loads(data)["recorded_at"]).timestamp()) + 1


def founded(folder: Path) -> Book:
    """Cosigned at 250, signed at 290; a township's receipt, a remembered checkpoint, a verifier's state."""
    made = county(folder)
    while made.ledger.head().size < SIZE:
        made.record()
    made.ledger.close()
    (folder / "ledger.db").rename(folder / "ptaudit.db")
    (folder / "名单").write_text(TRUST, "utf-8")
    book = Book(folder)
    book.put(book.signed(COSIGNED, LOG, CITY), book.signed(SIGNED))
    (folder / "回执").write_bytes(book.receipt(100))
    (folder / "记住的").write_bytes(bytes(book.signed(SIGNED)))
    assert book.verify("--state 状态").status == 0
    return book


def rename(said: dict[str, Any]) -> None:
    said["payload"]["name"] = "另一个名称"


def other_kind(said: dict[str, Any]) -> None:
    said["kind"] = "organ.renamed"


def other_tag(said: dict[str, Any]) -> None:
    said["tags"] = ["organ:MDB"]


def at(position: int, change: Callable[[dict[str, Any]], object]) -> Callable[[Entries], Entries]:
    return lambda e: [*e[: position - 1], edited(e[position - 1], change), *e[position:]]


def forged(entry: bytes) -> bytes:
    return edited(edited(entry, rename), lambda said: said.update(id="f" * 32))


def again(entry: bytes, place: bytes) -> bytes:
    """The entry with the time of the one whose place it takes."""
    time = json.loads(place)["recorded_at"]
    return edited(entry, lambda said: said.update(recorded_at=time))
