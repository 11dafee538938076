"""One unit's indicator values of a year: what it reported, what was certified, what does not apply to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ptaudit.domain.decider import BEGINNING, Contradiction, Mark
from ptaudit.domain.events.tasks import (
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    Span,
    Treatment,
)
from ptaudit.domain.record import Record
from ptaudit.domain.rows import replace
from ptaudit.domain.unit_years import keys, split

INDICATOR_EVENTS = (IndicatorReported, IndicatorCertified, IndicatorWaived)
KINDS = tuple(event.kind for event in INDICATOR_EVENTS)
#: Those that bear on a score.
DECIDING = (IndicatorCertified, IndicatorWaived)
#: Breaches of order among these kinds; they are judged here anew.
ORDER = frozenset(("indicator.waived_certified", "indicator.certified_waived"))


@dataclass(frozen=True, slots=True)
class Reported:
    indicator: str
    period: Span
    value: Decimal
    unit_of_measure: str | None
    version: int
    id: str
    mark: Mark
    receipt_no: str | None = None
    #: No breach of authority stands with it.
    regular: bool = True


@dataclass(frozen=True, slots=True)
class Certified:
    """*counts*: certified by who may, of an indicator that had not been found not to apply."""

    indicator: str
    period: Span
    value: Decimal
    unit_of_measure: str | None
    version: int
    id: str
    mark: Mark
    organs: tuple[str, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Waiver:
    """缺项. *treatment* None: the paper does not say, 口径 na_indicator does."""

    indicator: str
    treatment: Treatment | None
    to_item: str | None
    id: str
    mark: Mark
    doc_no: str | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Values:
    """What bears on the score of one unit and year, in folding order."""

    contradictions: tuple[Contradiction, ...] = ()
    certified: tuple[Certified, ...] = ()
    waived: tuple[Waiver, ...] = ()

    def value(self, indicator: str, period: Span = "全年") -> Certified | None:
        """The value that counts: the last certified."""
        found = [c for c in self.certified if (c.indicator, c.period) == (indicator, period)]
        return next((c for c in reversed(found) if c.counts), None)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The findings of 缺项 that stand, by indicator."""
        if not self.waived:
            return ()
        last = {w.indicator: w for w in self.waived if w.counts}
        return tuple(w for w in last.values() if w.treatment != "撤销")

    def waiver(self, indicator: str) -> Waiver | None:
        return next((w for w in self.waivers if w.indicator == indicator), None)


@dataclass(frozen=True, slots=True)
class Indicators:
    """One unit and year."""

    unit: str
    year: int
    at: tuple[dt.date, int] = BEGINNING
    reports: tuple[Reported, ...] = ()
    values: Values = field(default_factory=Values)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.values.contradictions

    def reported(self, indicator: str, period: Span = "全年") -> Reported | None:
        """The last report of it that the unit, or a department, made."""
        found = [r for r in self.reports if (r.indicator, r.period) == (indicator, period)]
        return next((r for r in reversed(found) if r.regular), None)


def initial(key: str) -> Indicators:
    """*key* is ``unit/year``."""
    return Indicators(*split(key))


def evolve(state: Indicators, record: Record) -> Indicators:
    """*state* with one more of its own entries."""
    event = record.payload
    if not isinstance(event, INDICATOR_EVENTS) or event.year != state.year:
        return state
    at = max(state.at, record.order[:2])
    if not isinstance(event, IndicatorReported):
        return replace(state, at=at, values=with_values(state.values, record, state.unit))
    if event.unit != state.unit:
        return state
    mark, regular = Mark.of(record), _authorised(record)
    said = tuple(
        Reported(
            row.indicator,
            event.period,
            row.value,
            row.unit_of_measure,
            event.report_version,
            record.id,
            mark,
            event.receipt_no,
            regular,
        )
        for row in event.values
    )
    return replace(state, at=at, reports=(*state.reports, *said))


def with_values(values: Values, record: Record, unit: str) -> Values:
    """*values* of *unit* with what *record* certifies or waives for it.

    What is said against a finding that counts is kept, counts for nothing, and is a contradiction: a
    value of an indicator found not to apply, a waiver of one whose value is certified.
    """
    match record.payload:
        case IndicatorCertified() as event:
            row = next((row for row in event.values if row.unit == unit), None)
            if row is None:
                return values
            against = values.waiver(event.indicator) is not None
            certified = Certified(
                event.indicator,
                event.period,
                row.value,
                event.unit_of_measure,
                event.certification_version,
                record.id,
                Mark.of(record),
                record.organs,
                _authorised(record) and not against,
            )
            after = replace(values, certified=(*values.certified, certified))
            code = "indicator.certified_waived"
        case IndicatorWaived() as event if unit in event.units:
            counting = [c for c in values.certified if c.counts]
            against = event.treatment != "撤销" and any(
                c.indicator == event.indicator for c in counting
            )
            waiver = Waiver(
                event.indicator,
                event.treatment,
                event.to_item,
                record.id,
                Mark.of(record),
                record.basis[0].doc_no if record.basis else None,
                _authorised(record) and not against,
            )
            after = replace(values, waived=(*values.waived, waiver))
            code = "indicator.waived_certified"
        case _:
            return values
    if not against:
        return after
    params = (("unit", unit), ("indicator", event.indicator), ("year", event.year))
    found = Contradiction(code, record.position, params)
    return replace(after, contradictions=(*after.contradictions, found))


def _authorised(record: Record) -> bool:
    return all(mark.code in ORDER for mark in record.irregular or ())


@dataclass(frozen=True, slots=True)
class Book:
    """Units and years side by side."""

    rows: Mapping[str, Indicators] = field(default_factory=dict)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(c for row in self.rows.values() for c in row.contradictions)

    def row(self, unit: str, year: int) -> Indicators:
        key = f"{unit}/{year}"
        return self.rows[key] if key in self.rows else initial(key)


def gather(state: Book, record: Record) -> Book:
    if not isinstance(record.payload, INDICATOR_EVENTS):
        return state
    changed = {key: evolve(state.rows.get(key) or initial(key), record) for key in keys(record)}
    return Book({**state.rows, **changed})
