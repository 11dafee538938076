"""What a handout says of one unit and year, before it is set as a page."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.record import Record
from ptaudit.projections.explanation.lost import LostLine


@dataclass(frozen=True, slots=True)
class Words:
    """What only the command line knows: its words in Chinese. *loss*: a lost point in one sentence."""

    gist: Callable[[Record], str]
    loss: Callable[[LostLine], str]
    marks: Callable[[tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is named. *role*: what it is to the point it stands under."""

    position: int
    title: str
    gist: str
    on: dt.date
    recorded_at: str
    operator: str
    organs: tuple[str, ...]
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    marks: tuple[str, ...] = ()
    role: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """One lost point, in words, with the rule it went by, the entry that says so and what that rests on."""

    lost: Decimal
    text: str
    item: str = ""
    rule: str = ""
    rules: str = ""
    note: str = ""
    by: Entry | None = None
    facts: tuple[Entry, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objecting:
    """Until when the unit may object. *state*: what the window is; *last*: None where none ends it."""

    state: str
    text: str
    last: dt.date | None = None
    days_left: int | None = None
    provisional: bool = False
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    key: str
    title: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class Handout:
    """*how*: 审定, 更正, 结转 or 暂定. *rank* of *ranked* units; None where the unit is not ranked."""

    county: str
    unit: str
    year: int
    sequence: str
    position: int
    recorded_at: str
    on: dt.date
    how: str
    score: Decimal | None
    full: Decimal | None
    ruled: bool
    recomputed: Decimal | None
    rank: int | None
    ranked: int
    lists: tuple[str, ...]
    approved: Entry | None
    told: tuple[str, ...]
    losses: tuple[Loss, ...]
    rulings: tuple[Ruling, ...]
    objecting: Objecting
    events: tuple[Entry, ...]
    command: str

    @property
    def lost(self) -> Decimal | None:
        return None if self.score is None or self.full is None else self.full - self.score
