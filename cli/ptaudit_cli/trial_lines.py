"""A trial in lines: item by item with its reasons, the total, what decided it, what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from ptaudit_cli import citations
from ptaudit_cli.reads import Ask

if TYPE_CHECKING:
    from ptaudit.application.trying import Trial
    from ptaudit.domain.registry import Registry
    from ptaudit.domain.rules import Rules

#: The row that stands for the total.
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One item of one unit, or its total: *points* is absent while something is *missing*.

    *amounts* are the lines' own, in the order of *lines*; they add up to *points*.
    """

    unit: str
    item: str
    name: str
    full: Decimal
    points: Decimal | None
    lines: tuple[str, ...]
    amounts: tuple[Decimal, ...]
    missing: tuple[str, ...]
    keys: tuple[str, ...]
    rank: int | None
    grade: str | None


def rows(trial: "Trial", rules: "Rules", registry: "Registry") -> Iterator[TrialRow]:
    name, tried = registry.named(trial.unit), trial.tried
    policy = registry.policy(rules.year)

    def said(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{key}={policy[key]}" for key in keys)

    for result in tried.items:
        yield TrialRow(
            name,
            result.item.code,
            result.item.name,
            result.item.points,
            result.points,
            tuple(line.words for line in result.lines),
            tuple(line.amount for line in result.lines),
            result.missing,
            said(result.keys),
            None,
            None,
        )
    standing = trial.standing
    yield TrialRow(
        name,
        TOTAL,
        "",
        tried.full,
        tried.total,
        (*(line.words for line in tried.lines), *standing.withheld),
        (tried.known, *(line.amount for line in tried.lines)),
        (*tried.missing, *standing.missing),
        said(tried.keys),
        trial.rank,
        standing.grade,
    )


def page(ask: Ask, rows: Sequence[TrialRow]) -> Iterator[str]:
    words = ask.words
    for unit, group in groupby(rows, key=lambda row: row.unit):
        yield words("rules.trial_of", unit=unit)
        for row in group:
            if row.item == TOTAL:
                yield from _total(ask, row)
            else:
                yield from _item(ask, row)


def _item(ask: Ask, row: TrialRow) -> Iterator[str]:
    what = {"item": row.item, "name": row.name, "full": row.full}
    if row.points is None:
        yield ask.words("rules.trial_open", **what)
    else:
        yield ask.words("rules.trial_item", **what, points=row.points)
    yield from (f"    {line}" for line in row.lines)
    if row.missing:
        yield "    " + ask.words("rules.trial_missing", inputs=ask.words.listed(list(row.missing)))


def _total(ask: Ask, row: TrialRow) -> Iterator[str]:
    words = ask.words
    if row.points is None:
        yield words("rules.trial_partial", known=row.amounts[0], full=row.full)
    else:
        yield words("rules.trial_total", points=row.points, full=row.full)
    yield from (f"    {line}" for line in row.lines)
    if row.rank is not None:
        yield "    " + words("rules.trial_rank", rank=row.rank)
    if row.grade is not None:
        yield "    " + words("rules.trial_grade", grade=row.grade)
    if row.missing:
        yield "    " + words("rules.trial_missing", inputs=words.listed(list(row.missing)))
    if row.keys:
        yield "    " + words(
            "rules.trial_keys", keys=words.listed(citations.options(row.keys, words))
        )
