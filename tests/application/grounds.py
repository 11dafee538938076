"""What a consequence must rest on, found in the entries themselves and not by the folds that conclude it."""

from collections.abc import Collection, Sequence

from ptaudit.application import View
from ptaudit.domain.events.assessment import CompletionDetermined, ResultApproved
from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.events.lineages import UnitReorganised
from ptaudit.domain.record import Record

BOTH = frozenset(("CPC", "CGV"))


def living(view: View) -> Sequence[Record]:
    """Every entry as corrected, without the voided, up to the view's day."""
    return [record for record in view.entries() if record.effective <= view.on]


def unauthorised(record: Record) -> bool:
    return any(mark.code == "organ.not_competent" for mark in record.irregular or ())


def approving(entries: Sequence[Record], year: int) -> frozenset[str]:
    """Which of the two organs have, on any paper that may count, approved *year*."""
    return frozenset(
        organ
        for record in entries
        if isinstance(record.payload, ResultApproved) and record.payload.year == year
        for organ in record.payload.approving
    )


def unmet(entries: Sequence[Record], unit: str) -> Collection[int]:
    """Years some competent paper calls 未完成 for *unit*, or for one it came from."""
    return {year for one in (unit, *came_from(entries, unit)) for year in _own_unmet(entries, one)}


def came_from(entries: Sequence[Record], unit: str) -> Collection[str]:
    """Every unit that *unit* may carry the years of."""
    found: set[str] = set()
    while True:
        more = {
            source
            for record in entries
            if isinstance(event := record.payload, UnitReorganised)
            if {unit, *found} & {*event.to}
            for source in event.from_
        }
        if more <= found:
            return found
        found |= more


def _own_unmet(entries: Sequence[Record], unit: str) -> Collection[int]:
    years: set[int] = set()
    for record in entries:
        event = record.payload
        if isinstance(event, HistoryCarried) and event.unit == unit:
            if event.completion == "未完成":
                years.add(event.year)
        elif isinstance(event, CompletionDetermined) and not unauthorised(record):
            row = event.by_unit.get(unit)
            if row is not None and row.result == "未完成":
                years.add(event.year)
    return years
