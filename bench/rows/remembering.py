"""Peak memory of a replay and of a verification, each in a process of its own."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from bench.measured import Measured


def peaks(path: Path, size: int, folder: Path) -> Iterator[Measured]:
    copy = folder / f"memory-{path.name}"
    copyfile(path, copy)
    for work in ("replay", "verify"):
        words = [sys.executable, "-m", "bench.rows.remembering", work, str(copy)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        yield Measured(f"memory: {work}, peak", size, float(done.stdout), "MiB", target=150.0)
    copy.unlink()


def _replay(path: Path) -> None:
    from bench.rows.opening import opened
    from ptaudit.application import stored
    from ptaudit.projections.catalogue import ALL

    app = opened(path, read_only=False)
    for projection in ALL:
        stored.rebuild(app.ledger, projection)


def _verify(path: Path) -> None:
    from ptaudit.ledger import verify

    verify(f"sqlite:///{path}")


def _peak() -> float:
    """MiB of this process alone: what the system counts for it may begin with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    {"replay": _replay, "verify": _verify}[sys.argv[1]](Path(sys.argv[2]))
    print(_peak())
