"""Entries recorded late: those over the threshold, what proves their day, and how they add up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ptaudit.domain.events.corrections import EvidenceAttached
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.projections.cited import Cited, cited


@dataclass(frozen=True, slots=True)
class Late:
    """One entry recorded more calendar days after its day than *threshold* (口径 late_record.threshold)."""

    record: Record
    cited: Cited
    threshold: int

    @property
    def proofs(self) -> tuple[str, ...]:
        """Receipt numbers and names of files that came with the entry or were attached to it since."""
        return tuple(dict.fromkeys((*self.cited.receipts, *self.cited.files)))

    @property
    def order(self) -> tuple[int, int]:
        """Worst first."""
        return (-self.cited.late_days, self.cited.position)


@dataclass(frozen=True, slots=True)
class Sum:
    """Late entries of one desk, one operator or one kind of proof. *days*: of the worst of them."""

    of: str
    found: tuple[Late, ...]

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def unproved(self) -> int:
        return sum(not one.proofs for one in self.found)

    @property
    def days(self) -> int:
        return max(one.cited.late_days for one in self.found)

    @property
    def working_days(self) -> int:
        return max(one.cited.late_working_days for one in self.found)


def late(
    live: Iterable[Record],
    registry: Registry,
    threshold: Callable[[Record], int],
    said: Mapping[str, Sequence[Record]],
) -> list[Late]:
    """Acts over their threshold, the worst first. *said*: later words on entries, by entry id.

    Registry and carried kinds state what held before and are never late; evidence added later is
    judged with the entry it belongs to.
    """
    found = [
        Late(record, cited(record, registry, said=said.get(record.id, ())), most)
        for record in live
        if record.late_days and record.late_days > (most := threshold(record))
        if not isinstance(record.payload, EvidenceAttached)
    ]
    return sorted(found, key=lambda one: one.order)


def sums(found: Iterable[Late], of: Callable[[Late], str]) -> Iterator[Sum]:
    """*found* by what *of* names, those with most entries first; each keeps the order of *found*."""
    held: dict[str, list[Late]] = {}
    for one in found:
        held.setdefault(of(one), []).append(one)
    for name, entries in sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield Sum(name, tuple(entries))
