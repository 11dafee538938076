"""What a decision about a year's result rests on: its papers, all scores, its objections, the veto cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from ptaudit.domain import clocks
from ptaudit.domain.assessment import tie_facts
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Breach, Contradiction
from ptaudit.domain.events.targets import Target, TargetIssued
from ptaudit.domain.findings import several
from ptaudit.domain.objections import fold as objections_fold
from ptaudit.domain.objections.fold import Objection, Objections
from ptaudit.domain.objections.standing import ruled
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring import fold as scores_fold
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.ties import UNTOLD, Ties, chained
from ptaudit.domain.selection import Selection
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit.domain.vetoes.fold import Case, Cases

KINDS = tuple(dict.fromkeys((*cycle_fold.DECISIVE, *scores_fold.KINDS, *objections_fold.KINDS)))
_SHEETLESS = frozenset(
    (*objections_fold.KINDS, TargetIssued.kind, *(k for k in tie_facts.KINDS if k not in KINDS))
)
SUSPENDS = "objection.suspends"


@dataclass(frozen=True)
class Basis:
    """Entries as recorded, corrections among them, in ledger order; each part is folded when asked for.

    What a score was when it was asserted needs them raw: nothing recorded later changes it.
    """

    records: tuple[Record, ...] = ()

    @cached_property
    def _cycles(self) -> Cycles:
        return reduce(cycle_fold.gather, clocks.known(self.records), Cycles())

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self._cycles.contradictions

    def of(self, year: int) -> Cycle:
        return self._cycles.of(year)

    def sheets(self, year: int) -> Mapping[str, Sheet]:
        """Each unit's sheet of *year* that has an entry, by unit."""
        own: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            # Who only objects, or only has targets, has no sheet for it.
            for key in scores_fold.keys(record) if record.kind not in _SHEETLESS else ():
                own[key].append(record)
        found: dict[str, Sheet] = {}
        for key, raw in own.items():
            unit, _, of = key.partition("/")
            if of == str(year):
                found[unit] = _sheet(key, raw)
        return found

    def targets(self, year: int) -> Mapping[str, tuple[Target, ...]]:
        """The targets in force, by unit; none where the issues were not asked for."""
        known = (
            record
            for record in clocks.known(self.records)
            if isinstance(record.payload, TargetIssued) and record.payload.year == year
        )
        return reduce(targets_fold.evolve, known, targets_fold.YearPapers()).targets

    def ties(self, year: int, on: dt.date, registry: Registry) -> Ties:
        """What tells units of one score apart on day *on*, where the county asks a chain."""
        if not chained(registry.policy(year)):
            return UNTOLD
        known = clocks.known(self.records, on)
        cycles = reduce(cycle_fold.gather, known, Cycles())
        findings = reduce(several.gather, known, several.Findings())
        held = tie_facts.Known(
            self.sheets(year), cycles.of(year).completions, tuple(findings.cases.values())
        )
        return tie_facts.facts(held, year, registry, on)

    def decided_by(self, on: dt.date) -> tuple[Case, ...]:
        """Every veto case as its papers stood on day *on*."""
        state = reduce(vetoes_fold.gather, clocks.known(self.records, on), Cases())
        return tuple(state.cases.values())

    def open_on(self, year: int, on: dt.date) -> tuple[str, ...]:
        """Objections about *year* that were open on day *on*, by number."""
        return tuple(
            sorted(
                case.objection
                for case in self.objections(on).values()
                if case.is_open and case.filed is not None and case.filed.year == year
            )
        )

    def objections(self, on: dt.date) -> Mapping[str, Objection]:
        """Every objection among the entries as its papers stood on day *on*, by number."""
        known = clocks.known(self.records, on)
        return reduce(objections_fold.gather, known, Objections()).cases


def boundary(year: int, registry: Registry | None = None) -> Selection:
    """The year's acts and scores, and every veto case: one may turn out to count in this year.

    With *registry*, also what tells units of one score apart, where the county asks a chain.
    """
    own = either(about(f"year:{year}", kinds=KINDS), about(kinds=vetoes_fold.KINDS))
    if registry is None or not chained(registry.policy(year)):
        return own
    return either(own, tie_facts.selection(year))


def evolve(state: Basis, record: Record) -> Basis:
    return Basis((*state.records, record))


def raw(records: Iterable[Record]) -> tuple[Record, ...]:
    """Nothing is resolved or put in order before the folds that do so themselves."""
    return tuple(records)


def _sheet(key: str, entries: list[Record]) -> Sheet:
    known = (r for r in clocks.known(entries) if r.kind in scores_fold.KINDS)
    return scores_fold.settle(reduce(scores_fold.evolve, known, scores_fold.initial(key)), entries)


def held(basis: Basis, year: int, on: dt.date, registry: Registry) -> tuple[Breach, ...]:
    """A breach where the county lets open objections hold the year's report and circular (口径)."""
    if registry.policy(year)[SUSPENDS] != "yes":
        return ()
    waiting = basis.open_on(year, on)
    if not waiting:
        return ()
    params = (("year", year), ("objections", "、".join(waiting)))
    return (Breach("objection.open", ruled(SUSPENDS, year, registry), params),)
