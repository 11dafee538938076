"""实地与会审: plans with what was decided on them, visits unit by unit, and who joined the review of what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.assessment import joint
from ptaudit.domain.cycle.judged import Judged
from ptaudit.domain.cycle.onsite import in_force, visits_of
from ptaudit.domain.cycle.papers import Cycle, Paper
from ptaudit.domain.cycle.visiting import Joined, Plan, ScoreNote, Visit
from ptaudit.domain.failures import Param
from ptaudit.domain.registry import Registry

Remark: TypeAlias = tuple[str, tuple[tuple[str, Param], ...]]
PlanState: TypeAlias = Literal["待同意", "同意", "不同意", "不合程序", "已被后一版取代"]
Visited: TypeAlias = Literal["已考评", "未考评", "不合程序", "无方案"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of the plan. *decided* is the last word of 县绩效委 on it, whether or not it counts."""

    plan: Plan
    state: PlanState
    decided: Paper | None = None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A unit that was to be assessed on site, or was. *plan*: the version agreed by the visit, else by now.

    *scores* are its score entries at the stage 实地 or recorded as irregular; *groundless* those of them
    that no regular visit stands behind.
    """

    unit: str
    state: Visited
    plan: int | None
    visits: tuple[Visit, ...] = ()
    scores: tuple[ScoreNote, ...] = ()
    groundless: tuple[ScoreNote, ...] = ()


@dataclass(frozen=True, slots=True)
class JointRow:
    """A department and a unit whose review it joined or is to join. *missing* are items without its opinion."""

    department: str
    unit: str
    items: tuple[str, ...]
    missing: tuple[str, ...]
    opinions: tuple[Joined, ...] = ()


def plans(year: Cycle) -> Iterator[PlanRow]:
    """Every version proposed, in order of version."""
    judged = Judged(frozenset(year.regular))
    agreed = in_force(year, judged)
    for plan in sorted(year.plans, key=lambda plan: (plan.version, plan.paper.order)):
        words = [d for d in year.plan_decisions if d.target in (None, plan.paper.id)]
        words = [d for d in words if d.version == plan.version]
        counted = [d for d in words if year.counts(d.paper)]
        last = words[-1].paper if words else None
        yield PlanRow(plan, _state(plan, year, agreed, [d.agreed for d in counted]), last)


def _state(plan: Plan, year: Cycle, agreed: Plan | None, words: list[bool]) -> PlanState:
    if not year.counts(plan.paper):
        return "不合程序"
    if plan is agreed:
        return "同意"
    if words and words[-1]:
        return "已被后一版取代"
    return "不同意" if words else "待同意"


def visits(year: Cycle) -> tuple[VisitRow, ...]:
    """Units of the agreed plan, then units visited without it, then units only scored on site."""
    judged = Judged(frozenset(year.regular))
    agreed = in_force(year, judged)
    onsite = [note for note in year.score_notes if note.stage == "实地"]
    units = dict.fromkeys(
        (
            *(agreed.units if agreed else ()),
            *(unit for visit in year.visits for unit in visit.units),
            *(note.unit for note in onsite),
        )
    )
    return tuple(_visited(unit, year, judged, agreed, onsite) for unit in units)


def _visited(
    unit: str, year: Cycle, judged: Judged, agreed: Plan | None, onsite: list[ScoreNote]
) -> VisitRow:
    held = tuple(visit for visit in year.visits if unit in visit.units)
    regular = tuple(visits_of(year, judged, unit))
    planned = agreed is not None and unit in agreed.units
    state: Visited = "未考评" if planned else "无方案"
    if held:
        state = "已考评" if regular else "不合程序"
    scores = tuple(note for note in onsite if note.unit == unit)
    groundless = tuple(note for note in scores if note.paper.id not in judged.regular)
    number = agreed.version if agreed is not None and planned else None
    if regular:
        then = in_force(year, judged, regular[-1].paper.order)
        number = then.version if then else None
    return VisitRow(unit, state, number, held, scores, groundless)


def outside_days(paper: Paper, year: Cycle) -> Iterator[Remark]:
    """That a visit was held on another day than its plan says: only marked."""
    for visit in year.visits:
        if visit.paper.id != paper.id:
            continue
        plan = in_force(year, Judged(frozenset(year.regular)), paper.order)
        planned = plan is not None and set(plan.units) & set(visit.units)
        if plan is not None and planned and not plan.starts <= paper.on <= plan.ends:
            days: tuple[tuple[str, Param], ...] = (("starts", plan.starts), ("ends", plan.ends))
            yield "onsite_outside_days", (("version", plan.version), *days)


def joint_reviews(year: Cycle, units: tuple[str, ...], registry: Registry) -> Iterator[JointRow]:
    """Who is to join by the rules, unit by unit; then opinions that no rule asked for."""
    told: set[tuple[str, str]] = set()
    for due in joint.expected(units, year.year, registry):
        told.add((due.department, due.unit))
        given = _given(year, due.department, due.unit)
        yield JointRow(due.department, due.unit, due.items, joint.missing(due, year), given)
    asked = {
        (department, row.unit): None
        for row in year.joined
        for department in row.departments or ("",)
        if (department, row.unit) not in told
    }
    for department, unit in asked:
        yield JointRow(department, unit, (), (), _given(year, department, unit))


def _given(year: Cycle, department: str, unit: str) -> tuple[Joined, ...]:
    return tuple(
        row for row in year.joined if row.unit == unit and department in (row.departments or ("",))
    )
