"""Duties: the register of 第九、十条, and what units recorded of them, by unit, duty and period."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ptaudit_cli import citations, layout
from ptaudit_cli.params import Given, option
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.duties.standing import Cell


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty of the register in its wording of the view's day. *owed_by*: kinds of units, by the rulings in force."""

    duty: str
    title: str
    article: str
    cadence: str
    owed_by: tuple[str, ...]
    keys: tuple[str, ...]
    since: dt.date
    until: dt.date | None
    note: str


#: Kinds of units, in the order of the articles.
KINDS = ("乡", "镇", "街道", "园区", "部门")


def register(ask: Ask) -> Iterator[DutyRow]:
    from ptaudit.application import commitments

    on = ask.view.on
    policy = ask.registry.policy(ask.year or on.year)
    for duty in commitments.register().on(on):
        yield DutyRow(
            duty.code,
            duty.title,
            duty.article,
            duty.cadence,
            tuple(kind for kind in KINDS if duty.owed_by(kind, policy)),
            tuple(dict.fromkeys(key for kind in KINDS for key in duty.keys(kind))),
            duty.since,
            duty.until,
            duty.note,
        )


@dataclass(frozen=True, slots=True)
class CellRow:
    """One unit, duty and period: what the ledger holds of it on the view's day."""

    unit: str
    year: int
    duty: str
    title: str
    period: str
    due: dt.date | None
    status: str
    count: int
    days: tuple[dt.date, ...]
    keys: tuple[str, ...]
    positions: tuple[int, ...]


def matrix(ask: Ask) -> Iterator[CellRow]:
    from ptaudit.application import commitments

    year, duty = the_year(ask), ask.get("duty")
    if duty is not None:
        _known(duty)
    for cell in commitments.matrix(ask.view, year, ask.unit):
        if duty not in (None, cell.duty.code):
            continue
        if cell.status == "未见登记" or not ask.given["lacking"]:
            yield _cell(year, cell, ask)


def _known(duty: str) -> None:
    from ptaudit.application import commitments
    from ptaudit.domain.failures import NotFound
    from ptaudit.domain.names import listed, near

    codes = commitments.register().by_code
    if duty not in codes:
        raise NotFound("duty.unknown", duty=duty, near=listed(near(duty, codes)))


def _cell(year: int, cell: "Cell", ask: Ask) -> CellRow:
    return CellRow(
        ask.registry.named(cell.unit),
        year,
        cell.duty.code,
        cell.duty.title,
        cell.period,
        cell.due,
        cell.status,
        len(cell.done),
        tuple(one.mark.on for one in cell.done),
        cell.keys,
        tuple(one.mark.position for one in cell.done),
    )


def page(ask: Ask, rows: Sequence[CellRow]) -> Iterator[str]:
    """A table a duty: units down, periods across, each cell the day and number of the entry."""
    by_duty: dict[tuple[str, str], dict[str, dict[str, CellRow]]] = {}
    for row in rows:
        units = by_duty.setdefault((row.duty, row.title), {})
        units.setdefault(row.unit, {})[row.period] = row
    for (code, title), units in by_duty.items():
        yield f"{code} {title}"
        periods = list(dict.fromkeys(period for cells in units.values() for period in cells))
        lines = [["", *periods]]
        for unit, cells in units.items():
            lines.append([unit, *(_shown(cells.get(period), ask) for period in periods)])
        yield from _columns(lines)
        yield ""
    yield from notes(ask, rows)


def _shown(row: CellRow | None, ask: Ask) -> str:
    if row is None:
        return ""
    said = ask.words.listed(
        [
            ask.words("duties.cell", on=f"{day:%m-%d}", position=position)
            for day, position in zip(row.days, row.positions, strict=True)
        ]
    )
    return said if row.status in ("已登记", "无固定时限") else f"{row.status} {said}".rstrip()


def _columns(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(layout.width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [layout.pad(cell, to) for cell, to in zip(line, widths, strict=True)]
        yield ("  " + "  ".join(cells)).rstrip()


def notes(ask: Ask, rows: Sequence[CellRow]) -> Iterator[str]:
    missing = [row for row in rows if row.status == "未见登记"]
    units = list(dict.fromkeys(row.unit for row in missing))
    if missing:
        yield ask.words("duties.missing", count=len(missing), units=ask.words.listed(units))
        yield ask.words("duties.no_blame")
    keys = list(dict.fromkeys(key for row in rows for key in row.keys))
    if keys:
        policy = ask.registry.policy(the_year(ask))
        said = [citations.ruled(key, policy[key], ask.words) for key in keys]
        yield ask.words("duties.keys", keys=ask.words.listed(said))


def _matrix() -> list[click.Parameter]:
    return [
        *of_unit(),
        option("duty", "text", block="own"),
        Given.flag("lacking", block="own"),
    ]


CALLS = (
    Read("duty", "list", DutyRow, register, by_year=True),
    Read("duty", "matrix", CellRow, matrix, _matrix, by_year=True, page=page),
)
