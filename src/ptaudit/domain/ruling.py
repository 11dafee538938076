"""From a command and what it rests on to drafts: the decision, its envelope, and its place among the others."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Breach, Context, Decider, Refused, Ruling, State
from ptaudit.domain.envelope import attribute, drafted, placed
from ptaudit.domain.failures import Param
from ptaudit.domain.foundation import Foundation
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import Registry

C = TypeVar("C", bound=Command)
S = TypeVar("S", bound=State)


def rule(
    decider: Decider[C, S], command: C, history: Sequence[Record], context: Context
) -> Ruling:
    """Decide *command* on *history* (the records of its boundary, in ledger order)."""
    last = max((record.position for record in history), default=0)
    return rule_on(Foundation(decider, history), command, context, last)


def rule_on(foundation: Foundation[C, S], command: C, context: Context, last: int) -> Ruling:
    """Decide *command* on what it rests on; what it drafts comes after position *last*.

    A decision whose events, folded in their place among the others, would contradict them is a
    breach of order. A breach is refused unless the command says ``irregular``.
    Raises Refused, Malformed or NotFound.
    """
    state = foundation.state
    decision = foundation.decider.decide(command, state, context)
    if decision.already:
        return Ruling(already=decision.already)
    drafts, breaches = drafted(command, decision.acts, context)
    if repeated := _already(drafts, foundation):
        return Ruling(already=repeated)
    records = placed(drafts, context.today, last)
    after = foundation.after(records)
    impossible = _impossible(state, after, foundation.records, drafts[0], context)
    breaches = (*decision.breaches, *breaches, *impossible)
    if breaches and command.irregular is None and not context.hypothetical:
        first = breaches[0]
        raise Refused(first.code, first.claim, **dict(first.params))
    if breaches and command.irregular is not None:
        drafts = attribute(drafts, breaches, command.irregular)
        records = placed(drafts, context.today, last)
    return Ruling(drafts, breaches=breaches, records=records)


def _impossible(
    before: State, after: State, records: Sequence[Record], first: Draft, context: Context
) -> Iterator[Breach]:
    """What *after* contradicts that *before* did not.

    An entry recorded as irregular that was contradicted already may be so for another reason now:
    that is no breach of the act that gives it. *records* are gone through only where one might be.
    """
    held = before.contradictions
    if (found := after.contradictions) is held:
        return
    new = [contradiction for contradiction in found if contradiction not in held]
    known = _irregular({one.position for one in held}, records) if new else frozenset()
    for contradiction in new:
        if contradiction.position not in known:
            params = _fit_to_print(contradiction.params, context.registry)
            yield Breach(contradiction.code, first.claimed_basis[0], params)


def _irregular(positions: Collection[int], records: Sequence[Record]) -> frozenset[int]:
    """Those of *positions* where an entry recorded as irregular stands."""
    if not positions:
        return frozenset()
    return frozenset(r.position for r in records if r.irregular and r.position in positions)


def _fit_to_print(
    params: tuple[tuple[str, Param], ...], registry: Registry
) -> tuple[tuple[str, Param], ...]:
    """A fold knows a unit, and a person, by their code only; what people read names them."""
    naming: Mapping[str, Callable[[str], str]] = {
        "unit": registry.named,
        "person": registry.people.named,
        "holder": registry.people.named,
    }
    return tuple(
        (name, naming[name](value) if name in naming and isinstance(value, str) else value)
        for name, value in params
    )


def _already(drafts: Sequence[Draft], foundation: Foundation[C, S]) -> tuple[int, ...]:
    """Positions of live records that say exactly what *drafts* say; empty unless each is there."""
    found: list[int] = []
    for draft in drafts:
        if (position := foundation.said(draft)) is None:
            return ()
        found.append(position)
    return tuple(found)
