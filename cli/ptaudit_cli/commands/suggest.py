"""Score entries that recorded facts imply: listed with their grounds, accepted by a person, then ordinary entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Conflict, Malformed
from ptaudit_cli import answers, citations
from ptaudit_cli.call import Call
from ptaudit_cli.params import Flag, Given, Meaning, option
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.application.suggesting import Suggestion

EVERY = "all"


@dataclass(frozen=True, slots=True)
class SuggestedRow:
    """One entry as it would be made; *no* is what it is accepted by. *entered*: made before on the same."""

    no: int
    unit: str
    year: int
    item: str
    name: str
    award: str
    amount: Decimal
    entered: Decimal
    words: str
    rules_version: int
    basis: tuple[int, ...]
    findings: tuple[str, ...]
    keys: tuple[str, ...]


def suggest(ask: Ask) -> Iterator[SuggestedRow]:
    year = the_year(ask)
    policy = ask.registry.policy(year)
    for no, one in enumerate(_found(ask, ask.view), 1):
        cases = tuple(name for name in one.because if name.startswith("F-"))
        entries = [name for name in one.because if name not in cases]
        places = [ask.view.ledger.position_of(f"id:{entry}") for entry in entries]
        yield SuggestedRow(
            no,
            ask.registry.named(one.unit),
            year,
            one.item,
            one.name,
            "核定" if one.award else "增减",
            one.amount,
            one.entered,
            one.words,
            one.rules_version,
            tuple(place for place in places if place is not None),
            cases,
            tuple(f"{key}={policy[key]}" for key in one.keys),
        )


def _found(ask: Ask, view: "View") -> "list[Suggestion]":
    from ptaudit.application.suggesting import suggestions

    registry, year, wanted = view.registry, the_year(ask), ask.get("unit")
    units = [registry.unit(wanted).code] if wanted else list(registry.units)
    return suggestions(view, year, units)


def _how(ask: Ask, rows: Sequence[SuggestedRow]) -> Iterator[str]:
    """The line by which the list, as it is shown, is accepted."""
    if rows:
        at, unit = ask.view.moment.position, ask.get("unit")
        whom = f" --unit {unit}" if unit else ""
        yield ask.words(
            "suggest.accept", year=the_year(ask), unit=whom, position=at, on=ask.view.on
        )


@dataclass(frozen=True, slots=True)
class Suggesting(Read):
    """The read; with ``--accept`` the entries themselves."""

    def run(self, call: Call, given: Mapping[str, Any]) -> int:
        if given["accept"] is None:
            return Read.run(self, call, given)
        return _accept(call, given)


def _accept(call: Call, given: Mapping[str, Any]) -> int:
    """Record what was chosen of the list as it was shown. Raises Conflict where one has changed since."""
    from ptaudit.application.requests import Request

    call = call.settled(ledger=given["ledger"], operator=given["operator"])
    operator, dry_run = call.operator, bool(given["dry_run"])
    app = call.open(read_only=dry_run)
    try:
        ask = Ask(call, app, given)
        if ask.get("as_recorded") is None:
            raise Malformed("suggest.needs_list")
        shown = _found(ask, ask.view)
        chosen = [shown[n - 1] for n in _numbers(str(given["accept"]), len(shown))]
        _same(ask, shown, chosen, _found(ask, app.view(None, ask.view.on)))
        on = ask.day("suggested_on")
        requests = [Request(one.command(on)) for one in chosen]
        outcomes = app.execute_all(requests, operator=operator, dry_run=dry_run)
        for line in answers.lines(app, outcomes, call.words, dry_run=dry_run):
            call.say(line)
    finally:
        app.close()
    return 0


def _numbers(said: str, most: int) -> list[int]:
    """The numbers chosen, each once. Raises Malformed for one that the list does not have."""
    if said == EVERY:
        return list(range(1, most + 1))
    found: dict[int, None] = {}
    for text in said.replace("、", ",").split(","):
        number = int(text) if text.strip().isascii() and text.strip().isdecimal() else 0
        if not 1 <= number <= most:
            raise Malformed("suggest.no_such", said=text.strip(), most=most)
        found[number] = None
    return list(found)


def _same(
    ask: Ask,
    shown: "Sequence[Suggestion]",
    chosen: "Sequence[Suggestion]",
    now: "Sequence[Suggestion]",
) -> None:
    """Nothing is entered that differs from what was shown."""
    from ptaudit.application.suggesting import accepted

    for was, become in accepted(chosen, now):
        no = shown.index(was) + 1
        unit = ask.registry.named(was.unit)
        if become is None:
            raise Conflict("suggest.gone", no=no, unit=unit, item=was.item, words=was.words)
        if become.code != was.code:
            raise Conflict(
                "suggest.changed",
                no=no,
                unit=unit,
                item=was.item,
                was=was.words,
                now=become.words,
                amount=become.amount,
            )


def _on() -> Flag:
    """``--on``: the day of the entries accepted."""
    return Flag(
        ["--on", "suggested_on"], Meaning("own", "day", lambda words: words("params.suggested_on"))
    )


def _params() -> Sequence[click.Parameter]:
    return [
        option("unit", "text", block="own"),
        option("accept", "text", block="own"),
        _on(),
        option("operator", "operator"),
        Given.flag("dry_run"),
    ]


CALLS = (
    Suggesting(
        "score",
        "suggest",
        SuggestedRow,
        suggest,
        _params,
        by_year=True,
        notes=_how,
        told={"keys": citations.options},
    ),
)
