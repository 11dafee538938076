"""A clerk's desk in a test: one folder, a clock that is set, ids that count, output as it is read."""

import datetime as dt
import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from ptaudit_cli.call import Surroundings
from ptaudit_cli.main import run

ZONE = dt.timezone(dt.timedelta(hours=8))
AT = re.compile(r"@ (\d{4}-\d\d-\d\d \d\d:\d\d)")


@dataclass(slots=True)
class Desk:
    """*now* is what the clock says; it goes on by a second a command."""

    folder: Path
    now: dt.datetime = dt.datetime(2025, 1, 6, 9, 0, tzinfo=ZONE)
    environ: dict[str, str] = field(default_factory=dict)
    columns: int = 100
    interactive: bool = False
    terminal: bool = False
    _ids: int = 0

    @property
    def around(self) -> Surroundings:
        return Surroundings(
            clock=lambda: self.now,
            new_id=self._new_id,
            seed=self._seed,
            environ=self.environ,
            folder=self.folder,
            columns=self.columns,
            interactive=self.interactive,
            terminal=self.terminal,
        )

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and everything printed, on both streams in the order of printing."""
        self.now += dt.timedelta(seconds=1)
        stream = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(stream), redirect_stderr(stream):
            status = run(words, self.around)
        stream.seek(0)
        return status, stream.read()

    def say(self, line: str) -> tuple[int, str]:
        """One line as it is typed: ``ptaudit finding board``."""
        program, *words = shlex.split(line)
        assert program == "ptaudit"
        return self.run(*words)

    def ok(self, line: str) -> str:
        status, printed = self.say(line)
        assert status == 0, printed
        return printed

    def _seed(self) -> bytes:
        """No secret: the same desk makes the same keys."""
        return bytes.fromhex(self._new_id()).rjust(32)

    def _new_id(self) -> str:
        self._ids += 1
        return f"{self._ids:032x}"


def at(text: str) -> dt.datetime:
    """``2025-11-03 16:20`` on the county's clock."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)
