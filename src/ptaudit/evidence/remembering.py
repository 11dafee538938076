"""What a verifier remembers of a ledger outside of it: signed by the verifier's own key, read the next time.

The state is a signed note, never a checkpoint: its first line is that of no log. Who can change the ledger
but has not the verifier's key cannot change what the verifier saw; who takes the state away makes the
next verification a first one, and it says so.
"""

from dataclasses import dataclass
from pathlib import Path

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence import durable, files
from ptaudit.ledger.fsck_since import Before, Since, fsck_since
from ptaudit.log import note
from ptaudit.log.keys import Signer, VerifierKey
from ptaudit.log.lines import digest, number, to_base64
from ptaudit.log.merkle import fold_edge

__all__ = [
    "Before",
    "Remembered",
    "Since",
    "fsck_since",
    "keep",
    "load",
    "read",
    "sure",
    "written",
]

FIRST = "ptaudit verifier state v1"
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """The ledger named *origin* as it was when it was read *at* (ISO 8601), of *before*'s size and root."""

    origin: str
    before: Before
    at: str


def written(state: Remembered, signer: Signer) -> bytes:
    """The state as it is kept: a note under the verifier's signature."""
    before = state.before
    edge = " ".join(to_base64(root) for _, root in before.subtrees)
    lines = (
        FIRST,
        state.origin,
        str(before.size),
        to_base64(before.root),
        f"edge {edge}",
        f"turn {before.turn}",
        f"at {state.at}",
    )
    return bytes(note.sign("".join(f"{line}\n" for line in lines), [signer]))


def load(path: Path, key: VerifierKey) -> Remembered | None:
    """What the file at *path* holds, or None where there is no such file.

    Raises Unusable ``verify_state.unreadable``, and as :func:`read` does.
    """
    try:
        data = files.content(path, _LONGEST)
    except FileNotFoundError:
        return None
    except OSError:
        raise Unusable("verify_state.unreadable", file=str(path)) from None
    return read(data, key, str(path))


def read(data: bytes, key: VerifierKey, file: str) -> Remembered:
    """Raises Unusable ``verify_state.malformed`` for what is no state, ``verify_state.not_ours`` for one
    that *key* did not sign as it stands."""
    try:
        found = note.parse(data)
    except Malformed:
        raise Unusable("verify_state.malformed", file=file) from None
    if not found.text.startswith(f"{FIRST}\n"):
        raise Unusable("verify_state.malformed", file=file)
    try:
        signed = note.opened(found, [key]).verified
    except Malformed:
        signed = ()
    if not signed:
        raise Unusable("verify_state.not_ours", file=file)
    if (state := _parsed(found.text)) is None:
        raise Unusable("verify_state.malformed", file=file)
    return state


def _parsed(text: str) -> Remembered | None:
    match text.removesuffix("\n").split("\n"):
        case [_, origin, said, root, edge, turn, at]:
            size, place = number(said), number(turn.removeprefix("turn "))
            hashes = [digest(one) for one in edge.removeprefix("edge ").split(" ") if one]
        case _:
            return None
    roots = [one for one in hashes if one is not None]
    if size is None or place is None or len(roots) != len(hashes):
        return None
    spans = [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
    if len(roots) != len(spans) or fold_edge(roots) != digest(root):
        return None
    before = Before(tuple(zip(spans, roots, strict=True)), place)
    return Remembered(origin, before, at.removeprefix("at "))


def keep(path: Path, data: bytes) -> None:
    """In place of what was there, whole or not at all; only a file is replaced, never a device.

    Raises Unusable ``output.not_written``.
    """
    if path.exists() and not path.is_file():
        raise Unusable("output.not_written", file=str(path))
    try:
        durable.put(path, data)
    except OSError:
        raise Unusable("output.not_written", file=str(path)) from None


def sure(state: Remembered, origin: str, file: str) -> None:
    """Raises Unusable ``verify_state.of_other`` for the state of a ledger with another name."""
    if state.origin != origin:
        raise Unusable("verify_state.of_other", file=file, remembered=state.origin, origin=origin)
