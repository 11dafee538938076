"""What the clerk is to do when the fault comes, on which ledger; run, judged and counted."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeAlias

from ptaudit.evidence.checkpointing import make
from ptaudit.ledger import Ledger
from tests.evidence.checkpoints.beds import county
from tests.evidence.witness.beds import Log, Witness
from tests.faults import cuts
from tests.faults.batches import Batch, clock
from tests.faults.clerk import LOG, Job
from tests.faults.judging import ids, judge, judge_witness
from tests.faults.tracing import CALLS, SAID, Clerk, Fault, Ran, calls
from tests.faults.typed import Typed
from tests.ledger.beds import fill, record

KILL, ERRORS = "KILL", ("EIO", "ENOSPC")


@dataclass(frozen=True, slots=True)
class Scene:
    """*files*: the folder before; *before*: the ids recorded in them; then the clerk's work."""

    name: str
    files: dict[str, bytes]
    before: tuple[str, ...]
    batches: tuple[Batch, ...] = ()
    sign: bool = False
    heads: tuple[int, ...] = ()

    watched = CALLS
    own = cuts.LEDGER

    def job(self, url: str, said: Path) -> Job:
        return Job(url, str(said), self.batches, self.sign, self.heads)

    def after(self, url: str, ran: Ran) -> tuple[str, ...]:
        signed = [int(s.split()[1]) for s in ran.said if s.startswith("signed ")]
        return self.judged(url, ran.kept, (signed[0] if signed else 0) if self.sign else None)

    def judged(self, url: str, kept: set[int], signed: int | None = None) -> tuple[str, ...]:
        if self.heads:
            path = Path(url.removeprefix("sqlite:///"))
            return tuple(judge_witness(path, (2, *self.heads), kept))
        return tuple(judge(url, self.before, self.batches, kept, signed))

    def lay(self, folder: Path, files: dict[str, bytes] | None = None) -> str:
        """The files put into a new *folder*; the ledger's URL."""
        folder.mkdir()
        for name, data in (self.files if files is None else files).items():
            (folder / name).write_bytes(data)
        return f"sqlite:///{folder / cuts.LEDGER}"


def _scene(name: str, folder: Path, batches: tuple[Batch, ...], *, sign: bool = False) -> Scene:
    files = {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith("-shm")}
    url = f"sqlite:///{folder / cuts.LEDGER}"
    with Ledger.open(url, clock=clock, read_only=True) as ledger:
        return Scene(name, files, tuple(ids(ledger)), batches, sign)


def at_rest(folder: Path, entries: int = 254) -> Scene:
    """A ledger that was closed; the first append completes a tile of 256."""
    folder.mkdir()
    with Ledger.create(f"sqlite:///{folder / cuts.LEDGER}", clock=clock) as ledger:
        fill(ledger, entries)
    return _scene("closed ledger", folder, (Batch(1), Batch(2)))


def left_open(folder: Path) -> Scene:
    """A ledger whose last writer was killed: its log waits beside it."""
    folder.mkdir()
    with Ledger.create(f"sqlite:///{folder / cuts.LEDGER}", clock=clock) as ledger:
        fill(ledger, 100)
        ledger.append_sealed([record(101)])
        return _scene("writer killed before", folder, (Batch(1), Batch(2)))


def large(folder: Path) -> Scene:
    """Appends of megabytes: the log is copied into the database while the clerk works."""
    folder.mkdir()
    with Ledger.create(f"sqlite:///{folder / cuts.LEDGER}", clock=clock) as ledger:
        fill(ledger, 20)
    batches = (Batch(1, 60, pad=15_000), Batch(2, 60, pad=15_000), Batch(3, 1))
    return _scene("large appends", folder, batches)


def signing(folder: Path) -> Scene:
    """An append, then a checkpoint made, of a ledger that has one already."""
    folder.mkdir()
    ours = county(folder)
    ours.record(3)
    make(ours.ledger, LOG)
    ours.app.close()
    return _scene("checkpoint", folder, (Batch(1, 1),), sign=True)


def witness(folder: Path) -> Scene:
    """A witness that cosigned a head of two entries is asked for two more."""
    folder.mkdir()
    asked = Witness(folder)
    asked.add(Log().request(0, 2))
    files = {cuts.LEDGER: (folder / "witness.db").read_bytes()}
    return Scene("witness", files, (), heads=(5, 9))


@dataclass(frozen=True, slots=True)
class Outcome:
    scene: str
    fault: Fault
    ended: str
    breaches: tuple[str, ...]


AnyScene: TypeAlias = Scene | Typed


class Stage:
    """A folder in which runs follow each other, each in its own."""

    def __init__(self, clerk: Clerk, folder: Path) -> None:
        self._clerk, self._folder, self._numbers = clerk, folder, count(1)

    def calls(self, scene: AnyScene) -> list[tuple[str, int]]:
        """The file system calls of the scene when nothing fails, in order."""
        if isinstance(scene, Typed):
            with self._room() as room:
                job = scene.job(scene.lay(room.path), room.said)
                self._clerk.run(replace(job, rehearsed=True))
        with self._room() as room:
            job = scene.job(scene.lay(room.path), room.said)
            ran = self._clerk.run(job, ["-y", "-e", f"trace={scene.watched}"])
        if ran.ended != "closed":
            raise RuntimeError(f"nothing was to fail: {ran.ended}\n{ran.printed}")
        return calls(ran.log, scene.own)

    def under(self, scene: AnyScene, fault: Fault) -> Outcome:
        """The scene with *fault*, and the judge's word on what it left."""
        with self._room() as room:
            url = scene.lay(room.path)
            job = scene.job(url, room.said)
            ran = self._clerk.run(job, ["-e", f"trace={scene.watched}", "-e", fault.words])
            breaches = scene.after(url, ran)
        if not ran.hit:
            breaches += ("the fault was never reached",)
        if ran.ended.startswith(("crashed", "silent")):
            breaches += (ran.ended,)
        return Outcome(scene.name, fault, ran.ended, breaches)

    def recorded(self, scene: Scene) -> list[cuts.Step]:
        """Writes, syncs and acknowledgements of the scene, of which a cut may come after each."""
        with self._room() as room:
            job = scene.job(scene.lay(room.path), room.said)
            ran = self._clerk.run(job, [*cuts.WATCH, cuts.CALLS])
            if ran.ended != "closed":
                raise RuntimeError(f"nothing was to fail: {ran.ended}")
            return cuts.steps(ran.log, room.said.name)

    def cut(self, scene: Scene, cut: cuts.Cut) -> tuple[str, ...]:
        with self._room() as room:
            url = scene.lay(room.path, cut.files)
            return scene.judged(url, set(cut.kept))

    def _room(self) -> "Room":
        return Room(self._folder / f"run{next(self._numbers)}")


@dataclass(frozen=True, slots=True)
class Room:
    path: Path

    @property
    def said(self) -> Path:
        return self.path.with_name(f"{self.path.name}{SAID}")

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        for end in ("", ".strace", ".printed"):
            Path(f"{self.said}{end}").unlink(missing_ok=True)


def faults(made: Iterable[tuple[str, int]], what: Iterable[str]) -> Iterator[Fault]:
    kinds = tuple(what)
    for call, when in made:
        for one in kinds:
            yield Fault(call, when, one)


def rotated(made: Iterable[tuple[str, int]], what: Sequence[str], turn: int) -> Iterator[Fault]:
    """One fault a call; in as many turns as there are kinds each call meets all of them."""
    names = CALLS.split(",")
    for call, when in made:
        yield Fault(call, when, what[(names.index(call) + turn) % len(what)])


def sample(made: list[tuple[str, int]], seed: str, each: int) -> list[tuple[str, int]]:
    """Of each call the last one, and *each* others by chance."""
    chance, by = Random(seed), dict[str, list[int]]()
    for call, when in made:
        by.setdefault(call, []).append(when)
    return [
        (call, when)
        for call, all_of in by.items()
        for when in sorted({all_of[-1], *chance.sample(all_of, min(each, len(all_of)))})
    ]


def one_each(made: list[tuple[str, int]], seed: str) -> list[tuple[str, int]]:
    """Of each call one by chance; the last counts as often as all others."""
    chance, by = Random(seed), dict[str, list[int]]()
    for call, when in made:
        by.setdefault(call, []).append(when)
    return [
        (call, chance.choice((all_of[-1], chance.choice(all_of)))) for call, all_of in by.items()
    ]
