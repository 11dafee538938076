"""What a report or a correction says of a year's result, as rows of its cycle (第十五条第三项)."""

from ptaudit.domain.cycle.papers import Corrected, Differing, Lists, Paper, Ranked, Report
from ptaudit.domain.events.assessment import Difference, ReportSubmitted
from ptaudit.domain.events.results import ResultCorrected


def report(event: ReportSubmitted, paper: Paper) -> Report:
    return Report(
        event.report_version,
        event.digest,
        paper,
        _ranked(event),
        lists(event),
        event.policy_version,
        tuple((whom(row.applies_to), row.version) for row in event.rules),
        differs(event.differs),
    )


def corrected(event: ResultCorrected, paper: Paper) -> Corrected:
    return Corrected(
        event.correction_no,
        paper,
        event.approving,
        tuple(row.unit for row in event.changes),
        _ranked(event),
        lists(event),
        event.approval,
        differs(event.differs),
        event.objection,
    )


def _ranked(event: ReportSubmitted | ResultCorrected) -> tuple[Ranked, ...]:
    return tuple(Ranked(row.unit, row.sequence, row.score, row.rank) for row in event.scores)


def lists(event: ReportSubmitted | ResultCorrected) -> Lists:
    return Lists(event.lists.advanced, event.lists.interview, event.lists.vetoed)


def differs(rows: tuple[Difference, ...] | None) -> tuple[Differing, ...]:
    return tuple(Differing(row.list, row.unit, row.reason) for row in rows or ())


def whom(applies_to: str | tuple[str, ...]) -> str:
    return applies_to if isinstance(applies_to, str) else "、".join(applies_to)
