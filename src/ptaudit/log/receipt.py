"""Proofs of logging (C2SP tlog-proof): that an entry stands in a log, to be checked without it."""

from dataclasses import dataclass

from ptaudit.domain.failures import Malformed
from ptaudit.log import checkpoint, note
from ptaudit.log.lines import from_base64, number, to_base64
from ptaudit.log.merkle import verify_inclusion
from ptaudit.log.request import PROOF_LINES, hashes

FIRST = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The *path* from the leaf at *index* (from 0) to the root of the checkpoint in *note*.

    *extra* is whatever came along; nobody signed it.
    """

    index: int
    path: tuple[bytes, ...]
    note: note.Note
    extra: bytes | None = None

    def __bytes__(self) -> bytes:
        extra = () if self.extra is None else (f"extra {to_base64(self.extra)}",)
        lines = (FIRST, *extra, f"index {self.index}", *map(to_base64, self.path), "")
        return "".join(f"{line}\n" for line in lines).encode() + bytes(self.note)

    def proves(self, leaf: bytes) -> bool:
        """Whether *leaf* stands at the index under the checkpoint's root; says nothing of who signed it."""
        head = checkpoint.of(self.note)
        return verify_inclusion(self.index, head.size, leaf, self.path, head.root)


def read(data: bytes) -> Receipt:
    """Read a ``.tlog-proof``. Raises Malformed ``receipt.malformed``, or as the note in it does."""
    head, blank, rest = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Malformed("receipt.malformed", line=1) from None
    if not blank or lines[0] != FIRST:
        raise Malformed("receipt.malformed", line=1)
    extra, place = None, 1
    if len(lines) > 1 and lines[1].startswith("extra "):
        if (extra := from_base64(lines[1].removeprefix("extra "))) is None:
            raise Malformed("receipt.malformed", line=2)
        place = 2
    said = lines[place] if place < len(lines) else ""
    index = number(said.removeprefix("index "))
    if not said.startswith("index ") or index is None:
        raise Malformed("receipt.malformed", line=place + 1)
    path = lines[place + 1 :]
    if len(path) > PROOF_LINES:
        raise Malformed("receipt.malformed", line=len(lines))
    found = note.parse(rest)
    checkpoint.of(found)
    return Receipt(index, hashes(path, place + 2, "receipt.malformed"), found, extra)
