"""Sessions of mistakes: what was typed, and the refusal it met with.

A session is a text of lines as they are typed, in one folder: ``ptaudit …``; ``@ time`` sets the clock,
``! NAME=value`` the environment, ``> file | line | line`` writes a file, ``# …`` is a remark. A line that
fails is a reproduction of its code; a line that is to succeed starts with ``+ ``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.cli.desk import AT, Desk, at

#: The code of one problem among several of a file.
PLACED = re.compile(r"\[([a-z_]+\.[a-z_]+)\]$", re.MULTILINE)
SESSIONS = Path(__file__).parent / "sessions"


@dataclass(frozen=True, slots=True)
class Reproduction:
    """One refusal: what was typed in which session, the exit code and what was printed."""

    code: str
    typed: str
    session: str
    status: int
    printed: str


def reproductions(session: Path, desk: Desk) -> Iterator[Reproduction]:
    """What a session meets with. Raises AssertionError where a line does not fail, or should not."""
    for number, line in enumerate(session.read_text("utf-8").splitlines(), 1):
        where = f"{session.name}:{number}: {line}"
        if not line or line.startswith("# "):
            continue
        if match := AT.fullmatch(line):
            desk.now = at(match[1])
        elif line.startswith("! "):
            name, _, value = line[2:].partition("=")
            desk.environ[name] = value
        elif line.startswith("> "):
            name, *content = line[2:].split(" | ")
            (desk.folder / name).write_text("".join(f"{x}\n" for x in content), "utf-8")
        elif line.startswith("+ "):
            status, printed = desk.say(line[2:])
            assert status == 0, f"{where}\n{printed}"
        else:
            status, printed = desk.say(line)
            assert status != 0, where
            assert "代码: " in printed, f"{where}\n{printed}"
            whole = printed.strip().rpartition("代码: ")[2]
            for code in (whole, *PLACED.findall(printed)):
                yield Reproduction(code, line, session.stem, status, printed)
