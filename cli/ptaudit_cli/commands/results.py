"""Where a year stands: self-checks, scores with every reason, ranks and lists, what-if, procedure."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.projections.standing import Standing


RankedBy: TypeAlias = Literal["审定", "暂定", "重算"]


@dataclass(frozen=True, slots=True)
class SelfcheckRow:
    """One self-check owed, and how it stands on the view's day."""

    unit: str
    year: int
    period: str
    status: str
    due: dt.date | None
    filed_on: dt.date | None
    copied_on: dt.date | None
    late_days: int
    late_working_days: int
    recorded_late: bool
    unproved: bool
    position: int | None


def selfchecks(ask: Ask) -> Iterator[SelfcheckRow]:
    from ptaudit.projections.selfchecks import board
    from ptaudit.projections.selfchecks import selfchecks as projection

    year, code = the_year(ask), ask.unit
    rows = ask.view.year_rows(projection, year)
    for unit, held in board(rows, ask.registry, year, ask.view.on):
        if code in (None, unit):
            filed, copied = held.filed, held.copied
            yield SelfcheckRow(
                ask.registry.called(unit, year),
                year,
                held.period,
                held.status,
                held.due,
                filed.mark.on if filed else None,
                copied.mark.on if copied else None,
                held.late_days,
                held.late_working_days,
                held.recorded_late,
                held.unproved,
                filed.mark.position if filed else None,
            )


def _found(ask: Ask, rows: Sequence[SelfcheckRow]) -> Iterator[str]:
    """Self-checks found missing on paper, and late ones whose self-scores are no claim (口径 late_filing)."""
    from ptaudit.projections.selfchecks import board
    from ptaudit.projections.selfchecks import selfchecks as projection

    year, shown = the_year(ask), {(row.unit, row.period) for row in rows}
    held = ask.view.year_rows(projection, year)
    missed, unscored = [], []
    for unit, one in board(held, ask.registry, year, ask.view.on):
        name = ask.registry.named(unit)
        if (name, one.period) not in shown:
            continue
        said = ask.words("selfcheck.of", unit=name, period=one.period)
        if one.missed is not None:
            said_by = ask.words("selfcheck.by", of=said, position=one.missed.mark.position)
            missed.append(said_by)
        if one.unscored:
            unscored.append(said)
    if missed:
        yield ask.words("selfcheck.missed", found=ask.words.listed(missed))
    if unscored:
        yield ask.words("selfcheck.unscored", found=ask.words.listed(unscored))


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One unit's score. *score* is the official one, before approval the provisional one."""

    unit: str
    year: int
    score: Decimal | None
    official: Decimal | None
    recomputed: Decimal | None
    difference: Decimal | None
    undecomposed: Decimal | None
    asserted_by: str | None
    undetermined: tuple[str, ...]
    entries: int


def scores(ask: Ask) -> Iterator[ScoreRow]:
    from ptaudit.application.years import YearOf

    year = the_year(ask)
    for unit, scored in sorted(YearOf(ask.view, year).scored.items()):
        computed = scored.computed
        official = scored.official.total if scored.official else None
        yield ScoreRow(
            ask.registry.called(unit, year),
            year,
            scored.total,
            official,
            scored.recomputed,
            scored.difference,
            scored.undecomposed,
            scored.basis.kind if scored.basis else None,
            computed.undetermined if computed else (),
            len(scored.sheet.entries),
        )


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason. *counted* adds up to the score, to the cent; *said* is what the entry says."""

    counted: Decimal
    what: str
    item: str
    name: str
    said: Decimal | None
    on: dt.date | None
    position: int | None
    stage: str
    findings: tuple[str, ...]
    documents: tuple[str, ...]
    rule_text: str
    rules_version: int | None
    why_not: str | None
    warnings: tuple[str, ...]


def reasons(ask: Ask) -> Iterator[ReasonRow]:
    """Why a unit's score is what it is; ``--why`` is what this answers, said or not."""
    from ptaudit.application.years import YearOf
    from ptaudit.domain.scoring.arithmetic import scored
    from ptaudit.domain.scoring.reasons import reasons as explain
    from ptaudit.projections.scores import scores as projection

    unit, year = ask.registry.unit(ask["unit"]).code, the_year(ask)
    sheet = ask.view.row(projection, f"{unit}/{year}")
    result = scored(sheet, ask.registry, YearOf(ask.view, year).counting)
    total = Decimal("0.00")
    for reason in explain(result, ask.registry):
        total += reason.counted
        yield ReasonRow(
            reason.counted,
            reason.what,
            reason.item,
            reason.name,
            reason.said,
            reason.on,
            reason.position or None,
            reason.stage,
            reason.findings,
            reason.documents,
            reason.rule_text,
            reason.rules_version or None,
            reason.why_not,
            reason.warnings,
        )
    if result.total is not None:
        text = ask.words("score.total")
        yield ReasonRow(total, text, "", "", None, None, None, "", (), (), "", None, None, ())


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit's place in its sequence. *lists*: 先进, 约谈, 待定, 被否决, 不参与排位, 无得分.

    *ranked_by*: 审定 scores; 暂定 ones, as recorded so far, of a sequence that has none approved;
    重算 where asked for; None of a unit out of the ranking.
    """

    sequence: str
    rank: int | None
    unit: str
    score: Decimal | None
    ranked_by: RankedBy | None
    lists: tuple[str, ...]
    vetoed_by: tuple[str, ...]


def ranked(ask: Ask) -> Iterator[StandingRow]:
    year = the_year(ask)
    if ask.given.get("recomputed"):
        for one in standings(ask.view, year, recomputed=True).values():
            yield from _standing_rows(one, "重算", ask)
        return
    found = standings(ask.view, year, recomputed=False)
    provisional: Mapping[str, Standing] = {}
    if not all(one.ranks for one in found.values()):
        provisional = standings(ask.view, year, recomputed=True)
    for name, one in found.items():
        if not one.ranks and provisional[name].ranks:
            yield from _standing_rows(provisional[name], "暂定", ask)
        else:
            yield from _standing_rows(one, "审定", ask)


def _unapproved(ask: Ask, rows: Sequence[StandingRow]) -> Iterator[str]:
    """Which sequences are ranked by what nobody has approved."""
    sequences = dict.fromkeys(row.sequence for row in rows if row.ranked_by == "暂定")
    if sequences:
        year = the_year(ask)
        yield ask.words(
            "standing.provisional", year=year, sequences=ask.words.listed([*sequences])
        )


def standings(view: "View", year: int, *, recomputed: bool) -> "Mapping[str, Standing]":
    from ptaudit.application.years import YearOf

    of = YearOf(view, year)
    return of.recomputed if recomputed else of.official


def _standing_rows(one: "Standing", by: RankedBy, ask: Ask) -> Iterator[StandingRow]:
    registry = ask.registry
    for row in one.ranks:
        vetoed = one.vetoed.get(row.unit, ())
        yield StandingRow(
            one.sequence,
            row.rank,
            registry.called(row.unit, one.year),
            row.score,
            by,
            listed(one, row.unit),
            tuple(vetoed),
        )
    for units, text in ((one.missing, "无得分"), (one.exempt, "不参与排位")):
        for unit in units:
            name = registry.called(unit, one.year)
            yield StandingRow(one.sequence, None, name, None, None, (text,), ())


def listed(one: "Standing", unit: str) -> tuple[str, ...]:
    """The lists *unit* is on, in the words of the regulation."""
    return one.lists(unit)


CALLS = (
    Read(
        "selfcheck",
        "list",
        SelfcheckRow,
        selfchecks,
        of_unit,
        by_year=True,
        notes=_found,
    ),
    Read("score", "list", ScoreRow, scores, by_year=True),
    Read(
        "score",
        "show",
        ReasonRow,
        reasons,
        lambda: [place("unit"), Given.flag("why", block="own")],
        by_year=True,
    ),
    Read(
        "standing",
        "",
        StandingRow,
        ranked,
        lambda: [Given.flag("recomputed", block="own")],
        by_year=True,
        notes=_unapproved,
    ),
)
