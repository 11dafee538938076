"""What the entries of a veto case add up to: grades, responsibility, restrictions, decisions (第九条第三项)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.vetoes import (
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
)
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

Ground: TypeAlias = Literal["区域限批", "重大突发环境事件"]
Result: TypeAlias = Literal["认定", "不予认定", "撤销"]
Grade: TypeAlias = Literal["一般", "较大", "重大", "特别重大"]
Level: TypeAlias = Literal["县", "市", "省", "国家"]


@dataclass(frozen=True, slots=True)
class Known:
    """Since when the ledger holds an entry as it now reads: a corrected one, since its correction."""

    position: int
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One act of the case. *regular*: not marked as a breach of authority, so it may count."""

    id: str
    mark: Mark
    known: Known
    regular: bool


@dataclass(frozen=True, slots=True)
class Grading:
    paper: Paper
    grade: Grade
    standard: str
    authority: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Responsibility of leadership by unit; a later paper replaces what it says of the same unit."""

    paper: Paper
    authority: str
    units: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restriction:
    paper: Paper
    units: tuple[str, ...]
    authority: str
    level: Level
    scope: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Lifting:
    paper: Paper
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    paper: Paper
    unit: str
    year: int
    ground: Ground
    result: Result


@dataclass(frozen=True, slots=True)
class Case:
    """One veto case, folded. Whether its grounds are complete is asked under a policy, not kept here."""

    case: str
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    opened: Mark | None = None
    occurred_on: dt.date | None = None
    reported: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    reports: tuple[Paper, ...] = ()
    gradings: tuple[Grading, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    liftings: tuple[Lifting, ...] = ()
    decisions: tuple[Decided, ...] = ()

    @property
    def year(self) -> int:
        """The year the case was opened in; case-level keys follow it."""
        return self.opened.on.year if self.opened else dt.date.min.year

    @property
    def units(self) -> tuple[str, ...]:
        """Units any paper of the case names, in order of first mention."""
        return tuple(
            dict.fromkeys(
                (
                    *self.reported,
                    *(unit for r in self.restrictions for unit in r.units),
                    *(unit for a in self.attributions for unit in a.units),
                    *(decided.unit for decided in self.decisions),
                )
            )
        )

    def last(self, unit: str, year: int, ground: Ground) -> Decided | None:
        found = [d for d in self.decisions if (d.unit, d.year, d.ground) == (unit, year, ground)]
        return found[-1] if found else None


def initial(case: str) -> Case:
    return Case(case)


def evolve(state: Case, record: Record) -> Case:
    """*state* with one more of its own entries; an impossible one leaves it and is kept as a contradiction."""
    state = replace(state, at=max(state.at, record.order[:2]))
    if (impossible := _impossible(state, record)) is not None:
        found = Contradiction(impossible, record.position, (("case", state.case),))
        return replace(state, contradictions=(*state.contradictions, found))
    paper = paper_of(record)
    if not isinstance(record.payload, VetoDecided):
        state = replace(state, opened=state.opened or paper.mark)
    match record.payload:
        case IncidentReported() as e:
            return replace(
                state,
                occurred_on=e.occurred_on,
                reported=tuple(dict.fromkeys((*state.reported, *(e.unit or ())))),
                texts=(*state.texts, e.text),
                reports=(*state.reports, paper),
            )
        case RestrictionImposed() as e:
            imposed = Restriction(
                paper, e.units, e.authority.name, e.authority.level, e.scope, e.from_
            )
            return replace(state, restrictions=(*state.restrictions, imposed))
        case IncidentGraded() as e:
            grading = Grading(paper, e.grade, e.standard, e.authority.name, e.provisional)
            return replace(state, gradings=(*state.gradings, grading))
        case IncidentAttributed() as e:
            said = {unit.unit: unit.responsible for unit in e.units}
            attribution = Attribution(paper, e.authority.name, said)
            return replace(state, attributions=(*state.attributions, attribution))
        case RestrictionLifted() as e:
            return replace(state, liftings=(*state.liftings, Lifting(paper, e.units)))
        case VetoDecided() as e:
            decided = Decided(paper, e.unit, e.year, e.ground, e.result)
            return replace(state, decisions=(*state.decisions, decided))
        case _:
            return state


def _impossible(state: Case, record: Record) -> str | None:
    match record.payload:
        case RestrictionLifted() as e:
            restricted = {unit for r in state.restrictions for unit in r.units}
            return None if restricted >= set(e.units) else "restriction.not_imposed"
        case VetoDecided() as e:
            last = state.last(e.unit, e.year, e.ground)
            standing = last.result if last else "撤销"
            if e.result == "撤销" and standing == "撤销":
                return "veto.nothing_to_revoke"
            if e.result == "不予认定" and standing == "认定" and last and last.paper.regular:
                return "veto.revoke_first"
        case _:
            pass
    return None


#: Breaches of order, which every fold judges again; whatever else an entry is marked with stays.
OF_ORDER = frozenset(
    (
        "veto.grounds_incomplete",
        "veto.nothing_to_revoke",
        "veto.revoke_first",
        "restriction.not_imposed",
        "year.sealed",
    )
)


def paper_of(record: Record) -> Paper:
    """The act behind *record*. A corrected entry's time of recording is settled from the raw entries."""
    marked = {irregular.code for irregular in record.irregular or ()}
    known = Known(record.position, record.recorded_at)
    if record.amended_by:
        known = Known(record.amended_by, "")
    return Paper(record.id, Mark.of(record), known, marked <= OF_ORDER)


@dataclass(frozen=True, slots=True)
class Cases:
    """Several cases side by side: what a decision about numbering or one case rests on."""

    cases: Mapping[str, Case] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for case in self.cases.values() for c in case.contradictions)


def keys(record: Record) -> tuple[str, ...]:
    """The veto cases an entry is about."""
    return tuple(tag[5:] for tag in record.tags if tag.startswith("case:"))


def gather(state: Cases, record: Record) -> Cases:
    if not isinstance(record.payload, VETO_EVENTS):
        return state
    changed = {key: evolve(state.cases.get(key) or initial(key), record) for key in keys(record)}
    return Cases({**state.cases, **changed})


VETO_EVENTS = (
    IncidentReported,
    IncidentGraded,
    IncidentAttributed,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
)
KINDS = tuple(event.kind for event in VETO_EVENTS)
