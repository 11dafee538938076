"""A trust policy applied: read from its file, and whose cosignatures stand under a note."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence import files
from ptaudit.log import policy
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import VerifierKey
from ptaudit.log.note import Note, Signature
from ptaudit.log.policy import Policy

_LONGEST = 1_000_000


def read(path: Path, origin: str | None = None) -> Policy:
    """Raises Unusable ``trust.unreadable``, Malformed ``trust.of_other`` or ``policy_file.…``.

    With *origin* the policy must name a key of that log.
    """
    try:
        data = files.content(path, _LONGEST)
    except OSError:
        raise Unusable("trust.unreadable", file=str(path)) from None
    found = policy.read(data)
    if origin is not None and all(key.name != origin for key in found.logs):
        raise Malformed("trust.of_other", file=str(path), origin=origin)
    return found


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who stands behind a checkpoint, by what a policy says: *signer* is a key of the log, *met*: a quorum cosigned."""

    signer: VerifierKey | None
    cosigned: Mapping[str, tuple[int, int]]
    met: bool


def vouched(trust: Policy, note: Note, head: Checkpoint) -> Vouched:
    """Raises Malformed ``note.forged`` for a signature that is not of the key it names."""
    for name in forged(trust, note):
        raise Malformed("note.forged", name=name)
    seen = cosigners(trust, note)
    return Vouched(log_key(trust, note, head), seen, trust.is_met(seen))


def witness(trust: Policy, name: str) -> VerifierKey:
    """The key of the witness so named in the policy. Raises Malformed ``trust.no_witness``."""
    if (key := trust.witnesses.get(name)) is None:
        known = "、".join(trust.witnesses) or "-"
        raise Malformed("trust.no_witness", name=name, known=known)
    return key


def by(trust: Policy, note: Note, one: Signature) -> str | None:
    """The witness whose verified cosignature *one* is, by its name in the policy."""
    for name, key in trust.witnesses.items():
        if one.is_by(key) and key.verifies(note.text.encode(), one.data):
            return name
    return None


def cosigners(trust: Policy, note: Note) -> Mapping[str, tuple[int, int]]:
    """Witnesses that cosigned, with the first and the last time they did; what does not verify is passed over."""
    found: dict[str, tuple[int, int]] = {}
    for one in note.signatures:
        if (name := by(trust, note, one)) is not None:
            time = trust.witnesses[name].time(one.data) or 0
            first, last = found.get(name, (time, time))
            found[name] = min(first, time), max(last, time)
    return found


def forged(trust: Policy, note: Note) -> tuple[str, ...]:
    """The names of known keys, the log's and the witnesses', under signatures that are not theirs."""
    known = {(key.name, key.id): key for key in (*trust.logs, *trust.witnesses.values())}
    text = note.text.encode()
    found = (one for one in note.signatures if (one.name, one.id) in known)
    names = (one.name for one in found if not known[one.name, one.id].verifies(text, one.data))
    return tuple(dict.fromkeys(names))


def log_key(trust: Policy, note: Note, head: Checkpoint) -> VerifierKey | None:
    """The log's key that signed *note*, whose head is *head*, and may; what is forged is passed over."""
    for key in trust.logs:
        own = (one for one in note.signatures if one.is_by(key))
        if trust.may_sign(key, head) and any(
            key.verifies(note.text.encode(), o.data) for o in own
        ):
            return key
    return None
