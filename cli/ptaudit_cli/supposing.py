"""What a what-if supposes: entries void, acts added one by one or by a file, rulings tried; read and told once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ptaudit.domain.failures import Failure, Malformed, Several
from ptaudit_cli import doors, failures, faults
from ptaudit_cli.params import Flag, Meaning, option
from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.application.importing import Plan
    from ptaudit.application.requests import Request
    from ptaudit.application.view import View
    from ptaudit.application.whatif import Supposition, Tried


@dataclass(frozen=True, slots=True)
class Supposed:
    """The supposition, and where in the file each of its last acts stands (empty: not from a file)."""

    made: "Supposition"
    places: tuple[str, ...]

    @property
    def view(self) -> "View":
        return self.made.view

    def told(self) -> "Iterator[tuple[str, Tried]]":
        """Each act with its place in words."""
        apart = len(self.made.tried) - len(self.places)
        return zip(("",) * apart + self.places, self.made.tried, strict=True)


def params() -> Sequence[click.Parameter]:
    of_file = Meaning("own", "file", lambda words: words("params.commands_file"))
    return [
        option("void", "text", block="own", many=True),
        option("add", "text", block="own", many=True),
        Flag(["--file", "commands_file"], of_file),
        option("policy", "pairs", block="own", many=True),
    ]


def read(ask: Ask) -> Supposed:
    """What is supposed on top of the view; worked out once an answer. Raises Malformed for nothing."""
    if not isinstance(made := ask.kept.get("supposed"), Supposed):
        made = ask.kept["supposed"] = _read(ask)
    return made


def _read(ask: Ask) -> Supposed:
    void, policy = list(ask.given["void"]), pairs(ask.given["policy"])
    add: list[Request] = [_typed(text, ask) for text in ask.given["add"]]
    plan = _plan(ask)
    items = plan.items if plan is not None else ()
    if not (void or policy or add or items):
        raise Malformed("whatif.nothing")
    asked = [*add, *(item.request for item in items)]
    apart = len(void) + len(add)
    try:
        made = ask.app.suppose(ask.view, void=void, add=asked, policy=policy)
    except Failure as failure:
        raise _placed(failure, plan, apart) from None
    return Supposed(made, tuple(failures.where(item.place, ask.words) for item in items))


def _typed(text: str, ask: Ask) -> "Request":
    from ptaudit.application.requests import Request

    return Request(doors.supposed(text, ask.call))


def _plan(ask: Ask) -> "Plan | None":
    """The file of commands, read as an import reads it. Raises Unimportable with every bad line."""
    said = ask.get("commands_file")
    if said is None:
        return None
    from ptaudit.batch import reading
    from ptaudit.batch.templates import COMMANDS

    return reading.read(ask.call.around.folder / said, reading.Options(template=COMMANDS))


def _placed(failure: Failure, plan: "Plan | None", apart: int) -> Failure:
    """What could not be tried out, by its line where it stands in the file."""
    from ptaudit.application.importing import Unimportable

    several = failure.failures if isinstance(failure, Several) else ((0, failure),)
    typed = [one for n, one in several if n < apart]
    if plan is None or typed:
        return typed[0] if typed else failure
    return Unimportable(plan.file.name, [(plan.items[n - apart].place, one) for n, one in several])


def pairs(said: Sequence[str]) -> Mapping[str, str]:
    """``key=value`` as typed. Raises Malformed for another form."""
    split = [text.partition("=") for text in said]
    for key, equals, value in split:
        if not equals or not value:
            raise Malformed("whatif.policy_form", said=key)
    return {key: value for key, _, value in split}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be known of a supposed act. *state*: irregular, refused or already."""

    state: str
    code: str
    text: str
    positions: tuple[int, ...] = ()


def remarks(supposed: Supposed, ask: Ask) -> Iterator[Remark]:
    """Acts that would break a rule, in the words of the refusal; acts recorded already."""
    words = ask.words
    for place, one in supposed.told():
        breaches = [("irregular", b.code, dict(b.params)) for b in one.breaches]
        if one.refused is not None:
            breaches.append(("refused", one.refused.code, dict(one.refused.params)))
        for state, code, params in breaches:
            what = faults.text(code, params, supposed.view.registry, words)
            text = words("whatif.breach" if state == "irregular" else "whatif.refused", what=what)
            yield Remark(state, code, f"{place} {text}".strip())
        if one.already:
            named = words.listed([words("whatif.number", position=p) for p in one.already])
            text = words("whatif.already", entries=named)
            yield Remark("already", "", f"{place} {text}".strip(), one.already)
