"""Sessions as a clerk types them, held to every line they print.

A transcript is one session in an empty folder. ``@ time`` sets the clock, ``! NAME=value`` the
environment, ``$ command`` is typed; what follows is printed, on both streams; ``[6]`` is an exit code
other than 0. ``python -m tests.cli.test_transcripts`` writes what is printed now: read the difference.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import AT, Desk, at
from tests.docs.console import agrees

FOLDER = Path(__file__).parent / "transcripts"
SESSIONS = sorted(FOLDER.glob("*.txt"))


def replayed(text: str, desk: Desk) -> Iterator[str]:
    """The transcript as it comes out now; expected lines that still agree stay as they are."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith(("$ ", "@ ", "! ", "# ")) or not blocks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    for first, *rest in blocks:
        yield first
        expected = tuple(line for line in rest if line)
        if match := AT.fullmatch(first):
            desk.now = at(match[1])
        elif first.startswith("! "):
            name, _, value = first[2:].partition("=")
            desk.environ[name] = value
        elif first.startswith("$ "):
            status, printed = desk.say(first[2:])
            lines = tuple(line.rstrip() for line in printed.splitlines() if line.strip())
            shown = (*lines, f"[{status}]") if status else lines
            yield from expected if agrees(expected, shown) else shown
        yield from ("" for line in rest if not line)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_a_session_prints_what_it_printed(session: Path, tmp_path: Path) -> None:
    text = session.read_text("utf-8")
    assert "\n".join(replayed(text, Desk(tmp_path))).rstrip() == text.rstrip()


def test_a_changed_line_is_seen(tmp_path: Path) -> None:
    text = "$ ptaudit init 示例县 --origin x/y\n已新建账本 别处.db\n"
    assert "ptaudit.db" in "\n".join(replayed(text, Desk(tmp_path)))


if __name__ == "__main__":
    for path in [Path(word) for word in sys.argv[1:]] or SESSIONS:
        with tempfile.TemporaryDirectory() as folder:
            now = "\n".join(replayed(path.read_text("utf-8"), Desk(Path(folder))))
        path.write_text(now.rstrip() + "\n", "utf-8")
