"""What decisions rest on, read once: records by tag in memory, with what has been decided so far."""

from collections import defaultdict
from collections.abc import Iterable

from ptaudit.domain.record import Record
from ptaudit.domain.selection import Criterion, Selection


class Memory:
    """Records found by selection without another read. Positions tell them apart."""

    def __init__(self) -> None:
        self._records: dict[int, Record] = {}
        self._by_tag: defaultdict[str, dict[int, Record]] = defaultdict(dict)
        self._covered: set[Criterion] = set()
        self._kinds: set[str] = set()
        self.decided: dict[str, Record] = {}

    def covers(self, criterion: Criterion) -> bool:
        """Whether everything *criterion* selects has been read."""
        if criterion in self._covered:
            return True
        return bool(criterion.kinds) and self._kinds.issuperset(criterion.kinds)

    def extend(self, records: Iterable[Record], covered: Iterable[Criterion]) -> None:
        """Keep *records*, which are all that *covered* selects."""
        for record in records:
            self._keep(record)
        for criterion in covered:
            self._covered.add(criterion)
            if not criterion.tags:
                self._kinds.update(criterion.kinds)

    def decide(self, records: Iterable[Record]) -> None:
        for record in records:
            self._keep(record)
            self.decided[record.id] = record

    def _keep(self, record: Record) -> None:
        self._records[record.position] = record
        for tag in (*record.tags, f"id:{record.id}"):
            self._by_tag[tag][record.position] = record

    def select(self, selection: Selection) -> list[Record]:
        """Records of *selection* in ledger order."""
        found: dict[int, Record] = {}
        for criterion in selection.criteria or (Criterion(),):
            candidates = self._candidates(criterion)
            kinds = criterion.kinds
            found.update((p, r) for p, r in candidates.items() if not kinds or r.kind in kinds)
        return [found[position] for position in sorted(found)]

    def _candidates(self, criterion: Criterion) -> dict[int, Record]:
        if not criterion.tags:
            return self._records
        first, *others = sorted((self._by_tag[tag] for tag in criterion.tags), key=len)
        return {p: r for p, r in first.items() if all(p in other for other in others)}
