"""A failure in words: what, on whose authority, what to do next, its code; and the exit code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import click

from ptaudit.domain.failures import Failure, Malformed, Param, Several
from ptaudit_cli import citations, frame, labels
from ptaudit_cli.messages import Catalogue

#: By the name of the class: ``Refused`` lives beside the deciders and is not imported for this.
EXIT = {
    "Unusable": 1,
    "Malformed": 2,
    "Damaged": 3,
    "Altered": 3,
    "Conflict": 4,
    "NotFound": 5,
    "Refused": 6,
}
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was typed: ``problems.<code>`` and what fills it."""

    code: str
    params: dict[str, Param] = field(default_factory=dict)


class Invalid(Malformed):
    """Everything wrong with what was typed, at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("command.invalid", count=len(problems))
        self.problems = tuple(problems)


class Place(Protocol):
    """Where in a file."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...


def exit_code(failure: Failure) -> int:
    if isinstance(failure, Several):
        return exit_code(failure.failures[0][1])
    return EXIT[_kind(failure)]


def lines(failure: Failure, words: Catalogue, folder: str) -> Iterator[str]:
    """What a person reads on standard error; paths inside of *folder* are shown from there."""
    if isinstance(failure, Several):
        for place, one in failure.failures:
            yield words("failure.of_batch", place=place + 1)
            yield from lines(one, words, folder)
        yield from _said("Refused", failure, words, folder)
    else:
        yield from _said(_kind(failure), failure, words, folder)


def _kind(failure: Failure) -> str:
    return next(c.__name__ for c in type(failure).__mro__ if c.__name__ in EXIT)


def _said(kind: str, failure: Failure, words: Catalogue, folder: str) -> Iterator[str]:
    text = words.section("refusals")[failure.code]
    params = {name: _near(value, folder) for name, value in failure.params.items()}
    if failure.code == "payload.too_long":
        longest = str(params["field"])
        params["field"] = labels.of_field(longest, str(params["kind"]), words)
    yield words(
        "failure.what", kind=words(f"failure.kind.{kind}"), text=text["what"].format(**params)
    )
    if isinstance(failure, Invalid):
        for problem in failure.problems:
            yield "  - " + words(f"problems.{problem.code}", **problem.params)
    elif hasattr(failure, "problems"):
        for place, one in failure.problems:
            yield from _at(place, one, words)
    if (claim := getattr(failure, "claim", None)) is not None:
        yield words("failure.why", claim=citations.of_claim(claim, words))
    if near := failure.params.get("near"):
        own = text.get("near")
        yield own.format(**params) if own else words("failure.near", near=near)
    if remedy := text.get("remedy"):
        yield words("failure.remedy", text=remedy.format(**params))
    yield words("failure.code", code=failure.code)


def _at(place: Place, failure: Failure, words: Catalogue) -> Iterator[str]:
    """One thing wrong with a file: where, what, and the remedy."""
    text = words.section("refusals")[failure.code]
    what = text["what"].format(**failure.params)
    yield "  - " + words("failure.placed", place=where(place, words), text=what, code=failure.code)
    if near := failure.params.get("near"):
        yield "    " + words("failure.near", near=near)
    yield "    " + words("failure.remedy", text=text["remedy"].format(**failure.params))


def where(place: Place, words: Catalogue) -> str:
    """Sheet, row and column, or question and field, in words; what is not known is left out."""
    if (question := getattr(place, "question", None)) is not None:
        name = words("exhibit.question", number=question) if question else words("exhibit.head")
        return f"{name} {place.column}".rstrip()
    parts = [
        words("import.sheet", sheet=place.sheet) if place.sheet else "",
        words("import.row", row=place.row) if place.row else "",
        words("import.column", column=place.column) if place.column else "",
    ]
    return " ".join(part for part in parts if part) or words("import.file")


def _near(value: Param, folder: str) -> Param:
    """A path, or the URL of a SQLite file, as somebody in *folder* would write it."""
    if not isinstance(value, str):
        return value
    if value == folder:
        return "."
    return value.removeprefix("sqlite:///").removeprefix(folder + "/")


def of_usage(error: click.ClickException) -> Failure:
    """What the command line's own reader objected to, as a failure of ours."""
    match error:
        case frame.NoSuchCommand():
            return Malformed("usage.no_such_command", word=error.name, near="、".join(error.near))
        case frame.TooManyWords():
            return Malformed("usage.too_many_words", words=" ".join(error.rest))
        case click.NoSuchOption():
            near = "、".join(sorted(error.possibilities or ()))
            return Malformed("usage.no_such_option", option=error.option_name, near=near)
        case click.BadOptionUsage():
            return Malformed("usage.option_value", option=error.option_name)
        case _:
            return Malformed("usage.unreadable", text=error.message)
