"""问责启动建议 and what became of each, act by act (第二十条)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ptaudit_cli import answers, faults
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """A proposal, or an act upon it. *status*: how the proposal stands; *holds*: its years are still 未完成.

    *counts*: by who may do it, and possible where it stood.
    """

    proposal: int
    on: dt.date
    position: int
    act: str
    years: tuple[int, ...]
    organs: tuple[str, ...]
    to: str
    outcome: str
    reason: str
    counts: bool
    status: str
    holds: bool
    marks: tuple[str, ...]


def proceedings(ask: Ask) -> Iterator[ProceedingRow]:
    """Each proposal about the unit, and what became of it, act by act."""
    from ptaudit.application.applied import proceedings as of_unit

    code = ask.registry.unit(ask["unit"]).code
    holding = _holding(ask, code)
    for case in of_unit(ask.view, code).of(code):
        first = (case.paper, "建议", case.event.to, "", "", not case.paper.unauthorised)
        steps = ((s.paper, s.stage, s.to, s.outcome, s.reason or "", s.counts) for s in case.steps)
        for paper, act, to, outcome, reason, counts in (first, *steps):
            names = answers.organ_names(paper.organs, ask.registry, paper.on)
            yield ProceedingRow(
                case.paper.position,
                paper.on,
                paper.position,
                act,
                case.event.years,
                tuple(names),
                ask.registry.organ_name(to, paper.on) if to else "",
                outcome,
                reason,
                counts,
                case.status,
                case.paper.id in holding,
                tuple(faults.label(code, ask.words) for code in paper.unauthorised),
            )


def _holding(ask: Ask, unit: str) -> frozenset[str]:
    """Proposals whose years are still three in a row determined 未完成 (else 触发失效)."""
    from ptaudit.projections.chains import three_years
    from ptaudit.projections.completion import completion
    from ptaudit.projections.vetoes import vetoes

    view = ask.view
    rows = three_years(view.rows(completion), view.rows(vetoes), ask.registry, view.on)
    proposed = (one for row in rows if row.unit == unit for one in row.proposed)
    return frozenset(one.proposal.id for one in proposed if one.holds)


def _broken(ask: Ask, rows: Sequence[ProceedingRow]) -> Iterator[str]:
    """触发失效: an alert, never a deletion."""
    for row in rows:
        if row.act == "建议" and not row.holds and row.status != "已撤回":
            years = ask.words.listed([str(year) for year in row.years])
            yield ask.words("honours.broken", position=row.position, years=years)


CALLS = (
    Read(
        "accountability",
        "show",
        ProceedingRow,
        proceedings,
        lambda: [place("unit")],
        notes=_broken,
    ),
)
