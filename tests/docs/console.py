"""A page as a session: what is saved, what is typed, what is promised, and whether it came true."""

import difflib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^(?P<ticks>`{3,})\s*(?P<language>[\w-]*)\s*(?P<name>[^\n`]*)$")
SHELL = re.compile(r"[|&;<>$`*?~]|\s#|^(?!ptaudit\b)")
PROMPT, MORE, ANYTHING = "$ ", "> ", "..."


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command and the lines that must follow it; *line* is where the page says so."""

    line: int
    command: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; *line* is its first content line, *name* what stands after the language."""

    language: str
    name: str
    line: int
    content: list[str]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file the reader is asked to save: a block with a file's name after its language."""

    name: str
    content: str


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of *text*, in order."""
    opened, block = "", Block("", "", 0, [])
    for number, line in enumerate(text.splitlines(), start=1):
        fence = FENCE.match(line)
        if not opened and fence:
            opened = fence["ticks"]
            block = Block(fence["language"], fence["name"].strip(), number + 1, [])
        elif opened and line.strip() == opened:
            yield block
            opened = ""
        elif opened:
            block.content.append(line)
    if opened:
        raise ValueError(f"the block that opens on line {block.line - 1} is never closed")


def fenced(text: str, language: str) -> Iterator[tuple[int, list[str]]]:
    """The fenced blocks of *text* in *language*: line number of the first content line, content."""
    for block in blocks(text):
        if block.language == language:
            yield block.line, block.content


def exchanges(text: str) -> Iterator[Exchange]:
    """Every command of every console block of a page, in order."""
    return (step for step in steps(text) if isinstance(step, Exchange))


def steps(text: str) -> Iterator[Exchange | Saved]:
    """What a reader does, in order: one page is one session.

    A command starts with ``$ ``; a line ending in a backslash goes on in the next, after ``> ``.
    """
    for block in blocks(text):
        if block.language != "console":
            if block.name:
                yield Saved(block.name, "".join(f"{line}\n" for line in block.content))
            continue
        lines = list(enumerate(block.content, start=block.line))
        while lines:
            number, line = lines.pop(0)
            if not line.startswith(PROMPT):
                raise ValueError(
                    f"line {number}: a console block starts with a command, not {line!r}"
                )
            command = line.removeprefix(PROMPT)
            while command.endswith("\\") and lines:
                command = command[:-1] + lines.pop(0)[1].removeprefix(MORE).lstrip()
            expected = []
            while lines and not lines[0][1].startswith(PROMPT):
                expected.append(lines.pop(0)[1].rstrip())
            yield Exchange(number, command, tuple(expected))


def agrees(expected: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Line for line; ``...`` in a line stands for any text, ``...`` alone for any lines or none."""
    pattern = "".join(
        r"(?:[^\n]*\n)*"
        if line == ANYTHING
        else r"[^\n]*".join(re.escape(part) for part in line.split(ANYTHING)) + r"\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@dataclass(slots=True)
class Session:
    """A terminal in an empty folder: it remembers where it stands and how the last command ended."""

    folder: Path
    status: int = field(default=0, init=False)

    def run(self, command: str) -> tuple[str, ...]:
        """What *command* prints on both streams, right-hand spaces and closing blank lines off.

        A plain ``ptaudit`` command runs in this process; everything else is bash's.
        """
        words = command.split()
        if words[:1] == ["cd"]:
            self.folder = (self.folder / words[1]).resolve(strict=True)
            return ()
        printed = self._by_bash(command) if SHELL.search(command) else self._in_process(command)
        return tuple(line.rstrip() for line in printed.rstrip().splitlines())

    def save(self, file: Saved) -> None:
        (self.folder / file.name).write_text(file.content, "utf-8")

    def _in_process(self, command: str) -> str:
        from ptaudit_cli.main import main

        stream = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        before, sys.argv = sys.argv, shlex.split(command)
        try:
            with chdir(self.folder), redirect_stdout(stream), redirect_stderr(stream):
                self.status = exit_code(main)
        finally:
            sys.argv = before
        stream.seek(0)
        return stream.read()

    def _by_bash(self, command: str) -> str:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        self.status = done.returncode
        return done.stdout


def exit_code(main: object) -> int:
    """Call *main* as the installed script does: what it returns or exits with is the status."""
    assert callable(main)
    try:
        status = main()
    except SystemExit as end:
        status = end.code
    return status if isinstance(status, int) else int(status is not None)


def broken_promises(text: str, session: Session) -> Iterator[str]:
    """Run a page's commands in *session*; yield a report for each that printed something else."""
    for step in steps(text):
        if isinstance(step, Saved):
            session.save(step)
            continue
        printed = session.run(step.command)
        if not agrees(step.expected, printed):
            difference = difflib.unified_diff(
                step.expected, printed, "the page says", "printed", lineterm=""
            )
            yield "\n".join([f"line {step.line}: $ {step.command}", *difference])
