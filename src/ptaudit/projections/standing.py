"""排位和名单: each sequence ranked, with its advanced and interviewed units (第十六、十七、十八条)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.assessment.placing import Placed, place
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import Scored, scored
from ptaudit.domain.scoring.ranking import Hold, Listed, Ranked
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.ties import UNTOLD, Ties

By: TypeAlias = Literal["official", "recomputed"]


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

    def score(self, unit: str) -> Decimal | None:
        return next((row.score for row in self.ranks if row.unit == unit), None)

    def lists(self, unit: str) -> tuple[str, ...]:
        """The lists *unit* is on, in the words of the regulation; what is held is 待定."""
        found = [
            name
            for units, name in ((self.advanced.units, "先进"), (self.interview.units, "约谈"))
            if unit in units
        ]
        found += [f"{hold.list}待定" for hold in self.holds if hold.unit == unit]
        return tuple([*found, "被否决"] if unit in self.vetoed else found)


def standing(
    year: int,
    sheets: Mapping[str, Sheet],
    registry: Registry,
    *,
    by: By = "official",
    vetoed: Mapping[str, Sequence[str]] | None = None,
    counting: Collection[str] | None = None,
    ties: Ties = UNTOLD,
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
    return placed(year, results, registry, by=by, vetoed=vetoed, ties=ties)


def placed(
    year: int,
    results: Mapping[str, Scored],
    registry: Registry,
    *,
    by: By = "official",
    vetoed: Mapping[str, Sequence[str]] | None = None,
    ties: Ties = UNTOLD,
) -> dict[str, Standing]:
    """The same from what the year's sheets come to, by unit."""
    scores = {u: score for u, r in results.items() if (score := _score(r, by)) is not None}
    cases = {unit: tuple(named) for unit, named in (vetoed or {}).items()}
    placing = place(scores, year, cases, registry, ties)
    there = {code for code, unit in registry.units.items() if unit.owes(year)}
    members: dict[str, list[str]] = {}
    for unit in sorted({*there, *results}):
        members.setdefault(registry.sequence(unit, year), []).append(unit)
    return {
        name: _sequence(year, name, by, placed, cases, results, members.get(name, []))
        for name, placed in placing.sequences.items()
    }


def _sequence(
    year: int,
    sequence: str,
    by: By,
    placed: Placed,
    cases: Mapping[str, tuple[str, ...]],
    results: Mapping[str, Scored],
    units: Sequence[str],
) -> Standing:
    ranked = {row.unit for row in placed.ranks}
    known = {unit: result.computed for unit, result in results.items()}
    return Standing(
        year,
        sequence,
        by,
        placed.ranks,
        placed.advanced,
        placed.interview,
        {unit: cases[unit] for unit in units if unit in cases},
        placed.exempt,
        tuple(unit for unit in units if unit not in ranked),
        tuple(unit for unit in units if (c := known.get(unit)) is not None and c.partial),
    )


def _score(result: Scored, by: By) -> Decimal | None:
    if by == "recomputed":
        return result.recomputed
    return result.official.total if result.official else None
