"""Checkpoints (C2SP tlog-checkpoint): the head of a log as the text of a note."""

from dataclasses import dataclass

from ptaudit.domain.failures import Malformed
from ptaudit.log.lines import digest, number, to_base64
from ptaudit.log.note import Note


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """*size* entries under *root* in the log named *origin*; *extensions* are opaque lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def read(text: str) -> Checkpoint:
    """Read a note's text. Raises Malformed ``checkpoint.malformed``."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not text.endswith("\n") or not all(lines):
        raise Malformed("checkpoint.malformed", line=min(len(lines), 3))
    size, root = number(lines[1]), digest(lines[2])
    if size is None:
        raise Malformed("checkpoint.malformed", line=2)
    if root is None:
        raise Malformed("checkpoint.malformed", line=3)
    return Checkpoint(lines[0], size, root, tuple(lines[3:]))


def of(note: Note) -> Checkpoint:
    return read(note.text)
