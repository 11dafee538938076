"""What the twelve items of an audit are made from and consist of: material in, numbered lines out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from ptaudit.domain.cycle.papers import Approval, Cycle
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.vetoes import VetoDecided
from ptaudit.domain.failures import Param
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.scoring.ties import Ties
from ptaudit.projections.belonging import acts, later, years_of
from ptaudit.projections.belonging import began as began_in
from ptaudit.projections.cited import organ_names
from ptaudit.projections.projection import tagged
from ptaudit.projections.queries.changes import Change
from ptaudit.projections.standing import Standing
from ptaudit.projections.timeline import CASES

#: 未启用: what the item is judged by is not at hand. 无审定: the year is not approved.
State: TypeAlias = Literal["已查", "未启用", "无审定"]

#: What is said where somebody wrote nothing.
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found. *code* names its wording, *params* fill it; *positions* are the entries it rests on.

    *kind* is the kind of the entry it is about, *fault* a refusal's code that says what is wrong.
    """

    code: str
    positions: tuple[int, ...] = ()
    params: tuple[tuple[str, Param], ...] = ()
    kind: str = ""
    units: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the twelve. *count* says how many things were found; sums by person or year are not counted."""

    no: int
    lines: tuple[Line, ...] = ()
    count: int = 0
    state: State = "已查"


@dataclass(frozen=True, slots=True)
class Head:
    """The ledger at the view's moment, and whose word stands for how many of its first entries.

    *signed* by the log's own key, *cosigned* by the witnesses *by* that are a quorum; *signed* is None
    where nobody says whose keys count. *since*: when the first entry no witness saw was recorded.
    *contradicted*: the size of a signed checkpoint that the entries do not lead to.
    """

    size: int
    root: str
    recorded_at: str
    signed: int | None = None
    cosigned: int = 0
    by: str = ""
    since: str = ""
    contradicted: int | None = None


@dataclass(frozen=True)
class Material:
    """All that an audit of *year* about day *on* looks at.

    *raw* are the entries about the year and its cases, as recorded; *papers* every entry of the
    ledger by then. *recomputed* is the standing by recomputed scores; *cycles* holds every year.
    """

    year: int
    on: dt.date
    raw: tuple[Record, ...]
    papers: tuple[Record, ...]
    registry: Registry
    cycles: Mapping[int, Cycle]
    sheets: Mapping[str, Sheet]
    contradictions: tuple[Contradiction, ...] = ()
    vetoed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recomputed: Mapping[str, Standing] = field(default_factory=dict)
    head: Head = Head(0, "", "")
    ties: Ties = field(default_factory=dict)

    @property
    def cycle(self) -> Cycle:
        return self.cycles.get(self.year) or Cycle(self.year)

    @property
    def approval(self) -> Approval | None:
        return self.cycle.approval

    @cached_property
    def live(self) -> tuple[Record, ...]:
        """Acts about the year as corrected, in order of position; corrections are not acts."""
        return acts(self.raw, self.on)

    @cached_property
    def said(self) -> Mapping[str, tuple[Record, ...]]:
        """Later words on entries, by the entry they are about."""
        return later(self.raw)

    def operator(self, record: Record) -> tuple[tuple[str, Param], ...]:
        """Who typed it, and at which desk."""
        known = self.registry.operators.get(record.operator)
        return (
            ("operator", known.name if known else record.operator),
            ("desk", known.desk if known else NOTHING),
        )

    def organs(self, record: Record) -> str:
        return "、".join(organ_names(record, self.registry))


def concerning(entries: Iterable[Record], year: int) -> tuple[Record, ...]:
    """Entries of the year and of the cases that began in it; corrections carry their target's tags."""
    entries = tuple(entries)
    began = began_in(entries)
    return tuple(record for record in entries if year in years_of(record, began))


def about(record: Record, code: str, *params: tuple[str, Param], fault: str = "") -> Line:
    """A line that rests on *record* and says whom and what it is about.

    A decision on one unit of a case is about that unit, though its tags name all of the case's.
    """
    payload = record.payload
    units = (payload.unit,) if isinstance(payload, VetoDecided) else tagged(record, "unit")
    return Line(
        code,
        (record.position,),
        params,
        record.kind,
        units,
        tuple(tag.partition(":")[2] for tag in record.tags if tag.startswith(CASES)),
        fault=fault,
    )
