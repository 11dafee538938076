"""保密内容 — what an entry must not say openly: committed to beside it, erased by a paper (细则未规定)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never, get_args

from ptaudit.domain.commands.confidential import AttachConfidential, EraseConfidential
from ptaudit.domain.confidences import around, found
from ptaudit.domain.corrections.decider import raw
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision
from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.events.posts import PersonSealed
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.record import Record, Ref
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = AttachConfidential | EraseConfidential


@dataclass(frozen=True, slots=True)
class Held:
    """The entry in question and what was said of its confidential contents, raw."""

    records: Mapping[str, Record] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    return around(command.target)


def decide(command: Command, state: Held, context: Context) -> Decision:
    if (target := state.records.get(command.target)) is None:
        raise NotFound("entry.unknown", entry=command.target)
    match command:
        case AttachConfidential():
            return attach(command, target, state)
        case EraseConfidential():
            return erase(command, target, state)
        case _:
            assert_never(command)


def attach(command: AttachConfidential, target: Record, state: Held) -> Decision:
    if (commitment := command.commitment) is None:
        raise Malformed("confidential.no_commitment", target=target.position)
    if said := [c for c in found(state.records.values()) if c.commitment == commitment]:
        return Decision(already=tuple(one.position for one in said))
    event = EvidenceAttached(target=target.id, name=command.what)
    return Decision((Act(event, tags=_about(target), commitments=(commitment,)),))


def erase(command: EraseConfidential, target: Record, state: Held) -> Decision:
    """Covers what an entry commits to; it names the entry in the place of a person, whom it does not know."""
    own = [one for one in found(state.records.values()) if one.entry == target.id]
    if not own:
        raise NotFound("confidential.none", target=target.position)
    open_ = tuple(one.commitment for one in own if one.erased_by is None)
    if not open_:
        return Decision(already=tuple(dict.fromkeys(one.erased_by or 0 for one in own)))
    event = PersonSealed(person=f"第{target.position}号", seal_no=1, decision="遮蔽")
    refs = (Ref(role="target", id=target.id),)
    return Decision((Act(event, tags=_about(target), refs=refs, commitments=open_),))


def _about(record: Record) -> tuple[str, ...]:
    return tuple(tag for tag in record.tags if not tag.startswith("ref:"))


def evolve(state: Held, record: Record) -> Held:
    return replace(state, records={**state.records, record.id: record})


decider: Decider[Command, Held] = Decider(boundary, Held(), evolve, decide, raw)
COMMANDS = get_args(Command)
