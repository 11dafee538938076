"""Receipts (回执): the proof that one entry stands under a checkpoint, handed to whom a rewrite would hurt."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptaudit.domain.failures import Altered, Damaged, NotFound, Unusable
from ptaudit.evidence import trust as trusting
from ptaudit.ledger import Kept, Ledger
from ptaudit.log import checkpoint, receipt
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import VerifierKey
from ptaudit.log.merkle import leaf_hash
from ptaudit.log.note import Note
from ptaudit.log.policy import Policy
from ptaudit.log.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Written:
    """*data* is the ``.tlog-proof``, *entry* the bytes it is about."""

    data: bytes
    entry: bytes
    head: Checkpoint
    cosigned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a receipt proves. *signer* is None where no policy says whose keys count.

    *met*: the policy's quorum cosigned.
    """

    position: int
    head: Checkpoint
    signer: VerifierKey | None
    cosigned: Mapping[str, tuple[int, int]]
    met: bool


def write(ledger: Ledger, position: int, trust: Policy | None = None) -> Written:
    """The receipt of an entry, from the newest checkpoint that is cosigned, else from the newest.

    Raises NotFound for an entry that is not there, Unusable ``receipt.no_checkpoint`` where none
    covers it, Damaged where the log does not lead to the checkpoint.
    """
    size = ledger.head().size
    data = ledger.entry(position) if 1 <= position <= size else None
    if data is None:
        raise NotFound("entry.no_such_position", position=position, size=size)
    newest: Kept | None = None
    chosen: Kept | None = None
    for kept in ledger.checkpoints(newest_first=True, since=position):
        newest = newest or kept
        if _cosigners(kept.read(ledger.database.place.shown), trust):
            chosen = kept
            break
    if (chosen := chosen or newest) is None:
        raise Unusable("receipt.no_checkpoint", position=position)
    found, head = chosen.read(ledger.database.place.shown)
    if head.size > size:
        raise Damaged("receipt.contradicted", position=position, size=head.size)
    made = Receipt(position - 1, ledger.inclusion_proof(position, head.size), found)
    if not made.proves(leaf_hash(data)):
        raise Damaged("receipt.contradicted", position=position, size=head.size)
    return Written(bytes(made), data, head, _cosigners((found, head), trust))


def _cosigners(read: tuple[Note, Checkpoint], trust: Policy | None) -> tuple[str, ...]:
    """Witnesses under a note; without a policy, by the names that stand there besides the log's own."""
    found, head = read
    if trust is not None:
        return tuple(trusting.cosigners(trust, found))
    return tuple(dict.fromkeys(one.name for one in found.signatures if one.name != head.origin))


def check(data: bytes, entry: bytes, trust: Policy | None) -> Checked:
    """What the receipt in *data* proves about the bytes *entry*.

    Raises Malformed for what is no receipt; Altered ``receipt.other_entry`` where it is not this
    entry's, ``receipt.forged`` where a signature is not that of the key it names; Unusable
    ``receipt.stranger`` where no key the policy names signed.
    """
    read = receipt.read(data)
    head = checkpoint.of(read.note)
    position = read.index + 1
    if not read.proves(leaf_hash(entry)):
        raise Altered("receipt.other_entry", position=position, size=head.size)
    if trust is None:
        return Checked(position, head, None, {}, met=False)
    found = trusting.vouched(trust, read.note, head)
    for name in found.forged:
        raise Altered("receipt.forged", name=name)
    if found.signer is None:
        raise Unusable("receipt.stranger", origin=head.origin, size=head.size)
    return Checked(position, head, found.signer, found.cosigned, found.met)
