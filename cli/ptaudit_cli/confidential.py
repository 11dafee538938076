"""What stays out of the ledger, as it is typed: kept before the act commits to it, destroyed after its erasure."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import watch
from ptaudit_cli.call import Call
from ptaudit_cli.params import option

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.domain.commands.base import Command
    from ptaudit.evidence.private.keeping import Private

ATTACH, ERASE = ("confidential", "attach"), ("confidential", "erase")
#: The option, apart from the fields of the model.
OPTIONS = ("text_file",)
#: Bytes of a file that may hold a text of the greatest length.
_LONGEST = 20_000


def options() -> Sequence[click.Parameter]:
    """Never the text itself: a shell remembers what was typed in a command."""
    return (option("text-file", "file", block="own", dest="text_file"),)


@contextmanager
def around(
    door: tuple[str, str], call: Call, app: "Ptaudit", command: "Command", given: Mapping[str, Any]
) -> Iterator["Command"]:
    """The command to be recorded; as this ends, the file is as the ledger then says."""
    if door not in (ATTACH, ERASE):
        yield command
        return
    private = of(call, app)
    text = _text(call, given) if door == ATTACH and given.get("commitment") is None else None
    if given["run_dry_run"]:
        yield command if text is None else _tried(text, call, command)
        return
    with private.alone():
        if text is not None:
            command = _kept(private, text, call, app, command)
        elif door == ERASE:
            private.ready()
        try:
            yield command
        finally:
            private.settle()


def shown(call: Call, app: "Ptaudit", position: int, entry: str, purpose: str | None) -> None:
    """The contents that the entry commits to, or that are attached to it; who asked what for is logged first."""
    if purpose is None:
        raise Malformed("argument.missing", argument="--purpose")
    private, words = of(call, app), call.words
    asked = private.asked(position, entry)
    numbers = [str(number) for number in dict.fromkeys(one.position for one in asked)]
    logged = replace(call, name="show --confidential")
    watch.of_persons(logged, numbers, {"purpose": purpose}, always=True)
    for one in private.read(asked):
        said = {"position": one.confidence.position, "what": one.confidence.what}
        if one.text is None:
            call.say(words("confidential.erased", by=one.confidence.erased_by, **said))
        else:
            call.say(words("confidential.said", text=one.text, **said))


def of(call: Call, app: "Ptaudit") -> "Private":
    """The contents of the call's ledger. Raises Malformed ``private.no_place``."""
    from ptaudit.evidence.private.keeping import Private
    from ptaudit.evidence.private.store import beside

    path = call.file("private_file")
    if path is None:
        ledger = watch.ledger_file(call)
        if ledger is None:
            raise Malformed("private.no_place")
        path = beside(ledger)
    return Private(app, path)


def _kept(
    private: "Private", text: str, call: Call, app: "Ptaudit", command: "Command"
) -> "Command":
    from ptaudit.application.naming import by_id
    from ptaudit.domain.commands.confidential import AttachConfidential

    named = by_id(command, app.ledger, app.ledger.head().size)
    assert isinstance(named, AttachConfidential)
    if app.ledger.position_of(f"id:{named.target}") is None:
        raise NotFound("entry.unknown", entry=named.target)
    commitment = private.keep(text, named.target, named.what, call.around.seed)
    return command.model_copy(update={"commitment": commitment})


def _tried(text: str, call: Call, command: "Command") -> "Command":
    from ptaudit.evidence.private import sealing

    sealed, _ = sealing.seal(sealing.readable(text), call.around.seed)
    return command.model_copy(update={"commitment": sealed.commitment})


def _text(call: Call, given: Mapping[str, Any]) -> str:
    """What a file holds, else what somebody types when asked. Raises Malformed, NotFound."""
    if (said := given.get("text_file")) is not None:
        return _read(call.around.folder / said)
    if not call.around.interactive:
        raise Malformed("confidential.no_text")
    return str(click.prompt(call.words("confidential.ask"), prompt_suffix=" ", err=True))


def _read(path: Path) -> str:
    if not path.is_file():
        raise NotFound("file.unreadable", file=path.name)
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Malformed("confidential.text_file", file=path.name) from None
