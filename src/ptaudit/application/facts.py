"""Standing facts of one ledger: each read and decoded once, folded as known at any moment about any day."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from threading import RLock
from typing import TypeVar

from ptaudit.application import reading
from ptaudit.domain import clocks, wire
from ptaudit.domain import registry as standing
from ptaudit.domain.record import Draft, Record
from ptaudit.domain.registry import EMPTY, STANDING, Registry
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Ledger

K = TypeVar("K")
V = TypeVar("V")

#: Over more entries than this corrections are read apart, and more than this by what they correct.
FAR = 2_000
#: Facts folded between two registries that later folds may start from.
STEP = 64
#: Answers kept.
LAST = 64

_KINDS = tuple(k for c in STANDING.criteria for k in c.kinds if k not in clocks.CORRECTIONS)
_FACTS = Selection((Criterion(_KINDS),))
_ANSWERS = Selection((Criterion(clocks.CORRECTIONS),))
_REF = re.compile(rb'"ref:([0-9a-f]{32})"')


class Facts:
    """Every registry it gives is the fold of all standing facts known then; equal ones are the same object.

    Corrections of other entries, however many a ledger holds, are neither kept nor folded.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._alone = RLock()
        self._read = 0
        self._records: list[Record] = []
        self._positions: list[int] = []
        self._ids: set[str] = set()
        self._known: dict[int, Sequence[Record]] = {}
        self._registries: dict[tuple[int, int], Registry] = {}
        #: The most facts folded so far, and the registry after every STEP of them.
        self._spine: Sequence[Record] = ()
        self._marks: list[Registry] = [EMPTY]

    def recorded(self, position: int) -> list[Record]:
        """Facts and corrections of facts up to *position*, as recorded, in ledger order."""
        with self._alone:
            self._grow(position)
            return self._records[: bisect_right(self._positions, position)]

    def registry(self, position: int, on: dt.date | None = None) -> Registry:
        """Standing facts as known at *position*; those of later days than *on* left out."""
        with self._alone:
            self._grow(position)
            count = bisect_right(self._positions, position)
            if (known := self._known.get(count)) is None:
                known = clocks.known(self._records[:count])
                _keep(self._known, count, known)
            if on is not None:
                known = known[: bisect_right(known, on, key=lambda record: record.effective)]
            if (registry := self._registries.get((count, len(known)))) is None:
                registry = self._folded(known)
                _keep(self._registries, (count, len(known)), registry)
            return registry

    def are_touched(self, position: int, records: Iterable[Record]) -> bool:
        """Whether any of *records*, on top of *position*, is a standing fact or corrects one."""
        with self._alone:
            self._grow(position)
            return any(
                STANDING.matches(r.kind, r.tags) and self._concerns(r, self._ids) for r in records
            )

    def passed(self, after: int, drafts: Sequence[Draft], last: int) -> None:
        """*drafts* are all that was recorded from *after* to *last*: unless one is a fact, all is known."""
        with self._alone:
            if self._read == after and not any(STANDING.matches(d.kind, d.tags) for d in drafts):
                self._read = last

    def _grow(self, position: int) -> None:
        if position <= self._read:
            return
        for record in self._fresh(self._read, position):
            self._records.append(record)
            self._positions.append(record.position)
            self._ids.add(record.id)
        self._read = position

    def _fresh(self, after: int, upto: int) -> list[Record]:
        """What has to be known of the entries after *after*, in ledger order."""
        if upto - after <= FAR:
            found = list(reading.records(self._ledger, STANDING, after=after, upto=upto))
            named = self._ids | {record.id for record in found}
            return [record for record in found if self._concerns(record, named)]
        found = list(reading.records(self._ledger, _FACTS, after=after, upto=upto))
        named = self._ids | {record.id for record in found}
        found += self._answers(named, after, upto)
        return sorted(found, key=lambda record: record.position)

    def _answers(self, named: set[str], after: int, upto: int) -> Iterator[Record]:
        """Corrections of the facts *named*: picked from all, where these are not many."""
        every = [
            data
            for _, data in self._ledger.entries(_ANSWERS, after=after, upto=upto, limit=FAR + 1)
        ]
        if len(every) > FAR:
            asked = (Criterion(clocks.CORRECTIONS, (f"ref:{entry}",)) for entry in sorted(named))
            yield from reading.records(
                self._ledger, Selection(tuple(asked)), after=after, upto=upto
            )
            return
        for data in every:
            if any(found.decode() in named for found in _REF.findall(data)):
                record = wire.decode(data)
                if self._concerns(record, named):
                    yield record

    @staticmethod
    def _concerns(fact: Record, ids: set[str]) -> bool:
        """Whether a record of standing kinds says anything of the facts *ids*, or is one more."""
        return fact.kind not in clocks.CORRECTIONS or not ids.isdisjoint(reading.answered(fact))

    def _folded(self, known: Sequence[Record]) -> Registry:
        """*known* folded on from the last mark before which they are those of the spine."""
        marks = self._marks[: _alike(self._spine, known) // STEP + 1]
        registry = marks[-1]
        for start in range((len(marks) - 1) * STEP, len(known), STEP):
            registry = standing.fold(known[start : start + STEP], registry)
            if start + STEP <= len(known):
                marks.append(registry)
        if len(known) >= len(self._spine):
            self._spine, self._marks = known, marks
        return registry


def _alike(some: Sequence[Record], others: Sequence[Record]) -> int:
    """How many are the same from the beginning, corrected by the same entries."""
    for n, (one, other) in enumerate(zip(some, others, strict=False)):
        if one is not other and (one.position, one.amended_by) != (
            other.position,
            other.amended_by,
        ):
            return n
    return min(len(some), len(others))


def _keep(answers: dict[K, V], key: K, answer: V) -> None:
    """One answer more; the oldest goes."""
    answers[key] = answer
    if len(answers) > LAST:
        del answers[next(iter(answers))]
