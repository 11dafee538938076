"""What the county's chain looks at to tell units of one score apart, from what is recorded (口径 tie.chain).

``completion``: 完成 before 未完成, as determined. ``8.2``, ``8.3``: the points of that group of items.
``overdue``: fewer findings of the year that are 逾期未整改 on the day asked about.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.boundaries import about
from ptaudit.domain.cycle.papers import Determination
from ptaudit.domain.events.assessment import CompletionDetermined
from ptaudit.domain.findings import fold as findings_fold
from ptaudit.domain.findings import states
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.ties import UNTOLD, Ties, chained, steps
from ptaudit.domain.selection import Selection

KINDS = (CompletionDetermined.kind, *findings_fold.KINDS)
WORTH: Mapping[str, Decimal] = {"完成": Decimal(1), "未完成": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of a year: sheets by unit, determinations in order, findings."""

    sheets: Mapping[str, Sheet]
    completions: tuple[Determination, ...]
    findings: tuple[Finding, ...]


def selection(year: int) -> Selection:
    return about(f"year:{year}", kinds=KINDS)


def facts(known: Known, year: int, registry: Registry, on: dt.date) -> Ties:
    """Each unit's facts in the order of the chain; nothing where the county asks no chain."""
    policy = registry.policy(year)
    if not chained(policy):
        return UNTOLD
    asked = steps(policy)
    units = {code for code, unit in registry.units.items() if unit.owes(year)}
    return {
        unit: tuple(_fact(step, unit, known, year, registry, on) for step in asked)
        for unit in sorted(units | set(known.sheets))
    }


def _fact(
    step: str, unit: str, known: Known, year: int, registry: Registry, on: dt.date
) -> Decimal | None:
    match step:
        case "completion":
            said = [d for d in known.completions if d.unit == unit and not d.paper.unauthorised]
            return WORTH.get(said[-1].result) if said else None
        case "overdue":
            return -Decimal(_overdue(unit, known.findings, year, registry, on))
        case _:
            return _points(step, known.sheets.get(unit), registry)


def _overdue(
    unit: str, findings: Iterable[Finding], year: int, registry: Registry, on: dt.date
) -> int:
    return sum(
        1
        for one in findings
        if one.raised is not None and one.year == year and unit in one.units
        if states.status(one, registry, on, unit) == "逾期未整改"
    )


def _points(group: str, sheet: Sheet | None, registry: Registry) -> Decimal | None:
    """What the items of *group* add up to; None without rules, or while one is undetermined."""
    computed = scored(sheet, registry).computed if sheet is not None else None
    items = [one for one in computed.items if one.item.group == group] if computed else []
    values = [one.value for one in items]
    if not values or None in values:
        return None
    return sum((value for value in values if value is not None), Decimal("0.00"))
