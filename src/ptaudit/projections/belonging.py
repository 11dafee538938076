"""What entries amount to by a day, which year each is about, and which later words are about it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from ptaudit.domain import clocks
from ptaudit.domain.record import Record
from ptaudit.projections.projection import tagged
from ptaudit.projections.timeline import CASES

#: Kinds that say something of another entry.
LATER = (*clocks.CORRECTIONS, "evidence.attached")


def acts(raw: Iterable[Record], on: dt.date) -> tuple[Record, ...]:
    """What *raw* amounts to by *on*: corrected, void entries left out, corrections not among them."""
    return tuple(
        record
        for record in clocks.resolve(raw)
        if record.kind not in clocks.CORRECTIONS and record.effective <= on
    )


class Began(dict[str, int]):
    """The year each case began in, by the case's tag: that of its first entry that names one."""

    def note(self, record: Record) -> None:
        years = tagged(record, "year")
        for tag in record.tags if years else ():
            if tag.startswith(CASES):
                self.setdefault(tag, int(years[0]))


def began(entries: Iterable[Record]) -> Began:
    """*entries* in ledger order."""
    found = Began()
    for record in entries:
        found.note(record)
    return found


def years_of(record: Record, began: Mapping[str, int]) -> tuple[int, ...]:
    """The years an entry names and those its cases began in; corrections carry their target's tags."""
    named = [int(year) for year in tagged(record, "year")]
    cases = (began[tag] for tag in record.tags if tag in began)
    return tuple(dict.fromkeys((*named, *cases)))


def year_of(record: Record, began: Mapping[str, int]) -> int:
    """The year whose 口径 judges the entry: the first it is about, else that of its day."""
    return next(iter(years_of(record, began)), record.effective.year)


def later(raw: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Corrections, voids and evidence added later, by the entry they are about."""
    found: dict[str, list[Record]] = {}
    for record in raw:
        if record.kind in LATER:
            found.setdefault(next(record.payload.targets(), ""), []).append(record)
    return {target: tuple(records) for target, records in found.items()}
