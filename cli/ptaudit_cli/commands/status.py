"""What a clerk sees first: the ledger, where the settings come from, and what waits to be done."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ptaudit.domain.failures import Unusable
from ptaudit_cli import objecting, waiting
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.params import option

if TYPE_CHECKING:
    from ptaudit.application import Ptaudit, View

#: Days ahead that count as this week's.
WEEK = 7
#: To-dos of one kind that are shown; the rest are counted.
SHOWN = 10

#: The day it falls due or waits since, and what is to be done.
ToDo: TypeAlias = tuple[dt.date, str]


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
        for line in _lines(call, app):
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
    groups = _groups(call, view)
    yield words("status.to_do", today=call.today, count=sum(map(len, groups.values())))
    shown = [line for to_do in groups.values() for line in to_do[:SHOWN]]
    for _, text in sorted(shown):
        yield "  " + text
    for command, to_do in groups.items():
        if len(to_do) > SHOWN:
            call_ = f"ptaudit {command}"
            yield "  " + words("status.more", count=len(to_do) - SHOWN, call=call_)


def _groups(call: Call, view: "View") -> dict[str, list[ToDo]]:
    """What waits, the most urgent first, by the read that lists all of it."""
    groups: dict[str, list[ToDo]] = {"finding board": [*_findings(call, view)]}
    for year in sorted(view.registry.years):
        groups[f"selfcheck list --year {year}"] = [*_selfchecks(call, view, year)]
    groups["objection list"] = [*objecting.lines(call.words, view)]
    groups["year list"] = [*waiting.lines(call.words, view)]
    return {command: sorted(to_do) for command, to_do in groups.items()}


def _findings(call: Call, view: "View") -> Iterator[ToDo]:
    from ptaudit.domain.findings import deadlines
    from ptaudit.projections.rectification import rectification

    registry, on = view.registry, view.on
    for finding in view.rows(rectification).values():
        if finding.raised is None:
            continue
        state = deadlines.status(finding, registry, on)
        last = deadlines.deadline(finding, registry, on)
        units = call.words.listed([registry.named(unit) for unit in finding.units])
        if state == "已销号" or (form := _waits(state, last, on)) is None:
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
        case "已登记" | "已反馈":
            return "order"
        case _:
            return "due" if last is not None and (last - on).days <= WEEK else None


def _selfchecks(call: Call, view: "View", year: int) -> Iterator[ToDo]:
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
                yield standing.due or on, text


CALLS = (Action("status", "", status, lambda: [option("ledger", "ledger")]),)
