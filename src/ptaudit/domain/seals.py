"""Which years are sealed, and since when: what an act that would change their result comes up against."""

import datetime as dt
from dataclasses import dataclass, replace

from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.record import Record


@dataclass(frozen=True, slots=True)
class SealMark:
    """One seal as recorded, and the day it was lifted."""

    year: int
    entry: str
    on: dt.date
    position: int
    lifted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SealBook:
    """Seals in folding order; whether a seal had its grounds, the year's own cycle judges."""

    marks: tuple[SealMark, ...] = ()

    def with_seal(self, record: Record, event: YearSealed) -> "SealBook":
        mark = SealMark(event.year, record.id, record.effective, record.position)
        return SealBook((*self.marks, mark))

    def with_reopening(self, record: Record, event: YearReopened) -> "SealBook":
        """A reopening by one organ alone, or otherwise irregular, lifts nothing."""
        if record.irregular:
            return self
        return SealBook(
            tuple(
                replace(mark, lifted_on=record.effective) if mark.entry == event.seal else mark
                for mark in self.marks
            )
        )

    def over(self, year: int, on: dt.date) -> SealMark | None:
        """The seal that an act of day *on*, recorded now, comes after."""
        found = [
            mark
            for mark in self.marks
            if mark.year == year
            and mark.on <= on
            and (mark.lifted_on is None or on < mark.lifted_on)
        ]
        return found[-1] if found else None
