"""Entries recorded after a year was approved or sealed, about days before it, and later words on such days."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ptaudit.domain import clocks
from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.cycle.sealing import Seal
from ptaudit.domain.events.corrections import RecordVoided
from ptaudit.domain.record import Record

Closing: TypeAlias = Literal["审定", "封账"]
How: TypeAlias = Literal["登记", "更正", "作废"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What closed a year: whoever records a day before *order* after *position* is asked why."""

    closing: Closing
    year: int
    position: int
    order: tuple[object, int]

    @classmethod
    def approved(cls, year: int, approval: Approval) -> "Milestone":
        return cls("审定", year, approval.position, approval.order[:2])

    @classmethod
    def of(cls, year: int, seal: Seal) -> "Milestone":
        """What is dated the day of the seal and recorded after it comes after it."""
        return cls("封账", year, seal.paper.position, (seal.paper.on, 0))

    def is_before(self, record: Record) -> bool:
        """Whether the entry is about a day before the year was closed."""
        return record.order[:2] < self.order


@dataclass(frozen=True, slots=True)
class Afterwards:
    """*record* was recorded after *milestone*; *about* is itself, or the entry it corrects or voids."""

    record: Record
    about: Record
    how: How
    milestone: Milestone


def closed_by(cycle: Cycle, position: int) -> tuple[Milestone, ...]:
    """What had closed the year for entry *position*: the seal it was recorded under, else the approval."""
    if (seal := cycle.sealed_at(position)) is not None:
        return (Milestone.of(cycle.year, seal),)
    return () if cycle.approval is None else (Milestone.approved(cycle.year, cycle.approval),)


def afterwards(
    live: Iterable[Record],
    verdicts: Iterable[Record],
    originals: Mapping[str, Record],
    closed: Callable[[Record], Iterable[Milestone]],
) -> list[Afterwards]:
    """Acts as they read now (*live*) and corrections and voids (*verdicts*), in order of position.

    *originals*: entries as first recorded, by id. *closed*: what closed the years an entry is about.
    """
    found = [
        Afterwards(record, about, how, milestone)
        for record, about, how in (*_acts(live), *_said(verdicts, originals))
        for milestone in closed(record)
        if record.position > milestone.position and milestone.is_before(about)
    ]
    return sorted(found, key=lambda one: (one.record.position, one.milestone.position))


def _acts(live: Iterable[Record]) -> Iterator[tuple[Record, Record, How]]:
    """Registry kinds state what held before: they are recorded whenever that becomes of use."""
    for record in live:
        if not record.payload.registry:
            yield record, record, "登记"


def _said(
    verdicts: Iterable[Record], originals: Mapping[str, Record]
) -> Iterator[tuple[Record, Record, How]]:
    for record in verdicts:
        target = originals.get(next(record.payload.targets(), ""))
        if record.kind in clocks.CORRECTIONS and target is not None:
            yield record, target, "作废" if isinstance(record.payload, RecordVoided) else "更正"
