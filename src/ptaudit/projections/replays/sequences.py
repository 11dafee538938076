"""The state of a sequence in a year: every unit's rank and score, and the lists drawn from them (第十六至十八条)."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from ptaudit.domain.decider import Contradiction
from ptaudit.projections.replay import Placing, RulesUsed, State, Told, told
from ptaudit.projections.standing import Standing

By: TypeAlias = Literal["approved", "carried", "provisional"]


def places(one: Standing) -> tuple[Placing, ...]:
    """Every unit of the sequence: the ranked first, then those without a score, then those left out."""
    ranked = tuple(Placing(r.unit, r.rank, r.published, one.lists(r.unit)) for r in one.ranks)
    missing = tuple(Placing(unit, None, None, ("无得分",)) for unit in one.missing)
    exempt = tuple(Placing(unit, None, None, ("不参与排位",)) for unit in one.exempt)
    return (*ranked, *missing, *exempt)


def state(
    one: Standing,
    by: By,
    entries: tuple[int, ...],
    contradictions: tuple[Contradiction, ...],
    rules: tuple[RulesUsed, ...],
) -> State:
    """*one* sequence ranked *by* what is approved, carried over, or recorded so far."""
    if not one.ranks:
        return State(told("sequence_nothing"), contradictions=contradictions, is_recorded=False)
    return State(
        told(f"sequence_{by}", n=len(one.ranks)),
        tuple(_facts(one, by)),
        entries,
        tuple(dict.fromkeys((*one.advanced.keys, *one.interview.keys))),
        contradictions,
        rules=rules,
        places=places(one),
    )


def _facts(one: Standing, by: By) -> Iterator[Told]:
    if by == "carried":
        yield told("carried")
    for listed, name in ((one.advanced, "advanced"), (one.interview, "interview")):
        yield told(name, count=len(listed.units), quota=listed.quota, n=listed.n)
    for hold in one.holds:
        yield told("hold", unit=hold.unit, list=hold.list, key=hold.reason)
    for unit, cases in one.vetoed.items():
        yield told("vetoed", unit=unit, cases="、".join(cases))
    if one.missing:
        yield told("missing", count=len(one.missing))
