"""程序核查 act by act: each paper of 第十五、十六条 in the regulation's order, and why it does not count."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit.domain.cycle.papers import Cycle, Paper
from ptaudit.domain.events.assessment import Step
from ptaudit.domain.failures import Param
from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.due import is_complete
from ptaudit.projections.procedure_check import StepLine, members_of, procedure_check, selfcheck


@dataclass(frozen=True, slots=True)
class Act:
    """One paper of a step. *counts*: in order and by who may do it, and not sent back since.

    *faults* are codes with what fills their wording; *returned* is the position that sent it back.
    """

    paper: Paper
    counts: bool
    faults: tuple[tuple[str, tuple[tuple[str, Param], ...]], ...] = ()
    returned: int | None = None


@dataclass(frozen=True, slots=True)
class StepActs:
    """A step, its papers in order of their day, and, for 自查, the units that still owe one."""

    step: StepLine
    acts: tuple[Act, ...] = ()
    owing: tuple[tuple[str, str], ...] = ()


def procedure_acts(year: Cycle, registry: Registry, on: dt.date) -> tuple[StepActs, ...]:
    """Every step with its papers as of *on*; those of 自查 are two a unit and stand in the 自查台账."""
    return tuple(
        StepActs(
            line,
            tuple(_act(paper, year) for paper in _papers(year, line.step)),
            tuple(_owing(year, registry, on)) if line.step == "自查" else (),
        )
        for line in procedure_check(year, registry)
    )


def _papers(year: Cycle, step: Step) -> tuple[Paper, ...]:
    match step:
        case "审核":
            found = [act.paper for act in year.reviews]
        case "意见":
            found = [act.paper for act in year.opinions]
        case "复核":
            found = [act.paper for act in year.verifications]
        case "报告":
            found = [act.paper for act in year.reports]
        case "审定":
            found = [act.paper for act in year.approvals]
            found += [act.paper for act in year.corrections]
        case "通报":
            found = [act.paper for act in year.circulars]
        case _:
            found = []
    papers = {paper.id: paper for paper in found}
    return tuple(sorted(papers.values(), key=lambda paper: paper.order))


def _act(paper: Paper, year: Cycle) -> Act:
    back = year.returned(paper)
    faults = [(code, ()) for code in paper.unauthorised]
    found = [(c.code, c.params) for c in year.contradictions if c.position == paper.position]
    return Act(
        paper,
        year.counts(paper) and back is None,
        tuple(dict.fromkeys([*faults, *found])),
        back.paper.position if back else None,
    )


def _owing(year: Cycle, registry: Registry, on: dt.date) -> Iterator[tuple[str, str]]:
    """(unit, how its self-check stands) for each that is not received by both."""
    for unit in members_of(year, registry):
        standing = selfcheck(year, unit, registry, on)
        if not is_complete(standing):
            yield unit, standing.status
