"""Small files written whole or not at all, and on the disk, with their names, before anybody is told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ptaudit.security import sync_folder


def put(path: Path, data: bytes) -> None:
    """*data* in place of what was at *path*. Raises OSError; what was there may then be there still."""
    with _part(path, data, 0o666) as part:
        part.replace(path)
    sync_folder(path.parent)


def create(path: Path, data: bytes, mode: int) -> None:
    """A new file. Raises FileExistsError where there is one, OSError where it cannot be written."""
    with _part(path, data, mode) as part:
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:
            # Sticks know no second name of a file.
            if os.path.lexists(path):
                raise FileExistsError(str(path)) from None
            part.rename(path)
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def _part(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    """What will be the file, under another name until then; one left by an earlier run is written anew."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
