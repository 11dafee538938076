"""Until when a unit may object to its result, as the county's rulings have it (口径 objection.*)."""

from ptaudit.application.view import View
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Mark
from ptaudit.domain.objections.fold import Filing, Paper
from ptaudit.domain.objections.standing import BEFORE, WINDOW, Window, window
from ptaudit.domain.policy import KEYS
from ptaudit.projections.objections import objections, served, services
from ptaudit.reports.handout.contract import Objecting


def objecting(view: View, unit: str, year: int, cycle: Cycle) -> Objecting:
    """How an objection of *unit* made on the view's day would stand, and those it has open."""
    mark = Mark(view.on, view.moment.position, view.moment.recorded_at)
    asked = Filing(
        Paper("", mark, (f"UNI:{unit}",), True),
        unit,
        None,
        year,
        "得分",
        None,
        None,
        "",
        None,
        None,
        (),
    )
    period = window(asked, cycle, services(view.known(served(year))), view.registry)
    open_ones = tuple(
        row.objection
        for row in view.rows(objections).values()
        if row.is_open
        and row.filed is not None
        and (row.filed.unit, row.filed.year) == (unit, year)
    )
    last = period.last
    left = None if last is None else (last - view.on).days
    state, text = _said(period, cycle, left)
    return Objecting(state, text, last, left, period.provisional, open_ones)


def _said(period: Window, cycle: Cycle, left: int | None) -> tuple[str, str]:
    if period.announced is not None:
        start = f"县目督办{period.since}预告知结果"
        ruled = f"按口径“{KEYS[BEFORE].title}”"
    elif period.circular is not None:
        start = f"考评结果通报{'送达' if period.served else '印发'}于{period.since}"
        ruled = f"按口径“{KEYS[WINDOW].title}”"
    elif cycle.approval is not None:
        return "未通报", "结果已经审定,还没有通报:现在就可以提出,不算逾期。"
    else:
        return (
            "未审定",
            "结果还没有审定:现在就可以提出,不算逾期;越早提出,越来得及在结果报告里处理。",
        )
    if period.last is None:
        return "不限", f"{start};{ruled},提出异议不限时日。"
    if left is not None and left < 0:
        gone = f"{start};{ruled},最迟{period.last}提出,已过{-left}天。"
        return "已过", gone + "逾期提出的仍予登记,是否受理由县目督办决定。"
    return "在期", f"{start};{ruled},最迟{period.last}提出,还有{left}天。"
