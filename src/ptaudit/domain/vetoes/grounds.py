"""Whether the grounds of a veto are complete, since when, and which decisions count (第九条第三项; 口径 veto.*)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes.fold import Case, Decided, Ground, Known, Level, Paper, Restriction

Missing: TypeAlias = Literal[
    "未受限批",
    "限批机关层级不够",
    "等级未认定",
    "等级为初步认定",
    "等级未达重大",
    "责任未认定",
    "不负有责任",
]

#: 以上 includes the level or the grade named.
LEVELS: tuple[Level, ...] = ("县", "市", "省", "国家")
GRAVE = frozenset(("重大", "特别重大"))
#: What becomes of a veto decided when its year is already approved.
LATE = "late_veto"
BY_RESTRICTION: Ground = "区域限批"
BY_INCIDENT: Ground = "重大突发环境事件"


@dataclass(frozen=True, slots=True)
class Grounds:
    """One ground against one unit. *since*: complete in the world; *known*: complete in the ledger.

    *year* is the year a veto would count in. *keys* are the policy keys that decided it.
    """

    unit: str
    ground: Ground
    missing: tuple[Missing, ...]
    year: int
    since: dt.date | None = None
    known: Known | None = None
    keys: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.missing


def is_department(unit: str, registry: Registry) -> bool:
    """第九条第三项 speaks of 园区、乡镇(街道) only, whatever sequence a department is ranked in."""
    known = registry.units.get(unit)
    return known is not None and known.event.unit_kind == "部门"


def grounds(case: Case, unit: str, registry: Registry) -> tuple[Grounds, ...]:
    """Each ground the papers of *case* raise against *unit*."""
    return tuple(judged(case, unit, ground, registry) for ground in _raised(case, unit))


def judged(case: Case, unit: str, ground: Ground, registry: Registry) -> Grounds:
    policy = registry.policy(case.year)
    now = _by_day(case, dt.date.max)
    missing = _missing(now, unit, ground, policy)
    papers = tuple(_papers(now))
    since: dt.date | None = None
    known: Known | None = None
    for day in sorted({paper.mark.on for paper in papers}):
        until = _by_day(now, day)
        since = None if _missing(until, unit, ground, policy) else since or day
    for at in sorted({paper.known for paper in papers}, key=lambda k: k.position):
        held = _by_position(now, at.position)
        known = None if _missing(held, unit, ground, policy) else known or at
    keys: tuple[str, ...] = ("veto.year",)
    notes: tuple[str, ...] = ()
    if ground == BY_RESTRICTION:
        keys = ("veto.restriction_level", "veto.responsibility_scope", "veto.year")
        levels = {r.level for r in _enough(now, unit, policy)}
        notes = ("veto.restricted_by_city",) if levels == {"市"} else ()
    year = _year(now, unit, ground, policy, since)
    return Grounds(unit, ground, missing, year, since, known, keys, notes)


def likely(case: Case, unit: str, registry: Registry) -> Grounds:
    """The ground a decision on *unit* rests on when it names none: a complete one before an incomplete."""
    found = grounds(case, unit, registry)
    return min(found, key=lambda g: (bool(g.missing), g.ground != BY_RESTRICTION))


def uncounted(case: Case, decided: Decided, registry: Registry) -> tuple[str, ...]:
    """Why a decision counts for nothing, as breach codes; empty when it counts.

    Grounds are judged as of the day decided, with every paper known now: one typed in late heals it.
    """
    if not decided.paper.regular:
        return ("veto.irregular",)
    mark = decided.paper.mark
    if registry.seals.over(decided.year, mark.on, mark.position) is not None:
        return ("year.sealed",)
    if decided.result != "认定":
        return ()
    if is_department(decided.unit, registry):
        return ("veto.department",)
    missing = missing_on(case, decided.unit, decided.ground, mark.on, registry)
    return ("veto.grounds_incomplete",) if missing else ()


def missing_on(
    case: Case, unit: str, ground: Ground, on: dt.date, registry: Registry
) -> tuple[Missing, ...]:
    """What the ground lacked on day *on*: papers of that day are before its decisions."""
    return _missing(_by_day(case, on), unit, ground, registry.policy(case.year))


def counting(case: Case, registry: Registry) -> tuple[Decided, ...]:
    """Decisions that count, the last on each unit, year and ground."""
    last: dict[tuple[str, int, Ground], Decided] = {}
    for decided in case.decisions:
        if not uncounted(case, decided, registry):
            last[decided.unit, decided.year, decided.ground] = decided
    return tuple(last.values())


def confirmed(case: Case, registry: Registry) -> tuple[Decided, ...]:
    """Vetoes in effect: 认定 and not taken back; each in the year in which it has effect."""
    return tuple(
        replace(d, year=effect_year(d, registry))
        for d in counting(case, registry)
        if d.result == "认定"
    )


def effect_year(decided: Decided, registry: Registry) -> int:
    """The year decided; of a veto decided after that year's 审定 the next, where the county says so.

    A year approved by then as well is passed over in the same way (口径 late_veto of the year decided).
    """
    year = decided.year
    if registry.policy(year)[LATE] == "next_year":
        while is_late(decided, year, registry):
            year += 1
    return year


def is_late(decided: Decided, year: int, registry: Registry) -> bool:
    """Whether *year* was approved before the day of the decision."""
    approved = registry.policies.approved_on(year)
    return approved is not None and approved < decided.paper.mark.on


def _raised(case: Case, unit: str) -> Iterator[Ground]:
    restricted = any(unit in r.units for r in case.restrictions)
    if restricted:
        yield BY_RESTRICTION
    named = unit in case.reported or any(unit in a.units for a in case.attributions)
    if named or not restricted:
        yield BY_INCIDENT


def _kept(case: Case, keep: Callable[[Paper], bool]) -> Case:
    """The case with only regular papers of fact that *keep* lets through."""

    def counts(paper: Paper) -> bool:
        return paper.regular and keep(paper)

    return replace(
        case,
        gradings=tuple(g for g in case.gradings if counts(g.paper)),
        attributions=tuple(a for a in case.attributions if counts(a.paper)),
        restrictions=tuple(r for r in case.restrictions if counts(r.paper)),
    )


def _by_day(case: Case, day: dt.date) -> Case:
    return _kept(case, lambda paper: paper.mark.on <= day)


def _by_position(case: Case, position: int) -> Case:
    return _kept(case, lambda paper: paper.known.position <= position)


def _papers(case: Case) -> Iterator[Paper]:
    for facts in (case.gradings, case.attributions, case.restrictions):
        yield from (fact.paper for fact in facts)


def _missing(case: Case, unit: str, ground: Ground, policy: Policy) -> tuple[Missing, ...]:
    missing: list[Missing] = []
    if ground == BY_RESTRICTION:
        if not any(unit in r.units for r in case.restrictions):
            missing.append("未受限批")
        elif not _enough(case, unit, policy):
            missing.append("限批机关层级不够")
        if policy["veto.responsibility_scope"] == "incident":
            return tuple(missing)
    elif not case.gradings:
        missing.append("等级未认定")
    else:
        last = case.gradings[-1]
        if last.grade not in GRAVE:
            missing.append("等级未达重大")
        elif last.provisional:
            missing.append("等级为初步认定")
    said = [a.units[unit] for a in case.attributions if unit in a.units]
    if not said:
        missing.append("责任未认定")
    elif not said[-1]:
        missing.append("不负有责任")
    return tuple(missing)


def _enough(case: Case, unit: str, policy: Policy) -> list[Restriction]:
    """Restrictions of *unit* by an authority of the level the county asks for."""
    least = LEVELS.index("省" if policy["veto.restriction_level"] == "省" else "市")
    return [r for r in case.restrictions if unit in r.units and LEVELS.index(r.level) >= least]


def _year(case: Case, unit: str, ground: Ground, policy: Policy, since: dt.date | None) -> int:
    """The year a veto counts in; where the grounds are incomplete, what they point to so far."""
    if policy["veto.year"] == "determination":
        if since is not None:
            return since.year
        return max((paper.mark.on.year for paper in _papers(case)), default=case.year)
    if ground == BY_RESTRICTION:
        imposed = _enough(case, unit, policy) or [r for r in case.restrictions if unit in r.units]
        return min((r.since.year for r in imposed), default=case.year)
    return case.occurred_on.year if case.occurred_on else case.year
