"""Which duties fell due in a year, and which of them the ledger shows as done (第九、十条; 口径 duty.*)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain.duties.fold import Done, Duties
from ptaudit.domain.duty_register import QUARTERS, Duty, Register
from ptaudit.domain.registry import Registry, Unit

#: 未见登记 says what the ledger holds, never that it was not done.
Status: TypeAlias = Literal["已登记", "未到期", "未见登记", "无固定时限", "不要求"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit, duty and period. *due*: the last day of the period. *keys* decided whether it is owed."""

    unit: str
    duty: Duty
    period: str
    status: Status
    due: dt.date | None
    done: tuple[Done, ...]
    keys: tuple[str, ...] = ()


def ends(period: str, year: int) -> dt.date:
    """The last day of *period*: a quarter or the year."""
    month = 3 * (QUARTERS.index(period) + 1) if period in QUARTERS else 12
    first = dt.date(year + month // 12, month % 12 + 1, 1)
    return first - dt.timedelta(1)


def cells(
    row: Duties, unit: Unit, register: Register, registry: Registry, on: dt.date
) -> Iterator[Cell]:
    """Every cell of *unit* in the row's year as it stands on *on*, in the order of the register.

    A duty without fixed times has a cell only where something was recorded. A period that ended
    before the unit was there is not due; one done for the year after its end counts.
    """
    kind, policy = unit.event.unit_kind, registry.policy(row.year)
    for duty in register.duties:
        if kind not in duty.possible():
            continue
        keys, owed = duty.keys(kind), duty.owed_by(kind, policy)
        for period in duty.periods:
            due = ends(period, row.year)
            if not duty.held_on(due) or not unit.stood(due):
                continue
            done = tuple(
                d
                for d in row.of(duty.code)
                if period not in QUARTERS or QUARTERS[d.quarter - 1] == period
            )
            if owed or done:
                yield Cell(unit.code, duty, period, _status(done, owed, due, on), due, done, keys)
        listed = not duty.periods and duty.held_on(dt.date(row.year, 12, 31))
        if listed and (done := row.of(duty.code)):
            status: Status = "无固定时限" if owed else "不要求"
            yield Cell(unit.code, duty, "", status, None, done, keys)


def _status(done: tuple[Done, ...], owed: bool, due: dt.date, on: dt.date) -> Status:
    if not owed:
        return "不要求"
    if any(one.regular for one in done):
        return "已登记"
    return "未见登记" if on > due else "未到期"
