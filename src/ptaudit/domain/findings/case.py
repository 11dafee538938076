"""One finding as its entries make it, and who answers for it when (第十四条)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings.parts import (
    NONE,
    Escalated,
    Objected,
    Order,
    Progress,
    Reassigned,
    Reopening,
    Report,
    Request,
    Window,
)
from ptaudit.domain.rows import replace


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, folded. Lateness is not here: it is asked about a day, and under a policy."""

    finding: str
    at: tuple[dt.date, int] = BEGINNING
    contradictions: tuple[Contradiction, ...] = ()
    raised: Mark | None = None
    #: The entry that raised it: every later act of the case rests on it.
    entry: str = ""
    #: Who answers for it now.
    units: tuple[str, ...] = ()
    issue: str = ""
    indicator: str | None = None
    discovered_on: dt.date | None = None
    #: Inspections it came from.
    inspections: tuple[str, ...] = ()
    notified: Mark | None = None
    orders: tuple[Order, ...] = ()
    progress: Mapping[int, Progress] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    requests: tuple[Request, ...] = ()
    #: Publicity since the last reopening or upheld objection; earlier windows count for nothing.
    windows: tuple[Window, ...] = ()
    objected: tuple[Objected, ...] = ()
    closed: Mark | None = None
    reopened: tuple[Reopening, ...] = ()
    withdrawn: Mark | None = None
    reassigned: tuple[Reassigned, ...] = ()
    escalated: tuple[Escalated, ...] = ()
    #: Acts of those without authority: they stand in the ledger and count for nothing.
    uncounted: tuple[int, ...] = ()

    @property
    def order(self) -> Order | None:
        return self.orders[-1] if self.orders else None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those of the last order, with the units that answer for them now."""
        if not self.orders:
            return ()
        measures = self.orders[-1].measures
        for later in self.reassigned:
            if later.orders == len(self.orders):
                measures = tuple(
                    measure.model_copy(update={"units": later.applied(measure.units)})
                    for measure in measures
                )
        return measures

    def answering(self, no: int, day: dt.date) -> tuple[str, ...]:
        """Who answered for measure *no* of the last order on *day*."""
        [units] = [m.units for m in self.orders[-1].measures if m.no == no]
        for later in self.reassigned:
            if later.orders == len(self.orders) and later.mark.on <= day:
                units = later.applied(units)
        return units

    @property
    def every_unit(self) -> tuple[str, ...]:
        """Units that answer for it or ever did."""
        former = (unit for later in self.reassigned for unit in later.former)
        return tuple(dict.fromkeys((*self.units, *former)))

    @property
    def year(self) -> int:
        """The year the finding was numbered in; case-level keys follow it."""
        return int(self.finding[2:6])

    @property
    def next_request(self) -> int:
        """The number of the next request: never one that a decision names, whose own request may be void."""
        decided = (
            number
            for fault in self.contradictions
            if fault.code == "extension.not_requested"
            for name, number in fault.params
            if name == "request" and isinstance(number, int)
        )
        return max((*(r.no for r in self.requests), *decided), default=0) + 1

    @property
    def is_verified(self) -> bool:
        done = [self.progress.get(m.no, NONE).verified for m in self.measures]
        return bool(done) and all(done)

    @property
    def holding(self) -> tuple[Objected, ...]:
        """Objections of the publicity that are still open."""
        return tuple(one for one in self.objected if one.closed is None and self.is_timely(one))

    def is_timely(self, one: Objected) -> bool:
        """Whether it was made while the closing lay open to objections."""
        return any(window.since <= one.filed.on <= window.last for window in self.windows)

    def as_reopened(self, reopening: Reopening) -> "Finding":
        """The orders and requests there were before it was opened again."""
        return replace(
            self,
            orders=self.orders[: reopening.orders],
            requests=tuple(r for r in self.requests if r.mark.on <= reopening.on),
            reassigned=tuple(r for r in self.reassigned if r.mark.on <= reopening.on),
        )
