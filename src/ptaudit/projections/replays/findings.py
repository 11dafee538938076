"""The state of a finding: how far its rectification is, by which days, and what is not on record (第十四条)."""

import datetime as dt
from collections.abc import Iterator, Mapping

from ptaudit.domain.decider import Mark
from ptaudit.domain.findings import deadlines
from ptaudit.domain.findings.deadlines import Due, Status
from ptaudit.domain.findings.fold import NONE, Finding
from ptaudit.domain.registry import Registry
from ptaudit.projections.replay import State, Told, told

CODES: Mapping[Status, str] = {
    "已登记": "finding_raised",
    "已反馈": "finding_notified",
    "整改中": "finding_open",
    "逾期未整改": "finding_overdue",
    "已报完成": "finding_submitted",
    "核查未通过": "finding_failed",
    "核查通过": "finding_verified",
    "已销号": "finding_closed",
}


def state(row: Finding, registry: Registry, on: dt.date, entries: tuple[int, ...]) -> State:
    """*row* as it stands on *on*; *entries* are those folded into it."""
    if row.raised is None:
        return State(
            told("finding_unrecorded"), contradictions=row.contradictions, is_recorded=False
        )
    against = {fault.position for fault in row.contradictions}
    due = deadlines.lights(row, registry, on)
    keys = tuple(key for last in due for key in last.keys)
    return State(
        told(CODES[deadlines.status(row, registry, on)]),
        tuple(_facts(row, due)),
        tuple(position for position in entries if position not in against),
        tuple(dict.fromkeys(keys)),
        row.contradictions,
    )


def _facts(row: Finding, due: tuple[Due, ...]) -> Iterator[Told]:
    if not row.orders:
        yield told("not_ordered")
        return
    several = len(row.measures) > 1
    for measure, last in zip(row.measures, due, strict=True):
        progress = row.progress.get(measure.no, NONE)
        no = measure.no if several else None
        if several:
            yield told("measure", no=no, text=measure.text)
        yield told("no_deadline") if last.day is None else told("deadline", on=last.day)
        if last.extended_by is not None:
            yield told("extended", position=last.extended_by)
        yield from _done("submitted", progress.submitted)
        yield from _done("failed", progress.failed)
        yield from _done("verified", progress.verified)
        if progress == NONE:
            yield told("no_submission")
    yield from (told("reopened", on=m.on, position=m.position) for m in row.reopened)
    yield from _done("closed", row.closed)


def _done(what: str, mark: Mark | None) -> Iterator[Told]:
    if mark is not None:
        yield told(what, on=mark.on, position=mark.position)
