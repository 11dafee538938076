"""What was measured, against what was aimed at."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["/s", "ms", "s", "MiB"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One row. *ours* is work per second where *unit* says so, else time or memory.

    *theirs* and *ratio* compare with *peer* in the same rounds. *target*: the least ratio, or the
    least rate, or the most time or memory; None where the row is there to be looked at.
    """

    work: str
    size: int
    ours: float
    unit: Unit
    peer: str = ""
    theirs: float | None = None
    ratio: float | None = None
    target: float | None = None
    by_ratio: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        if self.by_ratio:
            return self.ratio is not None and self.ratio >= self.target
        return self.ours >= self.target if self.unit == "/s" else self.ours <= self.target
