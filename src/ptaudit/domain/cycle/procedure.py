"""第十五条 as order: which acts of a year count, and what is missing before those that do not.

Acts are compared by day, step and position, so that an earlier paper typed in later sets right what
came after it. A recorded 程序变通 stands for its step whenever it was written; nothing stands for 审定.
An act that does not count is as good as absent to every later step.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from ptaudit.domain.cycle.judged import Fault, Judged, deviated, returned
from ptaudit.domain.cycle.onsite import groundless, judged_with
from ptaudit.domain.cycle.papers import (
    Approval,
    Approving,
    Circular,
    Corrected,
    Cycle,
    Opinion,
    Order,
    Paper,
    Report,
    Review,
    Verification,
)
from ptaudit.domain.cycle.seal_order import sealed, under_seal
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.failures import Param
from ptaudit.domain.rows import replace

BOTH = frozenset(("CPC", "CGV"))


def judge(year: Cycle) -> Cycle:
    """*year* with what counts, the contradictions, and the approval if it is complete."""
    notes = [
        *(d.paper for d in year.deviations),
        *(r.paper for r in year.returns),
        *(a.paper for a in year.announced),
    ]
    judged = Judged(frozenset(paper.id for paper in notes if not paper.unauthorised))
    for paper, reviews in _papers_of(year.reviews):
        judged = judged.with_act(paper, _review(reviews, year))
    judged = judged_with(year, judged)
    for opinion in year.opinions:
        judged = judged.with_act(opinion.paper, _opinion(opinion, year, judged))
    for verification in year.verifications:
        judged = judged.with_act(verification.paper, _verification(verification, year, judged))
    for report in year.reports:
        judged = judged.with_act(report.paper, _report(report, year, judged))
    for approving in year.approvals:
        judged = judged.with_act(approving.paper, _approving(approving, year, judged))
    approval = _approval(year, judged)
    if approval is not None:
        judged = _too_late(year, judged, approval)
    judged = sealed(year, judged, approval)
    for corrected in year.corrections:
        judged = judged.with_act(corrected.paper, _correcting(corrected, year, judged, approval))
    approval = _as_corrected(year, judged, approval)
    for circular in year.circulars:
        judged = judged.with_act(circular.paper, _circular(circular, year, approval))
    regular = tuple(sorted(judged.regular))
    return replace(year, regular=regular, contradictions=judged.faults, approval=approval)


def _papers_of(reviews: Sequence[Review]) -> Iterator[tuple[Paper, list[Review]]]:
    by_paper: dict[str, list[Review]] = {}
    for review in reviews:
        by_paper.setdefault(review.paper.id, []).append(review)
    for rows in by_paper.values():
        yield rows[0].paper, rows


def _review(reviews: Sequence[Review], year: Cycle) -> Iterator[Fault]:
    filed = {filing.paper.id: filing.paper for filing in year.filings}
    for review in reviews:
        selfcheck = filed.get(review.selfcheck or "")
        if selfcheck is not None and selfcheck.order > review.paper.order:
            yield "review.before_selfcheck", (("unit", review.unit), ("year", year.year))


def _opinion(opinion: Opinion, year: Cycle, judged: Judged) -> Iterator[Fault]:
    if any(
        other.paper.order < opinion.paper.order
        and (other.sequence, other.version) == (opinion.sequence, opinion.version)
        for other in year.opinions
    ):
        yield "opinion.version_taken", _named(year, opinion)
    reviewed = {r.unit for r in year.reviews if judged.counts(r.paper, opinion.paper.order)}
    for unit, _ in opinion.scores:
        if unit not in reviewed and not deviated(year, judged, "审核", (unit,)):
            yield "opinion.not_reviewed", (("unit", unit), ("year", year.year))
    units = (unit for unit, _ in opinion.scores)
    for unit in groundless(year, judged, units, opinion.paper.order):
        yield "opinion.rests_on_irregular", (("unit", unit), ("year", year.year))


def _verification(done: Verification, year: Cycle, judged: Judged) -> Iterator[Fault]:
    found = [
        opinion
        for opinion in year.opinions
        if (opinion.sequence, opinion.version) == (done.sequence, done.version)
        and judged.counts(opinion.paper, done.paper.order)
    ]
    if not found:
        if not deviated(year, judged, "意见", (unit for unit, _ in done.scores)):
            yield "verify.no_opinion", _named(year, done)
    elif returned(found[0].paper, year, judged, done.paper.order):
        yield "verify.opinion_returned", _named(year, done)
    units = (unit for unit, _ in done.scores)
    for unit in groundless(year, judged, units, done.paper.order):
        yield "verify.rests_on_irregular", (("unit", unit), ("year", year.year))


def _report(report: Report, year: Cycle, judged: Judged) -> Iterator[Fault]:
    before = report.paper.order
    if any(r.version == report.version and r.paper.order < before for r in year.reports):
        yield "report.version_taken", (("year", year.year), ("version", report.version))
    for sequence in sorted({row.sequence for row in report.ranked}):
        units = [row.unit for row in report.ranked if row.sequence == sequence]
        done = verified(year, judged, sequence, before)
        if done is None and not deviated(year, judged, "复核", units):
            yield "report.not_verified", (("year", year.year), ("sequence", sequence))
    if (last := window_running(report.paper, year, judged)) is not None:
        yield "report.window_running", (("year", year.year), ("last", last))


def _approving(act: Approving, year: Cycle, judged: Judged) -> Iterator[Fault]:
    before = act.paper.order
    params: tuple[tuple[str, Param], ...] = (("year", year.year), ("version", act.version or 0))
    if (last := window_running(act.paper, year, judged)) is not None:
        yield "approval.window_running", (("year", year.year), ("last", last))
    reports = [r for r in year.reports if r.paper.order < before]
    if act.version is None:
        if reports and not deviated(year, judged, "报告", (unit for unit, _, _ in act.scores)):
            yield "approval.beside_report", params[:1]
        return
    report = next((r for r in reports if r.version == act.version), None)
    if report is None:
        yield "approval.no_report", params
    elif report.paper.id not in judged.regular:
        yield "approval.report_irregular", params
    elif report.digest != act.digest:
        yield "approval.digest_differs", params
    elif returned(report.paper, year, judged, before):
        yield "approval.returned", params


def _circular(circular: Circular, year: Cycle, approval: Approval | None) -> Iterator[Fault]:
    if approval is None or approval.order > circular.paper.order:
        yield "publish.not_approved", (("year", year.year),)


def _approval(year: Cycle, judged: Judged) -> Approval | None:
    """The first act by which both organs have approved the same thing."""
    covered: dict[object, list[Approving]] = {}
    for act in year.approvals:
        if act.paper.id not in judged.regular:
            continue
        acts = covered.setdefault((act.version, act.digest, act.scores), [])
        acts.append(act)
        if {organ for one in acts for organ in one.organs} >= BOTH:
            return _completed(acts, year)
    return None


def _completed(acts: Sequence[Approving], year: Cycle) -> Approval:
    last = acts[-1].paper
    report = next(
        (r for r in year.reports if (r.version, r.digest) == (acts[0].version, acts[0].digest)),
        None,
    )
    return Approval(
        on=last.on,
        position=max(act.paper.position for act in acts),
        recorded_at=max(act.paper.recorded_at for act in acts),
        order=last.order,
        entries=tuple(act.paper.id for act in acts),
        scores=tuple((row.unit, row.score) for row in report.ranked)
        if report
        else tuple((unit, score) for unit, _, score in acts[0].scores),
        report=report.version if report else None,
        digest=report.digest if report else None,
        ranked=report.ranked if report else None,
        lists=report.lists if report else None,
    )


def _correcting(
    corrected: Corrected, year: Cycle, judged: Judged, approval: Approval | None
) -> Iterator[Fault]:
    if approval is None or approval.order > corrected.paper.order:
        yield "correct.not_approved", (("year", year.year),)
    yield from under_seal(corrected.paper, year, judged)


def _as_corrected(year: Cycle, judged: Judged, approval: Approval | None) -> Approval | None:
    """*approval* with every correction that both organs have decided, in the order of their days."""
    covered: dict[object, list[Corrected]] = {}
    for act in year.corrections:
        if approval is None or act.paper.id not in judged.regular:
            continue
        acts = covered.setdefault((act.number, act.ranked, act.lists), [])
        acts.append(act)
        done = {organ for one in acts for organ in one.organs} >= BOTH
        if done and act.paper.id not in approval.entries:
            corrected = tuple(one.paper.id for one in acts)
            approval = replace(
                approval,
                entries=(*approval.entries, *corrected),
                scores=tuple((row.unit, row.score) for row in act.ranked),
                ranked=act.ranked,
                lists=act.lists,
                corrected=corrected,
                corrected_on=act.paper.on,
                former=approval,
            )
    return approval


def _too_late(year: Cycle, judged: Judged, approval: Approval) -> Judged:
    """Acts of assessment after the approval count for nothing: the result stands as approved."""
    acts: tuple[Review | Opinion | Verification | Report, ...] = (
        *year.reviews,
        *year.opinions,
        *year.verifications,
        *year.reports,
    )
    late = {act.paper.id: act.paper for act in acts if act.paper.order > approval.order}
    faults = (
        Contradiction("year.approved", p.position, (("year", year.year),)) for p in late.values()
    )
    return Judged(judged.regular - set(late), (*judged.faults, *faults))


def window_running(paper: Paper, year: Cycle, judged: Judged) -> dt.date | None:
    """The last day in which units told of the result to come may answer, where *paper* does not wait for it."""
    days = [
        told.last
        for told in year.announced
        if judged.counts(told.paper, paper.order) and paper.on <= told.last
    ]
    return max(days, default=None)


def standing_opinion(year: Cycle, judged: Judged, sequence: str, before: Order) -> Opinion | None:
    """The highest version of the sequence's opinion that counts and was not returned."""
    found = [
        opinion
        for opinion in year.opinions
        if opinion.sequence == sequence
        and judged.counts(opinion.paper, before)
        and not returned(opinion.paper, year, judged, before)
    ]
    return max(found, key=lambda opinion: opinion.version, default=None)


def verified(year: Cycle, judged: Judged, sequence: str, before: Order) -> Verification | None:
    """The last verification of the sequence's standing opinion, if it was verified by then.

    Where 程序变通 stood for the opinion, a verification that names none on record is enough.
    """
    opinion = standing_opinion(year, judged, sequence, before)
    known = {o.version for o in year.opinions if o.sequence == sequence}
    found = [
        done
        for done in year.verifications
        if done.sequence == sequence
        and (done.version == opinion.version if opinion else done.version not in known)
        and judged.counts(done.paper, before)
    ]
    return found[-1] if found else None


def _named(year: Cycle, act: Opinion | Verification) -> tuple[tuple[str, Param], ...]:
    return (("year", year.year), ("sequence", act.sequence), ("version", act.version))
