"""A small disk of our own in memory: filled to the last page, and turned read-only."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ptaudit.domain.failures import Failure
from ptaudit.ledger import Ledger
from tests.faults.batches import Batch, clock
from tests.faults.judging import FURTHER, ids, judge
from tests.ledger.beds import fill

PAGE, SIZE = 4096, "3m"


def unusable() -> str | None:
    """Why no disk can be mounted here, or None where one can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "only root may mount a small disk"
    if shutil.which("mount") is None:
        return "there is no mount"
    return None


@contextmanager
def disk(folder: Path) -> Iterator[Path | None]:
    """A disk of a few megabytes mounted on the new *folder*; None where that is not allowed."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def turn(folder: Path, how: str) -> None:
    """*how* is ``ro`` or ``rw``."""
    subprocess.run(["mount", "-o", f"remount,{how},size={SIZE}", str(folder)], check=True)


def room(folder: Path, pages: int) -> Path:
    """Fill the disk but for *pages* pages."""
    filler = folder / "filler"
    free = os.statvfs(folder)
    with filler.open("wb") as file:
        for _ in range(free.f_bavail * free.f_frsize // PAGE - pages):
            file.write(bytes(PAGE))
    return filler


@dataclass
class Rooms:
    """Appends tried with so much room; what the refusals said."""

    tried: int = 0
    kept: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        self.refused[code] = self.refused.get(code, 0) + 1


def every_room(folder: Path, pages: range, *, opened: bool) -> Rooms:
    """One append for each number of free *pages*, judged when there is room again.

    *opened*: the ledger was open before the disk filled up; else it is opened on the full one.
    """
    found, numbers = Rooms(), count(1)
    url = f"sqlite:///{folder / 'ledger.db'}"
    for free in pages:
        with Ledger.create(url, clock=clock) as ledger:
            fill(ledger, 254)
            before = ids(ledger)
        batch, kept = Batch(next(numbers) % FURTHER, 3, pad=500), set[int]()
        try:
            if opened:
                with Ledger.open(url, clock=clock) as ledger:
                    ledger.append_sealed([Batch(FURTHER - 1, 1).entries()[0]])
                    before = ids(ledger)
                    filler = room(folder, free)
                    ledger.append_sealed(batch.entries(), key=batch.key)
                    kept.add(batch.number)
            else:
                filler = room(folder, free)
                with Ledger.open(url, clock=clock) as ledger:
                    ledger.append_sealed(batch.entries(), key=batch.key)
                    kept.add(batch.number)
        except Failure as failure:
            found.note(failure.code)
        filler.unlink()
        found.tried += 1
        found.kept += len(kept)
        found.breaches += [f"{free} pages free: {b}" for b in judge(url, before, (batch,), kept)]
        for file in folder.iterdir():
            file.unlink()
    return found


def until_full(folder: Path) -> Rooms:
    """Appends until one is refused, many times over; then room, and the work goes on."""
    found = Rooms()
    url = f"sqlite:///{folder / 'ledger.db'}"
    with Ledger.create(url, clock=clock) as ledger:
        fill(ledger, 10)
        before = ids(ledger)
    filler = room(folder, 100)
    sent: list[Batch] = []
    kept: set[int] = set()
    with Ledger.open(url, clock=clock) as ledger:
        while len(found.refused) == 0 or sum(found.refused.values()) < 5:
            batch = Batch(len(sent) + 1, 5, pad=1000)
            sent.append(batch)
            try:
                ledger.append_sealed(batch.entries(), key=batch.key)
                kept.add(batch.number)
            except Failure as failure:
                found.note(failure.code)
    filler.unlink()
    found.tried, found.kept = len(sent), len(kept)
    found.breaches += judge(url, before, sent, kept)
    return found
