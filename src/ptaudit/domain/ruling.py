"""From a command and what it rests on to drafts: the decision, its envelope, and its place among the others."""

from collections.abc import Sequence
from typing import TypeVar

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.decider import Breach, Context, Decider, Refused, Ruling, State
from ptaudit.domain.envelope import attribute, drafted, placed
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import Registry

C = TypeVar("C", bound=Command)
S = TypeVar("S", bound=State)


def rule(
    decider: Decider[C, S], command: C, history: Sequence[Record], context: Context
) -> Ruling:
    """Decide *command* on *history* (the records of its boundary, in ledger order).

    A decision whose events, folded in their place among the others, would contradict them is a
    breach of order. A breach is refused unless the command says ``irregular``.
    Raises Refused, Malformed or NotFound.
    """
    state = decider.fold(history)
    decision = decider.decide(command, state, context)
    if decision.already:
        return Ruling(already=decision.already)
    drafts, breaches = drafted(command, decision.acts, context)
    if repeated := _already(drafts, history):
        return Ruling(already=repeated)
    after = decider.fold([*history, *placed(drafts, history, context.today)])
    breaches = (
        *decision.breaches,
        *breaches,
        *(
            Breach(c.code, drafts[0].claimed_basis[0], _fit_to_print(c.params, context.registry))
            for c in after.contradictions
            if c not in state.contradictions
        ),
    )
    if breaches and command.irregular is None and not context.hypothetical:
        first = breaches[0]
        raise Refused(first.code, first.claim, **dict(first.params))
    return Ruling(attribute(drafts, breaches, command.irregular), breaches=breaches)


def _fit_to_print(
    params: tuple[tuple[str, Param], ...], registry: Registry
) -> tuple[tuple[str, Param], ...]:
    """A fold knows a unit by its code only; what people read names it."""
    return tuple(
        (name, registry.named(value) if name == "unit" and isinstance(value, str) else value)
        for name, value in params
    )


def _already(drafts: Sequence[Draft], history: Sequence[Record]) -> tuple[int, ...]:
    """Positions of live records that say exactly what *drafts* say; empty unless each is there."""
    live = {_said(record): record.position for record in clocks.resolve(history)}
    found = [live.get(_said(draft)) for draft in drafts]
    return tuple(p for p in found if p is not None) if all(found) else ()


def _said(draft: Draft) -> tuple[object, ...]:
    return (draft.kind, draft.effective, draft.organs, draft.payload)
