"""Power cuts: the writes and syncs of a recorded run replayed onto a disk that keeps only what was synced.

The disk is a strict one. A write is safe after a sync of its file; a file made or removed is so after
a sync of its folder; what is not yet safe is there after a cut wholly, partly (by sectors) or not
at all, in any order. The acknowledgement is a write like others: it says what must have survived.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

SECTOR = 512
#: What the database is called in every run, a witness's too.
LEDGER = "ledger.db"
#: What a run is recorded with; every byte of every write is in the log.
WATCH = ("-xx", "-y", "-s", "100000000", "-e")
CALLS = "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink"
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+)")
_FD = re.compile(r"\d+<((?:\\x[0-9a-f]{2})+|[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Step:
    """*what*: ``write``, ``cut`` (to *at* bytes), ``sync``, ``make``, ``remove``, ``folder`` or ``said``."""

    what: str
    name: str = ""
    at: int = 0
    data: bytes = b""


def steps(log: str, said: str) -> list[Step]:
    """The steps in strace's *log*; *said* is the name of the file that holds acknowledgements.

    Shared memory is left out: it holds nothing after a cut.
    """
    return [step for line in log.splitlines() for step in _steps(line, said)]


def _steps(line: str, said: str) -> Iterator[Step]:
    if not (m := _LINE.match(line)) or int(m[3]) < 0:
        return
    call, words = m[1], m[2]
    fd = _FD.match(words)
    path = Path(_plain(fd[1])) if fd else Path()
    texts = _TEXT.findall(words)
    if path.name.endswith("-shm"):
        return
    match call:
        case "pwrite64":
            data = bytes.fromhex(texts[0].replace("\\x", ""))
            yield Step("write", path.name, int(words.rsplit(",", 1)[1]), data)
        case "write" if path.name == said:
            yield Step("said", data=bytes.fromhex(texts[0].replace("\\x", "")))
        case "ftruncate":
            yield Step("cut", path.name, int(words.rsplit(",", 1)[1]))
        case "fsync" | "fdatasync":
            yield Step("sync" if path.name.startswith(LEDGER) else "folder", path.name)
        case "openat" if "O_CREAT" in words and not _plain(texts[0]).endswith("-shm"):
            yield Step("make", Path(_plain(texts[0])).name)
        case "unlink" if not _plain(texts[0]).endswith("-shm"):
            yield Step("remove", Path(_plain(texts[0])).name)


def _plain(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode() if "\\x" in text else text


class Disk:
    """A folder's names and its files, each apart, as they are and as a cut would leave them."""

    def __init__(self, before: Mapping[str, bytes]) -> None:
        self._numbers = count(1)
        self.kept: set[int] = set()
        #: File numbers by name: those that a cut leaves, and those that a program sees.
        self._safe = {name: next(self._numbers) for name in before}
        self._seen = dict(self._safe)
        #: Names made and removed since the folder was synced, in order.
        self._names: list[tuple[str, str, int]] = []
        #: What a file holds safely, and what was done to it since.
        self._held = {self._safe[name]: data for name, data in before.items()}
        self._done: dict[int, list[Step]] = {}

    def do(self, step: Step) -> None:
        match step.what:
            case "write" | "cut":
                self._done.setdefault(self._seen[step.name], []).append(step)
            case "sync":
                number = self._seen[step.name]
                self._held[number] = _applied(self._held[number], self._done.pop(number, []))
            case "make" if step.name not in self._seen:
                self._seen[step.name] = number = next(self._numbers)
                self._held[number] = b""
                self._names.append(("make", step.name, number))
            case "remove":
                self._names.append(("remove", step.name, self._seen.pop(step.name)))
            case "folder":
                self._safe = self._named(self._names)
                self._names.clear()
            case "said":
                word, _, number_text = step.data.decode().strip().partition(" ")
                if word == "kept":
                    self.kept.add(int(number_text))
            case _:
                pass

    def lost(self) -> dict[str, bytes]:
        """Nothing unsynced survives."""
        return self._after([], {})

    def whole(self) -> dict[str, bytes]:
        """All of it survives: the system stopped, its cache was written out."""
        return self._after(self._names, self._done)

    def torn(self) -> dict[str, bytes]:
        """All but the end of the last write to each file, which breaks off inside a sector."""
        return self._after(self._names, {n: _broken_off(did) for n, did in self._done.items()})

    def scattered(self, chance: Random) -> dict[str, bytes]:
        """Each name and each sector of each write with even chance, whatever came before or after."""
        names = [one for one in self._names if chance.random() < 0.5]
        return self._after(names, {n: [*_sectors(d, chance)] for n, d in self._done.items()})

    def _named(self, names: Iterable[tuple[str, str, int]]) -> dict[str, int]:
        there = dict(self._safe)
        for what, name, number in names:
            if what == "make":
                there[name] = number
            elif there.get(name) == number:
                del there[name]
        return there

    def _after(
        self, names: Iterable[tuple[str, str, int]], done: Mapping[int, list[Step]]
    ) -> dict[str, bytes]:
        return {
            name: _applied(self._held[number], done.get(number, []))
            for name, number in self._named(names).items()
        }


def _applied(data: bytes, did: Iterable[Step]) -> bytes:
    held = bytearray(data)
    for step in did:
        end = step.at + len(step.data)
        if len(held) < end:
            held.extend(bytes(end - len(held)))
        if step.what == "write":
            held[step.at : end] = step.data
        else:
            held.extend(bytes(max(0, step.at - len(held))))
            del held[step.at :]
    return bytes(held)


def _broken_off(did: list[Step]) -> list[Step]:
    *first, last = did
    half = last.data[: len(last.data) // 2 + 1] if last.what == "write" else b""
    return [*first, Step("write", last.name, last.at, half)] if half else first


def _sectors(did: Iterable[Step], chance: Random) -> Iterator[Step]:
    for step in did:
        if step.what == "cut":
            if chance.random() < 0.5:
                yield step
            continue
        start = 0
        while start < len(step.data):
            end = min(len(step.data), (step.at + start) // SECTOR * SECTOR + SECTOR - step.at)
            if chance.random() < 0.5:
                yield Step("write", step.name, step.at + start, step.data[start:end])
            start = end


@dataclass(frozen=True, slots=True)
class Cut:
    """The files that a cut after *after* steps leaves, and what had been acknowledged by then."""

    after: int
    how: str
    files: dict[str, bytes]
    kept: frozenset[int]


def cuts(
    before: Mapping[str, bytes], did: list[Step], *, scattered: int, every: int = 1
) -> Iterator[Cut]:
    """Every *every*-th moment of the run, cut in each manner; a state that was had is left out."""
    disk, had = Disk(before), set[tuple[object, ...]]()
    for number in range(len(did) + 1):
        if number:
            disk.do(did[number - 1])
        if number % every and number != len(did):
            continue
        ways = {"lost": disk.lost(), "whole": disk.whole(), "torn": disk.torn()}
        for n in range(scattered):
            ways[f"scattered {n}"] = disk.scattered(Random(f"{number}-{n}"))
        for how, files in ways.items():
            mark = (*sorted((n, hash(d)) for n, d in files.items()), *sorted(disk.kept))
            if mark not in had:
                had.add(mark)
                yield Cut(number, how, files, frozenset(disk.kept))
