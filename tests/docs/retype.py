"""Type a page anew and write what is printed into it: ``python -m tests.docs.retype PAGE...``.

What the clock and chance decide becomes ``...``. Read the difference before it is committed: a page
promises what the reader shall see, not what the program happens to print.
"""

import datetime as dt
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.docs.console import MORE, Saved, Session, agrees, steps

TERMINAL = {"LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"}


def masked(line: str, today: dt.date) -> str:
    """*line* with the day and time of recording, lateness, hashes and ids as ``...``."""
    line = re.sub(rf"(?<!^){today}( [0-9:]+)?  +[0-9]+(?=  )", "...", line)
    line = re.sub(rf"{today}([ T][0-9:.+]+)?", "...", line)
    line = re.sub(r"(?<=迟)[0-9]+(?=天)|(?<=迟 )[0-9]+(?= 天)", "...", line)
    line = re.sub(r"(迟\.\.\.天)\([^)]*\)", r"\1(...)", line)
    return re.sub(r"[0-9a-f]{64}|[0-9a-f]{32}", "...", line)


def retyped(text: str, session: Session, today: dt.date) -> Iterator[str]:
    """The lines of *text* with the output of every command as it is printed now."""
    lines, done = text.splitlines(), 0
    for step in steps(text):
        if isinstance(step, Saved):
            session.save(step)
            continue
        printed = session.run(step.command)
        start = step.line
        while lines[start - 1].endswith("\\") and lines[start].startswith(MORE):
            start += 1
        yield from lines[done:start]
        done = start + len(step.expected)
        kept = agrees(step.expected, printed) and bool(step.expected)
        yield from step.expected if kept else (masked(line, today) for line in printed)
    yield from lines[done:]


def main(pages: Iterable[str]) -> None:
    os.environ.update(TERMINAL)
    for name in [name for name in os.environ if name.startswith(("PTAUDIT_", "LC_", "LANGUAGE"))]:
        del os.environ[name]
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    for page in map(Path, pages):
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update({"HOME": folder, "XDG_CONFIG_HOME": f"{folder}/.config"})
            place = Path(folder) / "reader"
            place.mkdir()
            text = page.read_text("utf-8")
            new = "\n".join(retyped(text, Session(place), today)) + "\n"
        page.write_text(new, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
