"""What if: entries not there, more acts, another ruling; both sides recomputed, nothing written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit_cli import supposing
from ptaudit_cli.commands.standing import standings
from ptaudit_cli.consequence_lines import ConsequenceRow, line, told
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year


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
    supposed = supposing.read(ask)
    for remark in supposing.remarks(supposed, ask):
        ask.call.note(remark.text)
    before = standings(ask.view, year, recomputed=True)
    after = standings(supposed.view, year, recomputed=True)
    for name, now in before.items():
        then = after[name]
        units = dict.fromkeys([*(r.unit for r in now.ranks), *(r.unit for r in then.ranks)])
        for unit in units:
            row = WhatIfRow(
                name,
                supposed.view.registry.named(unit),
                now.score(unit),
                then.score(unit),
                now.rank(unit),
                then.rank(unit),
                now.lists(unit),
                then.lists(unit),
            )
            if (row.score, row.rank, row.lists) != (row.score_then, row.rank_then, row.lists_then):
                yield row


def _below(ask: Ask, rows: Sequence[WhatIfRow]) -> Iterator[str]:
    """The consequence list, for people; programs ask ``consequences``."""
    found = list(_consequences(ask))
    if found:
        yield ""
        yield ask.words("consequence_page.head", count=len(found))
        yield from (line(row, ask.words) for row in found)
        yield ask.words("consequence_page.foot")


def consequences(ask: Ask) -> Iterator[ConsequenceRow]:
    """Everything that would have to follow, with its entries and what sets it right."""
    for remark in supposing.remarks(supposing.read(ask), ask):
        yield ConsequenceRow(
            f"act.{remark.state}",
            remark.text,
            None,
            (),
            "",
            None,
            None,
            remark.positions,
            remark.code,
            "",
            "",
        )
    yield from _consequences(ask)


def _consequences(ask: Ask) -> Iterator[ConsequenceRow]:
    from ptaudit.application.consequences import following, touched

    after = supposing.read(ask).view
    years = {the_year(ask)} if ask.year is not None or after.tried else set()
    years.update(touched(ask.view, after))
    for found in following(ask.view, after, years or {the_year(ask)}):
        yield told(found, after.registry.named, ask.words)


def _page(ask: Ask, rows: Sequence[ConsequenceRow]) -> Iterator[str]:
    if not rows:
        yield ask.words("consequence_page.none")
        return
    yield from (line(row, ask.words) for row in rows)
    yield ask.words("consequence_page.foot")


CALLS = (
    Read("whatif", "", WhatIfRow, whatif, supposing.params, by_year=True, notes=_below),
    Read(
        "consequences",
        "",
        ConsequenceRow,
        consequences,
        supposing.params,
        by_year=True,
        page=_page,
    ),
)
