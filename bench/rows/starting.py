"""Start-up of the command line, from an empty process to the last line printed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measured import Measured
from bench.rows import answering
from bench.rows.opening import opened
from bench.timing import rates


def all_of(path: Path, size: int, folder: Path, runs: int) -> Iterator[Measured]:
    path = answering.caught_up(path)
    ptaudit = str(Path(sys.executable).with_name("ptaudit"))
    app = opened(path)
    view = app.view()
    read = ["standing", "--ledger", str(path), "--year", str(max(view.registry.years))]
    read += ["--as-effective", str(view.on)]
    app.close()
    commands = (
        ("ptaudit --help", ["--help"], 0.15),
        ("noun help", ["finding", "--help"], 0.15),
        ("leaf help", ["finding", "raise", "--help"], 0.4),
        ("a read command", read, 0.7),
    )
    sides = {name: Run([ptaudit, *words], folder) for name, words, _ in commands}
    sides["python"] = Run([sys.executable, "-c", "pass"], folder)
    for side in sides.values():
        side()  # Compiles what is imported, as any second use finds it.
    found = rates(sides, runs)
    for name, _, target in commands:
        seconds = median(1 / rate for rate in found.rounds[name])
        yield Measured(
            f"start-up: {name}",
            size if name == "a read command" else 0,
            seconds,
            "s",
            "python -c pass",
            1 / found["python"],
            found.ratio(name, "python"),
            target,
        )


class Run:
    """A process run to its end; its compiled modules are kept in *folder*."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self._words = words
        self._environment = {
            **{n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }

    def __call__(self) -> int:
        subprocess.run(self._words, check=True, capture_output=True, env=self._environment)
        return 1
