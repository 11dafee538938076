"""Two moments, two days or two rulings held against each other: what came in between, and what it changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import citations, dates, labels, render, supposing
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.application.differing import Scope
    from ptaudit.projections.cited import Cited
    from ptaudit.projections.difference import Difference

SEQUENCES = ("A", "B")
#: Up to so many units, and twice as many entries, are named one by one on a line.
FEW = 4


@dataclass(frozen=True, slots=True)
class DiffRow:
    """An entry that only the later side holds (登记), or a point on which the sides disagree (变化).

    *before* and *after* are None where a side says nothing. *from_recorded*, *from_effective* are the
    clocks of the earlier side; *tried* the rulings tried out on the later one.
    """

    part: Literal["登记", "变化"]
    what: str
    year: int | None
    units: tuple[str, ...]
    subject: str
    before: str | None
    after: str | None
    positions: tuple[int, ...]
    on: dt.date | None
    recorded_at: str | None
    late_days: int | None
    operator: str | None
    desk: str | None
    organs: tuple[str, ...]
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    after_approval: int | None
    from_recorded: int
    from_effective: dt.date
    tried: tuple[str, ...]


def diff(ask: Ask) -> Iterator[DiffRow]:
    """The later side is the view of the two clocks, under the rulings tried out."""
    from ptaudit.application.differing import differ

    before, after = sides(ask)
    found = differ(before, after, _scope(ask, after))
    tried = tuple(f"{key}={value}" for key, value in after.tried.items())
    for entry in found.entries:
        yield _entry(entry, ask, before, after, tried)
    for change in found.changes:
        yield _change(change, ask, before, after, tried)


def sides(ask: Ask) -> "tuple[View, View]":
    """The views to compare. Raises Malformed where nothing differs by what is asked, or T and D run backwards."""
    said, day = ask.get("from_recorded"), ask.day("from_effective")
    tried = supposing.pairs(ask.given["policy"])
    if said is None and day is None and not tried:
        raise Malformed("diff.nothing")
    after = ask.view
    if tried:
        after = ask.app.suppose(after, policy=tried).view
    moment = None if said is None else dates.read(said, ask.call.today)
    recorded = said if moment is None else moment.isoformat()
    before = ask.app.view(recorded or str(after.moment.position), day or after.on)
    if before.moment.position > after.moment.position:
        raise Malformed("diff.backwards", first=_number(before), second=_number(after))
    if before.on > after.on:
        raise Malformed("diff.backwards", first=str(before.on), second=str(after.on))
    same = (before.moment, before.on) == (after.moment, after.on)
    if same and not tried and (said is None or _is_same(said, ask)):
        raise Malformed("diff.same", moment=_number(after), on=after.on)
    return before, after


def _number(view: "View") -> str:
    return f"第{view.moment.position}号"


def _is_same(said: str, ask: Ask) -> bool:
    """Whether both sides are asked by one and the same word, or by entries: then it is a mistake."""
    from ptaudit.application.moments import NOW

    other = ask.get("as_recorded")
    by_entry = said.strip("第号").isdecimal() and not dates.read(said, ask.call.today)
    return said == other or by_entry or (said in NOW and other is None)


def _scope(ask: Ask, after: "View") -> "Scope":
    """A sequence by its letter, else a unit by its name. Raises NotFound for one never registered."""
    from ptaudit.application.differing import Scope

    years = () if ask.year is None else (ask.year,)
    said = ask.get("scope")
    if said is None:
        return Scope(years)
    if said in SEQUENCES:
        return Scope(years, sequence=said)
    return Scope(years, (after.registry.unit(said).code,))


def _entry(
    entry: "Cited", ask: Ask, before: "View", after: "View", tried: tuple[str, ...]
) -> DiffRow:
    return DiffRow(
        "登记",
        labels.of_kind(entry.kind, ask.words),
        None,
        tuple(after.registry.named(code) for code in entry.units),
        ask.words.listed(list(entry.cases)),
        None,
        None,
        (entry.position,),
        entry.on,
        entry.recorded_at[:16].replace("T", " "),
        entry.late_days,
        entry.operator_name,
        entry.desk,
        entry.organs,
        entry.documents,
        entry.receipts,
        entry.after_approval,
        before.moment.position,
        before.on,
        tried,
    )


def _change(
    change: "Difference", ask: Ask, before: "View", after: "View", tried: tuple[str, ...]
) -> DiffRow:
    point = change.point
    was, now = (
        None if said is None else render.shown(said.value, ask.words)
        for said in (change.before, change.after)
    )
    return DiffRow(
        "变化",
        ask.words(f"difference.{point.what}"),
        point.year,
        tuple(after.registry.named(code) for code in point.units),
        point.subject,
        was,
        now,
        change.positions,
        None,
        None,
        None,
        None,
        None,
        (),
        (),
        (),
        None,
        before.moment.position,
        before.on,
        tried,
    )


def _page(ask: Ask, rows: Sequence[DiffRow]) -> Iterator[str]:
    words = ask.words
    before, after = sides(ask)
    yield words(
        "diff.against",
        position=before.moment.position,
        recorded_at=before.moment.recorded_at[:16].replace("T", " "),
        on=before.on,
    )
    if after.tried:
        keys = [citations.ruled(*one, words) for one in after.tried.items()]
        yield words("diff.tried", keys=words.listed(keys))
    entries = [row for row in rows if row.part == "登记"]
    changes = [row for row in rows if row.part == "变化"]
    yield words("diff.entries", count=len(entries))
    yield from (_entry_line(row, ask) for row in entries)
    yield words("diff.changes", count=len(changes))
    yield from (_change_line(row, ask) for row in changes)


def _entry_line(row: DiffRow, ask: Ask) -> str:
    words = ask.words
    parts = [
        words("whatif.number", position=row.positions[0]),
        f"{row.on} {row.what}",
        words.listed(list(row.units))
        if len(row.units) <= 4
        else words("diff.units", first=row.units[0], count=len(row.units)),
        row.subject,
        words.listed([*row.documents, *row.receipts]),
        words("diff.typed", operator=row.operator, desk=row.desk, at=row.recorded_at),
    ]
    if row.late_days:
        parts.append(words("diff.late", days=row.late_days))
    if row.after_approval:
        parts.append(words("mark.after_approval"))
    return "- " + " · ".join(part for part in parts if part)


def _units(row: DiffRow, words: Catalogue) -> str:
    if len(row.units) <= FEW:
        return words.listed(list(row.units))
    return words("diff.units", first=row.units[0], count=len(row.units))


def _change_line(row: DiffRow, ask: Ask) -> str:
    words = ask.words
    nothing = words("consequence_page.nothing")
    about = [str(row.year) if row.year else "", words.listed(list(row.units)), row.subject]
    named = " ".join([row.what, *(part for part in about if part)])
    sides = f"{row.before or nothing} → {row.after or nothing}"
    numbers = [words("whatif.number", position=p) for p in row.positions]
    rests = words.listed(numbers) if len(numbers) <= 2 * FEW else ""
    return f"- {named}: {sides}" + (f" · {rests}" if rests else "")


def _params() -> Sequence[click.Parameter]:
    return [
        place("scope", needed=False),
        option("from_recorded", "moment", block="own"),
        option("from_effective", "day", block="own"),
        option("policy", "pairs", block="own", many=True),
    ]


CALLS = (Read("diff", "", DiffRow, diff, _params, by_year=True, page=_page),)
