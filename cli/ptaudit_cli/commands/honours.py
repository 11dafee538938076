"""先进单位 as they stand, and the ledger of their bonus points (第十七条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ptaudit_cli import citations, faults
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.honours.account import Line
    from ptaudit.domain.honours.titles import Title


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One unit with a title, or named for an empty place (待递补). *stands*: it is 先进 on the view's day.

    *position*: the paper that gave the title; *revoked_by*: the entry that took it away; *left_out_by*: the
    later circular that names it no more.
    """

    unit: str
    year: int
    sequence: str
    how: str
    stands: bool
    vetoed: bool
    position: int | None
    on: dt.date | None
    revoked_by: int | None
    ground: str
    left_out_by: int | None
    bonus: Decimal
    rulings: tuple[str, ...]


def titles(ask: Ask) -> Iterator[TitleRow]:
    """The circular's list without what was revoked, with those given a place."""
    from ptaudit.application.applied import honours
    from ptaudit.domain.honours.account import account
    from ptaudit.domain.honours.titles import titles as of_year

    year, registry = the_year(ask), ask.registry
    state = honours(ask.view, year)
    found = of_year(state, year, registry)
    for title in found.titles:
        points = account(state, title.unit, year, registry).total
        yield _title(title, year, points, found.keys, ask)
    for unit in found.next_in_line:
        sequence = registry.sequence(unit, year)
        name, none = registry.named(unit), Decimal("0.00")
        yield TitleRow(
            name,
            year,
            sequence,
            "待递补",
            False,
            False,
            None,
            None,
            None,
            "",
            None,
            none,
            found.keys,
        )


def _title(
    title: "Title", year: int, points: Decimal, keys: tuple[str, ...], ask: Ask
) -> TitleRow:
    revoked = title.revoked
    return TitleRow(
        ask.registry.named(title.unit),
        year,
        ask.registry.sequence(title.unit, year),
        title.how,
        title.stands,
        title.barred,
        title.paper.position,
        title.paper.on,
        revoked.paper.position if revoked else None,
        revoked.ground if revoked else "",
        title.left_out.position if title.left_out else None,
        points,
        keys,
    )


@dataclass(frozen=True, slots=True)
class BonusRow:
    """One entry of the ledger of bonus points; never part of the hundred points.

    *counted* adds up to *total*, the unit's points in the year. *left*: of points given, what was not
    taken back; *due_back*: of that, what a unit no longer advanced still has. *target*: the entry it
    takes back from.
    """

    unit: str
    year: int
    number: int
    on: dt.date
    amount: Decimal
    counted: Decimal
    total: Decimal
    left: Decimal
    due_back: Decimal
    why_not: tuple[str, ...]
    position: int
    target: int | None
    documents: tuple[str, ...]
    rulings: tuple[str, ...]


def bonuses(ask: Ask) -> Iterator[BonusRow]:
    from ptaudit.application.applied import honours
    from ptaudit.domain.honours.account import account

    year, code = the_year(ask), ask.unit
    state = honours(ask.view, year)
    units = dict.fromkeys(bonus.unit for bonus in state.bonuses if bonus.year == year)
    for unit in units:
        if code in (None, unit):
            held = account(state, unit, year, ask.registry)
            for line in held.lines:
                yield _bonus(line, held.total, ask)


def _bonus(line: "Line", total: Decimal, ask: Ask) -> BonusRow:
    bonus = line.bonus
    target = ask.app.ledger.position_of(f"id:{bonus.target}") if bonus.target else None
    return BonusRow(
        ask.registry.named(bonus.unit),
        bonus.year,
        bonus.number,
        bonus.paper.on,
        bonus.amount,
        line.counted,
        total,
        line.left,
        line.due_back,
        tuple(faults.label(code, ask.words) for code in line.faults),
        bonus.paper.position,
        target,
        (bonus.paper.doc_no,) if bonus.paper.doc_no else (),
        ("bonus.points",),
    )


CALLS = (
    Read(
        "advanced",
        "list",
        TitleRow,
        titles,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
    Read(
        "bonus",
        "list",
        BonusRow,
        bonuses,
        of_unit,
        by_year=True,
        told={"rulings": citations.rulings},
    ),
)
