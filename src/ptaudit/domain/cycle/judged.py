"""Which acts of a year count so far, and what is wrong with those that do not."""

from collections.abc import Iterable
from dataclasses import dataclass

from ptaudit.domain.cycle.paper import Order, Paper
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.failures import Param

Fault = tuple[str, tuple[tuple[str, Param], ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What counts so far: entry ids; and the faults of those that do not."""

    regular: frozenset[str] = frozenset()
    faults: tuple[Contradiction, ...] = ()

    def with_act(self, paper: Paper, faults: Iterable[Fault]) -> "Judged":
        found = tuple(Contradiction(code, paper.position, params) for code, params in faults)
        counts = not found and not paper.unauthorised
        return Judged(
            self.regular | {paper.id} if counts else self.regular, (*self.faults, *found)
        )

    def counts(self, paper: Paper, before: Order) -> bool:
        return paper.id in self.regular and paper.order < before
