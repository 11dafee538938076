"""Checkpoints made: the head under the log's signature, unless it contradicts one that is kept."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ptaudit.domain import wire
from ptaudit.domain.events.ledger import LedgerOpened
from ptaudit.domain.failures import Damaged, Malformed
from ptaudit.ledger import Kept, Ledger
from ptaudit.log import note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import NOTE, Signer, VerifierKey
from ptaudit.log.merkle import verify_consistency

#: After so many entries, or so long after the last, a checkpoint is due.
EVERY, WITHIN = 100, timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Made:
    """*what* came of it: a new checkpoint, one signed before, or one that was made again (心跳)."""

    kept: Kept
    head: Checkpoint
    what: Literal["made", "same", "again"]


@dataclass(frozen=True, slots=True)
class Exposed:
    """*count* entries from position *first* on, the oldest recorded at *since* (empty: none)."""

    first: int
    count: int
    since: str


def origin(ledger: Ledger) -> str:
    """The log's name, as ``ledger.opened`` says. Raises Damaged where the first entry is another."""
    data = ledger.entry(1)
    opened = None if data is None else wire.decode(data).payload
    if not isinstance(opened, LedgerOpened):
        raise Damaged("ledger.not_opened", ledger=ledger.database.place.shown)
    return opened.origin


def make(ledger: Ledger, signer: Signer, *, again: bool = False) -> Made:
    """A checkpoint of the head; at a size that *signer* has signed, only *again* keeps anything.

    Raises Malformed ``checkpoint.key_of_other`` for a key that is not the log's, and what
    :func:`hold` raises: then nothing is signed.
    """
    name = origin(ledger)
    if signer.key.name != name or signer.key.algorithm != NOTE:
        raise Malformed("checkpoint.key_of_other", key=signer.key.name, origin=name)
    size, root = hold(ledger, name, signer.key)
    head = Checkpoint(name, size, root)
    last = ledger.last_checkpoint()
    if last is not None and last.size == size and _signed(last, signer.key):
        if not again:
            return Made(last, head, "same")
        return Made(ledger.keep_checkpoint(last.note, size, again=True), head, "again")
    signed = note.sign(str(head), [signer])
    return Made(ledger.keep_checkpoint(bytes(signed), size, again=True), head, "made")


def hold(ledger: Ledger, name: str, key: VerifierKey | None = None) -> tuple[int, bytes]:
    """Size and root of the head, once no kept checkpoint contradicts it.

    Damaged ``checkpoint.truncated``, ``checkpoint.differs``, ``checkpoint.forged``,
    ``checkpoint.of_other`` or ``checkpoint.unreadable``.
    """
    head, shown = ledger.head(), ledger.database.place.shown
    last = ledger.last_checkpoint()
    if last is None:
        return head.size, head.root
    found, kept = last.read(shown)
    if kept.origin != name:
        raise Damaged("checkpoint.of_other", ledger=shown, size=kept.size, origin=kept.origin)
    if key is not None:
        try:
            note.opened(found, [key])
        except Malformed:
            raise Damaged("checkpoint.forged", ledger=shown, size=kept.size) from None
    if kept.size > head.size:
        raise Damaged("checkpoint.truncated", ledger=shown, size=head.size, kept=kept.size)
    # The proof binds what was signed to the tiles, and those to the head's own edge.
    proof = ledger.consistency_proof(kept.size, head.size) if kept.size else ()
    if kept.size and not verify_consistency(kept.size, head.size, kept.root, head.root, proof):
        raise Damaged("checkpoint.differs", ledger=shown, size=kept.size)
    if (other := ledger.contradicted_checkpoint(head.size)) is not None:
        raise Damaged("checkpoint.differs", ledger=shown, size=other.size)
    return head.size, head.root


def _signed(kept: Kept, key: VerifierKey) -> bool:
    return any(one.is_by(key) for one in note.parse(kept.note).signatures)


def due(ledger: Ledger, now: datetime, every: int = EVERY, within: timedelta = WITHIN) -> bool:
    """Whether *every* entries came, or *within* went by, since the last checkpoint; or there is none."""
    if (last := ledger.last_checkpoint()) is None:
        return True
    if ledger.head().size - last.size >= every:
        return True
    return now - datetime.fromisoformat(last.received_at) >= within


def exposed(ledger: Ledger, size: int) -> Exposed:
    """The entries after the first *size*: nothing signed covers them."""
    count = ledger.head().size - size
    data = ledger.entry(size + 1) if count > 0 else None
    since = "" if data is None else str(json.loads(data)["recorded_at"])
    return Exposed(size + 1, max(count, 0), since)
