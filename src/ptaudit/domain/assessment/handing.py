"""结果抄送、归档移交 folded beside the year they rest on: approved, or sealed, by then (第十九条; 归档为软件约束)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ptaudit.domain.cycle import fold as cycle_fold
from ptaudit.domain.cycle.fold import Cycles
from ptaudit.domain.cycle.paper import Paper
from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.cycle.sealing import Seal, place, standing
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.events.applied import ArchiveTransferred, ResultReferred
from ptaudit.domain.record import Record

KINDS = (ResultReferred.kind, ArchiveTransferred.kind)
#: Breaches of order, judged again whenever the year is folded; every other one is of authority and stays.
OF_ORDER = frozenset(("referral.not_approved", "archive.not_sealed"))


@dataclass(frozen=True, slots=True)
class Referral:
    """One 抄送. Without *regular* (a breach of authority was recorded with it) it counts for nothing."""

    paper: Paper
    event: ResultReferred
    regular: bool

    def counts(self, year: Cycle) -> bool:
        return self.regular and not self.is_early(year)

    def is_early(self, year: Cycle) -> bool:
        """Before the year's result was approved."""
        return year.approval is None or year.approval.order > self.paper.order

    def outdated(self, year: Cycle) -> bool:
        """It counts, and rests on a result that was corrected since."""
        corrected = year.approval.corrected if year.approval else ()
        return self.counts(year) and any(entry not in self.event.approval for entry in corrected)


@dataclass(frozen=True, slots=True)
class Transfer:
    """One 归档移交, judged like a referral, by the year's seal."""

    paper: Paper
    event: ArchiveTransferred
    regular: bool

    def counts(self, year: Cycle) -> bool:
        return self.regular and self.seal(year) is not None

    def seal(self, year: Cycle) -> Seal | None:
        """The seal in force when the files were handed over."""
        return standing(year.seals, year.reopenings, year.regular, place(self.paper))


@dataclass(frozen=True, slots=True)
class Handed:
    """Years by their papers, and what was handed over of each, in order of days."""

    cycles: Cycles = field(default_factory=Cycles)
    referrals: tuple[Referral, ...] = ()
    transfers: tuple[Transfer, ...] = ()

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return (*self.cycles.contradictions, *self._faults())

    def _faults(self) -> Iterator[Contradiction]:
        for referral in self.referrals:
            year = referral.event.year
            if referral.is_early(self.cycles.of(year)):
                params = (("year", year), ("on", referral.paper.on))
                yield Contradiction.of("referral.not_approved", referral.paper.position, params)
        for transfer in self.transfers:
            year = transfer.event.year
            if transfer.seal(self.cycles.of(year)) is None:
                params = (("year", year), ("on", transfer.paper.on))
                yield Contradiction.of("archive.not_sealed", transfer.paper.position, params)


def gather(state: Handed, record: Record) -> Handed:
    paper = Paper.of(record)
    regular = all(mark.code in OF_ORDER for mark in record.irregular or ())
    match record.payload:
        case ResultReferred() as event:
            referral = Referral(paper, event, regular)
            return replace(state, referrals=(*state.referrals, referral))
        case ArchiveTransferred() as event:
            transfer = Transfer(paper, event, regular)
            return replace(state, transfers=(*state.transfers, transfer))
        case _:
            return replace(state, cycles=cycle_fold.gather(state.cycles, record))
