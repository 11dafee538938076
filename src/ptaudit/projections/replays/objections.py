"""The state of an objection: in time or not, taken up, decided, withdrawn, and what is owed (口径 objection.*)."""

from collections.abc import Iterator, Mapping

from ptaudit.domain.objections import standing
from ptaudit.domain.objections.fold import Objection, Status
from ptaudit.projections.replay import State, Told, told

CODES: Mapping[Status, str] = {
    "已提出": "objection_filed",
    "已受理": "objection_accepted",
    "不予受理": "objection_refused",
    "已撤回": "objection_withdrawn",
    "已决定": "objection_decided",
}


def state(row: Objection, stands: standing.State | None, entries: tuple[int, ...]) -> State:
    """*row* as it *stands* on a day; *entries* are those folded into it."""
    if stands is None:
        head = told("objection_unrecorded")
        return State(head, contradictions=row.contradictions, is_recorded=False)
    against = {fault.position for fault in row.contradictions}
    return State(
        told(CODES[stands.status], result=stands.result),
        tuple(_facts(row, stands)),
        tuple(position for position in entries if position not in against),
        stands.keys,
        row.contradictions,
    )


def _facts(row: Objection, stands: standing.State) -> Iterator[Told]:
    assert row.filed is not None
    filed = row.filed.paper.mark
    yield told("filed", on=filed.on, position=filed.position)
    if (last := stands.window.last) is not None:
        yield told("filed_late" if stands.timely == "逾期提出" else "filed_in_time", on=last)
    for answer in row.answers:
        mark = answer.paper.mark
        code = "taken_up" if answer.accepted else "not_taken_up"
        yield told(code, on=mark.on, position=mark.position)
    if stands.due is not None:
        yield told("answer_overdue" if stands.overdue else "answer_due", on=stands.due)
    for decision in row.decisions:
        mark = decision.paper.mark
        yield told("decided", result=decision.result, on=mark.on, position=mark.position)
    for paper in row.withdrawals:
        yield told("withdrawn", on=paper.mark.on, position=paper.mark.position)
    if stands.suspends:
        yield told("suspends")
