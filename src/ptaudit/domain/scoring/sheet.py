"""A unit's score sheet for one year: its score entries and the totals organs asserted (第十五条)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.indicators.fold import Values, Waiver
from ptaudit.domain.values import Stage

Asserting: TypeAlias = Literal["考评意见", "复核", "结果报告", "审定", "更正", "结转"]

#: Stages accumulate in this order; 自评 is a claim and never counts.
STAGES: tuple[Stage, ...] = ("自评", "审核", "实地", "复核")
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Entry:
    """One score entry. *basis* names entries, *findings* cases, *documents* papers it rests on.

    *changed* are positions of corrections and voids of its basis recorded since, and of the withdrawal of
    a finding it rests on: 依据已变. *irregular*: the breaches it was recorded with.
    """

    id: str
    no: int
    mark: Mark
    stage: Stage
    item: str
    amount: Decimal
    award: Literal["增减", "核定"]
    rules_version: int
    organs: tuple[str, ...] = ()
    case: str | None = None
    count: int | None = None
    override_reason: str | None = None
    note: str | None = None
    basis: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    reversed: Mark | None = None
    changed: tuple[int, ...] = ()
    irregular: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        return self.reversed is None and self.stage != "自评"


@dataclass(frozen=True, slots=True)
class Net:
    """What counts on one item: the value awarded last, if any, and the sum of what was added and taken."""

    net: Decimal = ZERO
    award: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """A total an organ asserted on a paper. *version* 0: the paper has none (结果级, 结转).

    *nets* is what counted by item as the ledger stood when the assertion was recorded, about its
    day; no later entry changes it. *unauthorised*: recorded with a breach of authority. *total* is
    None where the paper gives the unit no score.
    """

    kind: Asserting
    id: str
    mark: Mark
    total: Decimal | None
    version: int = 0
    digest: str = ""
    approving: tuple[str, ...] = ()
    unauthorised: bool = False
    rank: int | None = None
    nets: Mapping[str, Net] = field(default_factory=dict)
    #: What had been found not to apply to the unit, as known with *nets*.
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's scores in one year; entries and assertions in folding order."""

    unit: str
    year: int
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    entries: tuple[Entry, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    #: Findings withdrawn, by the position of what withdrew them.
    taken_back: Mapping[str, int] = field(default_factory=dict)
    #: Certified values and findings of 缺项.
    values: Values = field(default_factory=Values)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        return self.values.waivers

    @property
    def nets(self) -> Mapping[str, Net]:
        return nets(self.entries) if self.entries else {}

    def last(self, *kinds: Asserting) -> Assertion | None:
        """The latest assertion (of *kinds*) that gives the unit a score."""
        found = [a for a in self.assertions if a.total is not None and a.kind in (kinds or a.kind)]
        return found[-1] if found else None


def nets(entries: Iterable[Entry]) -> dict[str, Net]:
    """What counts by item. The award of the latest stage replaces those of earlier ones."""
    sums: dict[str, Decimal] = {}
    awards: dict[str, Decimal] = {}
    awarded: dict[str, int] = {}
    for entry in entries:
        if not entry.counts:
            continue
        item = entry.item
        former = sums.setdefault(item, ZERO)
        if entry.award == "增减":
            sums[item] = former + entry.amount
        elif (stage := STAGES.index(entry.stage)) >= awarded.get(item, 0):
            awarded[item] = stage
            awards[item] = entry.amount
    return {item: Net(net, awards.get(item)) for item, net in sums.items()}


BOTH = {"CPC", "CGV"}


def official(sheet: Sheet, counting: Collection[str] | None = None) -> Assertion | None:
    """The approved assertion: the first by which 县委 and 县政府 both approved the same report or score.

    From then on that of the last correction both decided. *counting* names the acts of approval and
    correction that count in the year's procedure; without it, all do but those recorded as without
    authority. A carried assertion is official where nothing was approved.
    """
    covered: dict[object, set[str]] = {}
    found: Assertion | None = None
    for assertion in sheet.assertions:
        wanted = "审定" if found is None else "更正"
        if assertion.kind != wanted or not _counts(assertion, counting):
            continue
        same = (assertion.version, assertion.digest) if assertion.digest else assertion.total
        agreed = covered.setdefault((wanted, assertion.version, same), set())
        agreed.update(assertion.approving)
        if agreed >= BOTH:
            found = assertion
    return found or next((a for a in reversed(sheet.assertions) if a.kind == "结转"), None)


def _counts(assertion: Assertion, counting: Collection[str] | None) -> bool:
    return not assertion.unauthorised if counting is None else assertion.id in counting
