"""年度进度: one row a year, every paper of it in order of its day, and what counts (第十五条)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle import fold
from ptaudit.domain.cycle.papers import Approval, Cycle, Paper
from ptaudit.domain.cycle.sealing import Seal
from ptaudit.domain.selection import Selection
from ptaudit.projections.projection import Projection

Level: TypeAlias = Literal["未登记", "结转", "结果级", "台账级", "计分级"]
Stage: TypeAlias = Literal[
    "未启动", "启动", "汇总", "报告", "报审", "审定", "通报", "已封账", "已重启"
]

#: Kinds that make a year 台账级: targets, receipts, findings and the review of what was received.
_REGISTERED = frozenset(
    (
        "draft.submitted",
        "target.issued",
        "rules.issued",
        "selfcheck.filed",
        "finding.raised",
        "review.done",
        "review.joined",
        "onsite.held",
    )
)


def own(key: str) -> Selection:
    return about(f"year:{key}", kinds=fold.KINDS)


cycle = Projection(
    name="cycle",
    version=5,
    row=Cycle,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
)


def level(year: Cycle) -> Level:
    """How finely the year is recorded; approved scores without a report make it 结果级."""
    seen = set(year.seen)
    if not seen:
        return "未登记"
    if seen <= {"history.carried", "year.opened"} and "history.carried" in seen:
        return "结转"
    if year.approval is not None and year.approval.report is None:
        return "结果级"
    if "score.entered" in seen:
        return "计分级"
    return "台账级" if seen & _REGISTERED else "结果级"


def stage(year: Cycle) -> Stage:
    """How far the year has come; an act that does not count moves nothing."""
    if year.sealed is not None:
        return "已封账"
    if any(year.counts(opened.paper) for opened in year.reopenings):
        return "已重启"
    if any(year.counts(circular.paper) for circular in year.circulars):
        return "通报"
    if year.approval is not None:
        return "审定"
    if any(year.counts(r.paper) and year.returned(r.paper) is None for r in year.reports):
        return "报审"
    if any(year.counts(done.paper) for done in year.verifications):
        return "报告"
    gathered = [*(r.paper for r in year.reviews), *(o.paper for o in year.opinions)]
    gathered += [*(j.paper for j in year.joined), *(v.paper for v in year.visits)]
    if year.filings or any(year.counts(paper) for paper in gathered):
        return "汇总"
    return "启动" if set(year.seen) - {"history.carried"} else "未启动"


def recorded_after_approval(position: int, effective: dt.date, approval: Approval | None) -> bool:
    """审定后录入: about a day up to the approval's, recorded only after it."""
    return approval is not None and position > approval.position and effective <= approval.on


def recorded_after_seal(position: int, effective: dt.date, year: Cycle) -> Seal | None:
    """封账后录入: the seal under which an entry about a day before the seal's own was recorded."""
    seal = year.sealed_at(position)
    return seal if seal is not None and effective < seal.paper.on else None


@dataclass(frozen=True, slots=True)
class Irregularity:
    """An act that counts for nothing, and why: breaches of order as judged now, of authority as recorded."""

    position: int
    on: dt.date
    organs: tuple[str, ...]
    codes: tuple[str, ...]


def irregularities(year: Cycle) -> tuple[Irregularity, ...]:
    """Every act of the year that is out of order or without authority, in order of day."""
    faults: dict[int, dict[str, None]] = {}
    for fault in year.contradictions:
        faults.setdefault(fault.position, {})[fault.code] = None
    papers = {paper.id: paper for paper in papers_of(year)}
    return tuple(
        Irregularity(paper.position, paper.on, paper.organs, codes)
        for paper in sorted(papers.values(), key=lambda paper: paper.order)
        if (codes := (*paper.unauthorised, *faults.get(paper.position, ())))
    )


def papers_of(year: Cycle) -> tuple[Paper, ...]:
    """Papers that 第十五、十六条 put in order (one that names many units, once for each)."""
    return tuple(
        paper
        for papers in (
            (act.paper for act in year.reviews),
            (act.paper for act in year.joined),
            (act.paper for act in year.plans),
            (act.paper for act in year.plan_decisions),
            (act.paper for act in year.visits),
            (act.paper for act in year.score_notes),
            (act.paper for act in year.opinions),
            (act.paper for act in year.verifications),
            (act.paper for act in year.reports),
            (act.paper for act in year.approvals),
            (act.paper for act in year.corrections),
            (act.paper for act in year.circulars),
            (act.paper for act in year.deviations),
            (act.paper for act in year.returns),
            (act.paper for act in year.seals),
            (act.paper for act in year.reopenings),
        )
        for paper in papers
    )
