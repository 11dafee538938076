"""The state of a finding: how far its rectification is, by which days, and what is not on record (第十四条)."""

import datetime as dt
from collections.abc import Iterator, Mapping

from ptaudit.domain.decider import Mark
from ptaudit.domain.findings import standing
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import NONE
from ptaudit.domain.findings.standing import Standing
from ptaudit.domain.findings.states import Status
from ptaudit.domain.registry import Registry
from ptaudit.projections.replay import State, Told, told

CODES: Mapping[Status, str] = {
    "已登记": "finding_raised",
    "已反馈": "finding_notified",
    "已限期整改": "finding_ordered",
    "已送达": "finding_served",
    "整改中": "finding_open",
    "逾期未整改": "finding_overdue",
    "已报完成": "finding_submitted",
    "核查未通过": "finding_failed",
    "核查通过": "finding_verified",
    "公示中": "finding_publicised",
    "已销号": "finding_closed",
    "重新打开": "finding_reopened",
    "已撤销": "finding_withdrawn",
}


def state(row: Finding, registry: Registry, on: dt.date, entries: tuple[int, ...]) -> State:
    """*row* as it stands on *on*; *entries* are those folded into it."""
    if row.raised is None:
        return State(
            told("finding_unrecorded"), contradictions=row.contradictions, is_recorded=False
        )
    against = {fault.position for fault in row.contradictions}
    stands = standing.standing(row, registry, on)
    return State(
        told(CODES[stands.status]),
        tuple(_facts(row, stands, registry)),
        tuple(position for position in entries if position not in against),
        stands.keys,
        row.contradictions,
    )


def _facts(row: Finding, stands: Standing, registry: Registry) -> Iterator[Told]:
    yield from _done("taken_back", row.withdrawn)
    for later in row.reassigned:
        units = "、".join(registry.named(unit) for unit in later.units)
        yield told("reassigned", on=later.mark.on, units=units, position=later.mark.position)
    if not row.orders:
        yield told("not_ordered")
        return
    due = stands.due
    several = len(row.measures) > 1
    for measure, last in zip(row.measures, due, strict=True):
        progress = row.progress.get(measure.no, NONE)
        no = measure.no if several else None
        if several:
            yield told("measure", no=no, text=measure.text)
        yield told("no_deadline") if last.day is None else told("deadline", on=last.day)
        if last.provisional:
            yield told("deadline_provisional")
        if last.extended_by is not None:
            yield told("extended", position=last.extended_by)
        if last.pending:
            yield told("extension_pending")
        yield from _done("submitted", progress.submitted)
        yield from _done("failed", progress.failed)
        yield from _done("verified", progress.verified)
        if progress == NONE:
            yield told("no_submission")
    yield from _besides(row, stands)
    yield from (told("reopened", on=m.on, position=m.position) for m in row.reopened)
    yield from _done("closed", row.closed)


def _besides(row: Finding, stands: Standing) -> Iterator[Told]:
    """What it may well go without."""
    if stands.pace:
        yield told("pace", pace=stands.pace)
    for one in row.escalated:
        yield told("escalated", form=one.form, on=one.mark.on, position=one.mark.position)
    for window in row.windows:
        position = window.mark.position
        yield told("publicised", since=window.since, until=window.last, position=position)
    for held in row.holding:
        yield told("objected", objection=held.objection, on=held.filed.on)


def _done(what: str, mark: Mark | None) -> Iterator[Told]:
    if mark is not None:
        yield told(what, on=mark.on, position=mark.position)
