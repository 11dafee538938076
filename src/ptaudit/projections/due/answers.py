"""Who waits for an answer: objections, and units told of a result to come (口径 objection.*)."""

import datetime as dt
from collections.abc import Iterable, Iterator

from ptaudit.domain.objections.fold import Objection
from ptaudit.domain.objections.standing import State
from ptaudit.domain.registry import Registry
from ptaudit.projections.due.owed import Owed
from ptaudit.projections.notices import Notice


def objections(found: Iterable[tuple[Objection, State]]) -> Iterator[Owed]:
    """Those to be taken up, and the answers of those that were."""
    for row, _ in found:
        filing = row.filed
        if filing is None or not row.is_open:
            continue
        units = (filing.unit,) if filing.unit else ()
        answer = row.answer
        if answer is None:
            position = filing.paper.mark.position
            yield Owed(
                "异议受理", "MDB", None, "未定", position, units, row.objection, filing.year
            )
        else:
            yield Owed(
                "异议答复",
                "MDB",
                answer.due,
                "受理" if answer.due else "未定",
                answer.paper.mark.position,
                units,
                row.objection,
                filing.year,
            )


def announced(notices: Iterable[Notice], registry: Registry, on: dt.date) -> Iterator[Owed]:
    """Units that may still answer a 结果预告知: a right that ends, never overdue."""
    for notice in notices:
        window = notice.event.window
        if window is None or not notice.regular or notice.answer is not None:
            continue
        if notice.event.about != "结果预告知" or on > window.to:
            continue
        calendar = registry.calendar
        known = calendar.years.get(window.to.year)
        yield Owed(
            "预告知答复",
            "UNI",
            window.to,
            "预告知",
            notice.record.position,
            (notice.unit,),
            "",
            notice.event.year,
            ("objection.window.before",),
            ((known.year, known.version),) if known else (),
            calendar.is_provisional(window.to),
        )
