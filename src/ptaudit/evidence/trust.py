"""A trust policy applied: read from its file, and whose cosignatures stand under a note."""

from collections.abc import Iterable, Mapping
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
    """Who stands behind a checkpoint, by what a policy says.

    *signer* is a key of the log that may sign it; *cosigned* as :func:`cosigners`, *met*: they are a quorum.
    *forged* are the names of known keys, the log's and the witnesses', under signatures that are not theirs.
    """

    signer: VerifierKey | None
    cosigned: Mapping[str, tuple[int, int]]
    met: bool
    forged: tuple[str, ...]


def vouched(trust: Policy, note: Note, head: Checkpoint) -> Vouched:
    """*head* is that of *note*."""
    good, forged = _weighed(trust, note)
    own = (key for key in trust.logs if trust.may_sign(key, head))
    signer = next((key for key in own if any(one.is_by(key) for one in good)), None)
    seen = _times(trust, good)
    return Vouched(signer, seen, trust.is_met(seen), forged)


def witness(trust: Policy, name: str) -> VerifierKey:
    """The key of the witness so named in the policy. Raises Malformed ``trust.no_witness``."""
    if (key := trust.witnesses.get(name)) is None:
        known = "、".join(trust.witnesses) or "-"
        raise Malformed("trust.no_witness", name=name, known=known)
    return key


def cosigners(trust: Policy, note: Note) -> Mapping[str, tuple[int, int]]:
    """Witnesses that cosigned, with the first and the last time they did; what does not verify is passed over."""
    good, _ = _weighed(trust, note)
    return _times(trust, good)


def _weighed(trust: Policy, note: Note) -> tuple[list[Signature], tuple[str, ...]]:
    """Of the signatures that name a known key those that are its own, and the names under the others."""
    text, good, forged = note.text.encode(), list[Signature](), dict[str, None]()
    known = {(key.name, key.id): key for key in (*trust.logs, *trust.witnesses.values())}
    for one in note.signatures:
        if (key := known.get((one.name, one.id))) is not None:
            if key.verifies(text, one.data):
                good.append(one)
            else:
                forged[one.name] = None
    return good, tuple(forged)


def _times(trust: Policy, good: Iterable[Signature]) -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    names = {(key.name, key.id): name for name, key in trust.witnesses.items()}
    for one in good:
        if (name := names.get((one.name, one.id))) is not None:
            time = trust.witnesses[name].time(one.data) or 0
            first, last = found.get(name, (time, time))
            found[name] = min(first, time), max(last, time)
    return found
