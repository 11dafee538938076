"""A command model as parameters of the command line; what was typed as the model."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from ptaudit.domain.commands.base import Command
from ptaudit_cli import dates, evidence, problems, shapes, tables
from ptaudit_cli.fields import Named, option_name, position
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import Flag, Meaning, Place

#: Days of what an act plans: without a year, the first from the act's own on.
SPANNING = frozenset({"starts", "ends"})
#: Days that lie ahead of the act: without a year, the first after it.
AHEAD = frozenset(
    {
        "answer_by",
        "answer_from",
        "day",
        "deadline",
        "due",
        "publicised_to",
        "redo_by",
        "to",
        "until",
    }
)
#: Days of the year the command is about.
WITHIN = frozenset({"holidays", "workdays", "due"})
ACT = tuple(Command.model_fields)


def parameters(door: str, command: type[Command]) -> list[click.Parameter]:
    """Arguments in their order, then options: the command's own, then those of every act."""
    fields = command.model_fields
    places = sorted((p, name) for name in fields if (p := position(fields[name])) is not None)
    last = places[-1][1] if places else ""
    arguments: list[click.Parameter] = [
        _place(name, fields[name], Named(door, name, fields[name]), name == last)
        for _, name in places
    ]
    taken = {name for _, name in places}
    options = [
        _option(name, field, Named(door, name, field))
        for name, field in fields.items()
        if name not in taken
    ]
    return [*arguments, *sorted(options, key=lambda o: o.meaning.block != "own")]


def _place(name: str, field: FieldInfo, named: Named, last: bool) -> Place:
    shape = shapes.of(field)
    many = shape.many and last
    meaning = Meaning("arguments", shape.kind, named.detail, shape.choices, True, many)
    return Place(name, meaning, named.title, nargs=-1 if many else 1)


def _option(name: str, field: FieldInfo, named: Named) -> Flag:
    shape = shapes.of(field)
    block = "act" if name in ACT and not field.is_required() else "own"
    long = option_name(name)
    default = None if field.is_required() or field.default in (None, (), False) else field.default
    meaning = Meaning(
        block,
        "" if shape.kind == "flag" else shape.kind,
        named.whole,
        shape.choices,
        field.is_required(),
        shape.many,
        default,
    )
    if shape.kind != "flag":
        return Flag([long, name], meaning)
    both = f"{long}/--no-{long[2:]}" if shapes.is_optional(field) else long
    return Flag([both, name], meaning, is_flag=True, default=None)


def said(
    door: str,
    command: type[Command],
    given: Mapping[str, Any],
    today: dt.date,
    folder: Path,
    words: Catalogue,
    read: Mapping[str, Any] | None = None,
) -> tuple[Command, list[tuple[str, str, dt.date]]]:
    """The command as given, and the days it read from short forms: option, as typed, as read.

    *read* are values that were not typed but read from a file.

    Raises Invalid with everything wrong with it, and NotFound for a file that is not there.
    """
    reading = _Reading(command, given, today, folder)
    values = {
        name: reading.value(name, _composed(value))
        for name, value in given.items()
        if value not in (None, ())
    }
    try:
        return command.model_validate({**values, **(read or {})}), reading.days
    except ValidationError as error:
        raise problems.invalid(door, command, error, words) from None


def _composed(value: Any) -> Any:
    """Text in NFC, as every door hands it on: some keyboards and file systems take letters apart."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return tuple(map(_composed, value)) if isinstance(value, tuple) else value


class _Reading:
    """Turns what was typed for each field into what the model reads."""

    def __init__(
        self, command: type[Command], given: Mapping[str, Any], today: dt.date, folder: Path
    ) -> None:
        self.fields = command.model_fields
        self.folder = folder
        self.today = today
        self.days: list[tuple[str, str, dt.date]] = []
        on = given.get("on")
        self.on = (dates.read(str(on), today) if on else None) or today
        year = str(given.get("year") or "")
        self.year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None

    def value(self, name: str, value: Any) -> Any:
        shape = shapes.of(self.fields[name])
        match shape.kind:
            case "files":
                return tuple(evidence.of(self.folder / path) for path in value)
            case "file":
                return evidence.of(self.folder / value)
            case "rows":
                assert shape.row is not None
                return tables.rows(shape.row, value, self.folder, self._day)
            case "pairs" if shape.day:
                return tuple(self._pair(name, text) for text in value)
            case _ if shape.day:
                return self._days(name, value)
            case _:
                return value

    def _days(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return self._day(name, value)
        pieces = [piece for text in value for piece in text.replace("、", ",").split(",")]
        return tuple(self._day(name, piece) for piece in pieces if piece.strip())

    def _after(self, name: str) -> dt.date | None:
        if name in SPANNING:
            return self.on - dt.timedelta(1)
        return self.on if name in AHEAD else None

    def _pair(self, name: str, text: str) -> str:
        left, equals, right = text.partition("=")
        return f"{left}{equals}{self._day(name, right)}" if equals else text

    def _day(self, name: str, text: str) -> str:
        """*text* as a full day; what is no day stays as it is, for the model to refuse."""
        day = dates.read(
            text,
            self.today,
            after=self._after(name),
            year=self.year if name in WITHIN else None,
        )
        if day is None:
            return text
        if dates.is_short(text):
            self.days.append((option_name(name), text, day))
        return day.isoformat()
