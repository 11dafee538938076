"""Commands typed while the fault comes: confidential texts, keys, a verifier's state, a bundle, the security log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ptaudit.domain.failures import Failure
from tests.cli.desk import Desk
from tests.evidence.private.desks import ATTACHED, FINDING, attach, reported, write
from tests.faults.batches import clock
from tests.faults.clerk import TYPED, Job
from tests.faults.judging_typed import (
    Laid,
    attached,
    bundled,
    erased,
    key_made,
    key_rotated,
    logged,
    remembered,
)
from tests.faults.tracing import CALLS, WRITES, Ran

ORIGIN = "county.example/ptaudit"
OTHER = "孙老三,13911111111"
Judge = Callable[[Laid], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """*files*: the folder before; *lines* are typed in it one after the other; *judge* looks at what is left."""

    name: str
    files: dict[str, bytes]
    lines: tuple[str, ...]
    judge: Judge
    wanted: dict[str, bytes]

    watched = f"{CALLS},{WRITES}"
    own = TYPED

    def job(self, url: str, said: Path) -> Job:
        return Job(url, str(said), (), typed=self.lines)

    def lay(self, folder: Path, files: dict[str, bytes] | None = None) -> str:
        """The files put into a new *folder*, for nobody else to read; the folder."""
        folder.mkdir()
        for name, data in (self.files if files is None else files).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o600)
        return str(folder)

    def after(self, url: str, ran: Ran) -> tuple[str, ...]:
        """What was promised by the answers that came, and is not so."""
        # An answer that says it could not be logged promises no line in the log.
        kept = set[int]() if "security.unwritable" in ran.printed else ran.kept
        laid = Laid(Path(url), self.files, self.wanted, self.lines, frozenset(kept))
        try:
            return tuple(self.judge(laid))
        except Failure as failure:
            return (f"the judge was refused: {failure.code}",)
        except AssertionError as said:
            return (f"the judge was refused: {said}",)


def scene(
    name: str, desk: Desk, lines: tuple[str, ...], judge: Judge, *, done: bool = False
) -> Typed:
    """With *done* what the lines lead to is kept for comparison."""
    files = held(desk.folder)
    desk.now = clock()
    wanted = {}
    if done:
        for line in lines:
            desk.ok(line)
        wanted = held(desk.folder)
    return Typed(name, files, lines, judge, wanted)


def held(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


class Chance(Desk):
    """One whose keys are like real ones: no part of them stands anywhere else."""

    def _seed(self) -> bytes:
        return sha256(self._new_id().encode()).digest()


def attaching(folder: Path) -> Typed:
    """The first confidential text of a ledger: its file is made."""
    folder.mkdir()
    desk = reported(folder)
    return scene("first confidential text", desk, (_attach("来信.txt", "来信1"),), attached)


def attaching_more(folder: Path) -> Typed:
    """Another one, where one is kept already."""
    folder.mkdir()
    desk = reported(folder)
    attach(desk)
    write(desk, OTHER)
    return scene("further confidential text", desk, (_attach("来信.txt", "来信2"),), attached)


def _attach(file: str, key: str) -> str:
    return f"ptaudit confidential attach {FINDING} 举报人 --text-file {file} --key {key}"


def erasing(folder: Path) -> Typed:
    """One of two is erased by order; the file it was typed into is long gone."""
    folder.mkdir()
    plain = reported(folder)
    desk = Chance(folder, now=plain.now, _ids=plain._ids)
    attach(desk)
    write(desk, OTHER)
    attach(desk, "--key 来信2")
    (folder / "来信.txt").unlink()
    line = f"ptaudit confidential erase {ATTACHED} --basis ×纪〔2025〕1号 --operator admin"
    return scene("erasure", desk, (line,), erased)


def making_a_key(folder: Path) -> Typed:
    folder.mkdir()
    line = f"ptaudit key new county.key --use log --name {ORIGIN}"
    return scene("new key", Desk(folder), (line,), key_made)


def rotating_a_key(folder: Path) -> Typed:
    folder.mkdir()
    desk = Desk(folder)
    desk.ok(f"ptaudit init 清河县 --origin {ORIGIN}")
    desk.ok("ptaudit key new old.key --use log")
    desk.ok("ptaudit key rotate old.key --use log --operator admin")
    lines = (
        "ptaudit key new new.key --use log",
        "ptaudit key rotate new.key --use log --old old.key --reason 到期 --operator admin",
    )
    return scene("key rotated", desk, lines, key_rotated)


def remembering(folder: Path) -> Typed:
    """The first time, which makes the verifier's key; then once more."""
    folder.mkdir()
    desk = Desk(folder)
    desk.ok("ptaudit init 清河县")
    lines = ("ptaudit verify --state 状态",) * 2
    return scene("verifier's state", desk, lines, remembered)


def bundling(folder: Path, *, extended: bool = False) -> Typed:
    """A signed ledger put into a folder; *extended*: into that of an earlier bundle."""
    folder.mkdir()
    desk = Desk(folder)
    desk.ok(f"ptaudit init 清河县 --origin {ORIGIN}")
    desk.ok("ptaudit key new county.key --use log")
    (folder / "名单").write_text(
        f"log {(folder / 'county.vkey').read_text()}quorum none\n", "utf-8"
    )
    desk.ok("ptaudit checkpoint --key county.key")
    if extended:
        desk.ok("ptaudit export bundle 包 --trust 名单")
        desk.ok("ptaudit unit register 清河镇 镇")
        desk.ok("ptaudit checkpoint --key county.key")
    line = "ptaudit export bundle 包 --trust 名单"
    name = "bundle extended" if extended else "bundle"
    return scene(name, desk, (line,), bundled, done=True)


def extending(folder: Path) -> Typed:
    return bundling(folder, extended=True)


def logging(folder: Path) -> Typed:
    """Reads of persons' data, each with its line first; then what may go is cleared away."""
    folder.mkdir()
    desk = reported(folder)
    attach(desk)
    read = f"ptaudit show {ATTACHED} --confidential --purpose 核实"
    desk.ok(read)
    desk.ok(read)
    lines = (read, "ptaudit security prune --before 2025-06-01")
    return scene("security log", desk, lines, logged)


ALL: tuple[Callable[[Path], Typed], ...] = (
    attaching,
    attaching_more,
    erasing,
    making_a_key,
    rotating_a_key,
    remembering,
    bundling,
    extending,
    logging,
)
