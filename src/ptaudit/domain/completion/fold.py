"""What was determined, or carried over, of a unit's yearly targets, and what was proposed on it (第二十条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.assessment import CompletionDetermined
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.results import AccountabilityProposed
from ptaudit.domain.events.targets import TargetIssued
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace

Result: TypeAlias = Literal["完成", "未完成", "不适用", "缓议", "未认定"]


#: Breaches of order: judged again whenever the determination is asked about.
OF_ORDER = frozenset(("year.sealed",))
BOTH = frozenset(("CPC", "CGV"))


@dataclass(frozen=True, slots=True)
class Determination:
    """What one paper says of one unit and year. 结转: carried over, without its procedure.

    否决: a veto that the county lets stand for 未完成 (口径 veto.implies_incomplete); never folded here.
    """

    year: int
    result: Result
    level: Literal["认定", "结转", "否决"]
    id: str
    mark: Mark
    organs: tuple[str, ...] = ()
    doc_no: str | None = None
    grounds: str | None = None
    #: Not marked as a breach of authority, so it may count.
    regular: bool = True
    #: A carried year's document says the unit was vetoed in it.
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a year's targets. *of_county*: 县委、县政府 issued them themselves."""

    year: int
    mark: Mark
    of_county: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """One 问责启动建议: the years it names and the entries it rests on."""

    id: str
    mark: Mark
    years: tuple[int, ...]
    determinations: tuple[str, ...]
    to: str
    lineage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitYears:
    """One unit's years, folded; each year's papers in order."""

    unit: str
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    years: Mapping[int, tuple[Determination, ...]] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    issued: Mapping[int, tuple[Issue, ...]] = field(default_factory=dict)


def initial(unit: str) -> UnitYears:
    return UnitYears(unit)


def evolve(state: UnitYears, record: Record) -> UnitYears:
    at = max(state.at, record.order[:2])
    mark = Mark.of(record)
    doc_no = record.basis[0].doc_no if record.basis else None
    match record.payload:
        case CompletionDetermined() as e if (row := e.by_unit.get(state.unit)) is not None:
            said = Determination(
                year=e.year,
                result=row.result,
                level="认定",
                id=record.id,
                mark=mark,
                organs=record.organs,
                doc_no=doc_no,
                grounds=row.grounds,
                regular=all(one.code in OF_ORDER for one in record.irregular or ()),
            )
            return replace(state, at=at, years=_with(state, said))
        case HistoryCarried() as e if e.unit == state.unit:
            carried = Determination(
                year=e.year,
                result=e.completion,
                level="结转",
                id=record.id,
                mark=mark,
                organs=record.organs,
                doc_no=doc_no,
                grounds=e.note,
                vetoed=e.veto == "是",
            )
            return replace(state, at=at, years=_with(state, carried))
        case TargetIssued() as e:
            issue = Issue(e.year, mark, set(record.organs) >= BOTH)
            issued = {**state.issued, e.year: (*state.issued.get(e.year, ()), issue)}
            return replace(state, at=at, issued=issued)
        case AccountabilityProposed() as e if e.unit == state.unit:
            lineage = e.lineage or ()
            proposal = Proposal(record.id, mark, e.years, e.determinations, e.to, lineage)
            return replace(state, at=at, proposals=(*state.proposals, proposal))
        case _:
            return replace(state, at=at)


def _with(state: UnitYears, said: Determination) -> Mapping[int, tuple[Determination, ...]]:
    return {**state.years, said.year: (*state.years.get(said.year, ()), said)}


@dataclass(frozen=True, slots=True)
class Years:
    """Several units side by side: what one paper for many units rests on."""

    units: Mapping[str, UnitYears] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for unit in self.units.values() for c in unit.contradictions)


def keys(record: Record) -> tuple[str, ...]:
    """The units an entry is about."""
    return tuple([tag[5:] for tag in record.tags if tag.startswith("unit:")])


def gather(state: Years, record: Record) -> Years:
    if not isinstance(record.payload, COMPLETION_EVENTS):
        return state
    changed = {key: evolve(state.units.get(key) or initial(key), record) for key in keys(record)}
    return Years({**state.units, **changed})


def settled(papers: tuple[Determination, ...], policy: Policy) -> tuple[Determination, ...]:
    """The papers that decide a year, all of one result; empty where it is not decided.

    县委、县政府 say so in one act or in two; while they say different things nothing is decided. With
    ``completion.who`` JXW, 县绩效委 may say it for them. A determination comes before a carried result.
    """
    bodies = _bodies(policy)
    if len(papers) == 1:
        [only] = papers
        decides = only.regular and any(body.issubset(only.organs) for body in bodies)
        return papers if decides or only.level == "结转" else ()
    by_organ: dict[str, Determination] = {}
    decided: tuple[Determination, ...] = ()
    for said in papers:
        if said.level == "结转" or not said.regular:
            continue
        for body in (body for body in bodies if body & set(said.organs)):
            by_organ.update(dict.fromkeys(body & set(said.organs), said))
            voices = [by_organ[organ] for organ in body if organ in by_organ]
            agreed = len(voices) == len(body) and len({v.result for v in voices}) == 1
            decided = tuple(p for p in papers if p in voices) if agreed else ()
    carried = tuple(said for said in papers if said.level == "结转")
    return decided or (carried[-1:] if not by_organ else ())


def _bodies(policy: Policy) -> tuple[frozenset[str], ...]:
    return (BOTH,) if policy["completion.who"] == "CPC+CGV" else (BOTH, frozenset(("JXW",)))


COMPLETION_EVENTS = (TargetIssued, CompletionDetermined, HistoryCarried, AccountabilityProposed)
KINDS = tuple(event.kind for event in COMPLETION_EVENTS)
