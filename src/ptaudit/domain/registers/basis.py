"""第一、四、二十一条 — the regulation, the county's rulings on what it leaves open, calendars and years."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, assert_never, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.base import Command as AnyCommand
from ptaudit.domain.commands.basis import (
    AdoptPolicy,
    AdoptRegulation,
    OpenYear,
    PublishCalendar,
)
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN, Event, article
from ptaudit.domain.events.basis import (
    CalendarPublished,
    Erratum,
    LegalBasis,
    PolicyAdopted,
    RegulationAdopted,
    Retroactive,
    YearOpened,
)
from ptaudit.domain.events.catalogue import KINDS
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Record
from ptaudit.domain.registers.register import span
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = AdoptRegulation | AdoptPolicy | PublishCalendar | OpenYear
E = TypeVar("E", bound=Event)

EVENTS = (RegulationAdopted, PolicyAdopted, CalendarPublished, YearOpened)

#: What a year may have a due date for; the regulation itself sets none.
DUE_ITEMS = ("上半年自查", "年终自查", "考评意见", "复核", "结果报告", "审定", "通报")


@dataclass(frozen=True, slots=True)
class Bases:
    """The entries a decision rests on, as corrected, in folding order."""

    records: tuple[Record, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def of(self, event: type[E]) -> list[tuple[Record, E]]:
        return [(r, r.payload) for r in self.records if isinstance(r.payload, event)]


def boundary(command: Command, registry: Registry) -> Selection:
    """Every entry of the command's kind; a year also rests on the regulations."""
    if isinstance(command, OpenYear):
        return about(kinds=(YearOpened.kind, RegulationAdopted.kind))
    return about(kinds=(type(command).event().kind,))


def decide(command: Command, state: Bases, context: Context) -> Decision:
    match command:
        case AdoptRegulation():
            return regulate(command, state, context)
        case AdoptPolicy():
            return rule(command, state)
        case PublishCalendar():
            return publish(command, state)
        case OpenYear():
            return open_year(command, state, context)
        case _:
            assert_never(command)


def regulate(command: AdoptRegulation, state: Bases, context: Context) -> Decision:
    issued = command.issued_on or command.in_force
    if command.issued_on is not None and issued > context.today:
        raise Malformed("date.future", on=issued, today=context.today)
    event = RegulationAdopted(
        regulation_title=command.title,
        doc_no=command.doc_no or _document(command, RegulationAdopted),
        issued_on=issued,
        in_force=command.in_force,
        text_sha=command.text_sha,
        bases=tuple(
            LegalBasis(title=b.title, doc_no=b.doc_no, from_=b.since, to=b.until, source=b.source)
            for b in command.bases
        ),
        replaces=_earlier(command.replaces, state.of(RegulationAdopted)),
        errata=tuple(
            Erratum(article=e.article, printed=e.printed, read=e.read) for e in command.errata
        )
        or None,
    )
    for base in event.bases:
        if base.from_ is not None and base.to is not None and base.to < base.from_:
            raise Malformed(
                "regulation.basis_days", base=base.title, since=base.from_, until=base.to
            )
    for record, former in state.of(RegulationAdopted):
        if former == event:
            return Decision(already=(record.position,))
        if former.doc_no == event.doc_no:
            raise Refused("regulation.differs", OWN, doc_no=event.doc_no, position=record.position)
    return Decision((Act(event, on=command.in_force),), _before_its_issue(event))


def _before_its_issue(event: RegulationAdopted) -> tuple[Breach, ...]:
    """It is in force from the day of its issue: on no day before (第二十一条)."""
    if event.in_force >= event.issued_on:
        return ()
    params = (("in_force", event.in_force), ("issued", event.issued_on))
    return (Breach("regulation.before_issue", article("21"), params),)


def rule(command: AdoptPolicy, state: Bases) -> Decision:
    for key, value in command.keys:
        if key not in KEYS:
            near = names.listed(names.near(key, KEYS))
            raise NotFound("policy.unknown_key", key=key, near=near)
        if not KEYS[key].accepts(value):
            raise Malformed("policy.bad_value", key=key, value=value, choices=KEYS[key].choices)
        if key == "four_eyes" and value != "none":
            _of_kinds(value)
    if twice := _twice(key for key, _ in command.keys):
        raise Malformed("policy.key_twice", key=twice)
    earlier = state.of(PolicyAdopted)
    event = PolicyAdopted(
        policy_version=max((former.policy_version for _, former in earlier), default=0) + 1,
        keys=tuple(sorted(command.keys)),
        years=span(command.from_year, command.to_year),
        retroactive=_retroactive(command),
        replaces=_earlier(command.replaces, earlier),
    )
    if repeated := _repeated(event, earlier, "policy_version", command.policy_version):
        return Decision(already=repeated)
    _numbered(command.policy_version, event.policy_version)
    breaches: tuple[Breach, ...] = ()
    # An approved year is 县委、县政府's own decision: nobody below them reaches back into it.
    if event.retroactive and not {"CPC", "CGV"} <= set(command.organ):
        breaches = (Breach("policy.retroactive_organ", OWN),)
    return Decision((Act(event),), breaches)


def _of_kinds(value: str) -> None:
    """Raise NotFound where one of the kinds named is none."""
    for kind in value.split(","):
        if kind not in KINDS:
            raise NotFound("kind.unknown", kind=kind, near=names.listed(names.near(kind, KINDS)))


def publish(command: PublishCalendar, state: Bases) -> Decision:
    holidays, workdays = set(command.holidays), set(command.workdays)
    for day in sorted(holidays | workdays):
        if day.year != command.year:
            raise Malformed("calendar.outside_year", day=day, year=command.year)
    for day in sorted(workdays):
        if day in holidays:
            raise Malformed("calendar.both", day=day)
        if day.weekday() < 5:
            raise Malformed("calendar.no_weekend", day=day)
    earlier = [(r, e) for r, e in state.of(CalendarPublished) if e.year == command.year]
    event = CalendarPublished(
        year=command.year,
        holidays=tuple(sorted(holidays)),
        workdays=tuple(sorted(workdays)),
        doc_no=command.doc_no or _document(command, CalendarPublished),
        calendar_version=max((e.calendar_version for _, e in earlier), default=0) + 1,
        source=command.source,
    )
    if repeated := _repeated(event, earlier, "calendar_version", command.calendar_version):
        return Decision(already=repeated)
    for _, former in earlier:
        if former.calendar_version == command.calendar_version:
            _same_days(event, former)
    _numbered(command.calendar_version, event.calendar_version)
    return Decision((Act(event),))


def _same_days(said: CalendarPublished, former: CalendarPublished) -> None:
    """Raise Refused naming the first day that two arrangements of one number have otherwise."""
    off = set(said.holidays) ^ set(former.holidays)
    worked = set(said.workdays) ^ set(former.workdays)
    if days := sorted(off | worked):
        raise Refused(
            "calendar.version_taken",
            OWN,
            year=former.year,
            version=former.calendar_version,
            day=days[0],
        )


def open_year(command: OpenYear, state: Bases, context: Context) -> Decision:
    """The year with its due dates; later versions keep what they do not change."""
    for item, day in command.due:
        if item not in DUE_ITEMS:
            raise NotFound("year.unknown_item", item=item, known=names.listed(DUE_ITEMS))
        if not command.year <= day.year <= command.year + 1:
            raise Malformed("year.due_outside", item=item, day=day, year=command.year)
    if twice := _twice(item for item, _ in command.due):
        raise Malformed("year.due_twice", item=twice)
    on = command.on or context.today
    regulations = state.of(RegulationAdopted)
    earlier = [(r, e) for r, e in state.of(YearOpened) if e.year == command.year]
    last, former = max(earlier, key=lambda pair: pair[1].year_version, default=(None, None))
    due = {**dict(former.due if former else ()), **dict(command.due)}
    event = YearOpened(
        year=command.year,
        year_version=former.year_version + 1 if former else 1,
        due=tuple(sorted(due.items())),
        plan_doc=command.plan_doc or (former.plan_doc if former else None),
        regulation=_earlier(command.regulation, regulations)
        or (former.regulation if former else _in_force(regulations, on)),
        revises=last.id if last else None,
    )
    if former is not None and last is not None:
        kept = {"year_version": former.year_version, "revises": former.revises}
        if event.model_copy(update=kept) == former:
            return Decision(already=(last.position,))
    _numbered(command.year_version, event.year_version)
    return Decision((Act(event, on=on),))


def _retroactive(command: AdoptPolicy) -> Retroactive | None:
    years = tuple(sorted(set(command.retroactive)))
    if not years and command.decision is None:
        return None
    if not years or command.decision is None:
        raise Malformed("policy.retroactive_half")
    reach = span(command.from_year, command.to_year)
    for year in years:
        if year not in reach:
            raise Malformed("policy.retroactive_outside", year=year)
    return Retroactive(years=years, decision=command.decision)


def _document(command: AnyCommand, event: type[Event]) -> str:
    if not command.basis:
        raise Malformed("document.number_missing", title=event.title)
    return command.basis[0].doc_no


def _earlier(said: str | None, found: Iterable[tuple[Record, Event]]) -> str | None:
    """The entry *said* among *found*. Raises NotFound."""
    if said is not None and all(record.id != said for record, _ in found):
        raise NotFound("entry.not_of_kind", entry=said)
    return said


def _in_force(regulations: list[tuple[Record, RegulationAdopted]], on: dt.date) -> str | None:
    in_force = [record.id for record, event in regulations if event.in_force <= on]
    return in_force[-1] if in_force else None


def _repeated(
    event: Event, earlier: Iterable[tuple[Record, Event]], numbered: str, said: int | None
) -> tuple[int, ...]:
    """The position of the last of *earlier* when *event* says the same but for its number."""
    for record, former in reversed(list(earlier)):
        number = getattr(former, numbered)
        if former == event.model_copy(update={numbered: number}) and said in (None, number):
            return (record.position,)
        return ()
    return ()


def _numbered(said: int | None, expected: int) -> None:
    if said not in (None, expected):
        raise Malformed("version.not_next", said=said, expected=expected)


def _twice(items: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            return item
        seen.add(item)
    return None


def evolve(state: Bases, record: Record) -> Bases:
    return Bases((*state.records, record)) if isinstance(record.payload, EVENTS) else state


decider: Decider[Command, Bases] = Decider(boundary, Bases(), evolve, decide)
COMMANDS = get_args(Command)
