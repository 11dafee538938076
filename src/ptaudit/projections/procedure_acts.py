"""程序核查 act by act: each paper of 第十五、十六条 in the regulation's order, and why it does not count."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit.domain.assessment import joint
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import visited
from ptaudit.domain.cycle.papers import Cycle, Paper
from ptaudit.domain.failures import Param
from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.due import is_complete
from ptaudit.projections.onsite import outside_days
from ptaudit.projections.procedure_check import (
    Shown,
    StepLine,
    agreed_plan,
    members_of,
    onsite_papers,
    procedure_check,
    selfcheck,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One paper of a step. *counts*: in order and by who may do it, and not sent back since.

    *faults* are codes with what fills their wording, *remarks* what is only marked; *returned* is the
    position that sent it back.
    """

    paper: Paper
    counts: bool
    faults: tuple[tuple[str, tuple[tuple[str, Param], ...]], ...] = ()
    returned: int | None = None
    remarks: tuple[tuple[str, tuple[tuple[str, Param], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class StepActs:
    """A step, its papers in order of their day, and who still owes one: units, for 会审 departments."""

    step: StepLine
    acts: tuple[Act, ...] = ()
    owing: tuple[tuple[str, str], ...] = ()


def procedure_acts(year: Cycle, registry: Registry, on: dt.date) -> tuple[StepActs, ...]:
    """Every step with its papers as of *on*; those of 自查 are two a unit and stand in the 自查台账."""
    return tuple(
        StepActs(
            line,
            tuple(_act(paper, year) for paper in _papers(year, line.step)),
            tuple(owing(line.step, year, registry, on)),
        )
        for line in procedure_check(year, registry)
    )


def _papers(year: Cycle, step: Shown) -> tuple[Paper, ...]:
    match step:
        case "审核":
            found = [act.paper for act in year.reviews]
        case "会审":
            found = [act.paper for act in year.joined]
        case "实地":
            found = onsite_papers(year)
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
    # A score is entered at the stage of the step; those listed need a ground that may be wanting.
    found += [note.paper for note in year.score_notes if note.stage == step]
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
        tuple(outside_days(paper, year)),
    )


def owing(step: Shown, year: Cycle, registry: Registry, on: dt.date) -> Iterator[tuple[str, str]]:
    """(unit or department, how it stands): self-checks not received by both, opinions and visits wanting."""
    match step:
        case "自查":
            for unit in members_of(year, registry):
                standing = selfcheck(year, unit, registry, on)
                if not is_complete(standing):
                    yield unit, standing.status
        case "会审":
            due = joint.expected(members_of(year, registry), year.year, registry)
            wanting = {row.department: None for row in due if joint.missing(row, year)}
            yield from ((department, "未会审") for department in wanting)
        case "实地" if (plan := agreed_plan(year)) is not None:
            judged = Judged(frozenset(year.regular))
            for unit in plan.units:
                if not visited(year, judged, unit):
                    yield unit, "未实地考评"
        case _:
            return
