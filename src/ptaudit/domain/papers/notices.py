"""告知 — what units are told, and by when they may answer: reminders, a result to come, what a veto entails."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.notices import SendNotice
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision
from ptaudit.domain.envelope import role
from ptaudit.domain.events.base import article, by_policy
from ptaudit.domain.events.duties import NoticeSent, Window
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.vetoes import VetoDecided
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.growing import Growing
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = SendNotice
BEFORE = "objection.window.before"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice may be about, by entry, and the cases among it."""

    entries: Growing[str, Record] = field(default_factory=Growing)
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    """The year's notices, and the finding, veto case or entry that this one is about."""
    found = [about(f"year:{command.year}", kinds=(NoticeSent.kind,))]
    if command.finding is not None:
        found.append(about(f"finding:{command.finding}", kinds=(FindingRaised.kind,)))
    if command.case is not None:
        found.append(about(f"case:{command.case}"))
    if command.target is not None:
        found.append(about(f"id:{command.target}"))
    return either(*found)


def evolve(state: Told, record: Record) -> Told:
    return replace(state, entries=state.entries.adding({record.id: record}))


def decide(command: Command, state: Told, context: Context) -> Decision:
    """Raises Malformed for a notice that says nothing or that nobody can answer, NotFound for its subject."""
    on, registry = command.on or context.today, context.registry
    _says_something(command)
    _subject(command, state)
    units = tuple(dict.fromkeys(registry.unit(name).code for name in command.units))
    event = NoticeSent(
        about=command.about,
        year=command.year,
        units=units,
        channel=command.channel,
        period=command.period,
        finding=command.finding,
        case=command.case,
        target=command.target,
        scores=_scores(command, units, registry) or None,
        window=_window(command, on, registry),
        text=command.text,
    )
    return Decision((Act(event),), tuple(_breaches(command, event, on, state, registry)))


def _says_something(command: Command) -> None:
    if command.about in ("催报", "逾期通报") and (command.period is None) == (
        command.finding is None
    ):
        raise Malformed("notice.of_what", about=command.about)
    if command.about == "否决后果" and command.case is None:
        raise Malformed("notice.which_case")
    if command.about == "其他" and command.text is None:
        raise Malformed("notice.no_text")
    if command.scores and command.about != "结果预告知":
        raise Malformed("notice.scores_unasked", about=command.about)


def _subject(command: Command, state: Told) -> None:
    """What the notice is about is on record."""
    tags = {tag for record in state.entries.values() for tag in record.tags}
    if command.finding is not None and f"finding:{command.finding}" not in tags:
        raise NotFound("finding.unknown", finding=command.finding)
    if command.case is not None and f"case:{command.case}" not in tags:
        raise NotFound("case.unknown", case=command.case)
    if command.target is not None and state.entries.get(command.target) is None:
        raise NotFound("entry.unknown", entry=command.target)


def _scores(
    command: Command, units: tuple[str, ...], registry: Registry
) -> tuple[tuple[str, Decimal], ...]:
    """Totals by unit, in order of its code. Raises Malformed for a unit not told, or told twice."""
    found: dict[str, Decimal] = {}
    for name, score in command.scores:
        unit = registry.unit(name)
        if unit.code not in units:
            raise Malformed("notice.stranger", unit=unit.name)
        if unit.code in found:
            raise Malformed("notice.score_twice", unit=unit.name)
        found[unit.code] = score
    return tuple(sorted(found.items()))


def _window(command: Command, on: dt.date, registry: Registry) -> Window | None:
    """The days to answer in: as said; for 结果预告知 otherwise by 口径 objection.window.before."""
    first, last = command.answer_from or on + DAY, command.answer_by
    if last is None and command.about == "结果预告知":
        last = shortest(first, command.year, registry)
    if last is None:
        if command.answer_from is not None:
            raise Malformed("notice.window_open")
        return None
    if first < on or last < first:
        raise Malformed("notice.window_backwards", first=first, last=last, on=on)
    return Window(from_=first, to=last)


def shortest(first: dt.date, year: int, registry: Registry) -> dt.date | None:
    """Last day of the working days that 口径 gives from *first*; None where it gives none."""
    days = registry.policy(year)[BEFORE]
    return None if days == "none" else registry.calendar.after_working_days(first, int(days))


def _breaches(
    command: Command, event: NoticeSent, on: dt.date, state: Told, registry: Registry
) -> Iterator[Breach]:
    if event.about == "结果预告知":
        if any(role(organ) != "MDB" for organ in command.organ):
            yield Breach("notice.result_by_other", article("15.3"), (("year", event.year),))
        window = event.window
        least = shortest(window.from_, event.year, registry) if window else None
        if window is not None and least is not None and window.to < least:
            claim = by_policy(BEFORE).model_copy(
                update={"doc_no": registry.policy(event.year).document(BEFORE)}
            )
            yield Breach("notice.window_short", claim, (("last", window.to), ("least", least)))
    if event.about == "否决后果" and not any(
        isinstance(one := record.payload, VetoDecided)
        and one.result == "认定"
        and record.effective <= on
        for record in state.entries.values()
    ):
        yield Breach("notice.veto_undecided", article("9.3"), (("case", event.case or ""),))


decider: Decider[Command, Told] = Decider(boundary, Told(), evolve, decide)
COMMANDS = (Command,)
