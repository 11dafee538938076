"""What is sent to a witness (C2SP tlog-witness, ``add-checkpoint``): old size, consistency proof, checkpoint."""

from dataclasses import dataclass

from ptaudit.domain.failures import Malformed
from ptaudit.log import note
from ptaudit.log.lines import digest, number, to_base64

PROOF_LINES = 63


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A checkpoint and the *proof* that its log extends the one of *old* entries."""

    old: int
    proof: tuple[bytes, ...]
    note: note.Note

    def __bytes__(self) -> bytes:
        lines = (f"old {self.old}", *map(to_base64, self.proof), "")
        return "".join(f"{line}\n" for line in lines).encode() + bytes(self.note)


def read(data: bytes) -> AddCheckpoint:
    """Read a request. Raises Malformed ``request.malformed``, or as :func:`ptaudit.log.note.parse` does."""
    head, blank, rest = data.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Malformed("request.malformed", line=1) from None
    old = number(first.removeprefix("old "))
    if not first.startswith("old ") or old is None:
        raise Malformed("request.malformed", line=1)
    if not blank or len(lines) > PROOF_LINES:
        raise Malformed("request.malformed", line=len(lines) + 2)
    return AddCheckpoint(old, hashes(lines, 2, "request.malformed"), note.parse(rest))


def hashes(lines: list[str], first: int, code: str) -> tuple[bytes, ...]:
    """A proof, one hash a line. Raises Malformed *code* naming the line, of which *first* is the first."""
    found = []
    for place, line in enumerate(lines, first):
        if (one := digest(line)) is None:
            raise Malformed(code, line=place)
        found.append(one)
    return tuple(found)
