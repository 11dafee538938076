"""What a witness answers (C2SP tlog-witness, ``add-checkpoint``), whichever way the request came."""

from dataclasses import dataclass

from ptaudit.domain.failures import Damaged, Malformed
from ptaudit.evidence.witness.store import Offence, Seen, Store, Transaction
from ptaudit.log import checkpoint, note, request
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import Signer
from ptaudit.log.merkle import EMPTY_ROOT, verify_consistency
from ptaudit.log.note import Note
from ptaudit.log.request import AddCheckpoint

COSIGNED, BAD, FORBIDDEN, UNKNOWN, CONFLICT, REFUSED = 200, 400, 403, 404, 409, 422
SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Answer:
    """*body* is signature lines at 200, the size last cosigned at 409, else empty."""

    status: int
    body: bytes = b""
    #: Why, for whoever keeps the witness; never part of the answer.
    why: str = ""

    @property
    def kind(self) -> str:
        return SIZE_TYPE if self.status == CONFLICT else "text/plain; charset=utf-8"


def add(store: Store, signer: Signer, data: bytes, now: int) -> Answer:
    """The answer to the request *data* at *now* (seconds since 1970); it is on the disk before it is given.

    A time never runs back: a cosignature is at least as late as the one before it on the same log.
    Raises Damaged where the state is not this witness's own, Unusable where nothing can be kept or signed.
    """
    try:
        asked = request.read(data)
        head = checkpoint.of(asked.note)
    except Malformed as fault:
        return Answer(BAD, why=fault.code)
    with store.changing() as state:
        seen = state.log(head.origin)
        if seen is None:
            return Answer(UNKNOWN, why="origin")
        if (signed := _signed(state, asked.note, head.origin)) is None:
            return Answer(FORBIDDEN, why="signature")
        _own(seen, signer)
        refused = _refused(asked, head, seen)
        if refused is None:
            return _cosign(state, signer, signed, head, seen, max(now, seen.cosigned_at))
        if seen.note is not None and _contradicts(refused, head, seen):
            came = bytes(AddCheckpoint(asked.old, asked.proof, signed))
            about = (head.origin, now, refused.status, head.size, head.root)
            state.offend(Offence(*about, came, seen.note))
        return refused


def _own(seen: Seen, signer: Signer) -> None:
    """That what is remembered was cosigned by this witness. Raises Damaged ``witness_state.altered``."""
    if seen.note is None:
        good = (seen.size, seen.root) == (0, EMPTY_ROOT)
    else:
        try:
            head = checkpoint.of(kept := note.parse(seen.note))
            cosigned = note.opened(kept, [signer.key]).verified
        except Malformed:
            cosigned = ()
        good = bool(cosigned) and (head.size, head.root) == (seen.size, seen.root)
    if not good:
        raise Damaged("witness_state.altered", origin=seen.origin)


def _signed(state: Transaction, said: Note, origin: str) -> Note | None:
    """The note with the log's own signatures alone; None where none of them is."""
    try:
        verified = note.opened(said, state.keys(origin)).verified
    except Malformed:
        return None
    own = tuple(signature for _, signature in verified)
    return Note(said.text, own) if own else None


def _refused(asked: AddCheckpoint, head: Checkpoint, seen: Seen) -> Answer | None:
    if asked.old > head.size:
        return Answer(BAD, why="old")
    size = b"%d\n" % seen.size
    if asked.old != seen.size:
        return Answer(CONFLICT, size, "size")
    if asked.old == head.size and head.root != seen.root:
        return Answer(CONFLICT, size, "root")
    if asked.old == 0:
        # Of an empty log every tree is a continuation, and there is nothing to prove.
        return Answer(REFUSED, why="proof") if asked.proof else None
    if not verify_consistency(asked.old, head.size, seen.root, head.root, asked.proof):
        return Answer(REFUSED, why="proof")
    return None


def _contradicts(answer: Answer, head: Checkpoint, seen: Seen) -> bool:
    """Whether the signed head cannot be of the log that was cosigned, or, being longer, was not shown to be."""
    if answer.status == REFUSED:
        return 0 < seen.size < head.size
    return answer.status == CONFLICT and head.size == seen.size and head.root != seen.root


def _cosign(
    state: Transaction, signer: Signer, signed: Note, head: Checkpoint, seen: Seen, time: int
) -> Answer:
    own = note.by(signer, signed.text, time)
    kept = Seen(head.origin, head.size, head.root, bytes(signed.signed(own)), time)
    state.cosign(seen, kept)
    return Answer(COSIGNED, str(own).encode())
