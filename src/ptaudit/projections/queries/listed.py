"""Lists and ranks on a paper against those computed under the year's policy (第十六至十八条)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.assessment import placing
from ptaudit.domain.cycle.papers import (
    Approval,
    Circular,
    Corrected,
    Cycle,
    Differing,
    Lists,
    Paper,
    Ranked,
    Report,
)
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.ties import UNTOLD, Ties
from ptaudit.projections.standing import Standing

Source: TypeAlias = Literal["结果报告", "通报", "更正", "审定"]
Against: TypeAlias = Literal["多列", "漏列", "待定", "排位不符", "重算应列", "重算不列"]


@dataclass(frozen=True, slots=True)
class Departure:
    """One unit on or off a list, or placed, otherwise than computed. *reason* as given on the paper.

    *paper* is None for what the approved lists would be by entries recorded since.
    """

    source: Source
    position: int
    paper: Paper | None
    list: str
    unit: str
    against: Against
    reason: str | None = None
    said: int | None = None
    rank: int | None = None


def departures(
    cycle: Cycle,
    registry: Registry,
    vetoed: Collection[str],
    recomputed: Mapping[str, Standing],
    ties: Ties = UNTOLD,
) -> Iterator[Departure]:
    """Of every report, correction and circular of the year; then of the approved lists as recomputed now."""
    for report in cycle.reports:
        yield from _of_ranked("结果报告", report, cycle.year, registry, vetoed, ties)
    for corrected in cycle.corrections:
        yield from _of_ranked("更正", corrected, cycle.year, registry, vetoed, ties)
    for circular in cycle.circulars:
        yield from _of_circular(circular, cycle, registry, vetoed, ties)
    if cycle.approval is not None and cycle.approval.lists is not None:
        yield from _recomputed(cycle.approval, cycle.approval.lists, recomputed)


def _of_ranked(
    source: Source,
    paper: Report | Corrected,
    year: int,
    registry: Registry,
    vetoed: Collection[str],
    ties: Ties,
) -> Iterator[Departure]:
    scores = {row.unit: row.score for row in paper.ranked}
    placed = placing.place(scores, year, vetoed, registry, ties)
    yield from _departing(source, paper.paper, paper.lists, paper.differs, placed)
    ranks = {row.unit: row.rank for row in paper.ranked}
    yield from _misplaced(source, paper.paper, ranks, placed.ranked)


def _of_circular(
    circular: Circular,
    cycle: Cycle,
    registry: Registry,
    vetoed: Collection[str],
    ties: Ties,
) -> Iterator[Departure]:
    """A circular is held against what was approved by its day, or, before that, against its own scores."""
    paper = circular.paper
    scores: Mapping[str, Decimal] = {
        unit: score for unit, _, _, score in circular.ranks if score is not None
    }
    if cycle.approval is not None:
        scores = dict(cycle.approval.as_of(paper.on).scores)
    placed = placing.place(scores, cycle.year, vetoed, registry, ties)
    said = replace(circular.lists, vetoed=placed.lists.vetoed)
    yield from _departing("通报", paper, said, circular.differs, placed)
    ranks = {unit: rank for unit, _, rank, _ in circular.ranks}
    yield from _misplaced("通报", paper, ranks, placed.ranked)


def _departing(
    source: Source,
    paper: Paper,
    said: Lists,
    differs: Sequence[Differing],
    placed: placing.Placing,
) -> Iterator[Departure]:
    """Units on or off a list against the computation, with the reason given or none."""
    reasons = {(row.name, row.unit): row.reason for row in differs}
    held = {(hold.list, hold.unit) for hold in placed.holds}
    computed = placed.lists
    for name, given, due in (
        ("先进", said.advanced, computed.advanced),
        ("约谈", said.interview, computed.interview),
        ("否决", said.vetoed, computed.vetoed),
    ):
        for unit in sorted({*given} ^ {*due}):
            against: Against = "多列" if unit in given else "漏列"
            if (name, unit) in held:
                against = "待定"
            reason = reasons.get((name, unit))
            yield Departure(source, paper.position, paper, name, unit, against, reason)


def _misplaced(
    source: Source, paper: Paper, said: Mapping[str, int], ranked: Iterable[Ranked]
) -> Iterator[Departure]:
    for row in ranked:
        rank = said.get(row.unit)
        if rank is not None and rank != row.rank:
            found = Departure(source, paper.position, paper, "排位", row.unit, "排位不符")
            yield replace(found, said=rank, rank=row.rank)


def _recomputed(
    approval: Approval, lists: Lists, recomputed: Mapping[str, Standing]
) -> Iterator[Departure]:
    """Units that entries recorded or corrected since the approval would put on or off its lists."""
    if not recomputed:
        return
    for name, said in (("先进", lists.advanced), ("约谈", lists.interview)):
        standings = recomputed.values()
        now = [one.advanced if name == "先进" else one.interview for one in standings]
        units = {unit for listed in now for unit in listed.units}
        held = {hold.unit for listed in now for hold in listed.holds}
        for unit in sorted((units ^ {*said}) - held):
            against: Against = "重算应列" if unit in units else "重算不列"
            yield Departure("审定", approval.position, None, name, unit, against)
