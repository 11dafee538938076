"""名次 as a document of a past year prints them, against those its own printed scores come to (第十六条)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.events.history import HistoryCarried
from ptaudit.domain.record import Record
from ptaudit.domain.registry import Registry
from ptaudit.domain.scoring.ranking import rank


@dataclass(frozen=True, slots=True)
class PrintedRank:
    """One unit of one list. *computed* is absent where the document prints no score."""

    year: int
    doc_no: str
    sequence: str
    unit: str
    score: Decimal | None
    printed: int | None
    computed: int | None
    position: int

    @property
    def differs(self) -> bool | None:
        """None where one of the two is not there to be held against the other."""
        if self.printed is None or self.computed is None:
            return None
        return self.printed != self.computed


def printed_ranks(records: Iterable[Record], registry: Registry) -> Iterator[PrintedRank]:
    """List by list: what one document says of one year, each sequence it names ranked by itself."""
    lists: dict[tuple[int, str, str], list[tuple[Record, HistoryCarried]]] = {}
    for record in records:
        if isinstance(event := record.payload, HistoryCarried):
            paper = next((one.doc_no or "" for one in record.basis or ()), "")
            key = (event.year, paper, event.sequence or "")
            lists.setdefault(key, []).append((record, event))
    for (year, paper, sequence), rows in sorted(lists.items(), key=lambda one: one[0]):
        scores = {event.unit: event.score for _, event in rows if event.score is not None}
        computed = {row.unit: row.rank for row in rank(scores, registry.policy(year))}
        for record, event in rows:
            yield PrintedRank(
                year,
                paper,
                sequence,
                event.unit,
                event.score,
                event.rank,
                computed.get(event.unit),
                record.position,
            )
