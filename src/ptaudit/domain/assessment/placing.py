"""Both sequences of a year placed by given totals: ranks, 先进 and 约谈, and what is held (第十六至十八条)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ptaudit.domain.cycle.papers import Lists, Ranked
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring import ranking
from ptaudit.domain.scoring.ranking import Hold, Listed
from ptaudit.domain.scoring.ties import UNTOLD, Ties
from ptaudit.domain.values import Sequence

SEQUENCES: tuple[Sequence, ...] = ("A", "B")
NOBODY = Listed(())


@dataclass(frozen=True, slots=True)
class Placed:
    """One sequence: its ranks, both lists, its vetoed units, and those that belong to it unranked."""

    ranks: tuple[ranking.Ranked, ...]
    advanced: Listed
    interview: Listed = NOBODY
    vetoed: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """Both sequences; the lists in order of sequence and rank; *holds* await 县委、县政府."""

    sequences: Mapping[Sequence, Placed]

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        return tuple(
            Ranked(row.unit, sequence, row.score, row.rank)
            for sequence, placed in self.sequences.items()
            for row in placed.ranks
        )

    @property
    def lists(self) -> Lists:
        every = self.sequences.values()
        return Lists(
            tuple(unit for placed in every for unit in placed.advanced.units),
            tuple(unit for placed in every for unit in placed.interview.units),
            tuple(unit for placed in every for unit in placed.vetoed),
        )

    @property
    def holds(self) -> tuple[Hold, ...]:
        every = self.sequences.values()
        first = (hold for placed in every for hold in placed.advanced.holds)
        last = (hold for placed in every for hold in placed.interview.holds)
        return tuple(dict.fromkeys((*first, *last)))

    def rank(self, unit: str) -> int | None:
        return next((row.rank for row in self.ranked if row.unit == unit), None)


def place(
    scores: Mapping[str, Decimal],
    year: int,
    vetoed: Collection[str],
    registry: Registry,
    ties: Ties = UNTOLD,
) -> Placing:
    """Totals by unit, placed under the year's policy. Units not ranked (不参与排位) are left out.

    *ties* tell units of one score apart, where the county has a chain for it (口径 tie.chain).
    """
    policy = registry.policy(year)
    ranked = {unit: registry.sequence(unit, year) for unit in sorted(scores)}
    exempt = _exempt(ranked, year, registry)
    found = {
        s: _placed(
            {unit: scores[unit] for unit in scores if ranked[unit] == s},
            exempt[s],
            vetoed,
            policy,
            ties,
        )
        for s in SEQUENCES
    }
    if policy["interview.scope"] == "overall":
        return Placing(_overall(found, policy, ties))
    return Placing(
        {
            s: _listed(p, *ranking.interview(p.ranks, p.advanced, policy, ties))
            for s, p in found.items()
        }
    )


def _placed(
    own: Mapping[str, Decimal],
    exempt: tuple[str, ...],
    vetoed: Collection[str],
    policy: Policy,
    ties: Ties,
) -> Placed:
    ranks = ranking.rank(own, policy, ties)
    advanced = ranking.advanced(ranks, vetoed, len(exempt), policy, ties)
    barred = tuple(row.unit for row in ranks if row.unit in vetoed)
    return Placed(ranks, advanced, vetoed=barred, exempt=exempt)


def _exempt(
    ranked: Mapping[str, str], year: int, registry: Registry
) -> Mapping[Sequence, tuple[str, ...]]:
    """Units that belong to each sequence and are left out of its ranking, by code."""
    found: dict[Sequence, list[str]] = {sequence: [] for sequence in SEQUENCES}
    there = {code for code, unit in registry.units.items() if unit.owes(year)}
    for code in sorted({*there, *ranked}):
        if (ranked.get(code) or registry.sequence(code, year)) not in SEQUENCES:
            unit = registry.units.get(code)
            found["B" if unit and unit.sequence(year) == "B" else "A"].append(code)
    return {sequence: tuple(codes) for sequence, codes in found.items()}


def _listed(placed: Placed, listed: Listed, clash: Iterable[Hold]) -> Placed:
    """*placed* with its interview list; who is on both lists is on neither and held."""
    held = tuple(clash)
    both = {hold.unit for hold in held}
    advanced = replace(
        placed.advanced,
        units=tuple(unit for unit in placed.advanced.units if unit not in both),
        holds=(*placed.advanced.holds, *(hold for hold in held if hold.list == "先进")),
    )
    interview = replace(
        listed,
        holds=(*listed.holds, *(hold for hold in held if hold.list == "约谈")),
        keys=tuple(dict.fromkeys((*listed.keys, "interview.scope"))),
    )
    return replace(placed, advanced=advanced, interview=interview)


def _overall(
    found: Mapping[Sequence, Placed], policy: Policy, ties: Ties
) -> dict[Sequence, Placed]:
    """The last three of both sequences taken together, each named in its own sequence."""
    scores = {row.unit: row.score for placed in found.values() for row in placed.ranks}
    taken = Listed(
        tuple(unit for placed in found.values() for unit in placed.advanced.units),
        tuple(hold for placed in found.values() for hold in placed.advanced.holds),
    )
    ranked = ranking.rank(scores, policy, ties)
    listed, clash = ranking.interview(ranked, taken, policy, ties)
    sequences: dict[Sequence, Placed] = {}
    for sequence, placed in found.items():
        own = {row.unit for row in placed.ranks}
        share = replace(
            listed,
            units=tuple(unit for unit in listed.units if unit in own),
            holds=tuple(hold for hold in listed.holds if hold.unit in own),
        )
        sequences[sequence] = _listed(placed, share, [h for h in clash if h.unit in own])
    return sequences
