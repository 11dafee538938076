"""Which key signs the ledger's checkpoints from which size on: each vouches for the next (细则未规定)."""

from dataclasses import dataclass
from typing import TypeAlias

from ptaudit.domain.boundaries import about
from ptaudit.domain.commands.keys import RegisterLogKey
from ptaudit.domain.decider import Act, Breach, Context, Contradiction, Decider, Decision, Refused
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.keys import KeyRotated
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection

Command: TypeAlias = RegisterLogKey


@dataclass(frozen=True, slots=True)
class LogKeys:
    """Every key so far, in folding order."""

    records: tuple[tuple[Record, KeyRotated], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def boundary(command: Command, registry: Registry) -> Selection:
    return about(kinds=(KeyRotated.kind,))


def decide(command: Command, state: LogKeys, context: Context) -> Decision:
    """The first key, or the next; without the former's signature a breach. Raises Refused for an old key."""
    former = context.registry.log_key
    if state.records and former == command.key:
        return Decision(already=(state.records[-1][0].position,))
    if any(command.key == event.key for _, event in state.records):
        raise Refused("log_key.used_before", OWN, key=command.key)
    assert command.from_size is not None
    if state.records and command.from_size <= state.records[-1][1].from_size:
        since = state.records[-1][1].from_size
        raise Refused("log_key.before_former", OWN, from_size=command.from_size, since=since)
    event = KeyRotated(
        key=command.key,
        replaces_key=former,
        from_size=command.from_size,
        signature=command.signature if former else None,
    )
    lost = former is not None and command.signature is None
    breaches = (Breach("log_key.not_signed", OWN, (("key", former or ""),)),) if lost else ()
    return Decision((Act(event),), breaches)


def evolve(state: LogKeys, record: Record) -> LogKeys:
    if not isinstance(record.payload, KeyRotated):
        return state
    return LogKeys((*state.records, (record, record.payload)), state.contradictions)


decider: Decider[Command, LogKeys] = Decider(boundary, LogKeys(), evolve, decide)
COMMANDS = (RegisterLogKey,)
