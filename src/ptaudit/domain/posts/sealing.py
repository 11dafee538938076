"""个人信息遮蔽 — a person's name is no longer shown, or shown again; nothing recorded is changed (细则未规定)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ptaudit.domain import names
from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.posts import SealPerson
from ptaudit.domain.decider import Act, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.posts import PersonSealed
from ptaudit.domain.failures import NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command = SealPerson


@dataclass(frozen=True, slots=True)
class Covers:
    """The entry by which each person is covered; none of those shown again."""

    by: Mapping[str, int] = field(default_factory=dict)
    #: The highest number of such an act so far: what is covered again the same day is another act.
    last: int = 0
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    return about(f"person:{command.person}", kinds=(PersonSealed.kind,))


def decide(command: Command, state: Covers, context: Context) -> Decision:
    """The software's own: refused outright where there is nobody to cover, or nothing to uncover."""
    people = context.registry.people.persons
    if command.person not in people:
        near = names.listed(names.near(command.person, people))
        raise NotFound("person.unknown", person=command.person, near=near)
    position = state.by.get(command.person)
    if command.decision == "遮蔽" and position is not None:
        return Decision(already=(position,))
    if command.decision == "解除" and position is None:
        raise Refused("person.not_sealed", OWN, person=command.person)
    event = PersonSealed(person=command.person, seal_no=state.last + 1, decision=command.decision)
    return Decision((Act(event),))


def evolve(state: Covers, record: Record) -> Covers:
    if not isinstance(event := record.payload, PersonSealed):
        return state
    by = {person: n for person, n in state.by.items() if person != event.person}
    if event.decision == "遮蔽":
        by[event.person] = record.position
    return replace(state, by=by, last=max(state.last, event.seal_no))


decider: Decider[Command, Covers] = Decider(boundary, Covers(), evolve, decide)
COMMANDS = (SealPerson,)
