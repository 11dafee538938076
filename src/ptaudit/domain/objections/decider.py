"""异议 — filed by a unit or somebody else, taken up, decided, withdrawn (口径 objection.*; 细则未规定)."""

from typing import TypeAlias, assert_never, get_args

from ptaudit.domain import names
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.commands.objections import (
    AcceptObjection,
    DecideObjection,
    FileObjection,
    WithdrawObjection,
)
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN, Event, Ref
from ptaudit.domain.events.objections import (
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections import grounds, standing
from ptaudit.domain.objections.fold import CASES, KINDS, Filing, Objection
from ptaudit.domain.objections.grounds import DISPUTED, Held, evolve
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = FileObjection | AcceptObjection | DecideObjection | WithdrawObjection


def boundary(command: Command, registry: Registry) -> Selection:
    """The objections about the year, which is in the number; to answer one, the year's papers besides."""
    if isinstance(command, FileObjection):
        others = about(f"year:{command.year}", kinds=KINDS)
        return either(others, about(f"id:{command.against}")) if command.against else others
    year = f"year:{command.objection[2:6]}"
    own = either(about(f"objection:{command.objection}", kinds=KINDS), about(year, kinds=KINDS))
    match command:
        case AcceptObjection():
            return either(own, about(year, kinds=(*grounds.PAPERS, DocumentServed.kind)))
        case DecideObjection():
            return either(own, about(year, kinds=(*grounds.PAPERS, *DISPUTED)))
        case WithdrawObjection():
            return own
        case _:
            assert_never(command)


def decide(command: Command, state: Held, context: Context) -> Decision:
    match command:
        case FileObjection():
            return file(command, state, context)
        case AcceptObjection():
            return accept(command, state, context)
        case DecideObjection():
            return answer(command, state, context)
        case WithdrawObjection():
            return withdraw(command, state)
        case _:
            assert_never(command)


def file(command: FileObjection, state: Held, context: Context) -> Decision:
    """Filing is never refused for being late: whether it is in time is shown, and asked when it is answered."""
    if (command.unit is None) == (command.by is None):
        raise Malformed("objection.whose")
    unit = context.registry.unit(command.unit).code if command.unit else None
    disputed = None
    if command.against is not None and (disputed := state.disputed.get(command.against)) is None:
        raise NotFound("entry.unknown", entry=command.against)
    number = command.objection or _next(command.year, state)
    if int(number[2:6]) != command.year:
        raise Malformed("objection.number_year", objection=number, year=command.year)
    event = ObjectionFiled(
        objection=number,
        unit=unit,
        by=command.by,
        year=command.year,
        about=command.about,
        against=command.against,
        item=command.item,
        claim=command.claim,
        asks=command.asks,
        receipt_no=command.receipt,
    )
    for case in state.objections.cases.values():
        filed = case.filed if command.objection in (None, case.objection) else None
        if filed is not None and case.withdrawn is None and _said(filed) == _said(event):
            return Decision(already=(filed.paper.mark.position,))
    former = state.objections.cases.get(number)
    if former is not None and former.filed is not None:
        raise Refused("objection.number_taken", OWN, objection=number)
    refs = () if command.against is None else (Ref(role="target", id=command.against),)
    # A unit's objection is the unit's act; anybody else's is registered as received by 县目督办.
    organs = () if unit is not None else ("MDB",)
    tags = _cases_of(disputed) if disputed is not None else ()
    return Decision((Act(event, organs=organs, tags=tags, refs=refs),))


def accept(command: AcceptObjection, state: Held, context: Context) -> Decision:
    found, filing = _objection(command.objection, state)
    on = command.on or context.today
    if command.refuse and command.reason is None:
        raise Malformed("objection.no_reason", objection=command.objection)
    if command.refuse and command.due is not None:
        raise Malformed("objection.due_unasked", objection=command.objection)
    if command.due is not None and command.due < on:
        raise Malformed("objection.due_before", due=command.due, on=on)
    event = ObjectionAccepted(
        objection=found.objection, accepted=not command.refuse, due=command.due
    )
    breaches: tuple[Breach, ...] = ()
    if not command.refuse:
        year = state.cycles.of(filing.year)
        period = standing.window(filing, year, state.served, context.registry)
        filed = filing.paper.mark.on
        if period.last is not None and not period.holds(filed):
            late = (("objection", found.objection), ("filed", filed), ("last", period.last))
            claim = standing.ruled(standing.WINDOW, filing.year, context.registry)
            breaches = (Breach("objection.late", claim, late),)
    return Decision((_about(event, filing),), breaches)


def answer(command: DecideObjection, state: Held, context: Context) -> Decision:
    """A decision; one that departs from an approved result is for 县委、县政府 alone."""
    found, filing = _objection(command.objection, state)
    last = max(found.decisions, key=lambda one: one.decision_no, default=None)
    members = tuple(dict.fromkeys(command.members))
    event = ObjectionDecided(
        objection=found.objection,
        result=command.result,
        decision_no=command.decision_no or (last.decision_no + 1 if last else 1),
        findings=command.findings,
        members=members,
        recused=tuple(dict.fromkeys(command.recused)) or None,
        exhibit=command.exhibit,
        revises=last.paper.id if last else None,
    )
    if (
        last is not None
        and command.decision_no is None
        and command.on in (None, last.paper.mark.on)
        # The same words of another organ are another decision: the first may count for nothing.
        and (tuple(sorted(set(command.organ))) or ObjectionDecided.organs) == last.paper.organs
        and grounds.repeats(last, event)
    ):
        return Decision(already=(last.paper.mark.position,))
    on = command.on or context.today
    breaches = (
        *grounds.beyond_authority(event, filing, command.organ, state, context.registry, on),
        *grounds.involved(members, found, filing, state, context),
    )
    return Decision((_about(event, filing),), breaches)


def withdraw(command: WithdrawObjection, state: Held) -> Decision:
    found, filing = _objection(command.objection, state)
    act = _about(ObjectionWithdrawn(objection=found.objection), filing)
    return Decision((act,))


def _objection(number: str, state: Held) -> tuple[Objection, Filing]:
    """The objection of that number and what was filed. Raises NotFound with near numbers."""
    found = state.objections.cases.get(number)
    if found is None or found.filed is None:
        known = [name for name, case in state.objections.cases.items() if case.filed is not None]
        near = names.listed(names.near(number, known))
        raise NotFound("objection.unknown", objection=number, near=near)
    return found, found.filed


def _next(year: int, state: Held) -> str:
    """Numbers run by the year objected to."""
    taken = [int(name[7:]) for name in state.objections.cases if name[2:6] == str(year)]
    return f"O-{year}-{max(taken, default=0) + 1:03d}"


def _said(one: Filing | ObjectionFiled) -> tuple[object, ...]:
    """What makes two objections the same."""
    return (one.unit, one.by, one.year, one.about, one.against, one.item, one.claim)


def _cases_of(disputed: Record) -> tuple[str, ...]:
    """Tags of the case the disputed entry is about; a paper about many units is not each unit's case."""
    units = [tag for tag in disputed.tags if tag.startswith("unit:")]
    is_case = any(tag.startswith(("finding:", "case:")) for tag in disputed.tags)
    kept = CASES if is_case or len(units) == 1 else CASES[1:]
    return tuple(tag for tag in disputed.tags if tag.startswith(kept))


def _about(event: Event, filing: Filing) -> Act:
    """A later act: the filing's cases, resting on its entry; withdrawn by whoever filed."""
    organs = filing.paper.organs if isinstance(event, ObjectionWithdrawn) else ()
    refs = (Ref(role="cause", id=filing.paper.id),)
    return Act(event, organs=organs, tags=filing.tags, refs=refs)


decider: Decider[Command, Held] = Decider(boundary, Held(), evolve, decide)
COMMANDS = get_args(Command)
