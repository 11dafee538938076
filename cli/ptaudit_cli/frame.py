"""The shape of the command line: root, noun, leaf; lazily built, with help in the call's language."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import click
from click.shell_completion import CompletionItem

from ptaudit_cli import call, index, layout
from ptaudit_cli.params import Given, escaped, lang
from ptaudit_cli.watched import NOTHING, Watched

#: Makes the command of an entry; called only when that command is wanted.
Build = Callable[[index.Entry], click.Command]

#: Does the work, given the parameters; returns the exit code.
Run = Callable[[call.Call, Mapping[str, Any]], int]

#: Order and headings of an answer to ``--help``.
GROUPS = ("daily", "register", "process", "view", "ledger")
BLOCKS = ("arguments", "own", "act", "read", "run")


class Leaf(click.Command):
    """A command that does something: *title* and *notes* in the call's language, then its parameters."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        params: Sequence[click.Parameter],
        run: Run,
        notes: Sequence[str] = (),
        watched: Watched = NOTHING,
    ) -> None:
        own: list[click.Parameter] = [*params, _help(), lang()]
        super().__init__(name, add_help_option=False, short_help=title, params=own)
        self.title = title
        self.notes = notes
        self.run = run
        self.watched = watched

    def invoke(self, ctx: click.Context) -> int:
        return self.run(call.of(ctx), ctx.params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, [escaped(arg) for arg in args])
        if ctx.args and not ctx.resilient_parsing:
            raise TooManyWords(ctx.args, ctx)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        words = call.of(ctx).words
        columns = call.of(ctx).around.columns
        shown = [p for p in self.params if isinstance(p, Given)]
        places = [p.metavar_in(words) for p in shown if p.block == "arguments"]
        usage = " ".join([*_path(ctx), *places, words("help.options_place")])
        lines = [words("help.usage", usage=usage), "", *layout.wrap(self.title, columns)]
        for note in self.notes:
            lines += ["", *(x for part in note.split("\n") for x in layout.wrap(part, columns))]
        for block in BLOCKS:
            pairs = [p.explained(words) for p in shown if p.block == block]
            if pairs:
                lines += ["", words(f"help.block.{block}"), *layout.definitions(pairs, columns)]
        return "\n".join(lines)


class _Lazy(click.Group):
    """A group whose members are known by the index alone until one of them is called."""

    def __init__(self, name: str | None, build: Build) -> None:
        super().__init__(name, add_help_option=False, no_args_is_help=False)
        self.params += [_help(), lang()]
        self.build = build

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, *rest = args
        if (command := self.get_command(ctx, name)) is None:
            if ctx.resilient_parsing:
                return None, None, rest
            known = self.list_commands(ctx)
            raise NoSuchCommand(name, get_close_matches(name, known, 3, 0.5), known, ctx)
        return name, command, rest

    @abstractmethod
    def titles(self) -> Iterator[tuple[str, str, str]]:
        """Each member with its titles in Chinese and English."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, _, _ in self.titles()]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        words = call.of(ctx).words
        members = (
            CompletionItem(name, help=words.pick(zh, en))
            for name, zh, en in self.titles()
            if name.startswith(incomplete)
        )
        return [*members, *click.Command.shell_complete(self, ctx, incomplete)]


class NoSuchCommand(click.UsageError):
    """*near* are the words most like the one typed, *known* all there are."""

    def __init__(
        self, name: str, near: list[str], known: list[str], ctx: click.Context | None = None
    ) -> None:
        super().__init__(name, ctx)
        self.name, self.near, self.known = name, near, known


class TooManyWords(click.UsageError):
    """*rest* are the words no argument takes."""

    def __init__(self, rest: list[str], ctx: click.Context | None = None) -> None:
        super().__init__(" ".join(rest), ctx)
        self.rest = rest


class Noun(_Lazy):
    """``ptaudit finding``: its verbs. A first word that is no verb asks ``show`` about it."""

    def titles(self) -> Iterator[tuple[str, str, str]]:
        return ((e.verb, e.zh, e.en) for e in index.verbs(str(self.name)).values())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = index.verbs(str(self.name)).get(cmd_name)
        return self.build(entry) if entry else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if (verb := index.ALONE.get(str(self.name))) is not None:
            return super().parse_args(ctx, _alone(args, verb))
        return super().parse_args(ctx, _shown(args, self.list_commands(ctx)))

    def get_help(self, ctx: click.Context) -> str:
        words, columns = call.of(ctx).words, call.of(ctx).around.columns
        noun = index.nouns()[str(self.name)]
        usage = " ".join([*_path(ctx), words("help.verb_place"), words("help.options_place")])
        pairs = [(verb, words.pick(zh, en)) for verb, zh, en in self.titles()]
        return "\n".join(
            [
                words("help.usage", usage=usage),
                "",
                words.pick(noun.zh, noun.en),
                "",
                words("help.block.verbs"),
                *layout.definitions(pairs, columns),
                "",
                words("help.more", command=" ".join([*_path(ctx), words("help.verb_place")])),
            ]
        )


class Root(_Lazy):
    """``ptaudit``: its nouns under headings."""

    def __init__(self, build: Build) -> None:
        super().__init__("ptaudit", build)
        self.params += [_version()]

    def titles(self) -> Iterator[tuple[str, str, str]]:
        return ((n.noun, n.zh, n.en) for n in index.NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in index.nouns():
            return None
        entries = index.verbs(cmd_name)
        return self.build(entries[""]) if list(entries) == [""] else Noun(cmd_name, self.build)

    def get_help(self, ctx: click.Context) -> str:
        words, columns = call.of(ctx).words, call.of(ctx).around.columns
        usage = " ".join(
            ["ptaudit", *map(words, ("help.noun_place", "help.verb_place", "help.options_place"))]
        )
        lines = [words("help.usage", usage=usage), "", *layout.wrap(words("help.about"), columns)]
        for group in GROUPS:
            members = [n for n in index.NOUNS if n.group == group]
            pairs = [(n.noun, words.pick(n.zh, n.en)) for n in members]
            if pairs:
                lines += ["", words(f"help.group.{group}"), *layout.definitions(pairs, columns)]
        shown = [p for p in self.params if isinstance(p, Given)]
        pairs = [p.explained(words) for p in shown]
        lines += ["", words("help.block.run"), *layout.definitions(pairs, columns)]
        lines += ["", words("help.more", command=f"ptaudit {words('help.noun_place')}")]
        return "\n".join(lines)


def _shown(args: list[str], known: list[str]) -> list[str]:
    """*args* as they are meant: ``score 清河镇`` asks for ``score show 清河镇``."""
    first = next((n for n, arg in enumerate(args) if not arg.startswith("-")), None)
    if first is None or "show" not in known or args[first] in known:
        return args
    if first and args[first - 1] == "--lang":
        return args
    if get_close_matches(args[first], known, 1, 0.7):
        return args
    return [*args[:first], "show", *args[first:]]


def _alone(args: list[str], verb: str) -> list[str]:
    """*args* of a noun that answers without a verb: ``audit --year 2025`` asks for ``audit show``."""
    first = 0
    while first < len(args) and args[first].startswith("--lang"):
        first += 1 if "=" in args[first] else 2
    rest = args[first:]
    if rest == ["--help"] or (rest and not rest[0].startswith("-")):
        return args
    return [*args[:first], verb, *rest]


def _path(ctx: click.Context) -> Iterator[str]:
    if ctx.parent is not None:
        yield from _path(ctx.parent)
    yield str(ctx.info_name)


def _help() -> Given:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(ctx.command.get_help(ctx))
            ctx.exit()

    return Given.flag("help", is_eager=True, expose_value=False, callback=show)


def _version() -> Given:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            from importlib.metadata import version

            click.echo(f"ptaudit {version('ptaudit')}")
            ctx.exit()

    return Given.flag("version", is_eager=True, expose_value=False, callback=show)
