"""An exhibit's folder, checked: its files, every entry's proof, and where a ledger is at hand that too."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ptaudit.domain.failures import Altered, Damaged, Malformed, NotFound, Unusable
from ptaudit.ledger import Ledger
from ptaudit.log import checkpoint, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.merkle import leaf_hash, verify_inclusion
from ptaudit.log.note import Note
from ptaudit.reports.exhibit.contract import Exhibit, Sealed
from ptaudit.reports.exhibit.folder import CHECKPOINT, FILES, JSON, QUESTIONS, SUMS


@dataclass(frozen=True, slots=True)
class Checked:
    """A folder that agrees with itself. *sha256* is that of ``exhibit.json``.

    *checkpoint*: a signed note of the book's own root, where the folder holds one; its signatures are
    not looked at here.
    """

    exhibit: Exhibit
    questions: str
    sha256: str
    checkpoint: Note | None = None


class _Own(BaseModel):
    """What an entry says of itself."""

    model_config = ConfigDict(extra="ignore")

    position: int
    id: str
    kind: str
    recorded_at: str


def check(folder: Path) -> Checked:
    """*folder* against itself, with no ledger at hand.

    Raises NotFound where it is no exhibit, Altered naming the first file or entry that does not agree.
    """
    files = _files(folder)
    try:
        exhibit = Exhibit.model_validate_json(files[JSON])
    except ValidationError:
        raise Altered("book.bad_json", folder=str(folder)) from None
    _entries(exhibit)
    digest = hashlib.sha256(files[JSON]).hexdigest()
    signed = _signed(files.get(CHECKPOINT), exhibit)
    return Checked(exhibit, files[QUESTIONS].decode(errors="replace"), digest, signed)


def hold(exhibit: Exhibit, ledger: Ledger) -> None:
    """Whether *ledger*, perhaps longer now, has the exhibit's root at its position. Raises Damaged."""
    size = exhibit.log.size
    if ledger.head().size < size:
        raise Damaged("book.shorter_ledger", size=ledger.head().size, position=size)
    if ledger.root_at(size).hex() != exhibit.log.root:
        raise Damaged("book.other_root", position=size)


def _files(folder: Path) -> Mapping[str, bytes]:
    sums = _read(folder, SUMS).decode(errors="replace")
    pairs = (line.partition("  ") for line in sums.splitlines())
    listed = {name: digest for digest, _, name in pairs}
    if set(listed) - {CHECKPOINT} != set(FILES):
        raise Altered("book.bad_sums", file=SUMS)
    files = {}
    for name, digest in listed.items():
        files[name] = _read(folder, name)
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise Altered("book.bad_file", file=name)
    return files


def _signed(data: bytes | None, exhibit: Exhibit) -> Note | None:
    if data is None:
        return None
    log = exhibit.log
    try:
        found = note.parse(data)
        same = checkpoint.of(found) == Checkpoint(log.origin, log.size, bytes.fromhex(log.root))
    except Malformed:
        same = False
    if not same:
        raise Altered("book.other_checkpoint", file=CHECKPOINT, position=log.size)
    return found


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if name == SUMS:
            raise NotFound("book.no_exhibit", folder=str(folder)) from None
        raise Altered("book.bad_file", file=name) from None
    except OSError:
        raise Unusable("book.unreadable", file=name) from None


def _entries(exhibit: Exhibit) -> None:
    root, said = bytes.fromhex(exhibit.log.root), {}
    for entry in exhibit.entries:
        said[entry.position] = _proved(entry, exhibit.log.size, root)
    for answer in exhibit.answers:
        for cited in (*answer.deciding, *(late.entry for late in answer.unknown)):
            own = said.get(cited.position)
            quoted = _Own.model_validate(cited.model_dump(include=set(_Own.model_fields)))
            if own != quoted:
                raise Altered("book.misquoted", position=cited.position, answer=answer.number)


def _proved(entry: Sealed, size: int, root: bytes) -> _Own:
    position = entry.position
    leaf = leaf_hash(entry.entry.encode())
    if leaf.hex() != entry.leaf:
        raise Altered("book.bad_entry", position=position)
    path = [bytes.fromhex(node) for node in entry.path]
    if not verify_inclusion(position - 1, size, leaf, path, root):
        raise Altered("book.bad_path", position=position)
    try:
        own = _Own.model_validate_json(entry.entry)
    except ValidationError:
        raise Altered("book.bad_entry", position=position) from None
    if own.position != position:
        raise Altered("book.bad_entry", position=position)
    return own
