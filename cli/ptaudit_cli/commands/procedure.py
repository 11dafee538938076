"""程序核查 act by act: who did which step on what day, by which entry, and what is wrong with it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptaudit_cli import answers, citations, faults
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.procedure_acts import Act, StepActs


@dataclass(frozen=True, slots=True)
class ActRow:
    """One paper of a step; a step without one has a row of its own. *counts* is empty there.

    *level* is how finely the year is recorded; *done* of *due* counts units, sequences or papers.
    """

    year: int
    level: str
    step: str
    article: str
    state: str
    done: int
    due: int
    on: dt.date | None
    organs: tuple[str, ...]
    doc_no: str | None
    position: int | None
    counts: bool | None
    faults: tuple[str, ...]
    reasons: tuple[str, ...]


def acts(ask: Ask) -> Iterator[ActRow]:
    from ptaudit.projections.cycle import cycle, level
    from ptaudit.projections.procedure_acts import procedure_acts

    year = the_year(ask)
    row = ask.view.row(cycle, str(year))
    for step in procedure_acts(row, ask.registry, ask.view.on):
        for act in step.acts or (None,):
            yield _row(year, level(row), step, act, ask)


def _row(year: int, level: str, step: "StepActs", act: "Act | None", ask: Ask) -> ActRow:
    line, registry = step.step, ask.registry
    paper = act.paper if act else None
    organs = paper.organs if paper else line.organs
    return ActRow(
        year,
        level,
        line.step,
        citations.article(line.article, ask.words),
        line.state,
        line.done,
        line.due,
        paper.on if paper else line.last,
        tuple(answers.organ_names(organs, registry, ask.view.on)),
        paper.doc_no if paper else None,
        paper.position if paper else None,
        act.counts if act else None,
        tuple(_faults(step, act, ask)),
        line.reasons,
    )


def _faults(step: "StepActs", act: "Act | None", ask: Ask) -> Iterator[str]:
    for unit, status in step.owing:
        name = ask.registry.named(unit)
        yield ask.words("procedure.owing", unit=name, status=status)
    if act is None:
        return
    for code, params in act.faults:
        yield faults.text(code, params, ask.registry, ask.words)
    for code, params in act.remarks:
        yield ask.words(f"procedure.{code}", **dict(params))
    if act.returned is not None:
        yield ask.words("procedure.returned", position=act.returned)


CALLS = (Read("procedure", "show", ActRow, acts, by_year=True),)
