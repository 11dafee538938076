"""第十二、十三条、第十五条第二项 — 指标值填报、核定,缺项认定."""

import datetime as dt
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.tasks import CertifyIndicator, ReportIndicators, WaiveIndicator
from ptaudit.domain.decider import Act, Context, Decider, Decision, Refused
from ptaudit.domain.events.targets import TargetIssued
from ptaudit.domain.events.tasks import (
    CertifiedValue,
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    ReportedValue,
)
from ptaudit.domain.failures import Malformed
from ptaudit.domain.indicators import fold as values_fold
from ptaudit.domain.indicators.fold import Certified, Reported
from ptaudit.domain.indicators.known import Known, check, check_receiving, evolve, unit_at
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = ReportIndicators | CertifyIndicator | WaiveIndicator

#: What is only known after the end of its year.
_LATE = frozenset(("全年", "下半年", "四季度", "12月"))


def boundary(command: Command, registry: Registry) -> Selection:
    """The year's values and targets; of every year where none is said."""
    year = () if command.year is None else (f"year:{command.year}",)
    return about(*year, kinds=(*values_fold.KINDS, TargetIssued.kind))


def decide(command: Command, state: Known, context: Context) -> Decision:
    match command:
        case ReportIndicators():
            return report(command, state, context)
        case CertifyIndicator():
            return certify(command, state, context)
        case WaiveIndicator():
            return waive(command, state, context)
        case _:
            assert_never(command)


def report(command: ReportIndicators, state: Known, context: Context) -> Decision:
    """Raises Malformed or NotFound naming the row, Refused for a version that is there already."""
    on = command.on or context.today
    unit, registry = context.registry.unit(command.unit), context.registry
    year = _year(command, on)
    rows: dict[str, ReportedValue] = {}
    for n, said in enumerate(command.values, 1):
        if said.indicator in rows:
            raise Malformed("indicator.twice", row=n, indicator=said.indicator)
        check(n, unit, said.indicator, said.unit_of_measure, year, state, registry)
        rows[said.indicator] = ReportedValue(
            indicator=said.indicator, value=said.value, unit_of_measure=said.unit_of_measure
        )
    values = tuple(rows[code] for code in sorted(rows))
    held = state.book.row(unit.code, year).reports
    by_version: dict[int, list[Reported]] = {}
    for one in held:
        if one.period == command.period:
            by_version.setdefault(one.version, []).append(one)
    former = by_version.get(max(by_version, default=0), [])
    if former and command.report_version in (None, former[0].version):
        again = tuple((r.indicator, r.value, r.unit_of_measure) for r in former)
        same = (again, former[0].receipt_no, former[0].mark.on)
        said_now = tuple((v.indicator, v.value, v.unit_of_measure) for v in values)
        repeats = former[0].regular or command.irregular is not None
        if repeats and same == (said_now, command.receipt, on):
            return Decision(already=(former[0].mark.position,))
    taken = {version: rows_[0].mark.position for version, rows_ in by_version.items()}
    event = IndicatorReported(
        unit=unit.code,
        year=year,
        period=command.period,
        values=values,
        report_version=_number(command.report_version, taken, IndicatorReported),
        receipt_no=command.receipt,
        revises=former[0].id if former else None,
    )
    return Decision((Act(event),))


def certify(command: CertifyIndicator, state: Known, context: Context) -> Decision:
    """Raises Malformed or NotFound naming the row, Refused for a version that is there already."""
    on = command.on or context.today
    registry, year = context.registry, _year(command, on)
    values: dict[str, Decimal] = {}
    for n, said in enumerate(command.values, 1):
        unit = unit_at(n, said.unit, registry)
        if unit.code in values:
            raise Malformed("indicator.unit_twice", row=n, unit=unit.name)
        check(n, unit, command.indicator, command.unit_of_measure, year, state, registry)
        values[unit.code] = said.value
    rows = tuple(CertifiedValue(unit=code, value=values[code]) for code in sorted(values))
    versions = _certifications(command, year, state)
    former = versions.get(max(versions, default=0), {})
    last = next(iter(former.values()), None)
    if last is not None and command.certification_version in (None, last.version):
        same = {code: held.value for code, held in former.items()} == values
        same = same and (last.unit_of_measure, last.mark.on) == (command.unit_of_measure, on)
        counts = all(held.counts for held in former.values())
        if same and (counts or command.irregular is not None):
            return Decision(already=(last.mark.position,))
    taken = {
        version: next(iter(held.values())).mark.position for version, held in versions.items()
    }
    event = IndicatorCertified(
        year=year,
        indicator=command.indicator,
        period=command.period,
        unit_of_measure=command.unit_of_measure,
        values=rows,
        certification_version=_number(command.certification_version, taken, IndicatorCertified),
        revises=last.id if last else None,
    )
    return Decision((Act(event),))


def waive(command: WaiveIndicator, state: Known, context: Context) -> Decision:
    """Raises Malformed or NotFound for an item to transfer to that is none of the unit's."""
    registry = context.registry
    units = [unit_at(n, name, registry) for n, name in enumerate(command.units, 1)]
    if command.treatment == "转移" and command.to_item is None:
        raise Malformed("indicator.to_item_missing", indicator=command.indicator)
    if command.treatment != "转移" and command.to_item is not None:
        raise Malformed("indicator.to_item_idle", indicator=command.indicator)
    for n, unit in enumerate(units, 1):
        check(n, unit, command.indicator, None, command.year, state, registry)
        check_receiving(command, unit, registry)
    former: dict[str, int] = {}
    last_ids: set[str] = set()
    for unit in units:
        waived = state.book.row(unit.code, command.year).values.waived
        held = [w for w in waived if w.indicator == command.indicator and w.counts]
        if held:
            last_ids.add(held[-1].id)
            if (held[-1].treatment, held[-1].to_item) == (command.treatment, command.to_item):
                former[unit.code] = held[-1].mark.position
    if len(former) == len(units):
        return Decision(already=tuple(sorted(set(former.values()))))
    event = IndicatorWaived(
        year=command.year,
        indicator=command.indicator,
        units=tuple(sorted({unit.code for unit in units})),
        treatment=command.treatment,
        to_item=command.to_item,
        revises=last_ids.pop() if len(last_ids) == 1 else None,
    )
    return Decision((Act(event),))


def _year(command: ReportIndicators | CertifyIndicator, on: dt.date) -> int:
    """The year said, else the day's; values of a whole year and its end come until June of the next."""
    before = command.period in _LATE and on.month <= 6
    year = command.year or (on.year - 1 if before else on.year)
    if on.year < year:
        raise Malformed("indicator.before_year", on=on, year=year)
    return year


def _certifications(
    command: CertifyIndicator, year: int, state: Known
) -> dict[int, dict[str, Certified]]:
    """What was certified of the indicator and period, by version and unit."""
    found: dict[int, dict[str, Certified]] = {}
    for row in state.book.rows.values():
        for held in row.values.certified if row.year == year else ():
            if (held.indicator, held.period) == (command.indicator, command.period):
                found.setdefault(held.version, {})[row.unit] = held
    return found


def _number(
    asked: int | None,
    taken: dict[int, int],
    kind: type[IndicatorReported] | type[IndicatorCertified],
) -> int:
    if asked is not None and asked in taken:
        claim = kind.claims[0]
        raise Refused("indicator.version_taken", claim, version=asked, position=taken[asked])
    return asked or max(taken, default=0) + 1


decider: Decider[Command, Known] = Decider(boundary, Known(), evolve, decide)
COMMANDS = get_args(Command)
