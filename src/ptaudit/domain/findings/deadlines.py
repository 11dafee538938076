"""When a measure falls due as it stands on a day, requests for extension included (第十四条; 口径 extension.*)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ptaudit.domain.calendar import DAY
from ptaudit.domain.events.findings import Measure
from ptaudit.domain.findings import periods
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.parts import Request
from ptaudit.domain.policy import Policy
from ptaudit.domain.registry import Registry

WHEN, PENDING, MOST = "extension.when", "extension.pending", "extension.max"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for one measure (None: 长期坚持, or 立行立改 without a period) and how it was found.

    *ordered*: the last day before any extension. *extended_by*: the entry that granted the day.
    *suspended*: days for which requests stopped the clock. *pending*: one still does. The rest as in
    :class:`~ptaudit.domain.findings.periods.Period`.
    """

    no: int
    day: dt.date | None
    keys: tuple[str, ...] = ()
    extended_by: int | None = None
    provisional: bool = False
    ordered: dt.date | None = None
    since: dt.date | None = None
    counted: dt.date | None = None
    calendar: tuple[tuple[int, int], ...] = ()
    unserved: bool = False
    suspended: int = 0
    pending: bool = False

    def is_past(self, on: dt.date) -> bool:
        """Whether the last day has gone by; the day itself is still in time."""
        return self.day is not None and on > self.day


def due(
    finding: Finding,
    measure: Measure,
    registry: Registry,
    on: dt.date,
    unit: str | None = None,
) -> Due:
    """Last day of *measure* (for *unit* alone) as it stands on *on*, extensions by then included."""
    order = finding.order
    assert order is not None
    policy, calendar = registry.policy(finding.year), registry.calendar
    given = next((m for m in order.measures if m.no == measure.no), measure)
    own = unit if unit in given.units else None
    period = periods.ordered(order, given, policy, calendar, own)
    found = Due(
        measure.no,
        period.day,
        period.keys,
        None,
        period.provisional,
        period.day,
        period.since,
        period.counted,
        period.calendar,
        period.unserved,
    )
    if given.deadline.kind == "长期坚持":
        return found
    return _extended(found, given, tuple(_concerning(finding, measure)), registry, policy, on)


def _concerning(finding: Finding, measure: Measure) -> Iterator[Request]:
    """Requests about the measure, the earliest first; an order knows what was decided before it."""
    assert finding.order is not None
    since = finding.order.mark
    for request in sorted(finding.requests, key=lambda r: (r.mark.on, r.mark.position)):
        if not request.concerns(measure.no):
            continue
        decided = request.decided
        if decided is None or (decided.on, decided.position) > (since.on, since.position):
            yield request


def _extended(
    found: Due,
    measure: Measure,
    requests: tuple[Request, ...],
    registry: Registry,
    policy: Policy,
    on: dt.date,
) -> Due:
    """A grant moves the day, never back; a request that is not granted moves it by the days it waited."""
    day, keys, extended = found.day, dict.fromkeys(found.keys), found.extended_by
    grants, suspended, until, pending = 0, 0, dt.date.min, False
    for request in requests:
        if is_late(request, day, policy):
            keys[WHEN] = None
            continue
        decided = request.decided
        if decided is not None and request.granted_to is not None:
            if policy[MOST] != "none" and grants >= int(policy[MOST]):
                keys[MOST] = None
                continue
            grants += 1
            if day is None or request.granted_to > day:
                day, extended = request.granted_to, decided.position
            continue
        pending = pending or decided is None
        if policy[PENDING] == "suspend" and day is not None:
            first, last = max(request.mark.on, until), decided.on if decided else on
            if last > first:
                keys[PENDING] = None
                suspended += (last - first).days
                until = last
                moved = day + DAY * (last - first).days
                day = periods.rolled(moved, measure, policy, registry.calendar)
        elif decided is None:
            keys[PENDING] = None
    return replace(
        found,
        day=day,
        keys=tuple(keys),
        extended_by=extended,
        suspended=suspended,
        pending=pending,
    )


def is_late(request: Request, day: dt.date | None, policy: Policy) -> bool:
    """Whether the request came after the last day it asks to move, and by 口径 does not count then."""
    return policy[WHEN] == "before" and day is not None and request.mark.on > day


def granted(finding: Finding, no: int) -> int:
    """How often measure *no* has been extended."""
    assert finding.order is not None
    measure = next(m for m in finding.order.measures if m.no == no)
    return sum(1 for r in _concerning(finding, measure) if r.granted_to is not None)


def lights(
    finding: Finding, registry: Registry, on: dt.date, unit: str | None = None
) -> tuple[Due, ...]:
    """Of every measure, or of those *unit* answers for."""
    return tuple(
        due(finding, measure, registry, on, unit)
        for measure in finding.measures
        if unit is None or unit in measure.units
    )


def deadline(
    finding: Finding, registry: Registry, on: dt.date, unit: str | None = None
) -> dt.date | None:
    """The finding's own deadline: its latest measure's."""
    days = [d.day for d in lights(finding, registry, on, unit) if d.day is not None]
    return max(days, default=None)
