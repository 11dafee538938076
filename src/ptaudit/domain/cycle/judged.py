"""Which acts of a year count so far, and what is wrong with those that do not."""

from collections.abc import Iterable
from dataclasses import dataclass

from ptaudit.domain.cycle.paper import Order, Paper
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.failures import Param

Fault = tuple[str, tuple[tuple[str, Param], ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What counts so far: entry ids; and the faults of those that do not."""

    regular: frozenset[str] = frozenset()
    faults: tuple[Contradiction, ...] = ()

    def with_act(self, paper: Paper, faults: Iterable[Fault]) -> "Judged":
        found = tuple(Contradiction.of(code, paper.position, params) for code, params in faults)
        counts = not found and not paper.unauthorised
        return Judged(
            self.regular | {paper.id} if counts else self.regular, (*self.faults, *found)
        )

    def counts(self, paper: Paper, before: Order) -> bool:
        return paper.id in self.regular and paper.order < before


def deviated(year: Cycle, judged: Judged, step: str, units: Iterable[str]) -> bool:
    """Whether 程序变通 on record stands for *step* for every one of *units*."""
    notes = [d for d in year.deviations if d.step == step and d.paper.id in judged.regular]
    return bool(notes) and all(any(note.covers(unit) for note in notes) for unit in units)


def returned(paper: Paper, year: Cycle, judged: Judged, before: Order) -> bool:
    """Whether *paper* had been sent back by *before*."""
    return any(r.target == paper.id and judged.counts(r.paper, before) for r in year.returns)
