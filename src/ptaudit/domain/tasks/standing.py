"""How each task of a unit stands on a day, and which of its targets no task serves (第十二条)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.events.targets import Target
from ptaudit.domain.events.tasks import Task
from ptaudit.domain.tasks.fold import DONE, Progress, Tasks

Status: TypeAlias = Literal["进行中", "已完成", "逾期完成", "逾期未完成", "目标未分解", "未见分解"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One task; or, without *task*, a target no task serves, or (without both) a unit without tasks.

    *days_left* is negative after the day due. *done_on* is the first day it was reported whole and
    stayed so.
    """

    status: Status
    task: Task | None = None
    target: Target | None = None
    last: Progress | None = None
    done_on: dt.date | None = None
    days_left: int | None = None

    @property
    def is_back(self) -> bool:
        return self.last is not None and self.last.back


def standing(row: Tasks, targets: Sequence[Target], on: dt.date) -> Iterator[Standing]:
    """The tasks in order of the day due, then targets without tasks in order of issue."""
    current = row.current
    if current is None:
        yield Standing("未见分解")
        return
    for task in sorted(current.tasks, key=lambda task: (task.due, task.code)):
        yield _task(row, task, on)
    served = {task.target for task in current.tasks}
    yield from (
        Standing("目标未分解", target=target) for target in targets if target.code not in served
    )


def _task(row: Tasks, task: Task, on: dt.date) -> Standing:
    last, done_on = row.progress(task.code), None
    for report in row.reported(task.code):
        if report.regular:
            done_on = (done_on or report.mark.on) if report.percent == DONE else None
    left = (task.due - on).days
    if done_on is not None:
        status: Status = "逾期完成" if done_on > task.due else "已完成"
        return Standing(status, task, None, last, done_on)
    return Standing("逾期未完成" if left < 0 else "进行中", task, None, last, None, left)
