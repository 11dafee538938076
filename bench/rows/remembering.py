"""Peak memory of a replay and of a verification, each in a process of its own."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from runpy import run_path
from shutil import copyfile

from bench.measured import Measured


def peaks(path: Path, size: int, folder: Path) -> Iterator[Measured]:
    copy = folder / f"memory-{path.name}"
    copyfile(path, copy)
    for work in ("replay", "verify"):
        yield Measured(f"memory: {work}, peak", size, peak(work, copy), "MiB", target=150.0)
    copy.unlink()


def peak(work: str, path: Path) -> float:
    """MiB that *work* on the ledger or bundle at *path* takes at most."""
    words = [sys.executable, "-m", "bench.rows.remembering", work, str(path)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


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


def _bundle(path: Path) -> None:
    """The one-file verifier of the bundle at *path*, as it runs by itself."""
    sys.argv = ["verify.py", str(path), "--level", "L0"]
    with redirect_stdout(TextIOWrapper(BytesIO())), suppress(SystemExit):
        run_path(str(path / "verify.py"), run_name="__main__")


def _peak() -> float:
    """MiB of this process alone: what the system counts for it may begin with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    works = {"replay": _replay, "verify": _verify, "bundle": _bundle}
    works[sys.argv[1]](Path(sys.argv[2]))
    print(_peak())
