"""Lists as a paper gives them, held against the computed ones: what departs needs a reason (第十七、十八条)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from ptaudit.domain.assessment.placing import Placing
from ptaudit.domain.commands.assessment import SaidDifference
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.assessment import Difference, ListName, ReportedScore, ReportLists
from ptaudit.domain.events.base import Claim, article
from ptaudit.domain.failures import Malformed
from ptaudit.domain.names import listed
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes import grounds as veto_grounds
from ptaudit.domain.vetoes.fold import Case

CLAIMS: dict[str, Claim] = {"先进": article("17"), "约谈": article("18"), "否决": article("9.3")}


@dataclass(frozen=True, slots=True)
class Base:
    """One list as computed or approved. *held*: units nobody but 县委、县政府 can put on it or leave off."""

    name: ListName
    units: tuple[str, ...]
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """What a refusal or a complaint about a list is called, for one kind of paper."""

    held: str
    differs: str
    vetoed: str
    twice: str
    idle: str


IN_REPORT = Codes(
    "report.held",
    "report.list_differs",
    "report.vetoed_advanced",
    "report.list_twice",
    "report.differs_idle",
)
IN_CIRCULAR = Codes(
    "publish.held",
    "publish.list_differs",
    "publish.vetoed_advanced",
    "publish.list_twice",
    "publish.differs_idle",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reasons given for departing, by list and unit."""

    codes: Codes
    differs: tuple[Difference, ...]
    registry: Registry

    def settled(self, base: Base, given: Sequence[str] | None) -> tuple[str, ...]:
        """The list: as *given* (codes), else as *base* has it.

        Raises Refused for a hold nobody decided and for units on or off the list without a reason,
        Malformed for a unit twice and for a reason about a unit that does not depart.
        """
        reasons = {row.unit for row in self.differs if row.list == base.name}
        if given is None:
            if base.held:
                raise self._refused(self.codes.held, base, base.held)
            given = base.units
        if len(set(given)) != len(given):
            raise Malformed(self.codes.twice, list=base.name)
        departing = set(given) ^ set(base.units)
        if unexplained := departing - reasons - set(base.held):
            raise self._refused(self.codes.differs, base, unexplained)
        if base.held and not reasons & set(base.held):
            raise self._refused(self.codes.held, base, base.held)
        if idle := reasons - departing - set(base.held):
            raise Malformed(self.codes.idle, list=base.name, units=self._names(idle))
        return tuple(given)

    def _refused(self, code: str, base: Base, units: Collection[str]) -> Refused:
        return Refused(code, CLAIMS[base.name], list=base.name, units=self._names(units))

    def _names(self, units: Collection[str]) -> str:
        return listed([self.registry.named(unit) for unit in sorted(units)])

    def without_vetoed(self, advanced: Collection[str], vetoed: Collection[str]) -> None:
        """Raise Refused when a vetoed unit is among the advanced: no reason allows it (第九条第三项)."""
        if barred := set(advanced) & set(vetoed):
            raise Refused(self.codes.vetoed, article("9.3"), units=self._names(barred))


def bases(placed: Placing, pending: tuple[str, ...]) -> tuple[Base, Base, Base]:
    """先进, 约谈, 否决 as computed, each with whom it is held for."""
    held = {
        name: tuple(h.unit for h in placed.holds if h.list == name) for name in ("先进", "约谈")
    }
    doubtful = tuple(unit for unit in placed.lists.advanced if unit in pending)
    ranked = {row.unit for row in placed.ranked}
    return (
        Base("先进", placed.lists.advanced, (*held["先进"], *doubtful)),
        Base("约谈", placed.lists.interview, held["约谈"]),
        Base("否决", placed.lists.vetoed, tuple(unit for unit in pending if unit in ranked)),
    )


def reasons(said: Sequence[SaidDifference], registry: Registry) -> tuple[Difference, ...]:
    return tuple(
        Difference(list=row.list, unit=registry.unit(row.unit).code, reason=row.reason)
        for row in said
    )


def codes(names: Sequence[str] | None, registry: Registry) -> tuple[str, ...] | None:
    return None if names is None else tuple(registry.unit(name).code for name in names)


def vetoed(cases: Sequence[Case], year: int, registry: Registry) -> tuple[str, ...]:
    """Units vetoed in *year* by decisions that count."""
    return tuple(
        dict.fromkeys(
            decided.unit
            for case in cases
            for decided in veto_grounds.confirmed(case, registry)
            if decided.year == year
        )
    )


def undecided(cases: Sequence[Case], year: int, registry: Registry) -> tuple[str, ...]:
    """Units against which a veto's grounds are complete in *year* and no decision counts yet."""
    found: dict[str, None] = {}
    for case in cases:
        decided = {(d.unit, d.ground) for d in veto_grounds.counting(case, registry)}
        for unit in case.units:
            if veto_grounds.is_department(unit, registry):
                continue
            for ground in veto_grounds.grounds(case, unit, registry):
                open_ = ground.is_complete and ground.year == year
                if open_ and (unit, ground.ground) not in decided:
                    found[unit] = None
    return tuple(found)


class SaidLists(Protocol):
    """Lists as a command may give them; None: as computed."""

    @property
    def advanced(self) -> tuple[str, ...] | None: ...

    @property
    def interview(self) -> tuple[str, ...] | None: ...

    @property
    def vetoed(self) -> tuple[str, ...] | None: ...


def settled(
    said: SaidLists,
    placed: Placing,
    pending: tuple[str, ...],
    differs: tuple[Difference, ...],
    registry: Registry,
) -> ReportLists:
    """The three lists. Where a hold or an undecided veto touches one, it must be given with reasons."""
    comparison = Comparison(IN_REPORT, differs, registry)
    found = bases(placed, pending)
    advanced = codes(said.advanced, registry)
    vetoed = codes(said.vetoed, registry)
    comparison.without_vetoed(advanced or (), (*placed.lists.vetoed, *(vetoed or ())))
    lists = ReportLists(
        advanced=comparison.settled(found[0], advanced),
        interview=comparison.settled(found[1], codes(said.interview, registry)),
        vetoed=comparison.settled(found[2], vetoed),
    )
    comparison.without_vetoed(lists.advanced, (*placed.lists.vetoed, *lists.vetoed))
    return lists


def rows(placed: Placing) -> tuple[ReportedScore, ...]:
    """Every ranked unit as a paper's annex gives it."""
    return tuple(
        ReportedScore(unit=row.unit, sequence=row.sequence, score=row.score, rank=row.rank)
        for row in placed.ranked
    )
