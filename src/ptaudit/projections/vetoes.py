"""否决案件: every case with its facts, whether a veto is to be proposed, and what was decided (第九条第三项)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ptaudit.domain.boundaries import about
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.selection import Selection
from ptaudit.domain.vetoes import fold
from ptaudit.domain.vetoes.fold import Case, Decided, Known, Paper
from ptaudit.domain.vetoes.grounds import (
    Grounds,
    confirmed,
    counting,
    effect_year,
    grounds,
    is_department,
    uncounted,
)
from ptaudit.projections.projection import Projection

#: What a veto means in its year, in the words of 第九条第三项: neither points, rank nor 约谈 change.
EFFECTS = (
    "年度考核不得评为先进单位",
    "不予通报表扬",
    "党政主要领导、分管领导年度考核不得评优",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision and why it counts for nothing (breach codes; empty when it counts).

    *effect*: the year a veto has effect in, which is that decided but for 口径 late_veto.
    """

    decided: Decided
    uncounted: tuple[str, ...]
    effect: int


@dataclass(frozen=True, slots=True)
class UnitVeto:
    """How a case stands against one unit.

    *proposed*: grounds complete and still to be decided by 县委、县政府. *doubted*: a veto in effect
    whose grounds, as known now, are no longer complete; only a 撤销 ends it.
    """

    case: str
    unit: str
    is_department: bool
    grounds: tuple[Grounds, ...]
    proposed: tuple[Grounds, ...]
    decisions: tuple[Judged, ...]
    years: tuple[int, ...]
    doubted: tuple[int, ...]
    effects: tuple[str, ...]


def vetoed(
    rows: Mapping[str, Case], registry: Registry, year: int
) -> Mapping[str, tuple[Case, ...]]:
    """Units whose veto for *year* is in effect (认定, not 撤销), each with the cases it rests on."""
    found: dict[str, tuple[Case, ...]] = {}
    for case in rows.values():
        for decided in confirmed(case, registry):
            if decided.year == year:
                found[decided.unit] = (*found.get(decided.unit, ()), case)
    return found


def standing(case: Case, registry: Registry) -> tuple[UnitVeto, ...]:
    """How *case* stands against each unit it names."""
    return tuple(_unit(case, unit, registry) for unit in case.units)


def _unit(case: Case, unit: str, registry: Registry) -> UnitVeto:
    raised = grounds(case, unit, registry)
    department = is_department(unit, registry)
    in_effect = [d for d in confirmed(case, registry) if d.unit == unit]
    complete = {g.ground for g in raised if g.is_complete}
    return UnitVeto(
        case=case.case,
        unit=unit,
        is_department=department,
        grounds=raised,
        proposed=tuple(
            g for g in raised if not department and g.is_complete and _open(case, g, registry)
        ),
        decisions=tuple(
            Judged(d, uncounted(case, d, registry), effect_year(d, registry))
            for d in case.decisions
            if d.unit == unit
        ),
        years=tuple(d.year for d in in_effect),
        doubted=tuple(d.year for d in in_effect if d.ground not in complete),
        effects=EFFECTS if in_effect else (),
    )


def _open(case: Case, complete: Grounds, registry: Registry) -> bool:
    """Not decided yet, or decided otherwise before the ledger held the complete grounds."""
    decided = [
        d
        for d in counting(case, registry)
        if (d.unit, d.ground) == (complete.unit, complete.ground)
    ]
    if not decided:
        return True
    assert complete.known is not None
    last = max(decided, key=lambda d: d.paper.known.position)
    return last.result != "认定" and complete.known.position > last.paper.known.position


def own(key: str) -> Selection:
    return about(f"case:{key}", kinds=fold.KINDS)


def settle(row: Case, raw: Sequence[Record]) -> Case:
    """The time of recording of corrected papers, which only their corrections know."""
    recorded = {record.position: record.recorded_at for record in raw}

    def settled(paper: Paper) -> Paper:
        at = paper.known.position
        return replace(paper, known=Known(at, recorded.get(at, paper.known.recorded_at)))

    return replace(
        row,
        reports=tuple(settled(paper) for paper in row.reports),
        gradings=tuple(replace(f, paper=settled(f.paper)) for f in row.gradings),
        attributions=tuple(replace(f, paper=settled(f.paper)) for f in row.attributions),
        restrictions=tuple(replace(f, paper=settled(f.paper)) for f in row.restrictions),
        liftings=tuple(replace(f, paper=settled(f.paper)) for f in row.liftings),
        decisions=tuple(replace(f, paper=settled(f.paper)) for f in row.decisions),
    )


vetoes = Projection(
    name="vetoes",
    version=1,
    row=Case,
    kinds=fold.KINDS,
    keys=fold.keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    settle=settle,
)
