"""Findings: the board with its lights, the list, one finding measure by measure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import citations, finding_life
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read, of_unit

if TYPE_CHECKING:
    from ptaudit.domain.events.findings import Measure
    from ptaudit.domain.findings.case import Finding
    from ptaudit.domain.findings.deadlines import Due
    from ptaudit.domain.findings.standing import Standing

Light = Literal["红", "黄", "绿", "灰"]
#: Days before the deadline from which a finding is yellow.
SOON = 7
#: What ``--state`` asks for, beside every status by its own name.
STATES = (
    "逾期",
    "临期",
    "序时",
    "滞后",
    "已报完成",
    "公示中",
    "已销号",
    "重新打开",
    "撤销",
    "升级",
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One finding. *light*: 红 overdue, failed or to be ordered anew, 黄 due within a week or behind,
    绿 in time or done, 灰 no deadline or taken back. *deadline*: the latest of its measures; *next_due*:
    the earliest still to be met, where that is another.
    """

    light: Light
    finding: str
    year: int
    units: tuple[str, ...]
    issue: str
    status: str
    pace: str
    deadline: dt.date | None
    next_due: dt.date | None
    days_left: int | None
    sides: tuple[str, ...]
    on: dt.date
    contradictions: int


def board(ask: Ask) -> Iterator[BoardRow]:
    """Open findings, the most urgent first; of the state asked for, the others as well."""
    asked = ask.get("state") is not None
    rows = [row for row in _listed(ask, every=asked) if asked or row.status not in _SETTLED]
    far = dt.date.max
    yield from sorted(
        rows, key=lambda r: ("红黄绿灰".index(r.light), r.deadline or far, r.finding)
    )


def listed(ask: Ask) -> Iterator[BoardRow]:
    yield from _listed(ask, every=True)


_SETTLED = ("已销号", "已撤销")
#: Nothing is left for the unit to do by a day.
_DELIVERED = ("已报完成", "核查通过", "公示中", *_SETTLED)


def _listed(ask: Ask, *, every: bool) -> Iterator[BoardRow]:
    """*every*: those closed and taken back among them; of a unit named, its own part in each."""
    from ptaudit.projections.rectification import rectification, unsettled

    code, state = ask.unit, ask.get("state")
    if state is not None and state not in STATES:
        raise Malformed("state.unknown", state=state, known="、".join(STATES))
    view = ask.view
    shelves = unsettled(ask.registry)
    whole = every or len(shelves) > 1
    rows = view.rows(rectification) if whole else view.shelf_rows(rectification, shelves[0])
    for finding in rows.values():
        if finding.raised is None:
            continue
        if code is None or code in finding.units or (every and code in finding.every_unit):
            row = _row(finding, ask, code)
            if state is None or _is(row, state):
                yield row


def _is(row: BoardRow, state: str) -> bool:
    match state:
        case "逾期":
            return row.status == "逾期未整改"
        case "临期":
            return row.days_left is not None and 0 <= row.days_left <= SOON
        case "序时" | "滞后":
            return row.pace == state
        case "撤销":
            return row.status == "已撤销"
        case "升级":
            return "升级督办" in row.sides
        case "重新打开":
            return state == row.status or state in row.sides
        case _:
            return row.status == state


def _row(finding: "Finding", ask: Ask, unit: str | None) -> BoardRow:
    from ptaudit.domain.findings.standing import standing

    registry, on = ask.registry, ask.view.on
    # Who no longer answers for it has no part of its own: its row tells of the whole.
    own = unit if unit in finding.units else None
    stands = standing(finding, registry, on, own)
    last, soonest = stands.deadline, stands.next_due or stands.deadline
    left = (soonest - on).days if soonest and stands.status not in _DELIVERED else None
    assert finding.raised is not None
    return BoardRow(
        _light(stands, left),
        finding.finding,
        finding.year,
        tuple(registry.named(code) for code in finding.units),
        finding.issue,
        stands.status,
        stands.pace,
        last,
        soonest if soonest != last else None,
        left,
        stands.sides,
        finding.raised.on,
        len(finding.contradictions),
    )


def _light(stands: "Standing", left: int | None) -> Light:
    if stands.status in ("逾期未整改", "核查未通过", "重新打开") or "督办逾期" in stands.sides:
        return "红"
    if "待年度确认" in stands.sides:
        return "黄"
    if stands.status in _DELIVERED and stands.status != "已撤销":
        return "绿"
    if left is None:
        return "灰"
    return "黄" if left <= SOON or stands.pace == "滞后" else "绿"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure for one of the units that answer for it, and how far it is.

    *calendar*: the holiday arrangements the deadline was read off, by year and version; 暂定 where one
    is not known. *missed_by*: who answered for it when its last day went by.
    """

    finding: str
    no: int
    text: str
    units: tuple[str, ...]
    kind: str
    deadline: dt.date | None
    decided_by: tuple[str, ...]
    calendar: tuple[str, ...]
    served_on: dt.date | None
    submitted_on: dt.date | None
    verified_on: dt.date | None
    failed_on: dt.date | None
    status: str
    missed_by: tuple[str, ...]


def show(ask: Ask) -> Iterator[MeasureRow]:
    from ptaudit.domain.findings.standing import standing

    finding = one(ask)
    registry = ask.registry
    stands = standing(finding, registry, ask.view.on)
    for measure in finding.measures:
        for unit in measure.units or finding.units:
            yield _measure(finding, measure, unit, ask)
    if not finding.measures:
        names = tuple(registry.named(unit) for unit in finding.units)
        yield MeasureRow(
            finding.finding, 0, finding.issue, names, "", None, (), (), None, None, None, None,
            stands.status, (),
        )  # fmt: skip


def one(ask: Ask) -> "Finding":
    """The finding asked about. Raises NotFound."""
    from ptaudit.projections.rectification import rectification

    finding = ask.view.row(rectification, ask["finding"])
    if finding.raised is None:
        raise NotFound("finding.unknown", finding=ask["finding"])
    return finding


def _measure(finding: "Finding", measure: "Measure", unit: str, ask: Ask) -> MeasureRow:
    from ptaudit.domain.findings import deadlines, states
    from ptaudit.domain.findings.parts import NONE

    registry, on = ask.registry, ask.view.on
    last = deadlines.due(finding, measure, registry, on, unit)
    anew = states.awaits_order(finding, last)
    status = states.of_measure(finding, measure, unit, registry, on)
    if finding.withdrawn is not None or states.is_closed(finding, registry):
        status = states.status(finding, registry, on)
    progress = finding.progress.get(measure.no, NONE)
    days = (progress.by.get(unit), progress.verified, progress.failed)
    submitted, verified, failed = (mark.on if mark else None for mark in days)
    served = [
        service.mark.on
        for order in finding.orders
        for service in order.served
        if service.unit == unit
    ]
    missed = status == "逾期未整改" and last.day is not None
    codes = finding.answering(measure.no, last.day) if missed and last.day else ()
    return MeasureRow(
        finding.finding,
        measure.no,
        measure.text,
        (registry.named(unit),),
        measure.deadline.kind,
        None if anew else last.day,
        last.keys,
        tuple(_calendar(last, ask)),
        max(served, default=None),
        submitted,
        verified,
        failed,
        status,
        tuple(registry.named(code) for code in codes),
    )


def _calendar(last: "Due", ask: Ask) -> Iterator[str]:
    for year, version in last.calendar:
        yield ask.words("finding.calendar", year=year, version=version)
    if last.provisional:
        yield ask.words("finding.provisional")


def _params() -> Sequence[click.Parameter]:
    return [
        *of_unit(),
        option("state", "choice", block="own", choices=STATES),
    ]


CALLS = (
    Read("finding", "board", BoardRow, board, _params),
    Read("finding", "list", BoardRow, listed, _params),
    Read(
        "finding",
        "show",
        MeasureRow,
        show,
        lambda: [place("finding")],
        told={"decided_by": citations.rulings},
        notes=lambda ask, rows: finding_life.lines(one(ask), ask),
    ),
)
