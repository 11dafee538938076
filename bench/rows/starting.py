"""Start-up of the command line, from an empty process to the last line printed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measured import Measured
from bench.rows.opening import opened
from bench.timing import rates


def all_of(path: Path, size: int, runs: int) -> Iterator[Measured]:
    ptaudit = str(Path(sys.executable).with_name("ptaudit"))
    app = opened(path)
    year = str(max(app.view().registry.years))
    app.close()
    ledger = ["--ledger", str(path)]
    commands = (
        ("ptaudit --help", ["--help"], 0.15),
        ("noun help", ["finding", "--help"], 0.15),
        ("leaf help", ["finding", "raise", "--help"], 0.4),
        ("a read command", [*ledger, "standing", "--year", year], 0.7),
    )
    sides = {name: _timed([ptaudit, *words]) for name, words, _ in commands}
    found = rates({**sides, "python": _timed([sys.executable, "-c", "pass"])}, runs)
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


def _timed(words: list[str]) -> "Run":
    return Run(words)


class Run:
    """A process run to its end."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def __call__(self) -> int:
        subprocess.run(self._words, check=True, capture_output=True)
        return 1
