"""One call of the program: its clock and ids, its surroundings, its settings and its words."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ptaudit import config
from ptaudit.config import Settings
from ptaudit.domain.failures import Malformed
from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit
    from ptaudit.log.keys import Signer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the entry point found: the only time, chance and environment there is."""

    clock: Callable[[], dt.datetime]
    new_id: Callable[[], str]
    #: 32 bytes nobody can guess: what a new key is made of.
    seed: Callable[[], bytes]
    environ: Mapping[str, str]
    folder: Path
    columns: int
    #: Somebody sits there and can be asked.
    interactive: bool
    #: The result goes to a terminal.
    terminal: bool


@dataclass(frozen=True, slots=True)
class Call:
    around: Surroundings
    settings: Settings
    words: Catalogue
    #: Noun and verb of the command.
    name: str = ""

    def settled(self, **flags: str | None) -> "Call":
        """The same call with the flags of the command itself on top."""
        settings = Settings.read(flags, self.around.environ, self.around.folder)
        return replace(self, settings=settings)

    @property
    def today(self) -> dt.date:
        return self.around.clock().astimezone(dt.timezone(dt.timedelta(hours=8))).date()

    @property
    def url(self) -> str:
        """The ledger's URL: a path is a SQLite file."""
        ledger = self.settings["ledger"] or ""
        if "://" in ledger:
            return ledger
        return f"sqlite:///{self.around.folder / ledger}"

    @property
    def operator(self) -> str:
        """Who types. Raises Malformed where nothing says so."""
        if (operator := self.settings["operator"]) is None:
            raise Malformed("operator.missing")
        return operator

    def file(self, setting: str) -> Path | None:
        """The file that a setting names, from this folder; None where nothing says so."""
        said = self.settings[setting]
        return None if said is None else self.around.folder / said

    def shown(self, path: str) -> str:
        """*path* as somebody in this folder would write it; a URL without its password."""
        return config.masked(path.removeprefix(f"{self.around.folder}/"))

    def open(self, *, read_only: bool = False, held: bool = False) -> "Ptaudit":
        """*held*: what is read is answered for in a dispute (争议), so each entry is proved when read."""
        from ptaudit.application import Ptaudit

        return Ptaudit.open(
            self.url,
            clock=self.around.clock,
            new_id=self.around.new_id,
            read_only=read_only,
            held=held,
            signer=self._signer if self.settings["operator_key"] else None,
        )

    def _signer(self) -> "Signer":
        """The operator's key; asked for only where something is to be recorded."""
        from ptaudit.evidence import keyfiles
        from ptaudit.log.keys import NOTE

        path = self.file("operator_key")
        assert path is not None
        return keyfiles.load(path, NOTE)

    def say(self, text: str) -> None:
        """The result: standard output."""
        click.echo(text)

    def note(self, text: str) -> None:
        """Everything else: standard error."""
        click.echo(text, err=True)


def of(context: click.Context) -> Call:
    """The call that *context* belongs to."""
    found = context.find_object(Call)
    assert found is not None
    return found
