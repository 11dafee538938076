"""第九条第三项 — 突发环境事件、区域限批、一票否决: facts as others found them, and the decision on a veto."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.vetoes import (
    AttributeIncident,
    DecideVeto,
    GradeIncident,
    ImposeRestriction,
    LiftRestriction,
    ReportIncident,
)
from ptaudit.domain.cycle.sealing import against_seal
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import Event, Ref
from ptaudit.domain.events.vetoes import (
    Authority,
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    UnitResponsibility,
    VetoDecided,
)
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.vetoes import grounds as veto_grounds
from ptaudit.domain.vetoes.fold import KINDS, Case, Cases, Decided, Ground, gather

Command: TypeAlias = (
    ReportIncident
    | GradeIncident
    | AttributeIncident
    | ImposeRestriction
    | LiftRestriction
    | DecideVeto
)

_NUMBER = re.compile(r"V-[1-9][0-9]{0,5}")


def boundary(command: Command, registry: Registry) -> Selection:
    """One case; where a case may be opened, every case (its number must be free)."""
    if isinstance(command, ReportIncident | ImposeRestriction) and command.case is None:
        return about(kinds=KINDS)
    return about(f"case:{command.case}", kinds=KINDS)


def decide(command: Command, state: Cases, context: Context) -> Decision:
    match command:
        case ReportIncident():
            return report(command, state, context)
        case GradeIncident():
            return grade(command, _case(command.case, state), context)
        case AttributeIncident():
            return attribute(command, _case(command.case, state), context)
        case ImposeRestriction():
            return impose(command, state, context)
        case LiftRestriction():
            return lift(command, _case(command.case, state), context)
        case DecideVeto():
            return decide_veto(command, _case(command.case, state), context)
        case _:
            assert_never(command)


def report(command: ReportIncident, state: Cases, context: Context) -> Decision:
    on = command.on or context.today
    if command.occurred_on > on:
        raise Malformed("incident.occurred_later", occurred=command.occurred_on, on=on)
    units = _codes(command.units, context.registry)
    for case in state.cases.values():
        same = case.occurred_on == command.occurred_on and command.text in case.texts
        if same and command.report == "初报" and set(units) <= set(case.reported):
            return Decision(already=(case.reports[case.texts.index(command.text)].mark.position,))
    if command.report != "初报" and command.case is None:
        raise Malformed("incident.which_case", report=command.report)
    number = _number(command.case, state)
    former = state.cases.get(number)
    if command.report == "初报" and former is not None and former.reports:
        raise Refused("incident.number_taken", IncidentReported.claims[0], case=number)
    if command.report != "初报" and former is None:
        raise NotFound("case.unknown", case=number)
    event = IncidentReported(
        case=number,
        report=command.report,
        unit=units or None,
        occurred_on=command.occurred_on,
        place=command.place,
        text=command.text,
    )
    return Decision((_about(event, former, on),))


def grade(command: GradeIncident, case: Case, context: Context) -> Decision:
    on = _after(command.on or context.today, case)
    event = IncidentGraded(
        case=case.case,
        grade=command.grade,
        standard=command.standard,
        authority=Authority(name=command.authority, level=command.level),
        provisional=command.provisional,
    )
    return Decision((_about(event, case, on),))


def attribute(command: AttributeIncident, case: Case, context: Context) -> Decision:
    on = _after(command.on or context.today, case)
    responsible = _codes(command.responsible, context.registry)
    others = _codes(command.not_responsible, context.registry)
    if not (responsible or others):
        raise Malformed("incident.no_units", case=case.case)
    if both := [unit for unit in responsible if unit in others]:
        raise Malformed("incident.unit_twice", unit=context.registry.named(both[0]))
    if command.persons_rank and not responsible:
        raise Malformed("incident.rank_without_unit", case=case.case)
    ranks = tuple(dict.fromkeys(command.persons_rank)) or None
    units = (
        *(UnitResponsibility(unit=u, responsible=True, persons_rank=ranks) for u in responsible),
        *(UnitResponsibility(unit=u, responsible=False) for u in others),
    )
    authority = Authority(name=command.authority, level=command.level)
    event = IncidentAttributed(case=case.case, units=units, authority=authority)
    return Decision((_about(event, case, on),))


def impose(command: ImposeRestriction, state: Cases, context: Context) -> Decision:
    on = command.on or context.today
    units = _codes(command.units, context.registry)
    since = command.from_day or on
    asked = (units, command.authority, command.level, command.scope, since)
    for case in state.cases.values():
        for former in case.restrictions:
            same = (former.units, former.authority, former.level, former.scope, former.since)
            repeats = former.paper.regular or command.irregular is not None
            if repeats and same == asked:
                return Decision(already=(former.paper.mark.position,))
    number = _number(command.case, state)
    event = RestrictionImposed(
        case=number,
        units=units,
        authority=Authority(name=command.authority, level=command.level),
        scope=command.scope,
        from_=since,
    )
    return Decision((_about(event, state.cases.get(number), on),))


def lift(command: LiftRestriction, case: Case, context: Context) -> Decision:
    on = command.on or context.today
    restricted = tuple(dict.fromkeys(u for r in case.restrictions for u in r.units))
    if not restricted:
        raise NotFound("restriction.none", case=case.case)
    units = _codes(command.units, context.registry) or restricted
    for unit in units:
        if unit not in restricted:
            names = _names(restricted, context.registry)
            raise NotFound(
                "restriction.not_its_unit",
                case=case.case,
                unit=context.registry.named(unit),
                units=names,
            )
    event = RestrictionLifted(
        case=case.case,
        units=units,
        authority=Authority(name=command.authority, level=command.level),
    )
    return Decision((_about(event, case, on),))


def decide_veto(command: DecideVeto, case: Case, context: Context) -> Decision:
    """县委、县政府 decide; a veto without complete grounds, or of a department, is a breach."""
    registry = context.registry
    on = command.on or context.today
    unit = registry.unit(command.unit).code
    former = _former(command, case, unit)
    likely = veto_grounds.likely(case, unit, registry)
    ground: Ground = command.ground or (former.ground if former else likely.ground)
    judged = veto_grounds.judged(case, unit, ground, registry)
    year = command.year or (former.year if former else judged.year)
    last = case.last(unit, year, ground)
    if (
        last is not None
        and last.result == command.result
        and last.paper.mark.on <= on
        and not veto_grounds.uncounted(case, last, registry)
    ):
        return Decision(already=(last.paper.mark.position,))
    event = VetoDecided(
        case=case.case,
        unit=unit,
        year=year,
        ground=ground,
        result=command.result,
        revises=last.paper.id if last and last.paper.mark.on <= on else None,
    )
    breaches = [*against_seal(year, on, registry)]
    if command.result == "认定":
        breaches = [*_unfounded(case, event, on, registry), *breaches]
    return Decision((_about(event, case, on),), tuple(breaches))


def _unfounded(case: Case, event: VetoDecided, on: dt.date, registry: Registry) -> list[Breach]:
    claim = VetoDecided.claims[0]
    unit = ("unit", registry.named(event.unit))
    breaches: list[Breach] = []
    if veto_grounds.is_department(event.unit, registry):
        breaches.append(Breach("veto.department", claim, (unit,)))
    missing = veto_grounds.missing_on(case, event.unit, event.ground, on, registry)
    if missing:
        said = (("case", case.case), ("ground", event.ground), ("missing", "、".join(missing)))
        breaches.append(Breach("veto.grounds_incomplete", claim, (unit, *said)))
    return breaches


def _former(command: DecideVeto, case: Case, unit: str) -> Decided | None:
    """The decision that one to take back is about."""
    if command.result != "撤销":
        return None
    found = [
        d
        for d in case.decisions
        if d.unit == unit
        and d.result != "撤销"
        and command.year in (None, d.year)
        and command.ground in (None, d.ground)
    ]
    return found[-1] if found else None


def _case(number: str, state: Cases) -> Case:
    if (case := state.cases.get(number)) is None:
        raise NotFound("case.unknown", case=number)
    return case


def _number(said: str | None, state: Cases) -> str:
    """The case named, or the next free number over all cases."""
    if said is None:
        taken = [int(name[2:]) for name in state.cases if _NUMBER.fullmatch(name)]
        return f"V-{max(taken, default=0) + 1}"
    if not _NUMBER.fullmatch(said):
        raise Malformed("case.number", case=said)
    return said


def _after(on: dt.date, case: Case) -> dt.date:
    """*on*, not before the incident itself."""
    if case.occurred_on is not None and on < case.occurred_on:
        raise Malformed("incident.occurred_later", occurred=case.occurred_on, on=on)
    return on


def _codes(names: Sequence[str], registry: Registry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(registry.unit(name).code for name in names))


def _names(units: Sequence[str], registry: Registry) -> str:
    return "、".join(registry.named(unit) for unit in units)


def _about(event: Event, case: Case | None, on: dt.date) -> Act:
    """The act with its case's tags: the units concerned so far and the year the case was opened in."""
    units = case.units if case else ()
    year = case.year if case else on.year
    tags = (f"year:{year}", *(f"unit:{unit}" for unit in units))
    return Act(event, tags=tags, refs=tuple(_rests_on(event, case)) if case else ())


def _rests_on(event: Event, case: Case) -> Iterator[Ref]:
    """A decision rests on the facts there are; a fact on the paper the case began with."""
    if isinstance(event, VetoDecided):
        papers = [g.paper for g in case.gradings] + [a.paper for a in case.attributions]
        papers += [r.paper for r in case.restrictions]
        yield from (Ref(role="basis", id=paper.id) for paper in papers)
    elif first := (*case.reports, *(r.paper for r in case.restrictions)):
        yield Ref(role="cause", id=min(first, key=lambda paper: paper.mark.position).id)


decider: Decider[Command, Cases] = Decider(boundary, Cases(), gather, decide)
COMMANDS = get_args(Command)
