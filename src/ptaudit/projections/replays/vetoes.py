"""The state of a veto case: grounds complete or not and since when, what was decided, which years (第九条第三项)."""

from collections.abc import Iterator

from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case
from ptaudit.domain.vetoes.grounds import Grounds
from ptaudit.projections.replay import State, Told, told
from ptaudit.projections.vetoes import UnitVeto, standing


def state(row: Case, registry: Registry, entries: tuple[int, ...]) -> State:
    """*row* against every unit it names; the head is the gravest of them."""
    if row.opened is None and not row.decisions:
        return State(told("veto_unrecorded"), contradictions=row.contradictions, is_recorded=False)
    held = standing(row, registry)
    against = {fault.position for fault in row.contradictions}
    return State(
        told(_head(held)),
        tuple(fact for unit in held for fact in _facts(unit)),
        tuple(position for position in entries if position not in against),
        tuple(dict.fromkeys(key for unit in held for g in unit.grounds for key in g.keys)),
        row.contradictions,
    )


def _head(held: tuple[UnitVeto, ...]) -> str:
    if any(unit.years for unit in held):
        return "veto_in_effect"
    if any(unit.proposed for unit in held):
        return "veto_proposed"
    last = {unit.decisions[-1].decided.result for unit in held if unit.decisions}
    if "撤销" in last:
        return "veto_revoked"
    if "不予认定" in last:
        return "veto_declined"
    return "veto_incomplete"


def _facts(held: UnitVeto) -> Iterator[Told]:
    unit = held.unit
    if held.is_department:
        yield told("veto_department", unit=unit)
    for ground in held.grounds:
        yield _ground(ground)
    for judged in held.decisions:
        decided = judged.decided
        mark = decided.paper.mark
        counts = "veto_uncounted" if judged.uncounted else "veto_decided"
        yield told(
            counts,
            unit=unit,
            year=decided.year,
            result=decided.result,
            ground=decided.ground,
            on=mark.on,
            position=mark.position,
        )
    for year in held.doubted:
        yield told("veto_doubted", unit=unit, year=year)


def _ground(ground: Grounds) -> Told:
    if ground.missing:
        missing = "、".join(ground.missing)
        return told("veto_missing", unit=ground.unit, ground=ground.ground, missing=missing)
    assert ground.known is not None
    return told(
        "veto_complete",
        unit=ground.unit,
        ground=ground.ground,
        year=ground.year,
        on=ground.since,
        position=ground.known.position,
    )
