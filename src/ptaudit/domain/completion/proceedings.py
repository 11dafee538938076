"""第二十条 — what became of a 问责启动建议: taken back, referred, started or not, concluded; by outcome only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never, get_args

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.applied import DecideAccountability, WithdrawAccountability
from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.applied import AccountabilityDecided, AccountabilityWithdrawn
from ptaudit.domain.events.results import AccountabilityProposed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.rows import replace
from ptaudit.domain.selection import Selection

Command: TypeAlias = WithdrawAccountability | DecideAccountability
Status: TypeAlias = Literal["已建议", "已撤回", "已移送", "已启动", "不予启动", "已有结论"]

KINDS = (AccountabilityProposed.kind, AccountabilityWithdrawn.kind, AccountabilityDecided.kind)
#: Longest outcome, in characters: what is longer is case material and stays where the case is.
SHORT = 60
#: What each stage may follow; a referral may be followed by another, to another organ.
AFTER: Mapping[str, tuple[Status, ...]] = {
    "移送": ("已建议", "已移送"),
    "启动": ("已建议", "已移送"),
    "不予启动": ("已建议", "已移送"),
    "结论": ("已启动",),
    "撤回": ("已建议", "已移送"),
}
REACHED: Mapping[str, Status] = {
    "移送": "已移送",
    "启动": "已启动",
    "不予启动": "不予启动",
    "结论": "已有结论",
    "撤回": "已撤回",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act upon a proposal. *counts*: by who may do it, and possible where it stands."""

    paper: Paper
    event: AccountabilityWithdrawn | AccountabilityDecided
    counts: bool
    reason: str | None = None

    @property
    def stage(self) -> str:
        return self.event.stage if isinstance(self.event, AccountabilityDecided) else "撤回"

    @property
    def to(self) -> str:
        """The organ it is referred to, if any."""
        return self.event.to or "" if isinstance(self.event, AccountabilityDecided) else ""

    @property
    def outcome(self) -> str:
        return self.event.outcome or "" if isinstance(self.event, AccountabilityDecided) else ""


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One proposal and what became of it."""

    paper: Paper
    event: AccountabilityProposed
    status: Status = "已建议"
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Proceedings:
    """By the entry that proposed, in order."""

    cases: Mapping[str, Proceeding] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()

    def of(self, unit: str) -> tuple[Proceeding, ...]:
        return tuple(one for one in self.cases.values() if one.event.unit == unit)


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"unit:{registry.unit(command.unit).code}", kinds=KINDS)


def decide(command: Command, state: Proceedings, context: Context) -> Decision:
    match command:
        case WithdrawAccountability():
            return withdraw(command, state, context)
        case DecideAccountability():
            return decide_on(command, state, context)
        case _:
            assert_never(command)


def withdraw(command: WithdrawAccountability, state: Proceedings, context: Context) -> Decision:
    unit = context.registry.unit(command.unit)
    case = _case(command.proposal, state, unit.code, unit.name)
    event = AccountabilityWithdrawn(unit=unit.code, target=case.paper.id)
    return _decision(event, case, ())


def decide_on(command: DecideAccountability, state: Proceedings, context: Context) -> Decision:
    """Raises Malformed for what a stage needs, and for an outcome that is case material."""
    unit = context.registry.unit(command.unit)
    case = _case(command.proposal, state, unit.code, unit.name)
    if command.stage == "移送" and command.to is None:
        raise Malformed("accountability.to_whom", unit=unit.name)
    if command.stage != "移送" and command.to is not None:
        raise Malformed("accountability.to_unasked", stage=command.stage)
    if command.stage == "不予启动" and command.reason is None:
        raise Malformed("accountability.no_reason", unit=unit.name)
    if command.stage == "结论" and command.outcome is None:
        raise Malformed("accountability.no_outcome", unit=unit.name)
    if command.stage != "结论" and command.outcome is not None:
        raise Malformed("accountability.outcome_unasked", stage=command.stage)
    for said in (command.outcome, command.reason):
        if said is not None and len(said) > SHORT:
            raise Malformed("accountability.case_material", length=len(said), limit=SHORT)
    event = AccountabilityDecided(
        unit=unit.code,
        target=case.paper.id,
        stage=command.stage,
        to=command.to,
        outcome=command.outcome,
    )
    organs = command.organ or (("CGV", "CPC") if command.stage == "移送" else ())
    return _decision(event, case, organs)


def _decision(
    event: AccountabilityWithdrawn | AccountabilityDecided,
    case: Proceeding,
    organs: tuple[str, ...],
) -> Decision:
    last = [step for step in case.steps if step.counts][-1:]
    if repeated := tuple(step.paper.position for step in last if step.event == event):
        return Decision(already=repeated)
    years = tuple(f"year:{year}" for year in case.event.years)
    return Decision((Act(event, organs=organs, tags=years),))


def _case(said: str | None, state: Proceedings, unit: str, name: str) -> Proceeding:
    """The proposal said, else the unit's last one. Raises NotFound."""
    own = state.of(unit)
    if said is not None:
        own = tuple(one for one in own if one.paper.id == said)
    if not own:
        raise NotFound("accountability.not_proposed", unit=name)
    return own[-1]


def evolve(state: Proceedings, record: Record) -> Proceedings:
    match record.payload:
        case AccountabilityProposed() as event:
            case = Proceeding(Paper.of(record), event)
            return replace(state, cases={**state.cases, record.id: case})
        case AccountabilityWithdrawn() | AccountabilityDecided() as event:
            return _stepped(state, record, event)
        case _:
            return state


def _stepped(
    state: Proceedings, record: Record, event: AccountabilityWithdrawn | AccountabilityDecided
) -> Proceedings:
    """An act that cannot follow what came before it leaves the proposal as it stands."""
    paper, case = Paper.of(record), state.cases.get(event.target)
    step = Step(paper, event, False, record.reason)
    possible = case is not None and case.status in AFTER[step.stage]
    if case is not None:
        counts = possible and not paper.unauthorised
        status = REACHED[step.stage] if counts else case.status
        case = replace(case, status=status, steps=(*case.steps, replace(step, counts=counts)))
        state = replace(state, cases={**state.cases, event.target: case})
    if possible:
        return state
    params = (
        ("unit", event.unit),
        ("stage", step.stage),
        ("status", case.status if case else "无"),
    )
    out_of_order = Contradiction("accountability.out_of_order", paper.position, params)
    return replace(state, contradictions=(*state.contradictions, out_of_order))


def fold(records: Iterable[Record]) -> Proceedings:
    """What *records*, in folding order, add up to."""
    state = Proceedings()
    for record in records:
        state = evolve(state, record)
    return state


decider: Decider[Command, Proceedings] = Decider(boundary, Proceedings(), evolve, decide)
COMMANDS = get_args(Command)
