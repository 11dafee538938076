"""第十三条、第十五条第一项 — 自查报送、抄送、重报, 未报认定: filed, copied, or found not to have come."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.selfchecks import FileSelfcheck, MissSelfcheck
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN, article
from ptaudit.domain.events.duties import SelfcheckMissed
from ptaudit.domain.events.selfchecks import SelfcheckFiled
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.rules import Rules
from ptaudit.domain.selection import Selection
from ptaudit.domain.selfchecks.due import due, together
from ptaudit.domain.selfchecks.fold import SELFCHECK_EVENTS, Filing, Filings, Selfchecks, gather

Command: TypeAlias = FileSelfcheck | MissSelfcheck

KINDS = tuple(event.kind for event in SELFCHECK_EVENTS)


def boundary(command: Command, registry: Registry) -> Selection:
    """Each unit's filings and returns of the year; of every year where none is said."""
    if isinstance(command, MissSelfcheck):
        units = (registry.unit(name).code for name in command.units)
        years = () if command.year is None else (f"year:{command.year}",)
        return either(*(about(f"unit:{unit}", *years, kinds=KINDS) for unit in units))
    unit = f"unit:{registry.unit(command.unit).code}"
    if command.year is None:
        return about(unit, kinds=KINDS)
    return about(unit, f"year:{command.year}", kinds=KINDS)


def decide(command: Command, state: Filings, context: Context) -> Decision:
    if isinstance(command, MissSelfcheck):
        return miss(command, state, context)
    return file(command, state, context)


def miss(command: MissSelfcheck, state: Filings, context: Context) -> Decision:
    """Raises Malformed where neither the command nor the year's opening says when it was due."""
    on, registry = command.on or context.today, context.registry
    year = command.year or year_of(command.period, on)
    last = command.due or due(command.period, registry, year)
    if last is None:
        raise Malformed("selfcheck.no_due", period=command.period, year=year)
    units = tuple(dict.fromkeys(registry.unit(name).code for name in command.units))
    event = SelfcheckMissed(year=year, period=command.period, units=units, due=last)
    return Decision((Act(event),), tuple(_not_missing(event, on, state, registry)))


def _not_missing(
    event: SelfcheckMissed, on: dt.date, state: Filings, registry: Registry
) -> Iterator[Breach]:
    """Units that had filed by then, under either name (口径 h2_selfcheck), or had time left to."""
    same = together(event.period, registry, event.year)
    for unit in event.units:
        row = state.row(unit, event.year)
        filed = [filing.period for filing in row.of(same, "EPB") if filing.mark.on <= on]
        code: str | None = None
        period: str = event.period
        if filed:
            code, period = "selfcheck.missed_filed", filed[-1]
        elif on <= event.due:
            code = "selfcheck.missed_early"
        elif any(one.period == event.period and one.mark.on <= on for one in row.missed):
            code = "selfcheck.missed_twice"
        if code is not None:
            params = (("unit", registry.named(unit)), ("year", event.year), ("period", period))
            yield Breach(code, article("13"), params)


def file(command: FileSelfcheck, state: Filings, context: Context) -> Decision:
    on = command.on or context.today
    unit = context.registry.unit(command.unit).code
    year = command.year or year_of(command.period, on)
    _sensible(command, year, on)
    held = state.row(unit, year)
    periods = together(command.period, context.registry, year)
    said = _said(command, unit, year, on)
    already: list[int] = []
    acts: list[Act] = []
    version = command.filing_version or _next(held, periods, command.recipient)
    for event, day in said:
        former = held.of(periods, event.recipient)
        if (same := _same(former, event, day)) is not None:
            already.append(same.mark.position)
            version = same.version
            continue
        if version in (f.version for f in former):
            if event.recipient == "MDB" and command.recipient == "EPB":
                version = max(f.version for f in former) + 1
            else:
                claim = SelfcheckFiled.claims[0]
                raise Refused("selfcheck.version_taken", claim, version=version)
        replaces = former[-1].id if former else None
        update = {"filing_version": version, "replaces": replaces}
        acts.append(Act(event.model_copy(update=update), on=day))
    if not acts:
        return Decision(already=tuple(already))
    return Decision(tuple(acts), _beyond(command, unit, year, on, context.registry))


def year_of(period: str, on: dt.date) -> int:
    """The year a filing received on a day is for, where nothing else is said: 年终 may come by June."""
    return on.year - 1 if period != "上半年" and on.month <= 6 else on.year


def _sensible(command: FileSelfcheck, year: int, on: dt.date) -> None:
    for day in (on, command.copied):
        if day is not None and day.year < year:
            raise Malformed("selfcheck.before_year", on=day, year=year)
    if command.recipient == "MDB" and command.copied is not None:
        raise Malformed("selfcheck.copied_twice")
    if command.copy_receipt is not None and command.copied is None:
        raise Malformed("selfcheck.copy_receipt_alone", receipt=command.copy_receipt)
    codes = [code for code, _ in command.self_scores]
    for code in codes:
        if codes.count(code) > 1:
            raise Malformed("selfcheck.score_twice", item=code)


def _said(
    command: FileSelfcheck, unit: str, year: int, on: dt.date
) -> list[tuple[SelfcheckFiled, dt.date]]:
    """What the command says reached whom: the filing and, where a day is said, its copy."""
    filed = SelfcheckFiled(
        unit=unit,
        year=year,
        period=command.period,
        recipient=command.recipient,
        receipt_no=command.receipt,
        filing_version=1,
        self_scores=tuple(sorted(command.self_scores)) or None,
        self_total=command.self_total,
    )
    if command.copied is None:
        return [(filed, on)]
    update = {"recipient": "MDB", "receipt_no": command.copy_receipt}
    return [(filed, on), (filed.model_copy(update=update), command.copied)]


def _same(former: tuple[Filing, ...], event: SelfcheckFiled, day: dt.date) -> Filing | None:
    """A filing that already says this, not sent back since."""
    said = (day, event.receipt_no, event.self_scores or (), event.self_total)
    for filing in former:
        held = (filing.mark.on, filing.receipt_no, filing.self_scores, filing.self_total)
        if held == said and filing.returned is None:
            return filing
    return None


def _next(held: Selfchecks, periods: tuple[str, ...], recipient: str) -> int:
    """A copy has the number of the filing it copies; anything else is one more than the last."""
    own = [f.version for f in held.of(periods, recipient)]
    if recipient == "MDB" and (filed := held.of(periods, "EPB")):
        newest = max(f.version for f in filed)
        if newest not in own:
            return newest
    return max(own, default=0) + 1


def _beyond(
    command: FileSelfcheck, unit: str, year: int, on: dt.date, registry: Registry
) -> tuple[Breach, ...]:
    """Self-scores above what the item allows. Nothing is asked where no rules are recorded."""
    rules = registry.rules_for(unit, year, on)
    if rules is None:
        return ()
    for code, score in command.self_scores:
        item = rules.items.get(code)
        if item is None:
            raise NotFound(
                "item.unknown",
                year=year,
                item=code,
                near=names.listed(names.near(code, rules.items)),
            )
        most = item.points if item.cap is None else item.cap
        if score > most:
            return (Breach("selfcheck.over_item", OWN, (("item", code), ("most", most))),)
    return _over_total(command, rules)


def _over_total(command: FileSelfcheck, rules: Rules) -> tuple[Breach, ...]:
    total = command.self_total
    if total is None or total <= rules.full_marks:
        return ()
    return (Breach("selfcheck.over_total", OWN, (("most", rules.full_marks),)),)


decider: Decider[Command, Filings] = Decider(boundary, Filings(), gather, decide)
COMMANDS = get_args(Command)
