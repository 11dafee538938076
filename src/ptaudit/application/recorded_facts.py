"""What the ledger itself holds of the facts that formulas read: a closed list of names (第六、十一、十五条)."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from ptaudit.application import commitments, reading
from ptaudit.application.view import View
from ptaudit.domain.decider import Mark
from ptaudit.domain.duties.standing import cells
from ptaudit.domain.events.formulas import WORD
from ptaudit.domain.findings import deadlines, states
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import NONE
from ptaudit.domain.findings.years import scored_in
from ptaudit.domain.rules.facts import Fact
from ptaudit.domain.selfchecks.due import periods, standing, together
from ptaudit.projections.duties import duties
from ptaudit.projections.indicators import indicators
from ptaudit.projections.rectification import rectification
from ptaudit.projections.selfchecks import selfchecks

LATE, MISSED, UNCOPIED = "自查逾期", "自查缺报", "自查缺抄送"
FINDINGS, OVERDUE, UNCLOSED = "问题", "整改逾期", "未销号问题"
#: A duty of the register by its code: ``次数:缺履职-9.1-b``.
DUTY = "缺履职-"
#: Counts by name, with what each counts; every duty has one of its own besides.
COUNTS: Mapping[str, str] = MappingProxyType(
    {
        LATE: "逾期报送的自查,每期一次(第十三条)",
        MISSED: "到期未报的自查,每期一次(第十三条)",
        UNCOPIED: "已报未抄送县目督办的自查,每期一次(第十三条)",
        FINDINGS: "计入本年的问题(第十四条,口径 finding.year)",
        OVERDUE: "超过期限的整改措施:到期未报完成,或到期后才报完成(第十四条)",
        UNCLOSED: "计入本年、尚未销号的问题(第十四条)",
    }
)
_NAME = re.compile(f"[{WORD}]{{1,40}}")


def recorded(view: View, unit: str, year: int) -> dict[str, Fact]:
    """Facts of *unit* for *year* by input, each with the entries and findings it rests on."""
    found = {**dict(_targets(view, unit, year)), **dict(_values(view, unit, year))}
    counts = [*_selfchecks(view, unit, year), *_findings(view, unit, year)]
    counts += _duties(view, unit, year)
    return found | {f"次数:{name}": fact for name, fact in counts}


def _targets(view: View, unit: str, year: int) -> Iterator[tuple[str, Fact]]:
    """A target is a standard and no conduct: nothing rests on it."""
    issued = view.once(("targets", year), lambda: commitments.targets(view, year))
    for target in issued.get(unit, ()):
        if target.value is not None and _NAME.fullmatch(target.code):
            fact = Fact(target.value, target.name, target.unit_of_measure or "")
            yield f"目标值:{target.code}", fact


def _values(view: View, unit: str, year: int) -> Iterator[tuple[str, Fact]]:
    """Values certified for the whole year, each with those it took the place of."""
    row = view.row(indicators, f"{unit}/{year}")
    issued = view.once(("targets", year), lambda: commitments.targets(view, year))
    targets = {target.code: target for target in issued.get(unit, ())}
    for indicator in dict.fromkeys(one.indicator for one in row.values.certified):
        value = row.values.value(indicator)
        if value is not None and _NAME.fullmatch(indicator):
            former = [one.id for one in row.values.certified if one.indicator == indicator]
            target = targets.get(indicator)
            label = target.name if target is not None else ""
            measure = value.unit_of_measure or (target.unit_of_measure if target else None) or ""
            fact = Fact(value.value, label, measure, "", (value.id,), tuple(former))
            yield f"指标值:{indicator}", fact


def waived(view: View, unit: str, year: int) -> frozenset[str]:
    """Indicators and items found not to apply to the unit (缺项)."""
    row = view.row(indicators, f"{unit}/{year}")
    return frozenset(waiver.indicator for waiver in row.values.waivers)


def _selfchecks(view: View, unit: str, year: int) -> Iterator[tuple[str, Fact]]:
    registry = view.registry
    row = view.row(selfchecks, f"{unit}/{year}")
    late: dict[str, None] = {}
    missed: dict[str, None] = {}
    uncopied: dict[str, None] = {}
    counts = dict.fromkeys((LATE, MISSED, UNCOPIED), 0)
    for period in periods(registry, year):
        held = standing(row, period, registry, view.on)
        same = together(period, registry, year)
        filed = row.of(same, "EPB")
        if held.status == "逾期未报":
            counts[MISSED] += 1
            missed |= {_id(view, one.mark): None for one in row.missed if one.period in same}
        elif held.late_days > 0 and filed:
            counts[LATE] += 1
            late[filed[0].id] = None
        if held.status == "已报缺抄送" and held.due is not None and view.on > held.due and filed:
            counts[UNCOPIED] += 1
            uncopied[filed[-1].id] = None
    for name, entries in ((LATE, late), (MISSED, missed), (UNCOPIED, uncopied)):
        yield name, _count(counts[name], name, tuple(entries))


def _findings(view: View, unit: str, year: int) -> Iterator[tuple[str, Fact]]:
    """Findings of the year the unit answers for, its measures that went over their day, those still open."""
    registry = view.registry
    rows = view.once(("findings",), lambda: view.rows(rectification))
    mine = [
        finding
        for finding in rows.values()
        if unit in finding.units and scored_in(finding, registry, view.on) == year
    ]
    over = {finding.finding: _overdue(finding, unit, view) for finding in mine}
    yield FINDINGS, _count(len(mine), FINDINGS, tuple(f.finding for f in mine))
    yield (
        OVERDUE,
        _count(sum(over.values()), OVERDUE, tuple(name for name, times in over.items() if times)),
    )
    unclosed = tuple(f.finding for f in mine if not states.is_closed(f, registry))
    yield UNCLOSED, _count(len(unclosed), UNCLOSED, unclosed)


def _overdue(finding: Finding, unit: str, view: View) -> int:
    """Measures of the unit that were not reported done by their last day."""
    if not finding.orders:
        return 0
    times = 0
    for measure in finding.measures:
        if unit not in (measure.units or finding.units):
            continue
        last = deadlines.due(finding, measure, view.registry, view.on, unit)
        if states.awaits_order(finding, last) or last.day is None:
            continue
        progress = finding.progress.get(measure.no, NONE)
        done = progress.by.get(unit) or progress.verified
        times += done.on > last.day if done is not None else last.is_past(view.on)
    return times


def _duties(view: View, unit: str, year: int) -> Iterator[tuple[str, Fact]]:
    """By duty: the periods gone by in which nothing was recorded as done (未见登记)."""
    known = view.registry.units.get(unit)
    if known is None:
        return
    row = view.row(duties, f"{unit}/{year}")
    counts: dict[str, int] = {}
    for cell in cells(row, known, commitments.register(), view.registry, view.on):
        counts.setdefault(cell.duty.code, 0)
        counts[cell.duty.code] += cell.status == "未见登记"
    for code, times in counts.items():
        if _NAME.fullmatch(f"{DUTY}{code}"):
            yield f"{DUTY}{code}", _count(times, f"{DUTY}{code}", ())


def _id(view: View, mark: Mark) -> str:
    record = reading.record_at(view.ledger, mark.position)
    assert record is not None
    return record.id


def _count(times: int, name: str, entries: tuple[str, ...]) -> Fact:
    """What was not done left no entry: such a count rests on none."""
    return Fact(Decimal(times), name, entries=entries, family=entries)
