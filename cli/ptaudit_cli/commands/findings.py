"""Findings: the board with its lights, the list, one finding measure by measure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from ptaudit.domain.failures import NotFound
from ptaudit_cli import citations
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.domain.findings.fold import Finding

Light = Literal["红", "黄", "绿", "灰"]
#: Days before the deadline from which a finding is yellow.
SOON = 7


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One finding. *light*: 红 overdue or failed, 黄 due within a week, 绿 in time or done, 灰 no deadline."""

    light: Light
    finding: str
    year: int
    units: tuple[str, ...]
    issue: str
    status: str
    deadline: dt.date | None
    days_left: int | None
    on: dt.date
    contradictions: int


def board(ask: Ask) -> Iterator[BoardRow]:
    """Open findings, the most urgent first."""
    rows = [row for row in _listed(ask, closed=False) if row.status != "已销号"]
    far = dt.date.max
    yield from sorted(
        rows, key=lambda r: ("红黄绿灰".index(r.light), r.deadline or far, r.finding)
    )


def listed(ask: Ask) -> Iterator[BoardRow]:
    yield from _listed(ask, closed=True)


def _listed(ask: Ask, *, closed: bool) -> Iterator[BoardRow]:
    from ptaudit.projections.rectification import OPEN, rectification

    wanted = ask.get("unit")
    code = ask.registry.unit(wanted).code if wanted else None
    view = ask.view
    rows = view.rows(rectification) if closed else view.shelf_rows(rectification, OPEN)
    for finding in rows.values():
        if finding.raised is None:
            continue
        if code is None or code in finding.units:
            yield _row(finding, ask)


def _row(finding: "Finding", ask: Ask) -> BoardRow:
    from ptaudit.domain.findings import deadlines

    registry, on = ask.registry, ask.view.on
    status = deadlines.status(finding, registry, on)
    last = deadlines.deadline(finding, registry, on)
    left = (last - on).days if last is not None and finding.closed is None else None
    assert finding.raised is not None
    return BoardRow(
        _light(status, left),
        finding.finding,
        finding.year,
        tuple(registry.named(unit) for unit in finding.units),
        finding.issue,
        status,
        last,
        left,
        finding.raised.on,
        len(finding.contradictions),
    )


def _light(status: str, left: int | None) -> Light:
    if status in ("逾期未整改", "核查未通过"):
        return "红"
    if status in ("已报完成", "核查通过", "已销号"):
        return "绿"
    if left is None:
        return "灰"
    return "黄" if left <= SOON else "绿"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a finding, and how far it is."""

    finding: str
    no: int
    text: str
    units: tuple[str, ...]
    deadline: dt.date | None
    decided_by: tuple[str, ...]
    served_on: dt.date | None
    submitted_on: dt.date | None
    verified_on: dt.date | None
    failed_on: dt.date | None
    status: str


def show(ask: Ask) -> Iterator[MeasureRow]:
    from ptaudit.domain.findings import deadlines
    from ptaudit.domain.findings.fold import Progress
    from ptaudit.projections.rectification import rectification

    finding = ask.view.row(rectification, ask["finding"])
    if finding.raised is None:
        raise NotFound("finding.unknown", finding=ask["finding"])
    registry, on = ask.registry, ask.view.on
    status = deadlines.status(finding, registry, on)
    served = [service.mark.on for order in finding.orders for service in order.served]
    due = deadlines.lights(finding, registry, on)
    for measure, last in zip(finding.measures, due, strict=True):
        progress = finding.progress.get(measure.no, Progress())
        days = (progress.submitted, progress.verified, progress.failed)
        submitted, verified, failed = (mark.on if mark else None for mark in days)
        names = tuple(registry.named(unit) for unit in measure.units)
        yield MeasureRow(
            finding.finding,
            measure.no,
            measure.text,
            names,
            last.day,
            last.keys,
            max(served, default=None),
            submitted,
            verified,
            failed,
            status,
        )
    if not finding.measures:
        names = tuple(registry.named(unit) for unit in finding.units)
        yield MeasureRow(
            finding.finding, 0, finding.issue, names, None, (), None, None, None, None, status
        )


def _unit() -> Sequence[click.Parameter]:
    return [option("unit", "text", block="own")]


CALLS = (
    Read("finding", "board", BoardRow, board, _unit),
    Read("finding", "list", BoardRow, listed, _unit),
    Read(
        "finding",
        "show",
        MeasureRow,
        show,
        lambda: [place("finding")],
        told={"decided_by": citations.rulings},
    ),
)
