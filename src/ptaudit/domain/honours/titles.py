"""Who stands as 先进单位: the circular's list, without what was revoked, with whom the place was given to.

A title rests on a circular that counts. What 县委、县政府 took back comes back only by a later correction of
the result that names the unit again; a vetoed unit stands in no case (第九条第三项、第十七条).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.assessment import listing, placing
from ptaudit.domain.cycle.papers import Approval, Circular, Corrected, Cycle, Order, Paper
from ptaudit.domain.honours.fold import Honours, Revocation
from ptaudit.domain.registry import Registry
from ptaudit.domain.rows import replace
from ptaudit.domain.vetoes.fold import Case

How: TypeAlias = Literal["通报", "递补"]
PLACE, LATE = "veto.place", "late_veto"


@dataclass(frozen=True, slots=True)
class Title:
    """One unit's title: by which paper, what took it away, and whether the unit is vetoed.

    *left_out*: the later circular that names the unit no more.
    """

    unit: str
    how: How
    paper: Paper
    revoked: Revocation | None = None
    barred: bool = False
    left_out: Paper | None = None

    @property
    def stands(self) -> bool:
        return self.revoked is None and not self.barred and self.left_out is None


@dataclass(frozen=True, slots=True)
class Titles:
    """A year's titles in the order given. *faults*: why a revocation, or its refilling, counts for nothing.

    *next_in_line*: whom the policy's list would put into the places that vetoes left empty; nobody has
    one before 县委、县政府 say so.
    """

    year: int
    titles: tuple[Title, ...] = ()
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    next_in_line: tuple[str, ...] = ()
    keys: tuple[str, ...] = (PLACE, LATE)

    def of(self, unit: str) -> Title | None:
        return next((title for title in self.titles if title.unit == unit), None)

    def stands(self, unit: str) -> bool:
        title = self.of(unit)
        return title is not None and title.stands

    @property
    def standing(self) -> tuple[str, ...]:
        return tuple(title.unit for title in self.titles if title.stands)


def titles(state: Honours, year: int, registry: Registry, before: Order | None = None) -> Titles:
    """The year's titles, as far as papers before *before* say (absent: all)."""
    cycle = state.of(year)
    held: dict[str, Title] = {}
    faults: dict[str, tuple[str, ...]] = {}
    for act in _acts(state, cycle, before):
        match act:
            case Circular():
                _circulated(act, held)
            case Corrected():
                _corrected(act, held)
            case Revocation():
                faults[act.paper.id] = found = tuple(faulty(act, held, state, registry))
                if not act.paper.unauthorised and not _fatal(found):
                    _revoked(act, held, refills="revoke.refill_vetoed" not in found)
    day = before[0] if before else None
    vetoed = vetoed_by(state.cases.cases, year, registry, day)
    every = tuple(replace(title, barred=title.unit in vetoed) for title in held.values())
    line = _next(cycle.approval, every, vetoed, year, registry)
    return Titles(year, every, faults, line)


def vetoed_by(
    cases: Mapping[str, Case], year: int, registry: Registry, on: dt.date | None = None
) -> frozenset[str]:
    """Units vetoed in *year* by decisions that count, of no later day than *on*."""
    held = list(cases.values())
    if on is not None:
        held = [
            replace(case, decisions=tuple(d for d in case.decisions if d.paper.mark.on <= on))
            for case in held
        ]
    return frozenset(listing.vetoed(held, year, registry))


def faulty(
    act: Revocation, held: Mapping[str, Title], state: Honours, registry: Registry
) -> Iterator[str]:
    """Why the act would count for nothing, given the titles *held* before it."""
    if registry.seals.over(act.year, act.paper.on, act.paper.position) is not None:
        yield "year.sealed"
    title = held.get(act.unit)
    if title is None or title.revoked is not None:
        yield "revoke.not_advanced"
    vetoed = vetoed_by(state.cases.cases, act.year, registry, act.paper.on)
    if act.ground == "一票否决" and act.unit not in vetoed:
        yield "revoke.no_veto"
    if act.refill in vetoed:
        yield "revoke.refill_vetoed"


def _fatal(found: tuple[str, ...]) -> bool:
    """Whether the title stays; who is vetoed only does not get the place."""
    return any(code != "revoke.refill_vetoed" for code in found)


def _acts(
    state: Honours, cycle: Cycle, before: Order | None
) -> list[Circular | Corrected | Revocation]:
    acts: list[Circular | Corrected | Revocation] = [
        *(one for one in cycle.circulars if cycle.counts(one.paper)),
        *(one for one in cycle.corrections if _decided(one, cycle)),
        *(one for one in state.revocations if one.year == cycle.year),
    ]
    acts = [act for act in acts if before is None or act.paper.order < before]
    return sorted(acts, key=lambda act: act.paper.order)


def _decided(act: Corrected, cycle: Cycle) -> bool:
    """Both organs have decided the correction, now or before a later one."""
    approval = cycle.approval
    return approval is not None and act.paper.id in approval.entries


def _circulated(act: Circular, held: dict[str, Title]) -> None:
    """The annex names the titles; what was revoked and who was given a place is not for it to change."""
    for unit, title in [*held.items()]:
        if unit not in act.lists.advanced and title.how == "通报" and title.left_out is None:
            held[unit] = replace(title, left_out=act.paper)
    for unit in act.lists.advanced:
        kept = held.get(unit)
        if kept is None or kept.left_out is not None:
            revoked = kept.revoked if kept else None
            held[unit] = Title(unit, "通报", act.paper, revoked)


def _corrected(act: Corrected, held: dict[str, Title]) -> None:
    for unit, title in [*held.items()]:
        if unit in act.lists.advanced:
            held[unit] = replace(title, revoked=None)
        elif title.how == "递补":
            del held[unit]


def _revoked(act: Revocation, held: dict[str, Title], *, refills: bool) -> None:
    held[act.unit] = replace(held[act.unit], revoked=act)
    former = held.get(act.refill or "")
    free = former is None or former.left_out is not None
    if act.refill is not None and refills and free:
        held[act.refill] = Title(act.refill, "递补", act.paper)


def _next(
    approval: Approval | None,
    every: tuple[Title, ...],
    vetoed: frozenset[str],
    year: int,
    registry: Registry,
) -> tuple[str, ...]:
    """Whom the list under 口径 veto.place=refill names and who has no title, as many as places are empty."""
    empty = [t for t in every if t.unit in vetoed and not t.stands]
    filled = sum(1 for title in every if title.how == "递补" and title.stands)
    open_ = len(empty) - filled
    if approval is None or open_ < 1 or registry.policy(year)[PLACE] != "refill":
        return ()
    placed = placing.place(dict(approval.scores), year, vetoed, registry)
    named = {title.unit for title in every if title.left_out is None}
    return tuple(unit for unit in placed.lists.advanced if unit not in named)[:open_]
