"""The folder of a bundle: its names, what it held before, and files written into it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ptaudit.domain.failures import Altered, Malformed, Unusable
from ptaudit.log import checkpoint, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.security import sync_folder

CHECKPOINT, HEAD, CHECKPOINTS = "checkpoint", "head.unsigned", "checkpoints"
POLICY, ATTACHMENTS = "policy", "attachments"
README, VERIFY, MANIFEST, INCOMPLETE = "README.txt", "verify.py", "MANIFEST", "INCOMPLETE"
_CHUNK = 1 << 20


def earlier(folder: Path, origin: str) -> Checkpoint | None:
    """The head of the bundle that *folder* holds; None where it is empty, not there, or was not finished.

    Raises Malformed ``bundle.folder_other`` for anything that is not a bundle of the log *origin*,
    Unusable ``bundle.not_written`` where it cannot even be read.
    """
    if (
        folder.is_symlink()
        or (folder.exists() and not folder.is_dir())
        or folder.name in ("", "..")
    ):
        raise Malformed("bundle.no_folder", folder=str(folder))
    if not folder.exists() or not any(folder.iterdir()):
        return None
    if (folder / INCOMPLETE).exists():
        # Its own writing may have been cut short.
        if f"{origin}\n".startswith((folder / INCOMPLETE).read_text("utf-8", "replace")):
            return None
        raise Malformed("bundle.folder_other", folder=str(folder), origin=origin)
    head = _head(folder)
    if head is None or head.origin != origin:
        raise Malformed("bundle.folder_other", folder=str(folder), origin=origin)
    return head


def _head(folder: Path) -> Checkpoint | None:
    try:
        if (folder / CHECKPOINT).is_file():
            return checkpoint.of(note.parse((folder / CHECKPOINT).read_bytes()))
        if (folder / HEAD).is_file():
            return checkpoint.read((folder / HEAD).read_text("utf-8", "replace"))
    except Malformed:
        return None
    return None


@contextmanager
def writing(folder: Path, origin: str) -> Iterator[None]:
    """*folder* is marked as unfinished until the block ends well and all of it is on the disk.

    Raises Unusable ``bundle.not_written`` where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / INCOMPLETE, f"{origin}\n".encode())
        os.sync()
        yield
        os.sync()
        (folder / INCOMPLETE).unlink()
        sync_folder(folder)
    except OSError:
        raise Unusable("bundle.not_written", folder=str(folder)) from None


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 in hex and size of a file, read piece by piece."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            found.update(part)
            size += len(part)
    return found.hexdigest(), size


def manifest(folder: Path) -> bytes:
    """One line for every file of *folder* that is no tile. Raises Altered for an attachment that is not its name."""
    names = [CHECKPOINT, HEAD, POLICY, README, VERIFY]
    for inside in (ATTACHMENTS, CHECKPOINTS):
        names += [f"{inside}/{path.name}" for path in (folder / inside).glob("*")]
    lines = []
    for name in sorted(names):
        if not (folder / name).exists():
            continue
        said, size = digest(folder / name)
        if name.startswith(f"{ATTACHMENTS}/") and name != f"{ATTACHMENTS}/{said}":
            raise Altered("bundle.attachment", file=name)
        lines.append(f"{said} {size} {name}\n")
    return "".join(lines).encode()
