"""One act of a year's procedure as a paper: its place among the others, and whether it may count at all."""

import datetime as dt
from dataclasses import dataclass

from ptaudit.domain.record import Record

Order = tuple[dt.date, int, int]
#: A position after every entry: the place of an act that is being decided.
AFTER_ALL = 2**53

#: Breaches of order, judged again whenever their papers are folded, or of what a paper says; every
#: other breach recorded with an act is one of authority, stays, and makes the act count for nothing.
OF_ORDER = frozenset(
    {
        "review.before_selfcheck",
        "opinion.not_reviewed",
        "opinion.version_taken",
        "opinion.rests_on_irregular",
        "onsite.version_taken",
        "onsite.no_plan",
        "onsite.not_latest",
        "onsite.not_agreed",
        "onsite.unit_outside",
        "score.no_visit",
        "score.stage_passed",
        "verify.no_opinion",
        "verify.opinion_returned",
        "verify.rests_on_irregular",
        "report.not_verified",
        "report.version_taken",
        "report.window_running",
        "approval.window_running",
        "approval.no_report",
        "approval.report_irregular",
        "approval.digest_differs",
        "approval.returned",
        "approval.beside_report",
        "publish.not_approved",
        "correct.not_approved",
        "seal.not_approved",
        "seal.not_published",
        "seal.already",
        "reopen.not_sealed",
        "year.sealed",
        "year.approved",
        "target.no_draft",
        "target.draft_returned",
        "rules.no_draft",
        "rules.draft_returned",
        "submission.before_filing",
        "submission.returned_twice",
        "selfcheck.over_item",
        "selfcheck.over_total",
        "revoke.not_advanced",
        "revoke.no_veto",
        "bonus.not_advanced",
        "bonus.beyond_left",
        "interview.not_listed",
        "interview.not_held",
        "interview.no_report",
        "accountability.out_of_order",
        "indicator.waived_certified",
        "indicator.certified_waived",
        "task.not_decomposed",
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One act: its entry, its place among the others, whose it was. *unauthorised*: why it counts for nothing."""

    id: str
    on: dt.date
    step: int
    position: int
    recorded_at: str
    organs: tuple[str, ...]
    doc_no: str | None = None
    unauthorised: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Record) -> "Paper":
        breaches = tuple(mark.code for mark in record.irregular or () if mark.code not in OF_ORDER)
        return cls(
            record.id,
            record.effective,
            record.payload.step,
            record.position,
            record.recorded_at,
            record.organs,
            record.basis[0].doc_no if record.basis else None,
            breaches,
        )

    @property
    def order(self) -> Order:
        return (self.on, self.step, self.position)
