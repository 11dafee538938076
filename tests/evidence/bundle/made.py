"""A ledger of many entries with checkpoints and cosignatures, its bundle, and the verifier run over it."""

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ptaudit.evidence.bundle import Exported, export
from ptaudit.evidence.onefile import joined
from ptaudit.ledger import Ledger, Unsealed
from ptaudit.log import keys, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import Signer

ORIGIN = "county.example/ptaudit"
COUNTY = keys.of_seed(ORIGIN, keys.NOTE, bytes(32))
CITY = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes(range(32)))
AUDIT = keys.of_seed("audit.example/witness", keys.COSIGNATURE, bytes(range(1, 33)))
STRANGER = keys.of_seed(ORIGIN, keys.NOTE, bytes(range(2, 34)))
NOW = dt.datetime(2025, 6, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
POLICY = (
    f"log {COUNTY.key}\nwitness 市局 {CITY.key}\nwitness 审计 {AUDIT.key}\n"
    "group 上级 any 市局 审计\nquorum 上级\n"
).encode()


def entry(kind: str, at: int, payload: dict[str, object]) -> Unsealed:
    def seal(position: int, recorded_at: str) -> bytes:
        said = {"kind": kind, "payload": payload, "position": position, "recorded_at": recorded_at}
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    return Unsealed(kind, (f"n:{at}",), seal)


def opened() -> Unsealed:
    return entry("ledger.opened", 0, {"hash_suite": "RFC6962-SHA256", "origin": ORIGIN})


@dataclass
class County:
    """A ledger whose clock goes a minute an entry."""

    folder: Path
    ledger: Ledger
    now: dt.datetime = NOW

    @classmethod
    def founded(cls, folder: Path) -> "County":
        made: list[County] = []
        url = f"sqlite:///{folder / 'l.db'}"
        clock = lambda: made[0].now if made else NOW  # noqa: E731
        made.append(cls(folder, Ledger.create(url, clock=clock)))
        return made[0]

    def record(self, count: int, payload: dict[str, object] | None = None) -> None:
        for n in range(count):
            size = self.ledger.head().size
            new = entry("note", size, payload or {"n": size}) if size else opened()
            self.ledger.append_sealed([new])
            self.now += dt.timedelta(minutes=1)
            del n

    def check(
        self, *signers: Signer, size: int | None = None, time: dt.datetime | None = None
    ) -> bytes:
        """A checkpoint at the head, kept; cosignatures are made now."""
        at = self.ledger.head().size if size is None else size
        head = Checkpoint(ORIGIN, at, self.ledger.root_at(at))
        made = note.sign(str(head), signers, time=int((time or self.now).timestamp()))
        self.ledger.keep_checkpoint(bytes(made), at)
        return bytes(made)

    def export(self, name: str = "包", **given: Path | bytes | None) -> Path:
        self.exported(name, **given)
        return self.folder / name

    def exported(self, name: str = "包", **given: object) -> Exported:
        given = {"trust": POLICY, **given}
        return export(self.ledger, ORIGIN, self.folder / name, **given)  # type: ignore[arg-type]


def verify(bundle: Path, *words: object, script: Path | None = None) -> tuple[int, str]:
    """The verifier as an official runs it: no environment, nothing but Python."""
    own = script or verifier(bundle)
    run = [sys.executable, "-I", "-S", str(own), bundle.name, *map(str, words)]
    done = subprocess.run(
        run, capture_output=True, check=False, env={"PYTHONUTF8": "1"}, cwd=bundle.parent
    )
    assert done.stderr == b"", done.stderr.decode()
    return done.returncode, done.stdout.decode()


def verifier(bundle: Path) -> Path:
    """A copy of the one file beside the bundle, as somebody keeps who does not trust the one in it."""
    own = bundle.with_name("verify.py")
    own.write_bytes(joined())
    return own
