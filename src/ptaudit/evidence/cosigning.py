"""What passes between the county and a witness, whatever carries it: the request out, cosignatures in."""

from collections.abc import Sequence
from dataclasses import dataclass

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence import trust as trusting
from ptaudit.ledger import Kept, Ledger
from ptaudit.log import checkpoint, note
from ptaudit.log.keys import VerifierKey
from ptaudit.log.lines import number
from ptaudit.log.note import SIGNATURES, Note, Signature
from ptaudit.log.policy import Policy
from ptaudit.log.request import AddCheckpoint

_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Taken:
    """Cosignatures merged into the checkpoint of *size*: witness → time in seconds since 1970.

    *unknown* lines were by keys the policy does not name, and are left out.
    """

    size: int
    cosigned: dict[str, int]
    unknown: int


def newest(ledger: Ledger) -> Kept:
    """Raises Unusable ``checkpoint.none``."""
    if (last := ledger.last_checkpoint()) is None:
        raise Unusable("checkpoint.none", ledger=ledger.database.place.shown)
    return last


def known_size(ledger: Ledger, trust: Policy, name: str) -> int:
    """The greatest size the witness cosigned, as kept cosignatures show; 0 where there is none."""
    key = trusting.witness(trust, name)
    for kept in ledger.checkpoints(newest_first=True):
        found, head = kept.read(ledger.database.place.shown)
        if any(_is(one, key, found) for one in found.signatures):
            return head.size
    return 0


def request(ledger: Ledger, kept: Kept, old: int) -> AddCheckpoint:
    """*kept* with the proof that it extends the log of *old* entries. Raises Malformed ``request.old``."""
    if old > kept.size:
        raise Malformed("request.old", old=old, size=kept.size)
    proof = ledger.consistency_proof(old, kept.size) if 0 < old < kept.size else ()
    found, _ = kept.read(ledger.database.place.shown)
    return AddCheckpoint(old, proof, found)


def take(ledger: Ledger, trust: Policy, data: bytes, only: Kept | None = None) -> Taken:
    """Merge the cosignatures in a witness's answer: lines of them, or a note with them under it.

    With *only* they must be over that checkpoint. Raises Malformed ``reply.unreadable``,
    ``reply.size`` (a size instead of a cosignature), ``reply.unknown``, ``reply.of_other``
    (another log's, or another state of this one) or ``reply.forged``; then nothing is merged.
    """
    lines = _lines(data)
    names = {(key.name, key.id): name for name, key in trust.witnesses.items()}
    known = [one for one in lines if (one.name, one.id) in names]
    if not known:
        raise Malformed("reply.unknown", names="、".join(sorted({one.name for one in lines})))
    keys = [trust.witnesses[names[one.name, one.id]] for one in known]
    for kept in [only] if only else ledger.checkpoints(newest_first=True):
        found, head = kept.read(ledger.database.place.shown)
        right = [_is(one, key, found) for one, key in zip(known, keys, strict=True)]
        if not any(right):
            continue
        if not all(right):
            raise Malformed("reply.forged", name=known[right.index(False)].name)
        merged = Note(found.text, tuple(known))
        ledger.keep_checkpoint(bytes(merged), head.size)
        times = {
            names[one.name, one.id]: key.time(one.data) or 0
            for one, key in zip(known, keys, strict=True)
        }
        return Taken(head.size, times, len(lines) - len(known))
    raise Malformed("reply.of_other", name=known[0].name)


def said_size(data: bytes) -> int | None:
    """The size that an answer says instead of a cosignature (status 409)."""
    return number(data.decode("ascii", "replace").removesuffix("\n"))


def _is(one: Signature, key: VerifierKey, found: Note) -> bool:
    return one.is_by(key) and key.verifies(found.text.encode(), one.data)


def _lines(data: bytes) -> Sequence[Signature]:
    if (size := said_size(data)) is not None:
        raise Malformed("reply.size", size=size)
    if len(data) > _LONGEST:
        raise Malformed("reply.unreadable", line=1)
    if b"\n\n" in data:
        return _noted(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("reply.unreadable", line=data.count(b"\n", 0, error.start) + 1) from None
    said = text.removesuffix("\n").split("\n")
    if not text.endswith("\n"):
        raise Malformed("reply.unreadable", line=len(said))
    if len(said) > SIGNATURES:
        raise Malformed("note.too_many", count=len(said), limit=SIGNATURES)
    found_lines = []
    for place, line in enumerate(said, 1):
        try:
            found_lines.append(note.signature(line, place))
        except Malformed:
            raise Malformed("reply.unreadable", line=place) from None
    return found_lines


def _noted(data: bytes) -> Sequence[Signature]:
    """The signatures of a note that is a checkpoint: a request brought back as its own answer is none."""
    try:
        found = note.parse(data)
        checkpoint.of(found)
    except Malformed as failure:
        if failure.code == "note.too_many":
            raise
        raise Malformed("reply.unreadable", line=failure.params.get("line", 1)) from None
    return found.signatures
