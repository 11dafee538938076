"""Evidence as it is used: appends under signatures, a bundle written and verified, a verifier's second visit."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copyfile
from time import process_time

from bench.measured import Measured
from bench.rows import proving, remembering
from bench.rows.appending import findings, submitting
from bench.rows.opening import opened
from bench.timing import durations, percentile, rates
from ptaudit.application import Ptaudit
from ptaudit.evidence import checkpointing, receipts
from ptaudit.evidence.bundle import export
from ptaudit.ledger import verify
from ptaudit.ledger.fsck_since import Before, Since, fsck_since
from ptaudit.log.keys import NOTE, Signer, of_seed

#: A checkpoint after so many appends, as the command line makes them.
EVERY = checkpointing.EVERY


def appends(folder: Path, runs: int, commands: int = EVERY) -> Iterator[Measured]:
    """The whole command as it is, and with a checkpoint of every hundredth entry made and kept."""
    bare = findings(folder / "bare.db", runs * commands)
    held = findings(folder / "held.db", runs * commands)
    key = _key(held)

    def side(app: Ptaudit, after: Callable[[], object]) -> Callable[[], int]:
        submit = submitting(app)

        def work() -> int:
            for _ in range(commands):
                submit()
            after()
            return commands

        return work

    sides = {
        "bare": side(bare, lambda: None),
        "held": side(held, lambda: checkpointing.make(held.ledger, key)),
    }
    found = rates(sides, runs)
    yield Measured(
        f"append, 1 per commit, a checkpoint every {EVERY}",
        runs * commands,
        found["held"],
        "/s",
        "the same without checkpoints",
        found["bare"],
        found.ratio("held", "bare"),
    )
    bare.close()
    held.close()


def of_ledger(path: Path, size: int, folder: Path, runs: int) -> Iterator[Measured]:
    copy, bundle = folder / f"evidence-{path.name}", folder / f"bundle-{size}"
    copyfile(path, copy)
    app = opened(copy, read_only=False)
    made = checkpointing.make(app.ledger, _key(app))
    start = process_time()
    export(app.ledger, made.head.origin, bundle)
    yield Measured("bundle written", size, made.head.size / (process_time() - start), "/s")
    yield from _receipts(app, size)
    entries = [data for _, data in app.ledger.entries()]
    app.close()
    yield from _bundle(bundle, entries, size, runs)
    yield _again(f"sqlite:///{copy}", size)
    copy.unlink()


def _receipts(app: Ptaudit, size: int, times: int = 100) -> Iterator[Measured]:
    last, chance = app.ledger.head().size, Random(9162)
    places = [chance.randrange(1, last) for _ in range(times)]
    found = durations(lambda n: receipts.write(app.ledger, places[n]), times)
    yield proving.took("receipt", size, found)


def _bundle(bundle: Path, entries: list[bytes], size: int, runs: int) -> Iterator[Measured]:
    """By the file that lies in it, in a process of its own: its start is in the time."""
    words = [sys.executable, "-I", "verify.py", "--level", "L0"]

    def alone() -> int:
        subprocess.run(words, cwd=bundle, check=True, capture_output=True)
        return len(entries)

    def floor() -> int:
        for data in entries:
            sha256(sha256(data).digest() * 2)
        return len(entries)

    found = rates({"alone": alone, "floor": floor}, runs)
    yield Measured(
        "verify a bundle, its one file alone",
        size,
        found["alone"],
        "/s",
        "SHA-256 alone",
        found["floor"],
        found.ratio("alone", "floor"),
        200_000.0 if size >= 100_000 else None,
    )
    held = remembering.peak("bundle", bundle)
    yield Measured("memory: verify a bundle, peak", size, held, "MiB", target=150.0)


def _again(url: str, size: int) -> Measured:
    """A verifier who was there before: the old root, and a turn of the old entries."""
    verdict = verify(url, index=False)
    first = _since(url, Before())
    assert first.verdict == verdict
    found = durations(lambda _: _since(url, first.after), 5)
    again = _since(url, first.after)
    note = f"{again.hashed:,} entries read again"
    took = percentile(found, 0.5) * 1e3
    return Measured("verify once more, with a state of one's own", size, took, "ms", note=note)


def _since(url: str, before: Before) -> Since:
    *_, last = fsck_since(url, before)
    assert isinstance(last, Since)
    assert not last.verdict.findings
    return last


def _key(app: Ptaudit) -> Signer:
    return of_seed(checkpointing.origin(app.ledger), NOTE, b"k" * 32)
