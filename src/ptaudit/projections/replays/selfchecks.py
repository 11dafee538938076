"""The state of one self-check: whether it was due, received, copied, sent back, and how late (第十三条)."""

from collections.abc import Iterator, Mapping

from ptaudit.domain.selfchecks.due import Standing, Status
from ptaudit.domain.selfchecks.fold import Filing, Selfchecks
from ptaudit.projections.replay import State, Told, told

CODES: Mapping[Status, str] = {
    "未到期": "selfcheck_not_yet",
    "应报": "selfcheck_owed",
    "逾期未报": "selfcheck_overdue",
    "已报缺抄送": "selfcheck_not_copied",
    "退回待重报": "selfcheck_returned",
    "已收讫": "selfcheck_complete",
}


def state(
    row: Selfchecks, standing: Standing, together: tuple[str, ...], opened: int | None
) -> State:
    """*standing* of one period; *together* are the periods that count as the same self-check.

    *opened*: the entry that set the due days.
    """
    filings = [f for f in row.filings if f.period in together]
    marks = [f.mark.position for f in filings]
    marks += [f.returned.mark.position for f in filings if f.returned]
    due = () if opened is None or standing.due is None else (opened,)
    return State(
        told(CODES[standing.status]),
        tuple(_facts(standing)),
        (*due, *marks),
        standing.keys,
        row.contradictions,
        is_recorded=bool(filings) or opened is not None,
    )


def _facts(standing: Standing) -> Iterator[Told]:
    yield told("no_due") if standing.due is None else told("due", on=standing.due)
    yield from _received("received", standing.filed)
    if standing.filed is None:
        yield told("not_received")
    yield from _received("copied", standing.copied)
    if standing.copied is None:
        yield told("not_copied")
    if standing.late_days:
        yield told(
            "late_provisional" if standing.provisional else "late",
            days=standing.late_days,
            working=standing.late_working_days,
        )
    for filing in (standing.filed, standing.copied):
        if filing is not None and filing.returned is not None:
            back = filing.returned
            yield told("returned", on=back.mark.on, position=back.mark.position)
    if standing.redo_by is not None:
        yield told("redo_by", on=standing.redo_by)


def _received(what: str, filing: Filing | None) -> Iterator[Told]:
    if filing is not None:
        yield told(what, on=filing.mark.on, position=filing.mark.position)
