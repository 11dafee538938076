"""How one year of one unit stands by its own papers: what was determined, carried over, or vetoed (第二十条)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ptaudit.domain.completion.fold import Determination, Issue, UnitYears, settled
from ptaudit.domain.lineage.book import Reorganisation
from ptaudit.domain.registry import Registry
from ptaudit.domain.values import EntryId
from ptaudit.domain.vetoes.fold import Case
from ptaudit.domain.vetoes.grounds import confirmed

#: 不承继: a predecessor's year that the unit does not carry.
Status: TypeAlias = Literal["完成", "未完成", "不适用", "缓议", "未认定", "不承继"]


@dataclass(frozen=True, slots=True)
class Carried:
    """Whose results of a year a unit carries, by which acts, and what says so.

    *keys* are 口径; *determined* the 承继认定 that take their place, by entry and position. Unless
    every act on the way is determined, or is a change of the unit itself, the answer is *provisional*.
    """

    year: int
    units: tuple[str, ...]
    acts: tuple[Reorganisation, ...]
    keys: tuple[str, ...] = ()
    determined: tuple[tuple[EntryId, int], ...] = ()
    provisional: bool = False

    def after(self, other: "Carried | None") -> "Carried":
        """This step, and *other* further back."""
        if other is None:
            return self
        return Carried(
            self.year,
            other.units,
            tuple(dict.fromkeys((*self.acts, *other.acts))),
            tuple(dict.fromkeys((*self.keys, *other.keys))),
            tuple(dict.fromkeys((*self.determined, *other.determined))),
            self.provisional or other.provisional,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """How one year of one unit stands, and the papers that decide it (none: nothing decided).

    *issued*: how the year's targets were issued, as far as recorded. *carried*: from whom the answer
    comes, where it is not the unit's own.
    """

    year: int
    status: Status
    papers: tuple[Determination, ...] = ()
    issued: tuple[Issue, ...] = ()
    carried: Carried | None = None

    @property
    def by_committee(self) -> bool:
        """The targets were issued, but by 县绩效委 alone."""
        return bool(self.issued) and not any(one.of_county for one in self.issued)


def answer(unit: UnitYears, cases: Mapping[str, Case], year: int, registry: Registry) -> Answer:
    policy = registry.policy(year)
    held = unit.years.get(year, ())
    open_ = [p for p in held if registry.seals.over(year, p.mark.on, p.mark.position) is None]
    papers = settled(tuple(open_), policy)
    issued = unit.issued.get(year, ())
    found = Answer(year, papers[-1].result if papers else "未认定", papers, issued)
    if found.status != "未完成" and policy["veto.implies_incomplete"] == "yes":
        vetoes = _vetoes(unit, cases, year, registry)
        return replace(found, status="未完成", papers=vetoes) if vetoes else found
    return found


def _vetoes(
    unit: UnitYears, cases: Mapping[str, Case], year: int, registry: Registry
) -> tuple[Determination, ...]:
    """Vetoes of the year in effect, and a carried year's document that says so, as papers."""
    decided = (
        Determination(year, "未完成", "否决", d.paper.id, d.paper.mark)
        for case in cases.values()
        for d in confirmed(case, registry)
        if (d.unit, d.year) == (unit.unit, year)
    )
    carried = (
        replace(paper, result="未完成", level="否决")
        for paper in unit.years.get(year, ())
        if paper.vetoed
    )
    return (*decided, *carried)
