"""Parameters that explain themselves in the call's language and take what is typed as it is typed.

Values stay text here: the command model reads them all at once, so that a person learns of every
mistake in one go.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click
from click.shell_completion import CompletionItem

from ptaudit_cli.messages import Catalogue

_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")
_ESCAPE = "\x00"


def escaped(arg: str) -> str:
    """A negative number set apart from an option: ``score enter 清河镇 R31 -3``."""
    return _ESCAPE + arg if _NEGATIVE.fullmatch(arg) else arg


class Typed(click.ParamType[str]):
    """Text as typed; its choices, if any, are for help and completion only."""

    name = "text"

    def __init__(self, choices: Sequence[str] = ()) -> None:
        self.choices = tuple(choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value).removeprefix(_ESCAPE)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(c) for c in self.choices if c.startswith(incomplete)]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What help says of a parameter. *value* is the id of what stands after it (``day``, ``file``)."""

    block: str
    value: str
    explain: Callable[[Catalogue], str]
    choices: tuple[str, ...] = ()
    needed: bool = False
    many: bool = False
    default: str | None = None


class Given(click.Parameter):
    """What a parameter of ours adds to click's: how it is explained."""

    meaning: Meaning

    @property
    def block(self) -> str:
        return self.meaning.block

    @staticmethod
    def flag(name: str, *, block: str = "run", dest: str = "", **rest: Any) -> "Flag":
        meaning = Meaning(block, "", lambda words: words(f"params.{name}"))
        decls = [f"--{name.replace('_', '-')}", dest or name]
        return Flag(decls, meaning, is_flag=True, **rest)

    def metavar_in(self, words: Catalogue) -> str:
        if self.meaning.choices and sum(map(len, self.meaning.choices)) <= 24:
            value = "|".join(self.meaning.choices)
        else:
            value = words(f"value.{self.meaning.value}") if self.meaning.value else ""
        return value + ("..." if self.meaning.many else "")

    def explained(self, words: Catalogue) -> tuple[str, str]:
        text = self.meaning.explain(words)
        if self.meaning.needed and self.block != "arguments":
            text = words("help.needed", text=text)
        if self.meaning.default is not None:
            text = words("help.default", text=text, default=self.meaning.default)
        return self.term(words), text

    def term(self, words: Catalogue) -> str:
        return f"{self.opts[0]} {self.metavar_in(words)}".rstrip()


class Flag(Given, click.Option):
    """An option, with a value or without."""

    def __init__(self, decls: Sequence[str], meaning: Meaning, **rest: Any) -> None:
        self.meaning = meaning
        if not rest.get("is_flag"):
            rest["type"] = Typed(meaning.choices)
        super().__init__(decls, multiple=meaning.many, **rest)

    def term(self, words: Catalogue) -> str:
        named = "/".join([self.opts[0], *self.secondary_opts[:1]])
        return f"{named} {self.metavar_in(words)}".rstrip()


class Place(Given, click.Argument):
    """A positional argument: its title stands for its name."""

    def __init__(
        self, name: str, meaning: Meaning, title: Callable[[Catalogue], str], **rest: Any
    ) -> None:
        self.meaning = meaning
        self.title = title
        super().__init__([name], required=False, type=Typed(meaning.choices), **rest)

    def metavar_in(self, words: Catalogue) -> str:
        return f"<{self.title(words)}>" + ("..." if self.meaning.many else "")

    def term(self, words: Catalogue) -> str:
        return self.metavar_in(words)


def option(
    name: str,
    value: str,
    *,
    block: str = "run",
    choices: tuple[str, ...] = (),
    many: bool = False,
    dest: str = "",
) -> Flag:
    """An option of the program itself; its text is ``params.<name>``."""
    meaning = Meaning(block, value, lambda words: words(f"params.{name}"), choices, many=many)
    return Flag([f"--{name.replace('_', '-')}", dest or name], meaning)


def purpose() -> Flag:
    """``--purpose``: what data of persons is looked at for."""
    return option("purpose", "text", block="read")


def place(name: str, *, many: bool = False, needed: bool = True) -> Place:
    """An argument of the program itself; its texts are ``params.<name>`` and ``places.<name>``."""
    meaning = Meaning(
        "arguments", "text", lambda words: words(f"params.{name}"), needed=needed, many=many
    )
    return Place(name, meaning, lambda words: words(f"places.{name}"), nargs=-1 if many else 1)


def lang() -> Flag:
    """``--lang``, everywhere; it is read before anything else is."""
    meaning = Meaning("run", "", lambda words: words("params.lang"), choices=("zh", "en"))
    return Flag(["--lang"], meaning, expose_value=False)
