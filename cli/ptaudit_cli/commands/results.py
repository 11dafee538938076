"""Where a year stands: self-checks, scores with every reason, ranks and lists, what-if, procedure."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli.params import Given, option, place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.domain.scoring import Scored
    from ptaudit.projections.standing import Standing


def the_year(ask: Ask) -> int:
    """``--year``; else the latest that is open, else that of the view's day."""
    return ask.year or max(ask.registry.years, default=ask.view.on.year)


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

    year, wanted = the_year(ask), ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
    rows = ask.view.rows(projection)
    for unit, held in board(rows, ask.registry, year, ask.view.on):
        if code in (None, unit):
            filed, copied = held.filed, held.copied
            yield SelfcheckRow(
                ask.registry.named(unit),
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
    year = the_year(ask)
    for unit, scored in sorted(_scored(ask.view, year).items()):
        computed = scored.computed
        official = scored.official.total if scored.official else None
        yield ScoreRow(
            ask.registry.named(unit),
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


def _scored(view: "View", year: int) -> dict[str, "Scored"]:
    from ptaudit.domain.scoring import scored
    from ptaudit.projections.scores import scores as projection

    sheets = view.rows(projection).values()
    acts = approvals(view, year)
    return {s.unit: scored(s, view.registry, acts) for s in sheets if s.year == year}


def approvals(view: "View", year: int) -> tuple[str, ...] | None:
    """The acts of approval that count in the year's procedure."""
    from ptaudit.projections.cycle import cycle

    approval = view.row(cycle, str(year)).approval
    return None if approval is None else approval.entries


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
    from ptaudit.domain.reasons import reasons as explain
    from ptaudit.domain.scoring import scored
    from ptaudit.projections.scores import scores as projection

    unit, year = ask.registry.unit(ask["unit"]).code, the_year(ask)
    sheet = ask.view.row(projection, f"{unit}/{year}")
    result = scored(sheet, ask.registry, approvals(ask.view, year))
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
    """One unit's place in its sequence. *lists*: 先进, 约谈, 待定, 被否决, 不参与排位, 无得分."""

    sequence: str
    rank: int | None
    unit: str
    score: Decimal | None
    lists: tuple[str, ...]
    vetoed_by: tuple[str, ...]


def ranked(ask: Ask) -> Iterator[StandingRow]:
    year = the_year(ask)
    recomputed = bool(ask.given.get("recomputed"))
    for sequence in standings(ask.view, year, recomputed=recomputed).values():
        yield from _standing_rows(sequence, ask)


def standings(view: "View", year: int, *, recomputed: bool) -> dict[str, "Standing"]:
    from ptaudit.projections.scores import scores as projection
    from ptaudit.projections.standing import standing
    from ptaudit.projections.vetoes import vetoed, vetoes

    cases = vetoed(view.rows(vetoes), view.registry, year)
    return standing(
        year,
        view.rows(projection),
        view.registry,
        by="recomputed" if recomputed else "official",
        vetoed={unit: [case.case for case in found] for unit, found in cases.items()},
        counting=approvals(view, year),
    )


def _standing_rows(one: "Standing", ask: Ask) -> Iterator[StandingRow]:
    registry = ask.registry
    for row in one.ranks:
        vetoed = one.vetoed.get(row.unit, ())
        yield StandingRow(
            one.sequence,
            row.rank,
            registry.named(row.unit),
            row.score,
            listed(one, row.unit),
            tuple(vetoed),
        )
    for units, text in ((one.missing, "无得分"), (one.exempt, "不参与排位")):
        for unit in units:
            name = registry.named(unit)
            yield StandingRow(one.sequence, None, name, None, (text,), ())


def listed(one: "Standing", unit: str) -> tuple[str, ...]:
    """The lists *unit* is on, in the words of the regulation."""
    found = [
        name
        for units, name in ((one.advanced.units, "先进"), (one.interview.units, "约谈"))
        if unit in units
    ]
    found += [f"{hold.list}待定" for hold in one.holds if hold.unit == unit]
    return tuple([*found, "被否决"] if unit in one.vetoed else found)


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
    if not void and not policy:
        raise Malformed("whatif.nothing")
    supposed = ask.app.suppose(ask.view, void=void, policy=policy)
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


def _unit_option() -> Sequence[click.Parameter]:
    return [option("unit", "text", block="own")]


def _what_if() -> Sequence[click.Parameter]:
    return [
        option("void", "text", block="own", many=True),
        option("policy", "pairs", block="own", many=True),
    ]


CALLS = (
    Read("selfcheck", "list", SelfcheckRow, selfchecks, _unit_option, by_year=True),
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
    ),
    Read("whatif", "", WhatIfRow, whatif, _what_if, by_year=True),
)
