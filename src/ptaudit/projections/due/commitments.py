"""Duties with a cadence and tasks with a day (第九、十、十二条)."""

from collections.abc import Iterable, Iterator, Mapping

from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.duties.standing import Cell
from ptaudit.domain.tasks.fold import Tasks
from ptaudit.domain.tasks.standing import Standing
from ptaudit.projections.due.owed import Owed

_OPEN = ("进行中", "逾期未完成")


def duties(cells: Iterable[Cell], cycle: Cycle) -> Iterator[Owed]:
    """Periods for which nothing that counts is on record: what the ledger holds, never that it was not done."""
    for cell in cells:
        if cell.due is None or cell.status not in ("未到期", "未见登记") or cycle.opened is None:
            continue
        yield Owed(
            "履职",
            "UNI",
            cell.due,
            "履职周期",
            cycle.opened.position,
            (cell.unit,),
            f"{cell.duty.title} {cell.period}".rstrip(),
            cycle.year,
            cell.keys,
        )


def tasks(
    found: Iterable[tuple[str, Standing]], rows: Mapping[str, Tasks], year: int
) -> Iterator[Owed]:
    """Tasks not reported whole; by the decomposition that set the day."""
    for unit, standing in found:
        task = standing.task
        current = rows[f"{unit}/{year}"].current if f"{unit}/{year}" in rows else None
        if task is None or current is None or standing.status not in _OPEN:
            continue
        yield Owed(
            "任务",
            "UNI",
            task.due,
            "分解",
            current.mark.position,
            (unit,),
            f"{task.code} {task.text}",
            year,
        )
