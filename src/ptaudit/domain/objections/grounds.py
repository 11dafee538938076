"""What an answer to an objection rests on: the year's papers, the entry disputed, and who is involved in it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import DECISIVE, Cycles
from ptaudit.domain.decider import Breach, Context, Contradiction
from ptaudit.domain.envelope import role
from ptaudit.domain.events.assessment import CompletionDetermined, ScoreEntered, ScoreReversed
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.events.objections import ObjectionDecided
from ptaudit.domain.events.register import RecusalRecorded
from ptaudit.domain.events.targets import DocumentServed
from ptaudit.domain.events.vetoes import VetoDecided
from ptaudit.domain.growing import Growing
from ptaudit.domain.objections import fold
from ptaudit.domain.objections.fold import Decided, Filing, Objection, Objections, Recused
from ptaudit.domain.objections.standing import ASIDE, ruled, services
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry

BOTH = frozenset(("CPC", "CGV"))
AFTER_APPROVAL = "correction.after_approval"

#: The year's papers, which say whether its result is approved and circulated.
PAPERS = DECISIVE
#: Entries that are disputed, besides those papers.
DISPUTED = tuple(
    event.kind
    for event in (ScoreEntered, ScoreReversed, FindingRaised, VetoDecided, CompletionDetermined)
)

_APART = re.compile(r"[\s,,、;;()()]+")


@dataclass(frozen=True, slots=True)
class Held:
    """Objections and what surrounds them. *disputed*: entries that may be the one disputed, by id.

    *recusals*: those recorded for no single objection.
    """

    objections: Objections = field(default_factory=Objections)
    cycles: Cycles = field(default_factory=Cycles)
    disputed: Growing[str, Record] = field(default_factory=Growing)
    recusals: tuple[Recused, ...] = ()
    served: Growing[tuple[str, str], dt.date] = field(default_factory=Growing)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.objections.contradictions


def evolve(state: Held, record: Record) -> Held:
    event = record.payload
    state = replace(state, disputed=state.disputed.adding({record.id: record}))
    if isinstance(event, RecusalRecorded) and event.objection is None:
        return replace(state, recusals=(*state.recusals, Recused.of(record, event)))
    if isinstance(event, fold.OBJECTION_EVENTS):
        return replace(state, objections=fold.gather(state.objections, record))
    if isinstance(event, DocumentServed):
        return replace(state, served=state.served.adding(services((record,))))
    if record.kind in DECISIVE:
        return replace(state, cycles=cycle_fold.gather(state.cycles, record))
    return state


def beyond_authority(
    event: ObjectionDecided,
    filing: Filing,
    organs: Iterable[str],
    state: Held,
    registry: Registry,
    on: dt.date,
) -> Iterator[Breach]:
    """Changing or revoking what 县委、县政府 approved takes them both (口径 correction.after_approval)."""
    approval = state.cycles.of(filing.year).approval
    if event.result == "维持" or filing.about in ASIDE or approval is None or approval.on > on:
        return
    if not {role(organ) for organ in organs} >= BOTH:
        params = (
            ("objection", event.objection),
            ("result", event.result),
            ("year", filing.year),
        )
        claim = ruled(AFTER_APPROVAL, filing.year, registry)
        yield Breach("objection.beyond_authority", claim, params)


def involved(
    members: Iterable[str],
    objection: Objection,
    filing: Filing,
    state: Held,
    context: Context,
) -> Iterator[Breach]:
    """Members who stand aside from it, or who registered the entry disputed (细则未规定)."""
    aside = _aside(objection, filing, state, context)
    for member in members:
        for name, why in aside:
            if _is(member, name):
                params = (("objection", objection.objection), ("member", member), ("why", why))
                yield Breach("objection.member_involved", OWN, params)
                break


def repeats(last: Decided, event: ObjectionDecided) -> bool:
    """Whether *event* says no more than the decision before it."""
    said = (event.result, event.members, event.recused or (), event.findings, event.exhibit)
    return said == (last.result, last.members, last.recused, last.findings, last.exhibit)


def _aside(
    objection: Objection, filing: Filing, state: Held, context: Context
) -> tuple[tuple[str, str], ...]:
    """Names of those who should not decide, and why."""
    operators = context.registry.operators
    said: dict[str, Recused] = {}
    for recused in (*state.recusals, *objection.recusals):
        if recused.year in (None, filing.year) and recused.unit in (None, filing.unit):
            said[recused.who] = recused
    found: list[tuple[str, str]] = []
    for recused in said.values():
        if recused.decision == "回避":
            found.append((recused.who, "已登记回避"))
            if recused.operator is not None and recused.operator in operators:
                found.append((operators[recused.operator].name, "已登记回避"))
    disputed = state.disputed.get(filing.against or "")
    if disputed is not None and disputed.operator in operators:
        name = operators[disputed.operator].name
        found.append((name, f"所争议的第{disputed.position}号由其登记"))
    return tuple(found)


def _is(member: str, name: str) -> bool:
    """Whether *member* names that person, with an office or an organ beside the name or without."""
    return member == name or name in _APART.split(member)
