"""第十二条 — 细化分解、任务进展: a unit makes tasks of its targets, and says how far each is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.tasks import DecomposeTargets, ReportTask, SaidTask
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.events.targets import TargetIssued
from ptaudit.domain.events.tasks import TargetDecomposed, Task, TaskReported
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.domain.targets.fold import YearPapers
from ptaudit.domain.tasks import fold as tasks_fold
from ptaudit.domain.tasks.fold import DONE, Book, Decomposition, Tasks

Command: TypeAlias = DecomposeTargets | ReportTask


@dataclass(frozen=True, slots=True)
class Known:
    """The unit's tasks of every year, and the targets issued to it, by year."""

    book: Book = field(default_factory=Book)
    papers: Mapping[int, YearPapers] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.book.contradictions


def boundary(command: Command, registry: Registry) -> Selection:
    issued = (TargetIssued.kind,) if isinstance(command, DecomposeTargets) else ()
    unit = registry.unit(command.unit).code
    return about(f"unit:{unit}", kinds=(*tasks_fold.KINDS, *issued))


def evolve(state: Known, record: Record) -> Known:
    papers = state.papers
    if isinstance(event := record.payload, TargetIssued):
        of_year = papers.get(event.year, YearPapers())
        papers = {**papers, event.year: targets_fold.evolve(of_year, record)}
    return Known(tasks_fold.gather(state.book, record), papers)


def decide(command: Command, state: Known, context: Context) -> Decision:
    match command:
        case DecomposeTargets():
            return decompose(command, state, context)
        case ReportTask():
            return report(command, state, context)
        case _:
            assert_never(command)


def decompose(command: DecomposeTargets, state: Known, context: Context) -> Decision:
    """Raises Malformed or NotFound naming the row, Refused for a version that is there already."""
    on = command.on or context.today
    unit = context.registry.unit(command.unit).code
    year = command.year or on.year
    _in_year(on, year)
    row = state.book.row(unit, year)
    papers = state.papers.get(year, YearPapers())
    issued = {target.code for target in papers.targets.get(unit, ())}
    tasks = _tasks(command.tasks, year, on, issued)
    former = max(row.decompositions, key=lambda d: d.version, default=None)
    asked = command.decomposition_version
    if former is not None and asked in (None, former.version):
        held = (former.tasks, former.receipt_no, former.mark.on)
        repeats = former.regular or command.irregular is not None
        if repeats and held == (tasks, command.receipt, on):
            return Decision(already=(former.mark.position,))
    event = TargetDecomposed(
        unit=unit,
        year=year,
        decomposition_version=_version(command.decomposition_version, row),
        tasks=tasks,
        receipt_no=command.receipt,
        revises=former.id if former else None,
    )
    return Decision((Act(event),))


def report(command: ReportTask, state: Known, context: Context) -> Decision:
    """Raises Malformed for a share that is none, NotFound for a task none of the unit's papers has."""
    on = command.on or context.today
    unit = context.registry.unit(command.unit)
    year = command.year or on.year
    _in_year(on, year)
    if not 0 <= command.percent <= DONE:
        raise Malformed("task.percent", task=command.task, percent=command.percent)
    row = state.book.row(unit.code, year)
    known = [task.code for d in row.decompositions for task in d.tasks]
    if known and command.task not in known:
        near = names.listed(names.near(command.task, known))
        raise NotFound("task.unknown", task=command.task, unit=unit.name, year=year, near=near)
    event = TaskReported(
        unit=unit.code,
        year=year,
        task=command.task,
        percent=command.percent,
        text=command.text,
        receipt_no=command.receipt,
    )
    return Decision((Act(event),))


def _in_year(on: dt.date, year: int) -> None:
    if on.year < year:
        raise Malformed("task.before_year", on=on, year=year)


def _tasks(said: Sequence[SaidTask], year: int, on: dt.date, issued: set[str]) -> tuple[Task, ...]:
    """The rows in order of their codes; those without one are numbered as they stand."""
    codes: dict[str, int] = {}
    found: list[Task] = []
    width = max(2, len(str(len(said))))
    for n, row in enumerate(said, 1):
        code = row.code or f"T{n:0{width}d}"
        if code in codes:
            raise Malformed("task.code_twice", row=n, task=code, other=codes[code])
        codes[code] = n
        if row.due.year < year or row.due < on:
            raise Malformed("task.due_past", row=n, task=code, due=row.due, on=on)
        if row.target is not None and issued and row.target not in issued:
            near = names.listed(names.near(row.target, issued))
            raise NotFound("task.target_unknown", row=n, target=row.target, near=near)
        found.append(
            Task(
                code=code,
                target=row.target,
                text=row.text,
                responsible=row.responsible,
                due=row.due,
            )
        )
    return tuple(sorted(found, key=lambda task: task.code))


def _version(asked: int | None, row: Tasks) -> int:
    taken: dict[int, Decomposition] = {d.version: d for d in row.decompositions}
    if asked in taken:
        position = taken[asked].mark.position
        claim = TargetDecomposed.claims[0]
        raise Refused("task.version_taken", claim, version=asked, position=position)
    return asked or max(taken, default=0) + 1


decider: Decider[Command, Known] = Decider(boundary, Known(), evolve, decide)
COMMANDS = get_args(Command)
