"""A county's ledger with its key, a witness in a few lines, and what writes the policy that names both."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ptaudit.application import Opening, Ptaudit
from ptaudit.domain.commands.register import NameOrgan
from ptaudit.evidence import keyfiles
from ptaudit.ledger import Ledger
from ptaudit.log import checkpoint, keys, note, policy, request
from ptaudit.log.keys import Signer
from ptaudit.log.merkle import verify_consistency
from ptaudit.log.policy import Policy
from tests.cli.desk import Desk
from tests.ledger.beds import Bed

ORIGIN = "county.example/ptaudit"
LOG = keys.of_seed(ORIGIN, keys.NOTE, bytes(32))
OTHER = keys.of_seed(ORIGIN, keys.NOTE, bytes([9] * 32))
CITY = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes([1] * 32))
AUDIT = keys.of_seed("audit.example/witness", keys.COSIGNATURE, bytes([2] * 32))
TRUST = f"log {LOG.key}\nwitness 市局 {CITY.key}\nwitness 审计局 {AUDIT.key}\nquorum 市局\n"


def trust() -> Policy:
    return policy.read(TRUST.encode())


@dataclass
class County:
    bed: Bed
    app: Ptaudit

    @property
    def ledger(self) -> Ledger:
        return self.app.ledger

    def record(self, number: int = 1) -> None:
        for n in range(number):
            size = self.ledger.head().size
            self.app.execute(
                NameOrgan(role="EPB", name=f"示例县环保局{size}-{n}", on=self.app.today),
                operator="mdb",
            )


def county(folder: Path) -> County:
    bed = Bed("sqlite-file", f"sqlite:///{folder / 'ledger.db'}", folder)
    ids: Iterator[int] = count(1)
    opening = Opening(county="示例县", origin=ORIGIN)
    new_id = lambda: f"{next(ids):032x}"  # noqa: E731
    return County(bed, Ptaudit.create(bed.url, opening, clock=bed.clock, new_id=new_id))


@dataclass
class Witness:
    """What C2SP tlog-witness asks of a witness, over one log, in memory."""

    signer: Signer = CITY
    time: int = 1_706_160_000
    size: int = 0
    root: bytes = b""
    asked: list[int] = field(default_factory=list)

    def __call__(self, url: str, body: bytes) -> tuple[int, bytes]:
        asked = request.read(body)
        self.asked.append(asked.old)
        head = checkpoint.of(asked.note)
        assert url.endswith("/add-checkpoint")
        assert note.opened(asked.note, [LOG.key]).verified
        if asked.old != self.size:
            return 409, f"{self.size}\n".encode()
        if asked.old == head.size and self.root != head.root:
            return 409, f"{self.size}\n".encode()
        if asked.old > 0 and not verify_consistency(
            asked.old, head.size, self.root, head.root, asked.proof
        ):
            return 422, b""
        self.size, self.root = head.size, head.root
        self.time += 60
        return 200, str(note.by(self.signer, asked.note.text, self.time)).encode()


def at_a_desk(folder: Path) -> Desk:
    """A ledger opened by command, with its key (``county.key``) and the policy (``trust``) beside it."""
    made = Desk(folder)
    made.ok(f"ptaudit init 示例县 --origin {ORIGIN}")
    keyfiles.write(folder / "county.key", ORIGIN, keys.NOTE, bytes(32))
    (folder / "trust").write_text(TRUST, "utf-8")
    return made
