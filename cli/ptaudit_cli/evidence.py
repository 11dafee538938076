"""A file as evidence: its hash, its size and its name; the file itself stays where it is."""

import hashlib
from pathlib import Path

from ptaudit.domain.events.base import Evidence
from ptaudit.domain.failures import NotFound


def of(path: Path) -> Evidence:
    """Raises NotFound for a file that cannot be read."""
    if not path.is_file():
        # A pipe that nobody writes to would keep us waiting.
        raise NotFound("file.unreadable", file=str(path))
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Evidence(sha=digest, name=path.name, size=path.stat().st_size)
    except OSError:
        raise NotFound("file.unreadable", file=str(path)) from None
