"""Where a year stands: self-checks, and scores with every reason."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year


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
)
