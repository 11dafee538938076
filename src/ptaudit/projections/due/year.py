"""Steps of 第十五、十六条 for which the year's opening set a day, and papers sent back to be done again."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, get_args

from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.events.selfchecks import SubmissionReturned
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.projections.due.owed import Owed, Rule
from ptaudit.projections.due.selfchecks import ROLLOVER

Step: TypeAlias = Literal["考评意见", "复核", "结果报告", "审定", "通报"]
STEPS: tuple[Step, ...] = get_args(Step)
#: Whose turn each step is.
BY = {"考评意见": "EPB", "复核": "MDB", "结果报告": "MDB", "审定": "CPC+CGV", "通报": "OFC-P"}


def owed(cycle: Cycle, sequences: Iterable[str], registry: Registry) -> Iterator[Owed]:
    """*sequences*: those that have units in the year."""
    days = dict(cycle.due)
    if cycle.opened is None:
        return
    rolls = registry.policy(cycle.year)[ROLLOVER] == "next"
    calendar = registry.calendar
    for step in STEPS:
        day = days.get(step)
        if day is None:
            continue
        last = calendar.next_working(day) if rolls else day
        known = calendar.years.get(last.year)
        for subject in _missing(step, cycle, tuple(sequences)):
            yield Owed(
                step,
                BY[step],
                last,
                "年度启用",
                cycle.opened.position,
                (),
                subject,
                cycle.year,
                (ROLLOVER,),
                ((known.year, known.version),) if rolls and known else (),
                rolls and calendar.is_provisional(last),
            )


def _missing(step: Step, cycle: Cycle, sequences: tuple[str, ...]) -> Iterator[str]:
    """What of the step is not done by an act that counts: sequences, or the step as a whole."""
    match step:
        case "考评意见":
            done = {one.sequence for one in cycle.opinions if cycle.counts(one.paper)}
            yield from (one for one in sequences if one not in done)
        case "复核":
            done = {one.sequence for one in cycle.verifications if cycle.counts(one.paper)}
            yield from (one for one in sequences if one not in done)
        case "结果报告":
            if not any(cycle.counts(one.paper) for one in cycle.reports):
                yield ""
        case "审定":
            if cycle.approval is None:
                yield ""
        case "通报":
            if not any(
                cycle.counts(one.paper) for one in cycle.circulars if one.edition != "公开"
            ):
                yield ""


def returned(records: Iterable[Record], cycle: Cycle) -> Iterator[Owed]:
    """Drafts, opinions and reports sent back, that nothing has come in the place of since.

    *records*: returns of the year as known; self-checks sent back stand among the self-checks.
    """
    for record in records:
        event = record.payload
        if not isinstance(event, SubmissionReturned):
            continue
        again = {
            "草案": [one.paper for one in cycle.drafts],
            "考评意见": [one.paper for one in cycle.opinions],
            "结果报告": [one.paper for one in cycle.reports],
        }.get(event.of)
        if again is None or any(_after(paper.on, paper.position, record) for paper in again):
            continue
        by = "MDB" if event.of == "结果报告" else "EPB"
        rule: Rule = "退回" if event.redo_by else "未定"
        yield Owed("退回重报", by, event.redo_by, rule, record.position, (), event.of, cycle.year)


def _after(on: dt.date, position: int, record: Record) -> bool:
    return (on, position) > (record.effective, record.position)
