"""Clocks: sides measured in turn, round after round, and compared within each round."""

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

#: Does a piece of work once and returns how much was done.
Side = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Rates:
    """Work per second of each side, round by round."""

    rounds: Mapping[str, Sequence[float]]

    def __getitem__(self, side: str) -> float:
        return median(self.rounds[side])

    def ratio(self, one: str, other: str) -> float:
        """How many times faster *one* is: the median of what each round says, as load comes and goes."""
        pairs = zip(self.rounds[one], self.rounds[other], strict=True)
        return median(a / b for a, b in pairs)


def rates(sides: Mapping[str, Side], runs: int) -> Rates:
    """Every side once a round, the order turned round each time."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)
    for turn in range(runs):
        for name in names if turn % 2 == 0 else reversed(names):
            gc.collect()
            start = time.perf_counter()
            done = sides[name]()
            found[name].append(done / (time.perf_counter() - start))
    return Rates(found)


def durations(work: Callable[[int], object], times: int) -> list[float]:
    """Seconds of each of *times* calls, ascending."""
    found = []
    for n in range(times):
        start = time.perf_counter()
        work(n)
        found.append(time.perf_counter() - start)
    return sorted(found)


def percentile(ascending: Sequence[float], share: float) -> float:
    return ascending[min(len(ascending) - 1, int(len(ascending) * share))]


def drained(things: Iterable[object]) -> int:
    """How many there were."""
    return sum(1 for _ in things)
