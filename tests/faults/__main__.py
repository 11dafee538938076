"""The whole suite: ``make faults`` runs it and writes docs/reliability.md; it fails on any breach.

KILL comes at every file system call; errors at every EVERY-th, as they are many; EVERY=1 is all of them.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ptaudit.ledger.mounts import TABLE, file_system
from tests.architecture.tree import ROOT
from tests.faults import cuts, full, page, scenes, server, times, tracing, typed, weakened
from tests.faults.page import Row, Told
from tests.faults.scenes import ERRORS, KILL, Outcome, Scene, Stage, faults
from tests.faults.typed import Typed
from tests.ledger.beds import Bed

PAGE = ROOT / "docs" / "reliability.md"
WRITING = ("pwrite64", "ftruncate", "fdatasync", "fsync", "openat", "unlink")
KILLS, STEPS = 6, 400


def calls(stage: Stage, made: list[Scene], every: int) -> Iterator[Outcome]:
    for scene in made:
        all_of = stage.calls(scene)
        yield from (stage.under(scene, one) for one in faults(all_of, (KILL,)))
        yield from (stage.under(scene, one) for one in faults(all_of[::every], ERRORS))
        writing = [one for one in all_of if one[0] in WRITING]
        yield from (stage.under(scene, one) for one in faults(writing[::every], ("EROFS",)))


def typed_calls(stage: Stage, scene: Typed, every: int) -> Iterator[Outcome]:
    """KILL at every call that changes a file: between two of them it leaves the same files."""
    all_of = stage.calls(scene)
    changing = [one for one in all_of if one[0] in tracing.CHANGES]
    yield from (stage.under(scene, one) for one in faults(changing, (KILL,)))
    yield from (stage.under(scene, one) for one in faults(all_of[:: every * 4], ERRORS))
    yield from (stage.under(scene, one) for one in faults(changing[::every], ERRORS))


def cut(stage: Stage, scene: Scene, settings: str, every: int) -> Row:
    did = stage.recorded(scene)
    breached, states = 0, 0
    for one in cuts.cuts(scene.files, did, scattered=3, every=every):
        states += 1
        breached += bool(stage.cut(scene, one))
    return Row(scene.name, settings, len(did), every, states, breached)


def main(every: int = 3) -> int:
    begun = time.monotonic()
    told = Told(every)
    with tracing.clerk() as clerk:
        why = tracing.usable(clerk)
    if why:
        told.left_out.append(f"failing calls and power cuts: {why}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if TABLE.exists():
            told.file_system = (
                file_system(TABLE.read_text("utf-8"), PurePosixPath(folder.resolve())) or ""
            )
        if not why:
            traced(folder, told, every)
        disks(folder, told)
        for seed in ("one", "two", "three"):
            place = folder / f"clock-{seed}"
            place.mkdir()
            bed = Bed("sqlite-file", f"sqlite:///{place / 'ledger.db'}", place)
            told.clocks.append((seed, STEPS, *times.walk(bed, STEPS, seed)))
        say("PostgreSQL", begun)
        with server.server(folder / "pg") as ours:
            told.servers += [server.campaign(ours, what, [what] * KILLS) for what in server.KILLS]
    PAGE.write_text(page.text(told, time.monotonic() - begun), "utf-8")
    for line in told.breaches:
        print(line)
    say(f"{len(told.breaches)} breaches", begun)
    return int(bool(told.breaches))


def traced(folder: Path, told: Told, every: int) -> None:
    begun = time.monotonic()
    kinds = (scenes.at_rest, scenes.left_open, scenes.signing, scenes.witness)
    made = [make(folder / make.__name__) for make in kinds]
    with tracing.clerk() as clerk:
        stage = Stage(clerk, folder)
        told.outcomes += calls(stage, made, every)
        say(f"{len(told.outcomes)} calls failed or killed", begun)
        for made_by in typed.ALL:
            told.outcomes += typed_calls(stage, made_by(folder / made_by.__name__), every)
        say(f"{len(told.outcomes)} with those of typed commands", begun)
        told.cuts += [cut(stage, one, "as they are", 1) for one in (made[0], made[1], made[3])]
        told.cuts.append(cut(stage, scenes.large(folder / "large"), "as they are", 199))
    with tracing.clerk(weakened.copy(folder / "source")) as clerk:
        told.cuts.append(cut(Stage(clerk, folder / "large"), made[0], "synchronous=NORMAL", 1))
    say(f"{sum(row.states for row in told.cuts)} states after power cuts", begun)


def disks(folder: Path, told: Told) -> None:
    if why := full.unusable():
        told.left_out.append(f"full disk: {why}")
        return
    with full.disk(folder / "disk") as small:
        if small is None:
            told.left_out.append("full disk: no disk may be mounted here")
            return
        told.rooms["open before the disk filled"] = full.every_room(small, range(40), opened=True)
        told.rooms["opened on the full disk"] = full.every_room(small, range(40), opened=False)
        told.rooms["appends until it is full"] = full.until_full(small)


def say(what: str, begun: float) -> None:
    print(f"{time.monotonic() - begun:6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
