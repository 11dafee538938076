"""回放: what the state of one subject is, which entries decide it, and what was not known at a moment."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain import clocks
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.corrections import EvidenceAttached, RecordCorrected, RecordVoided
from ptaudit.domain.failures import Param
from ptaudit.domain.policy import Policy
from ptaudit.domain.record import Record
from ptaudit.projections.cited import Cited

SubjectKind: TypeAlias = Literal[
    "问题", "自查", "否决案件", "单位年度", "序列", "连续三年", "异议"
]
Change: TypeAlias = Literal["登记", "更正", "作废", "附证据"]
Params: TypeAlias = tuple[tuple[str, Param], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about. *unit*: a code, where it is one unit's; *year* 0 and *period* empty where unfit.

    *key* is what it is called everywhere: ``F-2023-017``, ``qinghe/2023/上半年``, ``A/2023``.
    """

    kind: SubjectKind
    key: str
    unit: str = ""
    year: int = 0
    period: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said: *code* names its wording, *params* fill it; a ``unit`` is a code."""

    code: str
    params: Params = ()


def told(code: str, **params: Param | None) -> Told:
    """What is absent is left out."""
    return Told(code, tuple((name, value) for name, value in params.items() if value is not None))


@dataclass(frozen=True, slots=True)
class StageTotal:
    """One stage of a unit's year. *asserted*: on the paper at *position*; *computed*: from the entries up to it.

    *claim*: the unit's own, which never counts (自评).
    """

    stage: str
    asserted: Decimal | None = None
    computed: Decimal | None = None
    on: dt.date | None = None
    position: int | None = None
    claim: bool = False

    @property
    def difference(self) -> Decimal | None:
        """asserted − computed, where both are known and the stage is not a mere claim."""
        if self.claim or self.asserted is None or self.computed is None:
            return None
        return self.asserted - self.computed


@dataclass(frozen=True, slots=True)
class Placing:
    """One unit of a sequence; without a rank it has no score or is out of the ranking."""

    unit: str
    rank: int | None
    score: Decimal | None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """One year of a chain. *level*: 认定, 结转 (carried over, without process) or 否决; empty where undecided."""

    year: int
    status: str
    level: str = ""
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesUsed:
    """A version of the 考评细则, and the entry that issued it."""

    year: int
    version: int
    position: int
    since: dt.date


@dataclass(frozen=True, slots=True)
class State:
    """How a subject stands. *head* is the answer in one phrase, *facts* what it consists of.

    *entries* are the positions that decide it, *keys* the 口径 it was read under. *is_recorded*: the
    ledger holds anything of it at all.
    """

    head: Told
    facts: tuple[Told, ...] = ()
    entries: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    rules: tuple[RulesUsed, ...] = ()
    stages: tuple[StageTotal, ...] = ()
    places: tuple[Placing, ...] = ()
    years: tuple[YearAnswer, ...] = ()
    is_recorded: bool = True

    def says_as(self, other: "State") -> bool:
        """Both say the same of the subject, whatever they rest on."""
        return _said(self) == _said(other)


def _said(state: State) -> tuple[object, ...]:
    stages = tuple(replace(stage, position=None) for stage in state.stages)
    years = tuple((year.year, year.status, year.level) for year in state.years)
    return (state.head, state.facts, stages, state.places, years)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One 口径 as it applied: ``v2`` and its document number, ``default``, or ``tried``."""

    year: int
    key: str
    value: str
    source: str
    doc_no: str | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the ledger did not hold at the moment. *target* is the entry a later word is about, else 0.

    *days*: from the moment's last entry to the day it was recorded.
    """

    entry: Cited
    change: Change
    days: int
    target: int = 0


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Entries that cannot all be true, with the entry that does not fit."""

    code: str
    entry: Cited
    params: Params


@dataclass(frozen=True, slots=True)
class Replay:
    """The state of *subject* as the ledger knew it at *position* about day *on*.

    *state_now* is the same fold over everything known at *head* about that day; *unknown* what came
    between. *entries* decide *state*, in the order of the world. *policy* is the version in force
    (0: defaults only).
    """

    subject: Subject
    position: int
    recorded_at: str
    on: dt.date
    head: int
    head_recorded_at: str
    state: State
    entries: tuple[Cited, ...]
    unknown: tuple[Unknown, ...]
    state_now: State
    contradictions: tuple[Contradicted, ...]
    policy: int
    rulings: tuple[Ruling, ...]

    @property
    def differs(self) -> bool:
        """What is known now of that day says something else than was known then."""
        return not self.state.says_as(self.state_now)


def rulings(policy: Policy, year: int, keys: Iterable[str]) -> tuple[Ruling, ...]:
    """The keys that decided, each with where its value comes from."""
    return tuple(
        Ruling(year, key, policy[key], policy.source(key), policy.document(key))
        for key in dict.fromkeys(keys)
    )


@dataclass(frozen=True, slots=True)
class Later:
    """An entry recorded after the moment, as it reads now; *target* is what it is a later word on."""

    record: Record
    change: Change
    target: Record | None = None


def later(
    raw: Sequence[Record], position: int, on: dt.date, is_own: Callable[[Record], bool]
) -> Iterator[Later]:
    """Of *raw* what was recorded after *position* about a day up to *on*, in ledger order.

    *is_own* tells the entries that a state is made of. A correction, a void or later evidence counts
    where the entry it is about is one; a correction's own day is ignored.
    """
    by_id = {record.id: record for record in raw}
    live = {record.id: record for record in clocks.resolve(raw)}
    for record in raw:
        if record.position <= position:
            continue
        match record.payload:
            case RecordCorrected(target=named) | RecordVoided(target=named):
                about = by_id.get(named)
                if about is not None and is_own(about) and _by_day(about, record, on):
                    is_void = isinstance(record.payload, RecordVoided)
                    yield Later(record, "作废" if is_void else "更正", about)
            case EvidenceAttached(target=named):
                about = by_id.get(named)
                if about is not None and is_own(about) and about.effective <= on:
                    yield Later(record, "附证据", about)
            case _:
                now = live.get(record.id, record)
                if is_own(record) and min(now.effective, record.effective) <= on:
                    yield Later(now, "登记")


def _by_day(about: Record, word: Record, on: dt.date) -> bool:
    days = [about.effective]
    if isinstance(word.payload, RecordCorrected):
        days.append(word.payload.replacement.effective)
    return min(days) <= on


def of_kinds(kinds: Collection[str]) -> Callable[[Record], bool]:
    held = frozenset(kinds)
    return lambda record: record.kind in held


def in_order(known: Iterable[Record], positions: Collection[int]) -> tuple[Record, ...]:
    """Those of *known* at *positions*, in the order of the world."""
    wanted = frozenset(positions)
    return tuple(sorted((r for r in known if r.position in wanted), key=lambda r: r.order))
