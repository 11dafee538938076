"""Joint review and on-site assessment of a year: who joined, which plans, which units were visited."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year


@dataclass(frozen=True, slots=True)
class JointRow:
    """A department and a unit of whose items it is an assessor, or on which it gave its opinion.

    *joint_missing* are items without an opinion of the department that counts.
    """

    department: str
    unit: str
    items: tuple[str, ...]
    results: tuple[str, ...]
    on: dt.date | None
    positions: tuple[int, ...]
    joint_missing: tuple[str, ...]


def joint(ask: Ask) -> Iterator[JointRow]:
    from ptaudit.projections.cycle import cycle
    from ptaudit.projections.onsite import joint_reviews
    from ptaudit.projections.procedure_check import members_of

    registry, year = ask.registry, ask.view.row(cycle, str(the_year(ask)))
    for row in joint_reviews(year, members_of(year, registry), registry):
        papers = [opinion.paper for opinion in row.opinions]
        yield JointRow(
            registry.named(row.department),
            registry.named(row.unit),
            row.items,
            tuple(opinion.result for opinion in row.opinions),
            papers[-1].on if papers else None,
            tuple(paper.position for paper in papers),
            row.missing,
        )


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of the on-site plan. *decided_on*: when 县绩效委 last spoke on it."""

    plan_version: int
    state: str
    units: tuple[str, ...]
    starts: dt.date
    ends: dt.date
    items: tuple[str, ...]
    on: dt.date
    position: int
    decided_on: dt.date | None
    doc_no: str | None
    decision: int | None


def plans(ask: Ask) -> Iterator[PlanRow]:
    from ptaudit.projections import onsite
    from ptaudit.projections.cycle import cycle

    for row in onsite.plans(ask.view.row(cycle, str(the_year(ask)))):
        plan, decided = row.plan, row.decided
        yield PlanRow(
            plan.version,
            row.state,
            tuple(ask.registry.named(unit) for unit in plan.units),
            plan.starts,
            plan.ends,
            plan.items,
            plan.paper.on,
            plan.paper.position,
            decided.on if decided else None,
            decided.doc_no if decided else None,
            decided.position if decided else None,
        )


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A unit to be assessed on site, or assessed. *groundless*: scores no regular visit stands behind."""

    unit: str
    state: str
    plan_version: int | None
    held_on: tuple[dt.date, ...]
    positions: tuple[int, ...]
    scores: tuple[int, ...]
    groundless: tuple[int, ...]
    remarks: tuple[str, ...]


def visits(ask: Ask) -> Iterator[VisitRow]:
    from ptaudit.projections import onsite
    from ptaudit.projections.cycle import cycle

    year = ask.view.row(cycle, str(the_year(ask)))
    for row in onsite.visits(year):
        papers = [visit.paper for visit in row.visits]
        remarks = [found for paper in papers for found in onsite.outside_days(paper, year)]
        yield VisitRow(
            ask.registry.named(row.unit),
            row.state,
            row.plan,
            tuple(paper.on for paper in papers),
            tuple(paper.position for paper in papers),
            tuple(note.paper.position for note in row.scores),
            tuple(note.paper.position for note in row.groundless),
            tuple(ask.words(f"procedure.{code}", **dict(params)) for code, params in remarks),
        )


CALLS = (
    Read("review", "show", JointRow, joint, by_year=True),
    Read("onsite", "list", PlanRow, plans, by_year=True),
    Read("onsite", "show", VisitRow, visits, by_year=True),
)
