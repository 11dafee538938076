"""单位沿革: a unit, whom it came from and what came of it, year by year as determined (第二、二十条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.completion.answers import Answer
from ptaudit.domain.completion.fold import UnitYears, initial
from ptaudit.domain.completion.three_years import reading
from ptaudit.domain.lineage.book import Reorganisation
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case

Relation: TypeAlias = Literal["本单位", "前身", "后继"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One (unit, year): how it stands, whose result it is where it is not the unit's own."""

    relation: Relation
    unit: str
    answer: Answer

    @property
    def year(self) -> int:
        return self.answer.year


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """*branches* by unit, the asked one first, the others as registered, the latest year first.

    *acts* are in the order of the world.
    """

    branches: tuple[Branch, ...]
    acts: tuple[Reorganisation, ...]


def family(unit: str, registry: Registry) -> dict[str, Relation]:
    """The units of the tree."""
    found: dict[str, Relation] = {unit: "本单位"}
    found |= dict.fromkeys(registry.lineage.ancestors(unit), "前身")
    return {**dict.fromkeys(registry.lineage.descendants(unit), "后继"), **found}


def family_tree(
    unit: str,
    rows: Mapping[str, UnitYears],
    cases: Mapping[str, Case],
    registry: Registry,
    on: dt.date,
) -> FamilyTree:
    """*rows* are those of :func:`family` at a view about *on*; years run to the last one ended before it."""
    members = family(unit, registry)
    places = {code: n for n, code in enumerate(registry.units)}
    ordered = sorted(
        members,
        key=lambda code: (("本单位", "前身", "后继").index(members[code]), places.get(code, 0)),
    )
    recorded = {year for row in rows.values() for year in row.years}
    since = {known.event.since for code in members if (known := registry.units.get(code))}
    years = {*recorded, on.year - 1, *(day.year for day in since if day)}
    branches = []
    for code in ordered:
        row = rows.get(code) or initial(code)
        held = reading(row, cases, min(years), max(years), registry, rows)
        answers = sorted(held.answers.values(), key=lambda answer: -answer.year)
        branches += [Branch(members[code], code, answer) for answer in answers]
    acts = {act.place: act for code in members for act in registry.lineage.of(code)}
    return FamilyTree(tuple(branches), tuple(acts[place] for place in sorted(acts)))
