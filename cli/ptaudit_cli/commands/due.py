"""What is due and overdue over everything, by day, each row with what fixes the day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli import citations
from ptaudit_cli.params import Given, option
from ptaudit_cli.reads import Ask, Read, of_unit

if TYPE_CHECKING:
    from ptaudit.projections.due.owed import Owed


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing due. *days_left*: negative where it is overdue; *by*: whose turn it is.

    *rule*: what fixes the day, by the entry at *position*; *calendar*: the holiday arrangements it was
    read off, as year:version; *provisional*: one of its years has none.
    """

    day: dt.date | None
    days_left: int | None
    overdue: bool
    what: str
    by: str
    units: tuple[str, ...]
    subject: str
    year: int | None
    rule: str
    position: int
    rulings: tuple[str, ...]
    calendar: tuple[str, ...]
    provisional: bool
    unknown_years: tuple[int, ...]


def listed(ask: Ask) -> Iterator[DueRow]:
    """Everything; with ``--within`` what falls due by then, with ``--overdue`` what is late, with both either."""
    from ptaudit.application.due import within

    overdue = bool(ask.given.get("overdue"))
    for row in within(ask.view, _days(ask), overdue=overdue, unit=ask.unit):
        yield _row(row, ask)


def _days(ask: Ask) -> int | None:
    """``--within``. Raises Malformed for what is no number of days."""
    said = ask.get("within")
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= 4):
        raise Malformed("due.no_days", said=said)
    return int(said)


def _row(one: "Owed", ask: Ask) -> DueRow:
    on, registry = ask.view.on, ask.registry
    by = ask.words("due.units") if one.by == "UNI" else ask.words("due.desk")
    if one.by not in ("UNI", "REG"):
        by = ask.words.listed([registry.organ_name(role, on) for role in one.by.split("+")])
    return DueRow(
        one.day,
        None if one.day is None else (one.day - on).days,
        one.is_overdue(on),
        one.what,
        by,
        tuple(registry.named(unit) for unit in one.units),
        one.subject,
        one.year,
        one.rule,
        one.position,
        one.keys,
        tuple(f"{year}:{version}" for year, version in one.calendar),
        one.provisional,
        one.unknown_years,
    )


def _provisional(ask: Ask, rows: Sequence[DueRow]) -> Iterator[str]:
    """Which of the days shown rest on weekends alone."""
    found = [row for row in rows if row.provisional]
    if found:
        years = sorted({year for row in found for year in row.unknown_years})
        named = ask.words.listed([str(year) for year in years])
        yield ask.words("due.provisional", years=named, count=len(found))


def _params() -> Sequence[click.Parameter]:
    return [
        option("within", "number", block="own"),
        Given.flag("overdue", block="own"),
        *of_unit(),
    ]


CALLS = (
    Read(
        "due",
        "list",
        DueRow,
        listed,
        _params,
        told={"rulings": citations.rulings},
        notes=_provisional,
    ),
)
