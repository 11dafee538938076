"""程序核查: step by step of 第十五、十六条, what is on record, by whom, in order or not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.assessment import joint
from ptaudit.domain.assessment.asserting import members
from ptaudit.domain.assessment.placing import SEQUENCES
from ptaudit.domain.assessment.reviews import PERIODS
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import in_force, visited
from ptaudit.domain.cycle.papers import Cycle, Filing, Paper
from ptaudit.domain.cycle.visiting import Plan
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.assessment import Step
from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.due import Standing, is_complete, standing
from ptaudit.domain.selfchecks.fold import Filing as Received
from ptaudit.domain.selfchecks.fold import Return, Selfchecks

#: 未登记 says that the ledger holds nothing, not that nothing was done; 待同意 and 不同意 are an on-site plan's.
State: TypeAlias = Literal[
    "已办", "部分", "变通", "不合程序", "已退回", "待同意", "不同意", "未登记"
]
#: 会审 is part of 审核 and has a line of its own where departments are to join it, or did.
Shown: TypeAlias = Step | Literal["会审"]

ARTICLES: dict[Shown, str] = {
    "自查": "15.1",
    "审核": "15.2",
    "会审": "15.2",
    "实地": "15.2",
    "意见": "15.2",
    "复核": "15.3",
    "报告": "15.3",
    "审定": "15.3",
    "通报": "16",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. *done* of *due* counts units, departments, sequences or papers.

    *irregular* are positions that do not count.
    *reasons* are those of the 程序变通 that stand for the step, or for a part of it.
    """

    step: Shown
    article: str
    state: State
    done: int
    due: int
    organs: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    positions: tuple[int, ...] = ()
    irregular: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What the ledger holds of a step: its papers, and how many of those due are done."""

    papers: Sequence[Paper]
    done: int
    due: int
    waiting: State = "未登记"


def procedure_check(year: Cycle, registry: Registry) -> tuple[StepLine, ...]:
    """Every step in the regulation's order. 实地 is due only where a plan was agreed: else 0 of 0."""
    found = _found(year, registry)
    return tuple(_line(year, step, found[step]) for step in ARTICLES if step in found)


def _found(year: Cycle, registry: Registry) -> dict[Shown, _Found]:
    units = set(members_of(year, registry))
    due = {s for s in SEQUENCES if members(registry, year.year, s)}
    filed = {u for u in units if is_complete(selfcheck(year, u, registry))}
    reviewed = {r.unit for r in year.reviews if year.counts(r.paper)}
    given = {o.sequence for o in year.opinions if _stands(year, o.paper)}
    verified = {v.sequence for v in year.verifications if year.counts(v.paper)}
    agreed = {o for act in year.approvals if year.counts(act.paper) for o in act.organs}
    circulars = [circular.paper for circular in year.circulars]
    reports = [report.paper for report in year.reports]
    joined = _joined(year, registry)
    return {
        "自查": _Found([f.paper for f in _at_year_end(year)], len(units & filed), len(units)),
        "审核": _Found([r.paper for r in year.reviews], len(units & reviewed), len(units)),
        **({"会审": joined} if joined.papers or joined.due else {}),
        "实地": _onsite(year),
        "意见": _Found([o.paper for o in year.opinions], len(due & given), len(due)),
        "复核": _Found([v.paper for v in year.verifications], len(due & verified), len(due)),
        "报告": _Found(reports, int(any(_stands(year, paper) for paper in reports)), 1),
        "审定": _Found(
            [act.paper for act in year.approvals],
            2 if year.approval else min(1, len(agreed)),
            2,
        ),
        "通报": _Found(circulars, int(any(year.counts(paper) for paper in circulars)), 1),
    }


def _joined(year: Cycle, registry: Registry) -> _Found:
    """Departments that are to join, and those of them that have on all they are to join on."""
    due = tuple(joint.expected(members_of(year, registry), year.year, registry))
    lacking = {row.department for row in due if joint.missing(row, year)}
    departments = {row.department for row in due}
    papers = [row.paper for row in year.joined]
    return _Found(papers, len(departments - lacking), len(departments))


def _onsite(year: Cycle) -> _Found:
    """Units of the plan agreed to, and those of them that were assessed under it."""
    plan, judged = agreed_plan(year), Judged(frozenset(year.regular))
    units = plan.units if plan else ()
    done = sum(visited(year, judged, unit) for unit in units)
    return _Found(onsite_papers(year), done, len(units), _waiting(year, plan))


def onsite_papers(year: Cycle) -> list[Paper]:
    """Plans, what was decided on them, and visits."""
    found = [plan.paper for plan in year.plans]
    found += [decision.paper for decision in year.plan_decisions]
    return [*found, *(visit.paper for visit in year.visits)]


def agreed_plan(year: Cycle) -> Plan | None:
    """The on-site plan in force by the year's last act."""
    return in_force(year, Judged(frozenset(year.regular)))


def _waiting(year: Cycle, agreed: Plan | None) -> State:
    """Where no plan is agreed to: whether the last one proposed waits, or was answered no."""
    plans = [plan for plan in year.plans if year.counts(plan.paper)]
    if agreed is not None or not plans:
        return "未登记"
    last = max(plans, key=lambda plan: plan.version)
    answered = [d for d in year.plan_decisions if d.version == last.version]
    return "不同意" if any(year.counts(d.paper) for d in answered) else "待同意"


def members_of(year: Cycle, registry: Registry) -> tuple[str, ...]:
    """Codes of the units assessed in the year."""
    return tuple(unit.code for s in SEQUENCES for unit in members(registry, year.year, s))


def _at_year_end(year: Cycle) -> tuple[Filing, ...]:
    """Self-checks of the year as a whole; the second half's where the two are merged."""
    return tuple(filing for filing in year.filings if filing.period in PERIODS)


def selfcheck(year: Cycle, unit: str, registry: Registry, on: dt.date | None = None) -> Standing:
    """How the unit's self-check of the whole year stands on *on*, else at the year's end (第十三条)."""
    received = tuple(
        Received(
            filing.period,
            filing.recipient,
            filing.version,
            filing.paper.id,
            _mark(filing.paper),
            returned=Return(_mark(back.paper)) if (back := year.returned(filing.paper)) else None,
        )
        for filing in _at_year_end(year)
        if filing.unit == unit
    )
    row = Selfchecks(unit, year.year, filings=received)
    return standing(row, "年终", registry, on or dt.date(year.year, 12, 31))


def _mark(paper: Paper) -> Mark:
    return Mark(paper.on, paper.position, paper.recorded_at)


def _stands(year: Cycle, paper: Paper) -> bool:
    return year.counts(paper) and year.returned(paper) is None


def _line(year: Cycle, step: Shown, found: _Found) -> StepLine:
    papers = {paper.id: paper for paper in found.papers}.values()
    noted = "审核" if step == "会审" else step
    notes = [d for d in year.deviations if d.step == noted and year.counts(d.paper)]
    judged = step != "自查"
    irregular = [p for p in papers if (not year.counts(p) if judged else p.unauthorised)]
    days = [paper.on for paper in papers if paper not in irregular]
    state = _state(found, bool(notes), bool(irregular), any(map(year.returned, papers)))
    if noted != step and state != "变通":
        notes = []
    return StepLine(
        step,
        ARTICLES[step],
        state,
        found.done,
        found.due,
        tuple(sorted({organ for paper in papers for organ in paper.organs if judged})),
        min(days, default=None),
        max(days, default=None),
        tuple(sorted(paper.position for paper in papers)),
        tuple(sorted(paper.position for paper in irregular)),
        tuple(note.reason or "" for note in notes),
    )


def _state(found: _Found, deviated: bool, irregular: bool, returned: bool) -> State:
    if found.done >= found.due > 0:
        return "已办"
    if deviated:
        return "变通"
    if found.done:
        return "部分"
    if irregular:
        return "不合程序"
    return "已退回" if returned else found.waiting
