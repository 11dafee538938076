"""What a finding is said to come from: an inspection by its number, any other entry by its own (第十四条)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ptaudit.domain.boundaries import about, either
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.assessment import ScoreEntered
from ptaudit.domain.events.base import Ref
from ptaudit.domain.events.inspections import InspectionHeld
from ptaudit.domain.failures import NotFound
from ptaudit.domain.findings.fold import FOLDED
from ptaudit.domain.findings.several import Findings, gather
from ptaudit.domain.growing import Growing
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.selection import Selection

_INSPECTION = re.compile(r"I-\d{4}-\d{3,}")


@dataclass(frozen=True, slots=True)
class Book:
    """Findings, and what stands beside them: *others* by id, inspections by number, years of score entries."""

    findings: Findings = field(default_factory=Findings)
    others: Growing[str, Record] = field(default_factory=Growing)
    inspections: Growing[str, str] = field(default_factory=Growing)
    scored: tuple[int, ...] = ()

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.findings.contradictions


def evolve(state: Book, record: Record) -> Book:
    event = record.payload
    if isinstance(event, FOLDED):
        return replace(state, findings=gather(state.findings, record))
    if isinstance(event, ScoreEntered):
        return replace(state, scored=tuple(dict.fromkeys((*state.scored, event.year))))
    if isinstance(event, InspectionHeld):
        named = state.inspections.adding({event.inspection: record.id})
        state = replace(state, inspections=named)
    return replace(state, others=state.others.adding({record.id: record}))


def named(name: str) -> Selection:
    """Where what is named is found."""
    if _INSPECTION.fullmatch(name):
        return about(f"inspection:{name}", kinds=(InspectionHeld.kind,))
    return either(about(f"id:{name}"), about(f"ref:{name}"))


def of(names: Sequence[str], state: Book) -> tuple[tuple[str, ...], tuple[Ref, ...]]:
    """Tags and refs of what is named. Raises NotFound."""
    entries: dict[str, None] = {}
    tags: dict[str, None] = {}
    for name in names:
        if _INSPECTION.fullmatch(name):
            if (entry := state.inspections.get(name)) is None:
                raise NotFound("inspection.unknown", inspection=name)
        elif name in state.others:
            entry = name
        else:
            raise NotFound("entry.unknown", entry=name)
        entries[entry] = None
        event = state.others[entry].payload
        if isinstance(event, InspectionHeld):
            tags[f"inspection:{event.inspection}"] = None
    return tuple(tags), tuple(Ref(role="basis", id=entry) for entry in entries)
