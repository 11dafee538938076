"""What if: entries not there, more acts, another ruling; both sides recomputed, nothing written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ptaudit.domain.registry import EMPTY
from ptaudit_cli import answers, faults, render, supposing
from ptaudit_cli.commands.results import standings
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.consequence import Consequence


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


@dataclass(frozen=True, slots=True)
class ConsequenceRow:
    """One thing that would no longer agree. *act*: the door that regularly sets it right.

    Acts that would break a rule come first, as ``act.irregular`` and ``act.refused``; *kind* is then
    the refusal's code.
    """

    code: str
    what: str
    year: int | None
    units: tuple[str, ...]
    subject: str
    before: str | None
    after: str | None
    positions: tuple[int, ...]
    kind: str
    act: str
    remedy: str


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


def told(found: "Consequence", named: Callable[[str], str], words: Catalogue) -> ConsequenceRow:
    """A consequence with its wording; *named* gives a unit's name by code."""
    units = tuple(named(code) for code in found.units)
    before, after = (
        None if value is None else render.shown(value, words)
        for value in (found.before, found.after)
    )
    kind = _title(found, words)
    params = {
        "units": words.listed(list(units)),
        "year": found.year or "",
        "subject": found.subject,
        "before": before or words("consequence_page.nothing"),
        "after": after or words("consequence_page.nothing"),
        "kind": kind,
    }
    remedy = words.find(f"remedies.{found.code}") or ""
    if found.code in ("score.moved", "rank.moved", "list.joined", "list.left") and not found.act:
        remedy = words("remedies.unapproved")
    return ConsequenceRow(
        found.code,
        " ".join(words(f"consequences.{found.code}", **params).split()),
        found.year,
        units,
        found.subject,
        before,
        after,
        found.positions,
        found.kind,
        found.act,
        remedy,
    )


def _title(found: "Consequence", words: Catalogue) -> str:
    """What the entry is called; of a contradiction, how it contradicts."""
    if found.code == "entry.impossible":
        return faults.text(found.kind, {"finding": found.subject}, EMPTY, words)
    return answers.title(found.kind, words) if found.kind else ""


def _page(ask: Ask, rows: Sequence[ConsequenceRow]) -> Iterator[str]:
    if not rows:
        yield ask.words("consequence_page.none")
        return
    yield from (line(row, ask.words) for row in rows)
    yield ask.words("consequence_page.foot")


def line(row: ConsequenceRow, words: Catalogue) -> str:
    parts = [row.what]
    if row.positions:
        numbers = [words("whatif.number", position=position) for position in row.positions]
        parts.append(words("consequence_page.rests", entries=words.listed(numbers)))
    if row.remedy:
        parts.append(row.remedy)
    return "- " + " · ".join(parts)


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
