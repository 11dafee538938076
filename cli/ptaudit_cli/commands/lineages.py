"""Units over time: the tree of whom a unit came from and what came of it, with every year's result."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ptaudit_cli import citations
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.domain.completion.answers import Carried
    from ptaudit.domain.lineage.book import Reorganisation
    from ptaudit.projections.family_tree import FamilyTree


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One (unit, year). *carried_from*: whose result it is where it is not the unit's own.

    *unit* is called as it was that year. *provisional*: by 口径 until 承继认定; *determined* is its entry,
    *acts* are the reorganisations on the way.
    """

    relation: str
    unit: str
    year: int
    completion: str
    score: Decimal | None
    rank: int | None
    entries: tuple[int, ...]
    carried_from: tuple[str, ...]
    provisional: bool
    determined: tuple[int, ...]
    acts: tuple[int, ...]
    rulings: tuple[str, ...]


def lineage(ask: Ask) -> Iterator[LineageRow]:
    registry = ask.registry
    tree = _tree(ask)
    for branch in tree.branches:
        answer, carried = branch.answer, branch.answer.carried
        score, rank = (None, None) if carried else _place(ask.view, branch.unit, branch.year)
        yield LineageRow(
            branch.relation,
            registry.called(branch.unit, branch.year),
            branch.year,
            answer.status,
            score,
            rank,
            tuple(paper.mark.position for paper in answer.papers),
            tuple(registry.called(code, branch.year) for code in carried.units) if carried else (),
            carried is not None and carried.provisional,
            tuple(position for _, position in carried.determined) if carried else (),
            tuple(act.position for act in carried.acts) if carried else (),
            carried.keys if carried else (),
        )


def _tree(ask: Ask) -> "FamilyTree":
    from ptaudit.application.lineages import family_tree

    code = ask.registry.unit(ask["unit"]).code
    tree = family_tree(ask.view, code)
    ask.kept["tree"] = tree
    return tree


def _place(view: "View", unit: str, year: int) -> tuple[Decimal | None, int | None]:
    """Score and rank of a unit's own year, as approved; those of a year carried in, as its paper says."""
    from ptaudit.application.profiles import unit_year

    found = unit_year(view, unit, year)
    return (found.score, found.rank) if found else (None, None)


def _acts(ask: Ask, _: Sequence[LineageRow]) -> Iterator[str]:
    """What happened to the units, in the order of the world, and what of it cannot be."""
    from ptaudit.domain.lineage.graph import absent
    from ptaudit.projections.family_tree import FamilyTree

    tree = ask.kept["tree"]
    assert isinstance(tree, FamilyTree)
    yield from (act_line(act, ask) for act in tree.acts)
    for act, unit in absent(tree.acts, ask.registry.units):
        name = ask.registry.named(unit)
        yield ask.words("lineage.absent", position=act.position, on=act.on, unit=name)


def act_line(act: "Reorganisation", ask: Ask) -> str:
    """``第40号 2024-07-01 合并:清河乡、河口乡 → 清河镇``."""
    registry, words = ask.registry, ask.words
    places = {code: n for n, code in enumerate(registry.units)}
    sources, successors = (
        sorted(codes, key=lambda code: places.get(code, 0))
        for codes in (act.sources, act.successors)
    )
    before = [registry.named(code, act.on - dt.timedelta(days=1)) for code in sources]
    after = [registry.named(code, act.on) for code in successors]
    return words(
        "lineage.act",
        position=act.position,
        on=act.on,
        form=act.form,
        before=words.listed(before),
        after=words.listed(after) or words("lineage.nobody"),
    )


def provisional_line(name: str, carried: "Sequence[Carried]", ask: Ask) -> str:
    """Which years of a unit rest on a lineage nobody has determined, and what decides them until then."""
    keys = tuple(dict.fromkeys(key for one in carried for key in one.keys))
    acts = tuple(dict.fromkeys(act.position for one in carried for act in one.acts))
    units = tuple(dict.fromkeys(code for one in carried for code in one.units))
    policy = ask.registry.policy(ask.view.on.year)
    return ask.words(
        "lineage.provisional",
        unit=name,
        years=ask.words.listed([str(one.year) for one in sorted(carried, key=lambda c: c.year)]),
        units=ask.words.listed([ask.registry.named(code) for code in units])
        or ask.words("lineage.nobody"),
        acts=ask.words.listed([str(position) for position in acts]),
        rulings=ask.words.listed([citations.ruled(key, policy[key], ask.words) for key in keys]),
    )


def _unit() -> Sequence[click.Parameter]:
    return [place("unit")]


CALLS = (
    Read(
        "unit",
        "lineage",
        LineageRow,
        lineage,
        _unit,
        told={"rulings": citations.rulings},
        notes=_acts,
    ),
)
