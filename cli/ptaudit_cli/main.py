"""The entry point: the only place where the clock, chance and the environment come in."""

import datetime as dt
import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from ptaudit.config import Settings
from ptaudit.domain.failures import Failure, Malformed, Unusable
from ptaudit_cli import failures, frame, index, watch
from ptaudit_cli.call import Call, Surroundings
from ptaudit_cli.messages import LANGUAGES, Catalogue

#: Errors of a standard output that takes nothing more.
UNSAID = frozenset((errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT))


def main(args: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit code."""
    words = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        folder = Path.cwd()
    except OSError:
        return _failed(Unusable("folder.gone"), Catalogue(_language(words, os.environ)), Path())
    around = Surroundings(
        clock=lambda: dt.datetime.now(dt.UTC),
        new_id=_new_id,
        seed=_seed,
        environ=os.environ,
        folder=folder,
        columns=shutil.get_terminal_size((100, 24)).columns,
        interactive=all(s is not None and s.isatty() for s in (sys.stdin, sys.stderr)),
        terminal=sys.stdout is not None and sys.stdout.isatty(),
    )
    try:
        return run(words, around)
    except OSError as error:
        # What reads and writes files says so itself: what is left is a result that cannot be said.
        if error.errno not in UNSAID:
            raise
        with suppress(OSError):
            _failed(Unusable("output.lost"), Catalogue(_language(words, os.environ)), folder)
        # What still waits in the streams would fail again when the process ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
        return failures.exit_code(Unusable("output.lost"))


def run(words: Sequence[str], around: Surroundings) -> int:
    """One command in its surroundings: every failure becomes words and an exit code, here alone."""
    catalogue = Catalogue(_language(words, around.environ))
    try:
        settings = Settings.read({"lang": _flag(words)}, around.environ, around.folder)
        catalogue = Catalogue(_settled(settings) or catalogue.lang)
        call = Call(around, settings, catalogue)
        root = frame.Root(lambda entry: build(entry, catalogue))
        status = root.main(list(words), prog_name="ptaudit", standalone_mode=False, obj=call)
    except click.Abort:
        return failures.INTERRUPTED
    except click.ClickException as error:
        return _failed(failures.of_usage(error), catalogue, around.folder)
    except Failure as failure:
        return _failed(failure, catalogue, around.folder)
    return status if isinstance(status, int) else 0


def build(entry: index.Entry, words: Catalogue) -> click.Command:
    """The command of an entry of the index, under the eye of the security log."""
    leaf = _leaf(entry, words)
    leaf.run = watch.over(leaf.run, leaf.watched, f"{entry.noun} {entry.verb}".strip())
    return leaf


def _leaf(entry: index.Entry, words: Catalogue) -> frame.Leaf:
    """Only now is what it needs imported."""
    if entry.home:
        # By name: the demonstration runs commands itself, and modules know each other one way only.
        leaf: Callable[[index.Entry, Catalogue], frame.Leaf] = import_module(
            "ptaudit_cli.commands"
        ).leaf
        return leaf(entry, words)
    from ptaudit_cli import doors

    return doors.leaf(entry, words)


def _new_id() -> str:
    # Chance is loaded by what needs it: help, and most reads, do not.
    from uuid import uuid4

    return uuid4().hex


def _seed() -> bytes:
    from secrets import token_bytes

    return token_bytes(32)


def _failed(failure: Failure, words: Catalogue, folder: Path) -> int:
    for line in failures.lines(failure, words, str(folder)):
        click.echo(line, err=True)
    return failures.exit_code(failure)


def _flag(words: Sequence[str]) -> str | None:
    """``--lang`` wherever it stands: help must know it before anything is read."""
    for n, word in enumerate(words):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and n + 1 < len(words):
            return words[n + 1]
    return None


def _settled(settings: Settings) -> str | None:
    """The language set somewhere, if any. Raises Malformed for one there is no catalogue of."""
    lang = settings["lang"]
    if lang is not None and lang not in LANGUAGES:
        raise Malformed("config.lang", lang=lang, known=", ".join(LANGUAGES))
    return lang


def _language(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """The flag's or the locale's language; Chinese where neither says English."""
    if (flag := _flag(words)) in LANGUAGES:
        return str(flag)
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((v for name in names if (v := environ.get(name))), "")
    return "en" if locale.lower().startswith("en") else "zh"
