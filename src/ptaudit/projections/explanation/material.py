"""What an explanation of one unit and year is made from: its score, its entries, and those they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.arithmetic import Scored
from ptaudit.domain.selfchecks.fold import Selfchecks
from ptaudit.projections.cited import Cited, cited


@dataclass(frozen=True, slots=True)
class Named:
    """An entry: what it says, and how it is named."""

    record: Record
    cited: Cited


@dataclass(frozen=True, slots=True)
class Material:
    """*raw* are the entries of the unit and year, in ledger order; *entries* every entry that may be
    named, by id, as it reads now (a void one as it was first recorded).

    *cases* gives the acts of each finding, in the order of the world; *said* are the later words on
    entries (corrections, voids, evidence).
    """

    scored: Scored
    registry: Registry
    raw: Sequence[Record] = ()
    entries: Mapping[str, Record] = field(default_factory=dict)
    cases: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    said: Sequence[Record] = ()
    filings: Selfchecks | None = None
    approvals: Mapping[int, Approval | None] = field(default_factory=dict)
    #: Who recorded what: standing facts of every day; absent, those of the view's.
    names: Registry | None = None

    @property
    def unit(self) -> str:
        return self.scored.sheet.unit

    @property
    def year(self) -> int:
        return self.scored.sheet.year

    def name(self, record: Record) -> Named:
        later, names = [*self.said, *self.raw], self.names or self.registry
        return Named(record, cited(record, names, said=later, approvals=self.approvals))

    def named(self, entry: str) -> Named | None:
        """The entry of this id; None where it is not among what was read."""
        record = self.entries.get(entry)
        return None if record is None else self.name(record)

    def at(self, position: int) -> Named | None:
        """The entry of this number."""
        found = next((r for r in self.entries.values() if r.position == position), None)
        return None if found is None else self.name(found)
