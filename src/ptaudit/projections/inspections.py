"""检查台账: every inspection, and the findings that came from it (第十四条)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ptaudit.domain.boundaries import about
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.findings import inspections
from ptaudit.domain.findings.inspections import Inspection, Inspections
from ptaudit.domain.record import Record
from ptaudit.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Held:
    """One inspection with the *findings* raised from it."""

    inspection: Inspection
    findings: tuple[str, ...]


def selection() -> Selection:
    return about(kinds=(*inspections.KINDS, FindingRaised.kind))


def held(known: Iterable[Record]) -> tuple[Held, ...]:
    """Inspections by day, from entries of :func:`selection` as known."""
    state = Inspections()
    found: dict[str, list[str]] = {}
    for record in known:
        if isinstance(record.payload, FindingRaised):
            for number in _named(record):
                found.setdefault(number, []).append(record.payload.finding)
        else:
            state = inspections.evolve(state, record)
    return tuple(
        Held(one, tuple(found.get(name, ()))) for name, one in _by_day(state.held).items()
    )


def _named(record: Record) -> tuple[str, ...]:
    return tuple(tag[11:] for tag in record.tags if tag.startswith("inspection:"))


def _by_day(held: Mapping[str, Inspection]) -> dict[str, Inspection]:
    return dict(sorted(held.items(), key=lambda row: (row[1].mark.on, row[0])))
