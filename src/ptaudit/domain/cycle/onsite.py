"""实地 as order: a visit rests on the plan agreed before it, a score made on site on a visit (第十五条第二项).

A paper that names many units may be at fault for one of them: the paper is then out of order, and still
the ground of what was done at the units it was right for. A score entry out of order or without
authority adds up like any other, as points come only from entries; but no opinion and no verification
that covers its unit counts until it is reversed or its ground is on record.
"""

from collections.abc import Iterable, Iterator

from ptaudit.domain.cycle.judged import Fault, Judged, deviated
from ptaudit.domain.cycle.paper import Order, Paper
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.cycle.visiting import Joined, Plan, PlanDecision, ScoreNote, Visit
from ptaudit.domain.events.assessment import ScoreEntered, ScoreReversed
from ptaudit.domain.events.onsite import OnsiteDecided, OnsiteHeld, OnsiteProposed, ReviewJoined
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

EVENTS = (ReviewJoined, OnsiteProposed, OnsiteDecided, OnsiteHeld)
STEP = "实地"


def listed(state: Cycle, record: Record, paper: Paper) -> Cycle:
    """*state* with a paper of :data:`EVENTS`; any other leaves it as it is."""
    match record.payload:
        case ReviewJoined() as e:
            departments = tuple(o.partition(":")[2] for o in record.organs if o.startswith("DEP:"))
            items = e.items or ()
            rows = (
                Joined(row.unit, row.result, paper, departments, items, row.note)
                for row in e.units
            )
            return replace(state, joined=(*state.joined, *rows))
        case OnsiteProposed() as e:
            plan = Plan(e.plan_version, paper, e.units, e.starts, e.ends, e.items or (), e.team)
            return replace(state, plans=(*state.plans, plan))
        case OnsiteDecided() as e:
            decision = PlanDecision(e.plan_version, e.target, e.agreed, paper)
            return replace(state, plan_decisions=(*state.plan_decisions, decision))
        case OnsiteHeld() as e:
            visit = Visit(e.plan_version, e.units, paper, e.members or (), e.record)
            return replace(state, visits=(*state.visits, visit))
        case _:
            return state


def noted(state: Cycle, record: Record) -> Cycle:
    """*state* with a score entry that needs a ground, or the reversal of one."""
    match record.payload:
        case ScoreEntered() as e if e.stage == STEP or (record.irregular and e.stage != "自评"):
            marked = tuple(mark.code for mark in record.irregular or ())
            note = ScoreNote(e.unit, e.stage, e.item, Paper.of(record), marked)
            return replace(state, score_notes=(*state.score_notes, note))
        case ScoreReversed() as e if any(n.paper.id == e.target for n in state.score_notes):
            notes = tuple(
                replace(note, reversed=record.order)
                if note.paper.id == e.target and note.reversed is None
                else note
                for note in state.score_notes
            )
            return replace(state, score_notes=notes)
        case _:
            return state


def judged_with(year: Cycle, judged: Judged) -> Judged:
    """*judged* with who joined the review, plans, decisions, visits, and scores that need a ground."""
    for joined in {row.paper.id: row.paper for row in year.joined}.values():
        judged = judged.with_act(joined, ())
    for plan in year.plans:
        judged = judged.with_act(plan.paper, _plan(plan, year))
    for decision in year.plan_decisions:
        judged = judged.with_act(decision.paper, _decision(decision, year, judged))
    for visit in year.visits:
        judged = judged.with_act(visit.paper, _visit(visit, year, judged))
    for note in year.score_notes:
        judged = judged.with_act(note.paper, _score(note, year, judged))
    return judged


def _plan(plan: Plan, year: Cycle) -> Iterator[Fault]:
    before = plan.paper.order
    if any(p.version == plan.version and p.paper.order < before for p in year.plans):
        yield "onsite.version_taken", (("year", year.year), ("version", plan.version))


def _decision(decision: PlanDecision, year: Cycle, judged: Judged) -> Iterator[Fault]:
    """Of one day, a plan is before the decision that names it, and after the one recorded before it."""
    paper = decision.paper
    plans = [p for p in year.plans if judged.counts(p.paper, paper.order)]
    known = [p for p in plans if p.paper.on < paper.on or p.paper.position < paper.position]
    latest = max((plan.version for plan in known), default=0)
    if not any(_is_of(decision, plan) for plan in plans):
        yield "onsite.no_plan", (("year", year.year), ("version", decision.version))
    elif latest > decision.version:
        params = (("year", year.year), ("version", decision.version), ("latest", latest))
        yield "onsite.not_latest", params


def _visit(visit: Visit, year: Cycle, judged: Judged) -> Iterator[Fault]:
    lacking = [u for u in visit.units if not deviated(year, judged, STEP, (u,))]
    plan = in_force(year, judged, visit.paper.order)
    if lacking and (plan is None or visit.plan not in (None, plan.version)):
        yield "onsite.not_agreed", (("year", year.year), ("version", visit.plan or 0))
        return
    for unit in lacking:
        if plan is not None and unit not in plan.units:
            params = (("unit", unit), ("year", year.year), ("version", plan.version))
            yield "onsite.unit_outside", params


def _score(note: ScoreNote, year: Cycle, judged: Judged) -> Iterator[Fault]:
    params = (("unit", note.unit), ("year", year.year))
    if note.stage == STEP and not visited(year, judged, note.unit, note.paper.order):
        yield "score.no_visit", params
    over = passed(year, judged, note.unit, note.stage, note.paper.order)
    if over and "score.stage_passed" in note.marked:
        yield "score.stage_passed", (*params, ("stage", note.stage))


def _is_of(decision: PlanDecision, plan: Plan) -> bool:
    """A decision on no entry is on the plan of its number, once that is on record."""
    return decision.target in (None, plan.paper.id) and decision.version == plan.version


def in_force(year: Cycle, judged: Judged, before: Order | None = None) -> Plan | None:
    """The highest version that 县绩效委 had agreed to by *before* (None: by now); its last word counts."""
    found: Plan | None = None
    for plan in year.plans:
        words = [
            d
            for d in year.plan_decisions
            if d.paper.id in judged.regular
            and (before is None or d.paper.order < before)
            and _is_of(d, plan)
        ]
        if words and words[-1].agreed and (found is None or plan.version > found.version):
            found = plan
    return found


def visited(year: Cycle, judged: Judged, unit: str, before: Order | None = None) -> bool:
    """Whether the unit was assessed on site under an agreed plan, or 程序变通 stands for that."""
    if deviated(year, judged, STEP, (unit,)):
        return True
    return any(True for _ in visits_of(year, judged, unit, before))


def visits_of(
    year: Cycle, judged: Judged, unit: str, before: Order | None = None
) -> Iterator[Visit]:
    """Visits of the unit that were regular for it."""
    for visit in year.visits:
        if unit not in visit.units or visit.paper.unauthorised:
            continue
        if before is not None and visit.paper.order >= before:
            continue
        plan = in_force(year, judged, visit.paper.order)
        agreed = plan is not None and visit.plan in (None, plan.version) and unit in plan.units
        if agreed or deviated(year, judged, STEP, (unit,)):
            yield visit


def passed(year: Cycle, judged: Judged, unit: str, stage: str, before: Order) -> bool:
    """Whether *stage* was over for the unit: an opinion on it, or for 复核 a report, stood unreturned.

    What is sent back and scored again on one day is so in the order in which it was recorded.
    """
    if stage == "自评":
        return False  # A claim is the unit's own, whenever it is made.
    if stage == "复核":
        papers = [r.paper for r in year.reports if any(row.unit == unit for row in r.ranked)]
    else:
        papers = [o.paper for o in year.opinions if any(u == unit for u, _ in o.scores)]
    back = {
        r.target
        for r in year.returns
        if r.paper.id in judged.regular and (r.paper.on, r.paper.position) < (before[0], before[2])
    }
    return any(
        paper.order < before and not paper.unauthorised and paper.id not in back
        for paper in papers
    )


def groundless(year: Cycle, judged: Judged, units: Iterable[str], before: Order) -> Iterator[str]:
    """Those of *units* of which a score entry stands that does not count itself."""
    lacking = {
        note.unit
        for note in year.score_notes
        if note.paper.order < before
        and note.paper.id not in judged.regular
        and (note.reversed is None or note.reversed > before)
    }
    yield from (unit for unit in units if unit in lacking)
