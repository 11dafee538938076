"""Which years are sealed, and since when: what an act that would change their result comes up against."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeAlias

from ptaudit.domain.events.basis import YearReopened, YearSealed
from ptaudit.domain.record import Record

#: By day, and on one day by position: what is recorded after a seal comes after it.
Place: TypeAlias = tuple[dt.date, int]
#: After everything recorded.
NOW = 2**53


@dataclass(frozen=True, slots=True)
class SealMark:
    """One seal as recorded, and the act that lifted it."""

    year: int
    entry: str
    on: dt.date
    position: int
    lifted: "Place | None" = None

    def covers(self, place: "Place") -> bool:
        """Whether an act of that day, recorded there, comes after the seal and before it is lifted."""
        return (self.on, self.position) < place and (self.lifted is None or place < self.lifted)


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
        place = (record.effective, record.position)
        return SealBook(
            tuple(
                replace(mark, lifted=place) if mark.entry == event.seal else mark
                for mark in self.marks
            )
        )

    def over(self, year: int, on: dt.date, position: int = NOW) -> SealMark | None:
        """The seal that an act of day *on*, recorded at *position*, comes after."""
        covering = (m for m in self.marks if m.year == year and m.covers((on, position)))
        return next(covering, None)
