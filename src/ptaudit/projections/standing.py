"""排位和名单: each sequence ranked, with its advanced and interviewed units (第十六、十七、十八条)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain import ranking
from ptaudit.domain.asserting import existed
from ptaudit.domain.policy import Policy
from ptaudit.domain.ranking import Hold, Listed, Ranked
from ptaudit.domain.registry import Registry
from ptaudit.domain.score_sheet import Sheet
from ptaudit.domain.scoring import Scored, scored

By: TypeAlias = Literal["official", "recomputed"]

NOT_RANKED = "不参与排位"


@dataclass(frozen=True, slots=True)
class Standing:
    """One sequence of one year. *missing* units have no score of the kind asked for and are not ranked.

    *vetoed* gives the cases by unit; a vetoed unit keeps its rank and is never advanced. *partial*
    units have items still undetermined.
    """

    year: int
    sequence: str
    by: By
    ranks: tuple[Ranked, ...]
    advanced: Listed
    interview: Listed
    vetoed: Mapping[str, tuple[str, ...]]
    exempt: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()

    @property
    def holds(self) -> tuple[Hold, ...]:
        """Everything 待县委、县政府定."""
        return tuple(dict.fromkeys((*self.advanced.holds, *self.interview.holds)))

    def rank(self, unit: str) -> int | None:
        return next((row.rank for row in self.ranks if row.unit == unit), None)


def standing(
    year: int,
    sheets: Mapping[str, Sheet],
    registry: Registry,
    *,
    by: By = "official",
    vetoed: Mapping[str, Sequence[str]] | None = None,
    counting: Collection[str] | None = None,
) -> dict[str, Standing]:
    """Sequences A and B of *year* from its sheets (by ``unit/year``; other years are ignored).

    Ranked by official scores, or by the recomputed ones of a what-if. *vetoed*: the cases that veto
    a unit in this year. *counting*: the acts of approval that count in the year's procedure.
    """
    results = {
        sheet.unit: scored(sheet, registry, counting)
        for sheet in sheets.values()
        if sheet.year == year
    }
    cases = {unit: tuple(named) for unit, named in (vetoed or {}).items()}
    members: dict[str, list[str]] = {"A": [], "B": [], NOT_RANKED: []}
    there = {code for code, unit in registry.units.items() if existed(unit, year)}
    for unit in sorted({*there, *results}):
        members[registry.sequence(unit, year)].append(unit)
    exempt = _by_kind(members[NOT_RANKED], registry)
    policy = registry.policy(year)
    found = {
        name: _sequence(year, name, units, results, by, cases, exempt[name], policy)
        for name, units in members.items()
        if name != NOT_RANKED
    }
    if policy["interview.scope"] == "overall":
        return _overall(found, policy)
    return {name: _interviewed(one, policy) for name, one in found.items()}


def _sequence(
    year: int,
    name: str,
    units: Sequence[str],
    results: Mapping[str, Scored],
    by: By,
    cases: Mapping[str, tuple[str, ...]],
    exempt: tuple[str, ...],
    policy: Policy,
) -> Standing:
    scores = {
        unit: score for unit in units if (score := _score(results.get(unit), by)) is not None
    }
    ranks = ranking.rank(scores, policy)
    vetoed = {unit: cases[unit] for unit in units if unit in cases}
    known = {unit: result.computed for unit, result in results.items()}
    return Standing(
        year,
        name,
        by,
        ranks,
        ranking.advanced(ranks, vetoed, len(exempt), policy),
        Listed(()),
        vetoed,
        exempt,
        tuple(unit for unit in units if unit not in scores),
        tuple(unit for unit in units if (c := known.get(unit)) is not None and c.partial),
    )


def _score(result: Scored | None, by: By) -> Decimal | None:
    if result is None:
        return None
    if by == "recomputed":
        return result.recomputed
    return result.official.total if result.official else None


def _by_kind(units: Sequence[str], registry: Registry) -> dict[str, tuple[str, ...]]:
    """Units out of the ranking, under the sequence they would belong to."""
    found: dict[str, list[str]] = {"A": [], "B": []}
    for unit in units:
        known = registry.units.get(unit)
        found[known.sequence if known else "A"].append(unit)
    return {name: tuple(codes) for name, codes in found.items()}


def _interviewed(one: Standing, policy: Policy) -> Standing:
    listed, clash = ranking.interview(one.ranks, one.advanced, policy)
    return _with(one, listed, clash)


def _with(one: Standing, listed: Listed, clash: Sequence[Hold]) -> Standing:
    """*one* with its interview list; who is on both lists is on neither and held."""
    both = {hold.unit for hold in clash}
    keys = tuple(dict.fromkeys((*listed.keys, "interview.scope")))
    former = one.advanced
    return replace(
        one,
        advanced=replace(
            former,
            units=tuple(unit for unit in former.units if unit not in both),
            holds=(*former.holds, *(hold for hold in clash if hold.list == "先进")),
        ),
        interview=replace(
            listed,
            holds=(*listed.holds, *(hold for hold in clash if hold.list == "约谈")),
            keys=keys,
        ),
    )


def _overall(found: Mapping[str, Standing], policy: Policy) -> dict[str, Standing]:
    """The last three of both sequences taken together, each named in its own sequence."""
    scores = {row.unit: row.score for one in found.values() for row in one.ranks}
    ranks = ranking.rank(scores, policy)
    taken = Listed(
        tuple(unit for one in found.values() for unit in one.advanced.units),
        tuple(hold for one in found.values() for hold in one.advanced.holds),
    )
    listed, clash = ranking.interview(ranks, taken, policy)
    sequences = {}
    for name, one in found.items():
        own = {row.unit for row in one.ranks}
        share = replace(
            listed,
            units=tuple(unit for unit in listed.units if unit in own),
            holds=tuple(hold for hold in listed.holds if hold.unit in own),
        )
        sequences[name] = _with(one, share, [hold for hold in clash if hold.unit in own])
    return sequences
