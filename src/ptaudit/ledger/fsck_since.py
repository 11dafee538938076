"""The second reader once more, of a ledger it has read before: new entries, and old tiles in turn.

What was read before is remembered by its root. The roots of the old full tiles, as they are stored, must
lead to it; so nothing of them but their entries can have changed unseen, and of those some are hashed
each time, from where the last reading left off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ptaudit.ledger.founding import open_existing
from ptaudit.ledger.fsck_findings import Notes, Step, Verdict
from ptaudit.ledger.fsck_log import LogCheck, fold
from ptaudit.ledger.fsck_source import Source, opened
from ptaudit.ledger.place import Place

_WIDTH = 256
_ROOTS = 'SELECT "index", root FROM tile WHERE level = 0 AND "index" < {} ORDER BY "index"'
_TILE = 'SELECT root, hashes FROM tile WHERE level = 0 AND "index" = {}'
_LEAVES = "SELECT position, data, leaf FROM entry WHERE position > {} AND position <= {} ORDER BY position"
#: So many readings hash every old entry once, and at least so many tiles each time.
TURNS, LEAST = 32, 4

Subtrees = tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the last reading ended with: perfect *subtrees*, largest first, as (entries, root).

    *turn* is the first old tile to be hashed now.
    """

    subtrees: Subtrees = ()
    turn: int = 0

    @property
    def size(self) -> int:
        return sum(count for count, _ in self.subtrees)

    @property
    def root(self) -> bytes:
        return fold(root for _, root in self.subtrees)


@dataclass(frozen=True, slots=True)
class Since:
    """*after* is to be remembered where the *verdict* is sound; *hashed* entries were read.

    *scrubbed* are the old tiles that were, by index from 0.
    """

    verdict: Verdict
    after: Before
    hashed: int
    scrubbed: tuple[int, ...]


def fsck_since(url: str, before: Before) -> Iterator[Step | Since]:
    """Steps 1 to 5 over what came after *before*, and over some of what was there; a Since comes last.

    The index is not read. Findings of its own are ``fsck.rolled_back`` and ``fsck.not_as_before``.
    Raises as :func:`ptaudit.ledger.fsck` does.
    """
    open_existing(url, "read").close()
    with opened(Place.of(url)) as source:
        yield from _Reading(source, before).steps()


class _Reading:
    def __init__(self, source: Source, before: Before) -> None:
        self._source, self._before, self._notes = source, before, Notes()

    def steps(self) -> Iterator[Step | Since]:
        before, notes = self._before, self._notes
        rows = list(self._source.rows("SELECT size, edge FROM head"))
        if len(rows) != 1:
            notes.add(1, None, "head_missing")
            yield Since(Verdict(0, b"", notes.all()), before, 0, ())
            return
        size, edge = rows[0][0], bytes(rows[0][1])
        yield Step(1, 1, 1, True, notes.of(1))
        if size < before.size:
            notes.add(5, size + 1, "rolled_back", size=size, before=before.size)
            yield Since(Verdict(size, b"", notes.all()), before, 0, ())
            return
        roots = self._roots(before.size // _WIDTH)
        log = LogCheck(self._source, notes, size, edge, roots=roots, mark=before.size)
        for passed in log.run():
            yield Step(3, passed, size)
        if log.root:
            self._compare(log.marked)
        turned = tuple(self._turn(len(roots)))
        for index in turned:
            self._scrub(index)
        hashed = log.count - _WIDTH * (len(roots) - len(turned))
        turn = (turned[-1] + 1) % len(roots) if turned else 0
        after = Before(tuple(log.subtrees), turn)
        yield Since(Verdict(log.count, log.root, notes.all()), after, hashed, turned)

    def _roots(self, count: int) -> Sequence[bytes]:
        """Roots of the first full tiles as stored, up to the first that is missing."""
        found: list[bytes] = []
        for index, root in self._source.rows(_ROOTS.format(count)):
            if index != len(found) or len(root) != 32:
                break
            found.append(bytes(root))
        return found

    def _compare(self, marked: list[tuple[int, bytes]]) -> None:
        """Subtree by subtree, so that the smallest one that differs is named."""
        first = 1
        for (count, root), (_, now) in zip(self._before.subtrees, marked, strict=True):
            if root != now:
                last = first + count - 1
                self._notes.add(5, first, "not_as_before", first=first, last=last)
            first += count

    def _turn(self, tiles: int) -> Iterator[int]:
        count = min(tiles, max(LEAST, -(-tiles // TURNS)))
        for offset in range(count):
            yield (self._before.turn + offset) % tiles

    def _scrub(self, index: int) -> None:
        """Bytes → leaf → tile → the tile's root, which led to what is remembered."""
        first, leaves = index * _WIDTH, list[bytes]()
        for position, data, leaf in self._source.rows(_LEAVES.format(first, first + _WIDTH)):
            digest = sha256(b"\x00" + data).digest()
            if digest != leaf:
                self._notes.add(3, position, "leaf_differs")
            if position != first + len(leaves) + 1:
                gap = first + len(leaves) + 1
                self._notes.add(2, gap, "entries_missing", first=gap, last=position - 1)
                return
            leaves.append(digest)
        if len(leaves) < _WIDTH:
            gap, last = first + len(leaves) + 1, first + _WIDTH
            self._notes.add(2, gap, "entries_missing", first=gap, last=last)
            return
        root, hashes = next(self._source.rows(_TILE.format(index)))
        if bytes(hashes) != b"".join(leaves):
            at = next((i for i in range(_WIDTH) if hashes[i * 32 :][:32] != leaves[i]), 0)
            self._notes.add(4, first + at + 1, "tile_differs", level=0, index=index)
        while len(leaves) > 1:
            pairs = zip(leaves[::2], leaves[1::2], strict=True)
            leaves = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        if leaves[0] != bytes(root):
            self._notes.add(4, first + 1, "tile_root_differs", level=0, index=index)
