"""Self-checks owed: to be filed, copied, or filed again (第十三条、第十五条第一项)."""

import datetime as dt
from collections.abc import Iterator, Mapping

from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.registry import Registry
from ptaudit.domain.selfchecks.due import Standing
from ptaudit.domain.selfchecks.fold import Selfchecks
from ptaudit.projections.due.owed import Owed, Rule, What
from ptaudit.projections.selfchecks import board

ROLLOVER = "deadline.rollover.fixed"
KEYS = ("h2_selfcheck", ROLLOVER)


def owed(
    rows: Mapping[str, Selfchecks], cycle: Cycle, registry: Registry, on: dt.date
) -> Iterator[Owed]:
    """Of every unit of the year of *cycle*; what the year's opening gave no day for is left out."""
    for unit, held in board(rows, registry, cycle.year, on):
        if (one := _owed(unit, held, cycle, registry)) is not None:
            yield one


def _owed(unit: str, held: Standing, cycle: Cycle, registry: Registry) -> Owed | None:
    if held.status == "退回待重报":
        filings = [f for f in (held.filed, held.copied) if f is not None and f.returned]
        back = filings[0].returned
        assert back is not None
        day = held.redo_by
        rule: Rule = "退回" if day else "未定"
        return Owed(
            "自查重报", "UNI", day, rule, back.mark.position, (unit,), held.period, cycle.year
        )
    if held.due is None or held.status == "已收讫" or cycle.opened is None:
        return None
    what: What = "自查抄送" if held.status == "已报缺抄送" else "自查报送"
    rolls = registry.policy(cycle.year)[ROLLOVER] == "next"
    calendar = registry.calendar
    known = calendar.years.get(held.due.year)
    return Owed(
        what,
        "UNI",
        held.due,
        "年度启用",
        cycle.opened.position,
        (unit,),
        held.period,
        cycle.year,
        KEYS,
        ((known.year, known.version),) if rolls and known else (),
        rolls and calendar.is_provisional(held.due),
    )
