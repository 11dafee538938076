"""What a year's titles and bonus points rest on: its circulars, its vetoes, what was taken back and given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.cycle.papers import Cycle, Paper
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import AdvancedRevoked, BonusEntered, RevokedFor
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.selection import Selection
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit.domain.vetoes.fold import Cases

KINDS = (AdvancedRevoked.kind, BonusEntered.kind)
NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Revocation:
    """县委、县政府 took *unit*'s title; *refill* has its place, where the paper says so."""

    paper: Paper
    year: int
    unit: str
    ground: RevokedFor
    refill: str | None = None


@dataclass(frozen=True, slots=True)
class Bonus:
    """One entry of the ledger of bonus points; with a *target* it takes back from that entry."""

    paper: Paper
    year: int
    unit: str
    number: int
    amount: Decimal
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Honours:
    """*left*: what is left of each bonus entry, by id, after what was taken back from it."""

    cycles: Cycles = field(default_factory=Cycles)
    cases: Cases = field(default_factory=Cases)
    revocations: tuple[Revocation, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    left: Mapping[str, Decimal] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()

    def of(self, year: int) -> Cycle:
        return self.cycles.of(year)

    def bonus(self, entry: str) -> Bonus | None:
        return next((one for one in self.bonuses if one.paper.id == entry), None)


def of_year(year: int) -> Selection:
    """The year's deciding papers, its titles and bonus points, and every veto case."""
    tag = f"year:{year}"
    return either(about(tag, kinds=(*cycle_fold.DECISIVE, *KINDS)), about(kinds=vetoes_fold.KINDS))


def evolve(state: Honours, record: Record) -> Honours:
    match record.payload:
        case AdvancedRevoked() as e:
            paper = Paper.of(record)
            taken = Revocation(paper, e.year, e.unit, e.ground, e.refill)
            return replace(state, revocations=(*state.revocations, taken))
        case BonusEntered() as e:
            entry = Bonus(Paper.of(record), e.year, e.unit, e.bonus_no, e.amount, e.target)
            return _entered(state, entry)
        case _:
            cycles = cycle_fold.gather(state.cycles, record)
            cases = vetoes_fold.gather(state.cases, record)
            return replace(state, cycles=cycles, cases=cases)


def _entered(state: Honours, entry: Bonus) -> Honours:
    """What takes back more than is left takes back nothing: the entries cannot both be right.

    Nor does what those who may not have recorded.
    """
    state = replace(state, bonuses=(*state.bonuses, entry))
    if entry.target is None:
        return replace(state, left={**state.left, entry.paper.id: entry.amount})
    if entry.paper.unauthorised:
        return state
    left = state.left.get(entry.target, NONE) + entry.amount
    if left < 0:
        params = (("unit", entry.unit), ("year", entry.year))
        beyond = Contradiction("bonus.beyond_left", entry.paper.position, params)
        return replace(state, contradictions=(*state.contradictions, beyond))
    return replace(state, left={**state.left, entry.target: left})
