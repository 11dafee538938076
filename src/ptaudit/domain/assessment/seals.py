"""年度封账与重启 — the year is closed at a size and root of the ledger, and opened again by decision (细则未规定)."""

from dataclasses import dataclass, field
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.keeping import ReopenYear, SealYear
from ptaudit.domain.cycle.fold import DECISIVE, Cycles, gather
from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.decider import (
    Act,
    Breach,
    Context,
    Contradiction,
    Decider,
    Decision,
    Refused,
)
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.objections import fold as objections_fold
from ptaudit.domain.objections.fold import Objections
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = SealYear | ReopenYear

BOTH = frozenset(("CPC", "CGV"))


@dataclass(frozen=True, slots=True)
class Years:
    """Years by their papers, and the objections to their results."""

    cycles: Cycles = field(default_factory=Cycles)
    objections: Objections = field(default_factory=Objections)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.cycles.contradictions


def boundary(command: Command, registry: Registry) -> Selection:
    """Everything about the year: nothing of it is recorded between the sealed position and the seal."""
    if isinstance(command, SealYear):
        return about(f"year:{command.year}")
    return about(f"year:{command.year}", kinds=DECISIVE)


def evolve(state: Years, record: Record) -> Years:
    return Years(gather(state.cycles, record), objections_fold.gather(state.objections, record))


def decide(command: Command, state: Years, context: Context) -> Decision:
    match command:
        case SealYear():
            return seal(command, state, context)
        case ReopenYear():
            return reopen(command, state.cycles.of(command.year))
        case _:
            assert_never(command)


def seal(command: SealYear, state: Years, context: Context) -> Decision:
    """Concluded by the software: refused outright where a ground is wanting, ``irregular`` or not."""
    year = state.cycles.of(command.year)
    assert command.head_position is not None, "the application fills in the head"
    assert command.head_root is not None, "the application fills in the head"
    if (former := year.sealed) is not None:
        position = former.paper.position
        raise Refused("seal.already", OWN, year=year.year, position=position)
    on = command.on or context.today
    approval = year.approval
    if approval is None or approval.on > on:
        raise Refused("seal.not_approved", OWN, year=year.year)
    published = [c.paper for c in year.circulars if year.counts(c.paper) and c.paper.on <= on]
    if not published:
        raise Refused("seal.not_published", OWN, year=year.year)
    pending = _open(state.objections, command.year)
    if pending:
        objections = "、".join(pending)
        raise Refused("seal.objection_open", OWN, year=year.year, objections=objections)
    last = _last(year, approval, published[0].position)
    if command.head_position < last:
        raise Malformed("seal.too_early", position=command.head_position, last=last)
    event = YearSealed(
        year=command.year,
        seal_no=len(year.seals) + 1,
        last=command.head_position,
        root=command.head_root,
    )
    return Decision((Act(event),))


def _open(objections: Objections, year: int) -> list[str]:
    """Objections about the year that wait to be taken up or decided."""
    return [
        number
        for number, case in sorted(objections.cases.items())
        if case.is_open and case.filed is not None and case.filed.year == year
    ]


def _last(year: Cycle, approval: Approval, published: int) -> int:
    """The last of the papers a seal cannot leave out: approval, corrections of it, circular."""
    decided = [c.paper.position for c in year.corrections if c.paper.id in approval.entries]
    return max(approval.position, published, *decided, 0)


def reopen(command: ReopenYear, year: Cycle) -> Decision:
    known = [seal.paper.id for seal in year.seals]
    if not known:
        raise NotFound("year.never_sealed", year=command.year)
    if command.seal is not None and command.seal not in known:
        raise NotFound("entry.not_of_kind", entry=command.seal)
    event = YearReopened(year=command.year, seal=command.seal or known[-1], scope=command.scope)
    breaches: tuple[Breach, ...] = ()
    if command.organ and not set(command.organ) >= BOTH:
        breaches = (Breach("reopen.organs", OWN, (("year", command.year),)),)
    return Decision((Act(event),), breaches)


decider: Decider[Command, Years] = Decider(boundary, Years(), evolve, decide)
COMMANDS = get_args(Command)
