"""加分账: what counts of a unit's bonus points in a year, entry by entry; never part of its hundred points."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.honours.fold import NONE, Bonus, Honours
from ptaudit.domain.honours.titles import titles
from ptaudit.domain.registry import Registry


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. *counted*: what it adds to the account; *faults*: why less than it says.

    *left* of an entry that gives points; *due_back*: of that, what a unit without its title still has.
    """

    bonus: Bonus
    counted: Decimal
    left: Decimal
    faults: tuple[str, ...] = ()
    due_back: Decimal = NONE


@dataclass(frozen=True, slots=True)
class Account:
    unit: str
    year: int
    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((line.counted for line in self.lines), NONE)


def account(state: Honours, unit: str, year: int, registry: Registry) -> Account:
    own = [b for b in state.bonuses if (b.unit, b.year) == (unit, year)]
    beyond = {c.position for c in state.contradictions}
    faults = {b.paper.id: tuple(_faults(b, state, registry)) for b in own if b.target is None}
    stands = titles(state, year, registry).stands(unit)
    lines: list[Line] = []
    for bonus in own:
        if bonus.target is None:
            found = faults[bonus.paper.id]
            left = state.left[bonus.paper.id]
            back = NONE if stands or found else left
            lines.append(Line(bonus, NONE if found else bonus.amount, left, found, back))
        else:
            order = ("bonus.beyond_left",) if bonus.paper.position in beyond else ()
            found = (*bonus.paper.unauthorised, *order)
            void = found or faults.get(bonus.target)
            lines.append(Line(bonus, NONE if void else bonus.amount, NONE, found))
    return Account(unit, year, tuple(lines))


def _faults(bonus: Bonus, state: Honours, registry: Registry) -> Iterator[str]:
    """Why points entered count for nothing: whose act it was, and whether the unit then stood as advanced."""
    yield from bonus.paper.unauthorised
    if not titles(state, bonus.year, registry, bonus.paper.order).stands(bonus.unit):
        yield "bonus.not_advanced"
