"""A read: a question to a view at two clocks, declared as rows and a function; the rest is the same for all."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import dates, render, table, watch
from ptaudit_cli.call import Call
from ptaudit_cli.frame import Leaf
from ptaudit_cli.index import Entry
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import Flag, option, purpose
from ptaudit_cli.watched import NOTHING, Watched

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit, View
    from ptaudit.domain.registry import Registry


#: As a moment, four such digits may be an entry's number as well.
_YEAR = re.compile(r"20[0-9]{2}")


class Ask:
    """One question: what was typed, and the view it is put to."""

    def __init__(self, call: Call, app: "Ptaudit", given: Mapping[str, Any]) -> None:
        self.call = call
        self.app = app
        self.given = given
        self.words = call.words
        #: What an answer works out and its page and notes show as well.
        self.kept: dict[str, object] = {}

    def __getitem__(self, name: str) -> str:
        """A needed argument. Raises Malformed where it is missing."""
        if (value := self.given.get(name)) is None:
            raise Malformed("argument.missing", argument=self.words(f"places.{name}"))
        return str(value)

    def get(self, name: str) -> str | None:
        value = self.given.get(name)
        return None if value is None else str(value)

    @property
    def year(self) -> int | None:
        """``--year``. Raises Malformed for what is no year."""
        return self.year_of("year")

    def year_of(self, name: str) -> int | None:
        """The year typed for *name*, if any. Raises Malformed for what is none."""
        said = self.get(name)
        if said is not None and not (said.isascii() and said.isdecimal() and len(said) == 4):
            raise Malformed("year.unreadable", said=said)
        return None if said is None else int(said)

    @cached_property
    def view(self) -> "View":
        """The view at both clocks. Raises Malformed for a moment that reads as a number and as a year."""
        recorded = self.get("as_recorded")
        if recorded is not None and _YEAR.fullmatch(recorded):
            raise Malformed("moment.ambiguous", said=recorded)
        day = None if recorded is None else dates.read(recorded, self.call.today)
        return self.app.view(
            recorded if day is None else day.isoformat(), self.day("as_effective")
        )

    def day(self, name: str) -> dt.date | None:
        """A day typed for *name*. Raises Malformed for what is none."""
        said = self.get(name)
        if said is None:
            return None
        if (day := dates.read(said, self.call.today)) is None:
            raise Malformed("day.unreadable", said=said)
        return day

    @property
    def registry(self) -> "Registry":
        return self.view.registry

    @property
    def unit(self) -> str | None:
        """The code of ``--unit``. Raises NotFound for a unit nobody registered."""
        said = self.get("unit")
        return None if said is None else self.registry.unit(said).code


@dataclass(frozen=True, slots=True)
class Read:
    """*row* is a dataclass; *answer* gives its rows; *params* makes what it takes besides the clocks.

    ``--year`` is offered where rows have a ``year`` (then only those of that year are shown), or where
    *by_year* says that *answer* uses it itself. *page* sets the rows out for people, line by line, where
    columns would not be read; *by* names the column a workbook is divided into sheets by. *told* gives,
    by column, what people read in place of a value; *notes* stand below the table. *status* is the exit
    code that the rows call for; without it an answer is 0, whatever it says. *personal*: what it answers
    may name persons; then who asked about whom is logged before it is shown. *held*: it answers a dispute, so
    every entry it rests on is proved when it is read.
    """

    noun: str
    verb: str
    row: type[Any]
    answer: Callable[[Ask], Iterable[Any]]
    params: Callable[[], Sequence[click.Parameter]] = tuple
    by_year: bool = False
    page: Callable[[Ask, Sequence[Any]], Iterable[str]] | None = None
    by: str = ""
    told: Mapping[str, Callable[[Any, Catalogue], Any]] = field(default_factory=dict)
    notes: Callable[[Ask, Sequence[Any]], Iterable[str]] | None = None
    status: Callable[[Sequence[Any]], int] | None = None
    personal: bool = False
    held: bool = False
    watched: Watched = NOTHING

    @property
    def name(self) -> str:
        return f"{self.noun} {self.verb}".strip()

    def leaf(self, entry: Entry, words: Catalogue) -> Leaf:
        return Leaf(
            entry.verb or entry.noun,
            title=words.pick(entry.zh, entry.en),
            params=[*self.params(), *_common(self.by_year or self._has_year, self.personal)],
            run=self.run,
            watched=self.watched,
        )

    def run(self, call: Call, given: Mapping[str, Any]) -> int:
        if given["format"] == "schema":
            call.say(json.dumps(table.schema(self.name, self.row), ensure_ascii=False, indent=2))
            return 0
        call = call.settled(ledger=given["ledger"])
        app = call.open(read_only=True, held=self.held)
        try:
            ask = Ask(call, app, given)
            at, covering = ask.view.moment, ask.view.covering
            rows = [covering.row(row) for row in self._rows(ask)]
            answered = table.Table(
                self.name,
                table.columns(self.name, self.row, call.words, self.told),
                rows,
                table.Clocks(at.position, at.recorded_at, ask.view.on),
                None if self.page is None else tuple(covering.lines(self.page(ask, rows))),
                self.by,
                () if self.notes is None else tuple(covering.lines(self.notes(ask, rows))),
            )
            if self.personal:
                lines = (*(answered.page or ()), *answered.notes)
                if about := watch.shown_persons(rows, lines, ask.view):
                    watch.of_persons(call, about, given)
            render.answer(call, answered, given["format"], given["output"])
        finally:
            app.close()
        return 0 if self.status is None else self.status(rows)

    @property
    def _has_year(self) -> bool:
        return any(field.name == "year" for field in fields(self.row))

    def _rows(self, ask: Ask) -> list[Any]:
        rows = list(self.answer(ask))
        if self._has_year and not self.by_year and ask.year is not None:
            return [row for row in rows if row.year == ask.year]
        return rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One call that is answered by one of several reads, *pick*-ed by what was typed.

    Each of *ways* has rows and a JSON Schema of its own; all take the same parameters.
    """

    noun: str
    verb: str
    ways: tuple[Read, ...]
    pick: Callable[[Mapping[str, Any]], Read]
    params: Callable[[], Sequence[click.Parameter]] = tuple

    def leaf(self, entry: Entry, words: Catalogue) -> Leaf:
        return Leaf(
            entry.verb or entry.noun,
            title=words.pick(entry.zh, entry.en),
            params=[*self.params(), *_common(True, any(way.personal for way in self.ways))],
            run=self.run,
        )

    def run(self, call: Call, given: Mapping[str, Any]) -> int:
        return self.pick(given).run(call, given)


def _common(year: bool, personal: bool) -> list[click.Parameter]:
    output = option("output", "file", block="read")
    output.opts.insert(0, "-o")
    params: list[Flag] = [
        option("as_recorded", "moment", block="read"),
        option("as_effective", "day", block="read"),
        option("format", "choice", block="read", choices=render.FORMATS),
        output,
        option("ledger", "ledger"),
    ]
    if year:
        params.insert(2, option("year", "year", block="read"))
    if personal:
        params.append(purpose())
    return list(params)


def of_unit() -> Sequence[click.Parameter]:
    """``--unit``: the one unit an answer is narrowed to."""
    return [option("unit", "text", block="own")]
