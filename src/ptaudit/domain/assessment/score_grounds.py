"""What a score entry rests on: findings, papers, earlier entries; and all that its decision looks at (第十五条)."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.decider import Breach, Contradiction
from ptaudit.domain.events.base import OWN, Ref
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.failures import NotFound
from ptaudit.domain.findings.fold import KINDS as FINDING_KINDS
from ptaudit.domain.findings.several import Findings
from ptaudit.domain.findings.several import gather as with_finding
from ptaudit.domain.objections.fold import Recused
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring import fold as scores_fold
from ptaudit.domain.scoring.fold import Sheets
from ptaudit.domain.selection import Selection

_FINDING = re.compile(r"F-\d{4}-\d{3,}")


@dataclass(frozen=True, slots=True)
class Book:
    """The unit's sheets, the findings named, how far its years have come, and every entry read, by id.

    *recusals*: those recorded for no single objection.
    """

    sheets: Sheets = field(default_factory=Sheets)
    findings: Findings = field(default_factory=Findings)
    cycles: Cycles = field(default_factory=Cycles)
    recusals: tuple[Recused, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return (*self.sheets.contradictions, *self.cycles.contradictions)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an entry rests on: entries, the cases they belong to, and the earliest of their days."""

    refs: tuple[Ref, ...] = ()
    findings: tuple[str, ...] = ()
    earliest: dt.date | None = None


def evolve(state: Book, record: Record) -> Book:
    event, recusals = record.payload, state.recusals
    if isinstance(event, RecusalRecorded) and event.objection is None:
        recusals = (*recusals, Recused.of(record, event))
    return Book(
        scores_fold.gather(state.sheets, record),
        with_finding(state.findings, record),
        cycle_fold.gather(state.cycles, record),
        recusals,
        {**state.records, record.id: record},
    )


def named(name: str) -> Selection:
    """Where what is named is found."""
    if _FINDING.fullmatch(name):
        return about(f"finding:{name}", kinds=FINDING_KINDS)
    return entry(name)


def entry(name: str) -> Selection:
    return either(about(f"id:{name}"), about(f"ref:{name}"))


def of(names: Iterable[str], unit: str, state: Book, registry: Registry) -> Grounds:
    """The entries that are named: a finding stands for its raising and its orders. Raises NotFound."""
    ids: dict[str, None] = {}
    cases: dict[str, None] = {}
    for name in names:
        if _FINDING.fullmatch(name):
            cases[name] = None
            ids.update(dict.fromkeys(_of_finding(name, unit, state, registry)))
        elif name in state.records:
            ids[name] = None
        else:
            raise NotFound("entry.unknown", entry=name)
    days = [state.records[one].effective for one in ids]
    refs = tuple(Ref(role="basis", id=one) for one in ids)
    return Grounds(refs, tuple(cases), min(days, default=None))


def _of_finding(name: str, unit: str, state: Book, registry: Registry) -> list[str]:
    finding = state.findings.cases.get(name)
    if finding is None or finding.raised is None:
        raise NotFound("finding.unknown", finding=name)
    if unit not in finding.units:
        units = "、".join(registry.named(code) for code in finding.units)
        own = registry.named(unit)
        raise NotFound("finding.not_its_unit", finding=name, unit=own, units=units)
    return [finding.entry, *(order.id for order in finding.orders)]


def taken_back(grounds: Grounds, state: Book) -> tuple[Breach, ...]:
    """Resting on a finding that was withdrawn."""
    return tuple(
        Breach("score.finding_withdrawn", OWN, (("finding", name),))
        for name in grounds.findings
        if state.findings.cases[name].withdrawn is not None
    )
