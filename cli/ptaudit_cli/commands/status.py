"""What a clerk sees first: the ledger, where the settings come from, and what waits to be done."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ptaudit.domain.failures import Unusable
from ptaudit_cli import checkpointing, handing, objecting, waiting
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.messages import Catalogue
from ptaudit_cli.params import option

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit, View

#: Days ahead that count as this week's.
WEEK = 7
#: To-dos of one kind that are shown; the rest are counted.
SHOWN = 10

#: The day it falls due or waits since, what is to be done, and the read that lists all such.
ToDo: TypeAlias = tuple[dt.date, str, str]


def status(call: Call, given: Mapping[str, Any]) -> int:
    call = call.settled(ledger=given["ledger"])
    words = call.words
    for name, setting in call.settings.values.items():
        value = words("status.unset") if setting.value is None else call.shown(setting.value)
        source = words.find(f"status.source.{setting.source}") or call.shown(setting.source)
        call.say(words("status.setting", name=name, value=value, source=source))
    try:
        app = call.open(read_only=True)
    except Unusable as failure:
        if failure.code != "ledger.missing":
            raise
        call.say(words("status.no_ledger"))
        return 0
    try:
        for line in app.view().covering.lines(_lines(call, app)):
            call.say(line)
    finally:
        app.close()
    return 0


def _lines(call: Call, app: "Ptaudit") -> Iterator[str]:
    words = call.words
    view = app.view()
    registry = view.registry
    county = registry.opened.county if registry.opened else ""
    time = view.moment.recorded_at[:16].replace("T", " ")
    yield words("status.head", county=county, position=view.moment.position, recorded_at=time)
    years = [words("answer.year", year=year) for year in sorted(registry.years)]
    yield words("status.years", years=words.listed(years) or words("status.unset"))
    yield from handing.archived(words, view)
    yield from checkpointing.stands(call, app)
    yield from _due(words, view)
    groups = _groups(call, view)
    yield words("status.to_do", today=call.today, count=sum(map(len, groups)))
    shown = [to_do for group in groups for to_do in group[:SHOWN]]
    for _, text, _ in sorted(shown):
        yield "  " + text
    left = Counter(called for group in groups for _, _, called in group[SHOWN:])
    for called, count in left.items():
        yield "  " + words("status.more", count=count, call=f"ptaudit {called}")


def _due(words: Catalogue, view: "View") -> Iterator[str]:
    """What is overdue, and what falls due this week: by sort, each with how many and the first day."""
    from ptaudit.application.due import within
    from ptaudit.projections.due.owed import sorts

    for form, rows, called in (
        ("overdue", within(view, overdue=True), "due list --overdue"),
        ("soon", within(view, WEEK), f"due list --within {WEEK}"),
    ):
        if rows:
            yield words(f"status.due.{form}", count=len(rows), call=f"ptaudit {called}")
        for one in sorts(rows):
            yield "  " + words("status.due.sort", what=one.what, count=one.count, first=one.first)


def _groups(call: Call, view: "View") -> list[list[ToDo]]:
    """What waits, the most urgent of each kind first."""
    words = call.words
    objections = ((day, text, "objection list") for day, text in objecting.lines(words, view))
    groups: list[list[ToDo]] = [[*_findings(call, view)], [*_selfchecks(call, view)]]
    groups.append([*objections])
    # Of a year's papers and of vetoes only a few wait at a time: each is a group, and shown.
    groups += [[(day, text, "")] for day, text in waiting.lines(words, view)]
    return [sorted(group) for group in groups]


def _findings(call: Call, view: "View") -> Iterator[ToDo]:
    from ptaudit.domain.findings.standing import standing
    from ptaudit.projections.rectification import rectification, unsettled

    registry, on = view.registry, view.on
    shelves = unsettled(registry)
    for finding in (
        finding for shelf in shelves for finding in view.shelf_rows(rectification, shelf).values()
    ):
        if finding.raised is None:
            continue
        stands = standing(finding, registry, on)
        state, last = stands.status, stands.deadline
        units = call.words.listed([registry.named(unit) for unit in finding.units])
        if (form := _waits(state, last, on)) is None:
            continue
        yield (
            last or finding.raised.on,
            call.words(
                f"status.finding.{form}",
                finding=finding.finding,
                units=units,
                deadline=last or call.words("status.unset"),
                days=abs((last - on).days) if last else 0,
            ),
            "finding board",
        )


def _waits(state: str, last: dt.date | None, on: dt.date) -> str | None:
    """Which to-do a finding is; None while nothing is to be done."""
    match state:
        case "逾期未整改":
            return "overdue"
        case "核查未通过":
            return "failed"
        case "已报完成":
            return "verify"
        case "核查通过":
            return "close"
        case "已登记" | "已反馈" | "重新打开":
            return "order"
        case "已销号" | "已撤销" | "公示中":
            return None
        case _:
            return "due" if last is not None and (last - on).days <= WEEK else None


def _selfchecks(call: Call, view: "View") -> Iterator[ToDo]:
    from ptaudit.projections.selfchecks import board, selfchecks

    registry, on = view.registry, view.on
    rows = view.rows(selfchecks)
    for year in sorted(registry.years):
        for unit, standing in board(rows, registry, year, on):
            soon = standing.due is not None and 0 <= (standing.due - on).days <= WEEK
            form = {
                "逾期未报": "overdue",
                "已报缺抄送": "copy",
                "退回待重报": "redo",
                "应报": "due" if soon else "",
            }.get(standing.status, "")
            if form:
                text = call.words(
                    f"status.selfcheck.{form}",
                    unit=registry.named(unit),
                    year=year,
                    period=standing.period,
                    due=standing.due or call.words("status.unset"),
                )
                yield standing.due or on, text, f"selfcheck list --year {year}"


CALLS = (Action("status", "", status, lambda: [option("ledger", "ledger")]),)
