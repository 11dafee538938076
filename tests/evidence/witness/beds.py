"""A log that grows, its requests, and a witness with a state of its own."""

from dataclasses import dataclass, field
from pathlib import Path

from ptaudit.evidence.witness import rules
from ptaudit.evidence.witness.store import Store
from ptaudit.log import note, proofs
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import Signer
from ptaudit.log.merkle import leaf_hash, perfect_root
from ptaudit.log.request import AddCheckpoint
from tests.log.samples import CITY, LOG, NOON, ORIGIN


@dataclass
class Log:
    """Entries ``prefix``0, 1, …; its heads are signed by *signers*."""

    prefix: bytes = b""
    origin: str = ORIGIN
    signers: tuple[Signer, ...] = (LOG,)
    leaves: list[bytes] = field(default_factory=list)

    def nodes(self, height: int, index: int) -> bytes:
        return perfect_root(self.leaves[index << height : (index + 1) << height])

    def head(self, size: int) -> Checkpoint:
        while len(self.leaves) < size:
            self.leaves.append(leaf_hash(self.prefix + str(len(self.leaves)).encode()))
        return Checkpoint(self.origin, size, proofs.root(self.nodes, size))

    def request(self, old: int, size: int) -> bytes:
        signed = note.sign(str(self.head(size)), self.signers)
        proof = proofs.consistency(self.nodes, old, size) if 0 < old <= size else ()
        return bytes(AddCheckpoint(old, proof, signed))


class Witness:
    def __init__(self, folder: Path, *keys: Signer) -> None:
        self.store = Store.create(folder / "witness.db")
        for one in keys or (LOG,):
            self.store.add_log(one.key)

    def add(self, data: bytes, now: int = NOON) -> rules.Answer:
        return rules.add(self.store, CITY, data, now)

    def size(self, origin: str = ORIGIN) -> int:
        return {seen.origin: seen.size for seen, _ in self.store.logs()}[origin]
