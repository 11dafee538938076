"""Files brought along by people, on sticks and shares: read without waiting, and never a device to its end."""

import os
import stat
from pathlib import Path


def content(path: Path, longest: int) -> bytes:
    """At most *longest* bytes and one of a regular file. OSError for anything else, and for what cannot be read."""
    # Without waiting: a pipe that nobody writes to would never open.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"no file: {path}")
        return file.read(longest + 1)
