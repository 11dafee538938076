"""Tasks a unit made of its targets: how each stands, every version and report of one unit."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ptaudit_cli import citations
from ptaudit_cli.params import place
from ptaudit_cli.reads import Ask, Read, of_unit
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.domain.tasks.standing import Standing


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task; or a target that no task serves; or a unit with targets whose tasks nobody recorded."""

    unit: str
    year: int
    task: str | None
    target: str | None
    text: str
    responsible: str | None
    due: dt.date | None
    percent: Decimal | None
    status: str
    days_left: int | None
    done_on: dt.date | None
    marks: tuple[str, ...]
    position: int | None


def board(ask: Ask) -> Iterator[TaskRow]:
    from ptaudit.application import commitments

    year = the_year(ask)
    for unit, one in commitments.board(ask.view, year, ask.unit):
        yield _row(ask.registry.named(unit), year, one, ask)


def _row(unit: str, year: int, one: "Standing", ask: Ask) -> TaskRow:
    task, target, last = one.task, one.target, one.last
    marks = (ask.words("tasks.back"),) if one.is_back else ()
    return TaskRow(
        unit,
        year,
        task.code if task else None,
        (task.target if task else target.code if target else None),
        task.text if task else target.name if target else "",
        task.responsible if task else None,
        task.due if task else None,
        last.percent if last else None,
        one.status,
        one.days_left,
        one.done_on,
        marks,
        last.mark.position if last else None,
    )


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One paper about tasks: a task as a version gives it, or a report of it."""

    unit: str
    year: int
    on: dt.date
    version: int | None
    task: str
    text: str
    responsible: str | None
    due: dt.date | None
    percent: Decimal | None
    marks: tuple[str, ...]
    position: int


def show(ask: Ask) -> Iterator[TaskEntry]:
    """Every version and every report of one unit, in the order of their days."""
    from ptaudit.projections.tasks import tasks

    year, unit = the_year(ask), ask.registry.unit(ask["unit"])
    row, words = ask.view.row(tasks, f"{unit.code}/{year}"), ask.words
    found: list[TaskEntry] = []
    for made in row.decompositions:
        counts = () if made.regular else (words("tasks.not_counting"),)
        common = {"unit": unit.name, "year": year, "on": made.mark.on, "version": made.version}
        for task in made.tasks:
            said = {"task": task.code, "text": task.text, "responsible": task.responsible}
            found.append(_entry({**common, **said, "due": task.due}, made.mark.position, counts))
    for report in row.reports:
        holding = [("tasks.back", report.back), ("tasks.not_counting", not report.regular)]
        marks = tuple(words(name) for name, holds in holding if holds)
        of_report = {
            "unit": unit.name,
            "year": year,
            "on": report.mark.on,
            "task": report.task,
            "text": report.text or "",
            "percent": report.percent,
        }
        found.append(_entry(of_report, report.mark.position, marks))
    yield from sorted(found, key=lambda one: (one.on, one.position))


def _entry(said: dict[str, Any], position: int, marks: tuple[str, ...]) -> TaskEntry:
    blank = dict.fromkeys(("version", "responsible", "due", "percent"))
    return TaskEntry(**{**blank, **said}, position=position, marks=marks)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """What the county's rule makes of one unit's year; *grounds* in words, *positions* of their entries."""

    unit: str
    year: int
    suggested: str
    rule: str
    grounds: tuple[str, ...]
    keys: tuple[str, ...]
    positions: tuple[int, ...]


def suggested(ask: Ask) -> Iterator[SuggestionRow]:
    from ptaudit.application import commitments

    year = the_year(ask)
    for one in commitments.suggestions(ask.view, year, ask.unit):
        yield SuggestionRow(
            ask.registry.named(one.unit),
            year,
            one.result,
            one.rule,
            tuple(
                ask.words(
                    f"suggest.{ground.what}",
                    subject=ground.subject,
                    value="—" if ground.value is None else format(ground.value, "f"),
                    due=ground.due,
                )
                for ground in one.grounds
            ),
            one.keys,
            tuple(dict.fromkeys(g.position for g in one.grounds if g.position)),
        )


def _note(ask: Ask, rows: object) -> Iterator[str]:
    yield ask.words("suggest.note")


CALLS = (
    Read("task", "list", TaskRow, board, of_unit, by_year=True),
    Read("task", "show", TaskEntry, show, lambda: [place("unit")], by_year=True),
    Read(
        "completion",
        "suggest",
        SuggestionRow,
        suggested,
        of_unit,
        by_year=True,
        told={"keys": citations.rulings},
        notes=_note,
    ),
)
