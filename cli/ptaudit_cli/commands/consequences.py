"""What follows from a year: vetoes, three years in a row, and how the procedure was kept."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ptaudit_cli import answers, citations, handing
from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.chains import ThreeYears
    from ptaudit.projections.vetoes import Judged


@dataclass(frozen=True, slots=True)
class VetoRow:
    """How one case stands against one unit (第九条第三项)."""

    case: str
    unit: str
    occurred_on: dt.date | None
    proposed: tuple[str, ...]
    missing: tuple[str, ...]
    in_effect: tuple[int, ...]
    doubted: tuple[int, ...]
    decisions: tuple[str, ...]
    effects: tuple[str, ...]


def vetoes(ask: Ask) -> Iterator[VetoRow]:
    from ptaudit.projections.vetoes import standing
    from ptaudit.projections.vetoes import vetoes as projection

    registry = ask.registry
    for case in ask.view.rows(projection).values():
        for held in standing(case, registry):
            if ask.year is not None and not _touches(held.years, held.grounds, ask.year):
                continue
            missing = [m for g in held.grounds if not g.is_complete for m in g.missing]
            yield VetoRow(
                case.case,
                registry.named(held.unit),
                case.occurred_on,
                tuple(g.ground for g in held.proposed),
                tuple(dict.fromkeys(missing)),
                held.years,
                held.doubted,
                tuple(_decision(j, ask) for j in held.decisions),
                held.effects,
            )


def _decision(judged: "Judged", ask: Ask) -> str:
    said = f"{judged.decided.year} {judged.decided.result}"
    return ask.words("veto.uncounted", said=said) if judged.uncounted else said


def _touches(years: tuple[int, ...], grounds: tuple[object, ...], year: int) -> bool:
    return year in (*years, *(getattr(ground, "year", None) for ground in grounds))


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A unit's years in three columns (第二十条): as determined, if determined, not determined.

    *provisional*: years that rest on a lineage nobody has determined (暂定); *lineage*: the entries of
    承继认定; *uncounted*: years whose targets were not 县委、县政府's; *lapsed*: proposals that hold no
    more (触发失效); *ended*: the last day of a unit that is no more.
    """

    unit: str
    determined: tuple[int, ...]
    level: str
    supposed: tuple[int, ...]
    supposed_level: str
    undetermined: tuple[int, ...]
    entries: tuple[int, ...]
    proposed_on: tuple[dt.date, ...]
    lapsed: tuple[int, ...]
    provisional: tuple[int, ...]
    lineage: tuple[int, ...]
    uncounted: tuple[int, ...]
    ended: dt.date | None
    rulings: tuple[str, ...]


def accountability(ask: Ask) -> Iterator[ChainRow]:
    from ptaudit.projections.chains import three_years
    from ptaudit.projections.completion import completion
    from ptaudit.projections.vetoes import vetoes as cases

    view = ask.view
    held = view.rows(completion)
    known = {unit for unit, row in held.items() if row.years}
    every = bool(ask.given.get("all"))
    shown: list[ThreeYears] = []
    ask.kept["chains"] = shown
    for row in three_years(held, view.rows(cases), ask.registry, view.on):
        is_told = every or row.unit in known or row.proposed
        runs = (row.determined, row.supposed)
        is_shown = row.determined.years or row.determined.uncounted or row.proposed
        if is_shown or (is_told and row.supposed.years):
            shown.append(row)
            yield ChainRow(
                row.name,
                row.determined.years,
                row.determined.level,
                row.supposed.years,
                row.supposed.level,
                row.undetermined,
                row.determined.entries,
                tuple(made.proposal.mark.on for made in row.proposed),
                tuple(m.proposal.mark.position for m in row.proposed if not m.holds),
                _once(*row.determined.provisional, *row.supposed.provisional),
                _once(*(at for run in runs for one in run.carried for _, at in one.determined)),
                _once(*row.determined.uncounted, *row.supposed.uncounted),
                row.ended,
                tuple(dict.fromkeys((*row.determined.keys, *row.supposed.keys))),
            )


def _once(*values: int) -> tuple[int, ...]:
    return tuple(sorted(set(values)))


def _provisional(ask: Ask, _: Sequence[ChainRow]) -> Iterator[str]:
    """What decides the years that nobody has determined whose they are."""
    from ptaudit_cli.commands.lineages import provisional_line

    for row in cast("Sequence[ThreeYears]", ask.kept["chains"]):
        carried = {c.year: c for run in (row.supposed, row.determined) for c in run.carried}
        if open_ := [one for one in carried.values() if one.provisional]:
            yield provisional_line(row.name, open_, ask)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: at which level it is recorded and how far it has come.

    *seal* is the entry of the seal in force, *sealed_to* the last entry it closes over, *archived*
    the entry of the last transfer to the archive that counts.
    """

    year: int
    level: str
    stage: str
    opened: bool
    approved_on: dt.date | None
    irregular: int
    due: tuple[str, ...]
    sealed_on: dt.date | None
    seal: int | None
    sealed_to: int | None
    archived: int | None


def years(ask: Ask) -> Iterator[YearRow]:
    from ptaudit.application.handed import archived
    from ptaudit.projections.cycle import cycle, irregularities, level, stage

    rows, moved = ask.view.rows(cycle), archived(ask.view)
    for year in sorted({*ask.registry.years, *(int(key) for key in rows)}):
        row = rows[str(year)] if str(year) in rows else cycle.initial(str(year))
        opened, seal = ask.registry.years.get(year), row.sealed
        yield YearRow(
            year,
            level(row),
            stage(row),
            opened is not None,
            row.approval.on if row.approval else None,
            len(irregularities(row)),
            tuple(f"{matter} {day}" for matter, day in (opened.due if opened else ())),
            seal.paper.on if seal else None,
            seal.paper.position if seal else None,
            seal.last if seal else None,
            moved.get(year),
        )


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of 第十五、十六条: what is on record, by whom, in order or not."""

    step: str
    article: str
    state: str
    done: int
    due: int
    organs: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    positions: tuple[int, ...]
    irregular: tuple[int, ...]
    reasons: tuple[str, ...]


def procedure(ask: Ask) -> Iterator[StepRow]:
    from ptaudit.projections.cycle import cycle
    from ptaudit.projections.procedure_check import procedure_check

    year = ask.year_of("of_year") or the_year(ask)
    for line in procedure_check(ask.view.row(cycle, str(year)), ask.registry):
        yield StepRow(
            line.step,
            citations.article(line.article, ask.words),
            line.state,
            line.done,
            line.due,
            tuple(answers.organ_names(line.organs, ask.registry, ask.view.on)),
            line.first,
            line.last,
            line.positions,
            line.irregular,
            line.reasons,
        )


def _stage(ask: Ask, _: Sequence[StepRow]) -> Iterator[str]:
    """How far the year has come; of a sealed one, up to where; what was handed over of it."""
    from ptaudit.projections.cycle import cycle, stage

    year = ask.year_of("of_year") or the_year(ask)
    row = ask.view.row(cycle, str(year))
    yield ask.words("year.stage", year=year, stage=stage(row))
    if (seal := row.sealed) is not None:
        yield ask.words(
            "year.sealed",
            position=seal.paper.position,
            on=seal.paper.on,
            last=seal.last,
            root=seal.root,
        )
    yield from handing.lines(ask.words, ask.view, year)


CALLS = (
    Read("veto", "list", VetoRow, vetoes, by_year=True),
    Read(
        "accountability",
        "list",
        ChainRow,
        accountability,
        lambda: [Given.flag("all", block="own")],
        told={"rulings": citations.rulings},
        notes=_provisional,
    ),
    Read("year", "list", YearRow, years),
    Read("year", "show", StepRow, procedure, lambda: [place("of_year")], notes=_stage),
)
