"""What if: an entry not there, another ruling; both sides recomputed, nothing written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import doors, faults
from ptaudit_cli.commands.results import listed, standings, the_year
from ptaudit_cli.params import option
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.projections.standing import Standing


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    """One unit whose place would change, before and after."""

    sequence: str
    unit: str
    score: Decimal | None
    score_then: Decimal | None
    rank: int | None
    rank_then: int | None
    lists: tuple[str, ...]
    lists_then: tuple[str, ...]


def whatif(ask: Ask) -> Iterator[WhatIfRow]:
    """How scores, ranks and lists would read; both sides recomputed, nothing written."""
    year = the_year(ask)
    void, policy = list(ask.given["void"]), _pairs(ask.given["policy"])
    add = [doors.supposed(text, ask.call) for text in ask.given["add"]]
    if not (void or policy or add):
        raise Malformed("whatif.nothing")
    supposed = ask.app.suppose(ask.view, void=void, add=add, policy=policy)
    for breach in supposed.breaches:
        what = faults.text(breach.code, breach.params, ask.registry, ask.words)
        ask.call.note(ask.words("whatif.breach", what=what))
    before = standings(ask.view, year, recomputed=True)
    after = standings(supposed.view, year, recomputed=True)
    for name, now in before.items():
        then = after[name]
        units = dict.fromkeys([*(r.unit for r in now.ranks), *(r.unit for r in then.ranks)])
        for unit in units:
            row = WhatIfRow(
                name,
                ask.registry.named(unit),
                _score(now, unit),
                _score(then, unit),
                now.rank(unit),
                then.rank(unit),
                listed(now, unit),
                listed(then, unit),
            )
            if (row.score, row.rank, row.lists) != (row.score_then, row.rank_then, row.lists_then):
                yield row


def _pairs(said: Sequence[str]) -> Mapping[str, str]:
    pairs = [text.partition("=") for text in said]
    for key, equals, value in pairs:
        if not equals or not value:
            raise Malformed("whatif.policy_form", said=key)
    return {key: value for key, _, value in pairs}


def _score(one: "Standing", unit: str) -> Decimal | None:
    return next((row.score for row in one.ranks if row.unit == unit), None)


def _what_if() -> Sequence[click.Parameter]:
    return [
        option("void", "text", block="own", many=True),
        option("add", "text", block="own", many=True),
        option("policy", "pairs", block="own", many=True),
    ]


CALLS = (Read("whatif", "", WhatIfRow, whatif, _what_if, by_year=True),)
