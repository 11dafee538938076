"""What a paper asserts of one unit's score: opinion, verification, report, approval, correction, carried history."""

from functools import partial

from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.assessment import (
    OpinionIssued,
    OpinionVerified,
    ReportSubmitted,
    ResultApproved,
)
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.results import ResultCorrected
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.scoring.sheet import Assertion, Sheet, official


def corrected(sheet: Sheet, record: Record, event: ResultCorrected) -> Sheet:
    """The total as corrected; entries it sets aside are reversed once both organs decided it."""
    placed = event.by_unit.get(sheet.unit)
    if placed is None:
        return sheet
    change = next((row for row in event.changes if row.unit == sheet.unit), None)
    assertion = Assertion(
        kind="更正",
        id=record.id,
        mark=Mark.of(record),
        total=placed.score,
        version=event.correction_no,
        approving=event.approving,
        unauthorised=record.irregular is not None and bool(Paper.of(record).unauthorised),
        rank=placed.rank,
    )
    after = replace(sheet, assertions=(*sheet.assertions, assertion))
    if change is not None and change.reverses and _decided(after, assertion):
        mark = assertion.mark
        after = replace(
            after,
            entries=tuple(
                replace(entry, reversed=entry.reversed or mark)
                if entry.id in change.reverses
                else entry
                for entry in after.entries
            ),
        )
    last = replace(assertion, nets=after.nets, waivers=after.waivers)
    return replace(after, assertions=(*after.assertions[:-1], last))


def _decided(sheet: Sheet, correction: Assertion) -> bool:
    """Whether both organs have decided *correction* of an approved score."""
    return official(sheet) is correction


def asserted(sheet: Sheet, record: Record) -> Assertion | None:
    """The assertion a record makes about the sheet's unit; None where it is silent about it."""
    base = partial(
        Assertion,
        id=record.id,
        mark=Mark.of(record),
        nets=sheet.nets,
        waivers=sheet.waivers,
        unauthorised=record.irregular is not None and bool(Paper.of(record).unauthorised),
    )
    match record.payload:
        case OpinionIssued() as event if (row := event.by_unit.get(sheet.unit)) is not None:
            return base(kind="考评意见", version=event.opinion_version, total=row.score)
        case OpinionVerified() as event if (row := event.by_unit.get(sheet.unit)) is not None:
            return base(kind="复核", version=event.opinion_version, total=row.score)
        case ReportSubmitted() as event if (placed := event.by_unit.get(sheet.unit)) is not None:
            return base(
                kind="结果报告",
                version=event.report_version,
                digest=event.digest,
                total=placed.score,
                rank=placed.rank,
            )
        case ResultApproved() as event:
            return _approved(sheet, event, base)
        case HistoryCarried() as event:
            return base(kind="结转", total=event.score, rank=event.rank)
        case _:
            return None


def _approved(sheet: Sheet, event: ResultApproved, base: "partial[Assertion]") -> Assertion:
    """What is approved: the scores the act itself gives, else those of the report it names."""
    total, rank, version, digest = None, None, 0, ""
    if event.report is not None:
        version, digest = event.report.version, event.report.digest
        for report in sheet.assertions:
            named = (report.kind, report.version, report.digest)
            if named == ("结果报告", version, digest):
                total, rank = report.total, report.rank
    if (own := event.by_unit.get(sheet.unit)) is not None:
        total = own.score
    return base(
        kind="审定",
        total=total,
        version=version,
        digest=digest,
        approving=event.approving,
        rank=rank,
    )
