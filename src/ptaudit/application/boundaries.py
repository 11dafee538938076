"""What decisions rest on: boundaries read once, kept, and told again as one append condition."""

from collections.abc import Iterator

from ptaudit.application import reading
from ptaudit.application.memory import Memory
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Ledger

#: Above this many criteria a boundary is widened to its kinds (SQLite refuses 600 terms).
WIDEST = 200
#: Up to so many cases of a batch are read one by one.
FEW = 20


class Boundaries:
    """Those of the decisions made at one position, and the records they select in *memory*."""

    def __init__(self, ledger: Ledger, size: int) -> None:
        self._ledger, self._size = ledger, size
        self._criteria: dict[Criterion, None] = {}
        self.memory = Memory()

    @property
    def selection(self) -> Selection:
        """All that was asked for, wide enough for one append condition."""
        return _widened(tuple(self._criteria))

    def read(self, selection: Selection, covered: tuple[Criterion, ...] = ()) -> None:
        """Have *selection* in memory, and with it all that *covered* select; what was asked is rested on."""
        asked = dict.fromkeys(covered or selection.criteria)
        if not all(self.memory.covers(criterion) for criterion in asked):
            missing = [c for c in selection.criteria if not self.memory.covers(c)]
            for start in range(0, len(missing), WIDEST):
                part = Selection(tuple(missing[start : start + WIDEST]))
                self.memory.extend(reading.whole(self._ledger, part, self._size), part.criteria)
            self.memory.extend((), asked)
        self._criteria.update(asked)

    def read_ahead(self, criteria: tuple[Criterion, ...]) -> None:
        """All that *criteria* select, in a few wide reads."""
        for selection, covered in _in_few_reads(criteria):
            self.read(selection, covered)


def _in_few_reads(
    criteria: tuple[Criterion, ...],
) -> Iterator[tuple[Selection, tuple[Criterion, ...]]]:
    """Selections that together select what *criteria* do, each with those of them it stands for.

    Many that ask for the same kinds under several tags (the units of one year) are read by the tags
    they share; so what is read grows with what is asked, not with the ledger.
    """
    apart: list[Criterion] = []
    alike: dict[tuple[str, ...], list[Criterion]] = {}
    for criterion in criteria:
        if criterion.kinds and len(criterion.tags) > 1:
            alike.setdefault(criterion.kinds, []).append(criterion)
        else:
            apart.append(criterion)
    for kinds, group in alike.items():
        shared = tuple(t for t in group[0].tags if all(t in c.tags for c in group))
        if len(group) <= FEW or not shared:
            apart += group
        else:
            yield Selection((Criterion(kinds, shared),)), tuple(group)
    for start in range(0, len(apart), WIDEST):
        part = tuple(apart[start : start + WIDEST])
        yield Selection(part), part


def _widened(criteria: tuple[Criterion, ...]) -> Selection:
    if len(criteria) <= WIDEST:
        return Selection(criteria or (Criterion(("none",)),))
    if any(not criterion.kinds for criterion in criteria):
        return Selection()
    kinds = dict.fromkeys(kind for criterion in criteria for kind in criterion.kinds)
    return Selection((Criterion(tuple(kinds)),))
