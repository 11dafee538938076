"""Signed notes (C2SP signed-note): a text and the signatures under it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ptaudit.domain.failures import Malformed
from ptaudit.log.keys import Signer, VerifierKey, is_name
from ptaudit.log.lines import from_base64, to_base64

SIGNATURES = 100
SIZE = 1_000_000
_DASH = "— "
_ID = 4
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: the *name* and *id* of a key, and what follows the ID."""

    name: str
    id: bytes
    data: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.id + self.data)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        return (self.name, self.id) == (key.name, key.id)


@dataclass(frozen=True, slots=True)
class Note:
    """*text* ends in a newline and is what is signed."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return (self.text + "\n" + "".join(map(str, self.signatures))).encode()

    def signed(self, signature: Signature) -> "Note":
        """With one more signature, unless it is there."""
        if signature in self.signatures:
            return self
        return Note(self.text, (*self.signatures, signature))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note and who signed it: signatures verified, by their keys, and those of unknown keys."""

    note: Note
    verified: tuple[tuple[VerifierKey, Signature], ...]
    unknown: tuple[Signature, ...]


def parse(data: bytes) -> Note:
    """Read a note; nobody has verified it. Raises Malformed ``note.malformed`` or ``note.too_many``."""
    if len(data) > SIZE:
        raise Malformed("note.malformed", line=1)
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("note.malformed", line=_line(data[: error.start])) from None
    if (control := _CONTROL.search(said)) is not None:
        raise Malformed("note.malformed", line=said.count("\n", 0, control.start()) + 1)
    text, blank, signed = said.rpartition("\n\n")
    first = text.count("\n") + 3
    if not blank or not signed.endswith("\n"):
        raise Malformed("note.malformed", line=said.count("\n") + 1)
    lines = signed.removesuffix("\n").split("\n")
    if len(lines) > SIGNATURES:
        raise Malformed("note.too_many", count=len(lines), limit=SIGNATURES)
    return Note(text + "\n", tuple(signature(line, n) for n, line in enumerate(lines, first)))


def signature(line: str, number: int = 1) -> Signature:
    """Read one signature line (without its newline). Raises Malformed ``note.malformed``."""
    name, _, written = line.removeprefix(_DASH).partition(" ")
    data = from_base64(written)
    if not line.startswith(_DASH) or not is_name(name) or data is None or len(data) <= _ID:
        raise Malformed("note.malformed", line=number)
    return Signature(name, data[:_ID], data[_ID:])


def opened(note: Note, keys: Iterable[VerifierKey]) -> Opened:
    """Who signed *note*, of *keys*; perhaps nobody.

    Raises Malformed ``note.forged`` when a signature that names one of *keys* is not that key's.
    """
    known = {(key.name, key.id): key for key in keys}
    verified: dict[tuple[str, bytes], tuple[VerifierKey, Signature]] = {}
    unknown: list[Signature] = []
    for one in note.signatures:
        key = known.get((one.name, one.id))
        if key is None:
            unknown.append(one)
        elif (one.name, one.id) not in verified:
            if not key.verifies(note.text.encode(), one.data):
                raise Malformed("note.forged", name=one.name)
            verified[one.name, one.id] = (key, one)
    return Opened(note, tuple(verified.values()), tuple(dict.fromkeys(unknown)))


def sign(text: str, signers: Sequence[Signer], time: int = 0) -> Note:
    """*text* (ends in a newline) under the signatures of *signers*, cosignatures at *time*."""
    return Note(text, tuple(by(signer, text, time) for signer in signers))


def by(signer: Signer, text: str, time: int = 0) -> Signature:
    return Signature(signer.key.name, signer.key.id, signer.signature(text.encode(), time))


def _line(data: bytes) -> int:
    return data.count(b"\n") + 1
