"""Both sequences of a year placed by given totals: ranks, 先进 and 约谈, and what is held (第十六至十八条)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ptaudit.domain import ranking
from ptaudit.domain.cycle_papers import Lists, Ranked
from ptaudit.domain.policy import Policy
from ptaudit.domain.ranking import Hold, Listed
from ptaudit.domain.registry import Registry
from ptaudit.domain.values import Sequence

SEQUENCES: tuple[Sequence, ...] = ("A", "B")
Ranks = tuple[ranking.Ranked, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """*ranks* by sequence; the lists in order of sequence and rank; *holds* await 县委、县政府."""

    ranks: Mapping[Sequence, Ranks]
    lists: Lists
    holds: tuple[Hold, ...] = ()

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        return tuple(
            Ranked(row.unit, sequence, row.score, row.rank)
            for sequence in SEQUENCES
            for row in self.ranks[sequence]
        )

    def rank(self, unit: str) -> int | None:
        return next((row.rank for row in self.ranked if row.unit == unit), None)


def place(
    scores: Mapping[str, Decimal], year: int, vetoed: Collection[str], registry: Registry
) -> Placing:
    """Totals by unit, placed under the year's policy. Units not ranked (不参与排位) are left out."""
    policy = registry.policy(year)
    ranks = {s: ranking.rank(_of(s, scores, year, registry), policy) for s in SEQUENCES}
    exempt = {s: _exempt(s, year, registry) for s in SEQUENCES}
    first = {s: ranking.advanced(ranks[s], vetoed, exempt[s], policy) for s in SEQUENCES}
    last, clash = _last(ranks, first, policy)
    both = {hold.unit for hold in clash}
    lists = Lists(
        tuple(unit for s in SEQUENCES for unit in first[s].units if unit not in both),
        last.units,
        tuple(row.unit for s in SEQUENCES for row in ranks[s] if row.unit in vetoed),
    )
    holds = (*(hold for s in SEQUENCES for hold in first[s].holds), *last.holds, *clash)
    return Placing(ranks, lists, tuple(dict.fromkeys(holds)))


def _of(
    sequence: str, scores: Mapping[str, Decimal], year: int, registry: Registry
) -> Mapping[str, Decimal]:
    return {u: score for u, score in scores.items() if registry.sequence(u, year) == sequence}


def _exempt(sequence: str, year: int, registry: Registry) -> int:
    """How many units that belong to the sequence are left out of its ranking."""
    return sum(
        registry.sequence(unit.code, year) not in SEQUENCES and unit.sequence == sequence
        for unit in registry.units.values()
    )


def _last(
    ranks: Mapping[Sequence, Ranks], first: Mapping[Sequence, Listed], policy: Policy
) -> tuple[Listed, tuple[Hold, ...]]:
    """The last three of each sequence or, where policy says so, of both taken together."""
    if policy["interview.scope"] == "overall":
        scores = {row.unit: row.score for rows in ranks.values() for row in rows}
        taken = Listed(
            tuple(unit for listed in first.values() for unit in listed.units),
            tuple(hold for listed in first.values() for hold in listed.holds),
        )
        return ranking.interview(ranking.rank(scores, policy), taken, policy)
    found = Listed(())
    clash: tuple[Hold, ...] = ()
    for sequence in SEQUENCES:
        listed, both = ranking.interview(ranks[sequence], first[sequence], policy)
        found = replace(
            found, units=(*found.units, *listed.units), holds=(*found.holds, *listed.holds)
        )
        clash = (*clash, *both)
    return found, clash
