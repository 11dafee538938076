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
    "已登记": "finding.raised",
    "已反馈": "finding.notified",
    "整改中": "finding.open",
    "逾期未整改": "finding.overdue",
    "已报完成": "finding.submitted",
    "核查未通过": "finding.failed",
    "核查通过": "finding.verified",
    "已销号": "finding.closed",
}


def state(row: Finding, registry: Registry, on: dt.date, entries: tuple[int, ...]) -> State:
    """*row* as it stands on *on*; *entries* are those folded into it."""
    if row.raised is None:
        return State(
            told("finding.unrecorded"), contradictions=row.contradictions, is_recorded=False
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
        yield told("fact.not_ordered")
        return
    several = len(row.measures) > 1
    for measure, last in zip(row.measures, due, strict=True):
        progress = row.progress.get(measure.no, NONE)
        no = measure.no if several else None
        if several:
            yield told("fact.measure", no=no, text=measure.text)
        yield told("fact.no_deadline") if last.day is None else told("fact.deadline", on=last.day)
        if last.extended_by is not None:
            yield told("fact.extended", position=last.extended_by)
        yield from _done("submitted", progress.submitted)
        yield from _done("failed", progress.failed)
        yield from _done("verified", progress.verified)
        if progress == NONE:
            yield told("fact.no_submission")
    yield from (told("fact.reopened", on=m.on, position=m.position) for m in row.reopened)
    yield from _done("closed", row.closed)


def _done(what: str, mark: Mark | None) -> Iterator[Told]:
    if mark is not None:
        yield told(f"fact.{what}", on=mark.on, position=mark.position)
