"""What decisions rest on, read once: records by tag and kind in memory, with what has been decided so far."""

from collections import defaultdict
from collections.abc import Iterable

from ptaudit.application.reading import answered
from ptaudit.domain.record import Record
from ptaudit.domain.selection import Criterion, Selection


class Memory:
    """Records found by selection without another read. Positions tell them apart."""

    def __init__(self) -> None:
        self._held: dict[int, Record] = {}
        self._all: list[Record] = []
        self._by_tag: defaultdict[str, list[Record]] = defaultdict(list)
        self._by_kind: defaultdict[str, list[Record]] = defaultdict(list)
        #: Tags that corrections give to entries they move, by position.
        self._moved: defaultdict[int, set[str]] = defaultdict(set)
        self._covered: set[Criterion] = set()
        self._kinds: set[str] = set()
        self.decided: dict[str, Record] = {}

    def covers(self, criterion: Criterion) -> bool:
        """Whether everything *criterion* selects has been read."""
        if criterion in self._covered:
            return True
        if criterion.kinds and self._kinds.issuperset(criterion.kinds):
            return True
        return any(self._is_new(tag) for tag in criterion.tags)

    def _is_new(self, tag: str) -> bool:
        """Whether *tag* names an entry decided here: nothing read before can carry it."""
        what, _, entry = tag.partition(":")
        return what in ("id", "ref") and entry in self.decided

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
        if record.position in self._held:
            return
        self._held[record.position] = record
        self._all.append(record)
        self._by_kind[record.kind].append(record)
        self._by_tag[f"id:{record.id}"].append(record)
        for tag in record.tags:
            self._by_tag[tag].append(record)
        for entry in answered(record):
            for target in self._by_tag[f"id:{entry}"]:
                self._move(target, record.tags)

    def _move(self, target: Record, tags: Iterable[str]) -> None:
        for tag in set(tags) - {*target.tags, *self._moved[target.position]}:
            self._moved[target.position].add(tag)
            self._by_tag[tag].append(target)

    def carries(self, record: Record, tag: str) -> bool:
        """Whether the record, or a correction of it, is about *tag*."""
        return (
            tag in record.tags
            or tag == f"id:{record.id}"
            or tag in self._moved.get(record.position, ())
        )

    def at(self, position: int) -> Record | None:
        return self._held.get(position)

    def select(self, selection: Selection) -> list[Record]:
        """Records of *selection* in ledger order."""
        return Watch(self, selection).fresh()

    def sources(self, criterion: Criterion) -> list[list[Record]]:
        """Growing lists that hold, among others, every record *criterion* selects."""
        if criterion.tags:
            return [min((self._by_tag[tag] for tag in criterion.tags), key=len)]
        if criterion.kinds:
            return [self._by_kind[kind] for kind in criterion.kinds]
        return [self._all]


class Watch:
    """What a selection selects: at first everything, then each time only what came since.

    All that the selection selects in the ledger must have been read before.
    """

    def __init__(self, memory: Memory, selection: Selection) -> None:
        self._memory = memory
        criteria = selection.criteria or (Criterion(),)
        self._sources = [(c, source) for c in criteria for source in memory.sources(c)]
        self._seen = [0] * len(self._sources)

    def fresh(self) -> list[Record]:
        """In ledger order."""
        found: dict[int, Record] = {}
        for n, (criterion, source) in enumerate(self._sources):
            if (count := len(source)) == self._seen[n]:
                continue
            for record in source[self._seen[n] :]:
                if self._matches(criterion, record):
                    found[record.position] = record
            self._seen[n] = count
        return [found[position] for position in sorted(found)]

    def _matches(self, criterion: Criterion, record: Record) -> bool:
        if criterion.kinds and record.kind not in criterion.kinds:
            return False
        return all(self._memory.carries(record, tag) for tag in criterion.tags)
