"""Steps 2 to 5 of the second reader: positions, bytes → leaf → tiles → head, in one pass."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from hashlib import sha256

from ptaudit.ledger.fsck_findings import Notes
from ptaudit.ledger.fsck_source import Source

_ENTRIES = "SELECT position, data, leaf FROM entry{} ORDER BY position"
_TILES = 'SELECT level, "index", root, hashes FROM tile{} ORDER BY level, "index"'
_WIDTH = 256


class LogCheck:
    """Recomputes the log from the entry bytes; memory is one tile and a hash per full tile.

    Without an *edge* there is no head to compare with. *roots* of the first full tiles stand for their
    entries, which are not read then. *mark* is a size whose subtrees are kept for :attr:`marked`.
    """

    def __init__(
        self,
        source: Source,
        notes: Notes,
        size: int,
        edge: bytes | None,
        *,
        roots: Sequence[bytes] = (),
        mark: int = 0,
    ) -> None:
        self._notes, self._size, self._edge = notes, size, edge
        # Read from the start, nothing is left out: what stands before the first is found as well.
        entries = f" WHERE position > {_WIDTH * len(roots)}" if roots else ""
        tiles = f' WHERE level <> 0 OR "index" >= {len(roots)}' if roots else ""
        self._rows = source.rows(_ENTRIES.format(entries))
        self._tiles = source.rows(_TILES.format(tiles))
        self._tile = next(self._tiles, None)
        self._roots: list[bytes] = list(roots)
        self._whole = True
        self._mark, self._marked = mark, list[bytes]()
        self.count = self._since = _WIDTH * len(roots)
        self.root = b""
        #: Perfect subtrees, largest first, over the whole and over the first *mark* entries, as
        #: (entries, root); empty when some are missing.
        self.subtrees: list[tuple[int, bytes]] = []
        self.marked: list[tuple[int, bytes]] = []

    def run(self) -> Iterator[int]:
        """Yields the positions passed so far; afterwards *count* and *root* are known."""
        tail = yield from self._entries()
        if self._whole and self.count == self._size:
            self._head(tail)
        else:
            self._whole = False
        self._upper()

    def _entries(self) -> Generator[int, None, list[bytes]]:
        notes, expected = self._notes, self._since + 1
        block: list[bytes | None] = []
        for position, data, leaf in self._rows:
            digest = sha256(b"\x00" + data).digest()
            if digest != leaf:
                notes.add(3, position, "leaf_differs")
            if position != expected:
                if position < expected:
                    notes.add(2, position, "position_unexpected")
                    continue
                notes.add(2, expected, "entries_missing", first=expected, last=position - 1)
                self._whole = False
                block = self._skip(block, expected, position)
                expected = position
            if position > self._size:
                notes.add(2, position, "beyond_head", size=self._size)
                self._whole = False
            block.append(digest)
            if position == self._mark:
                self._marked = [h for h in block if h is not None]
            expected += 1
            self.count += 1
            if len(block) == _WIDTH:
                self._block(position // _WIDTH - 1, block)
                block = []
                if position % 4096 == 0:
                    yield position
        if expected <= self._size:
            notes.add(2, expected, "entries_missing", first=expected, last=self._size)
            self._whole = False
        if not self._whole and block:
            self._block((expected - 1) // _WIDTH, block)
        return [h for h in block if h is not None]

    def _skip(self, block: list[bytes | None], last: int, position: int) -> list[bytes | None]:
        """Go on at *position*: what is missing leaves empty places, whole blocks are left out."""
        offset = (position - 1) % _WIDTH
        if (last - 1) // _WIDTH == (position - 1) // _WIDTH:
            return [*block, *[None] * (offset - len(block))]
        if block:
            self._block((last - 1) // _WIDTH, block)
        return [None] * offset

    def _block(self, index: int, block: Sequence[bytes | None]) -> None:
        """Compare a block of leaves with the full tile over them; 256 known ones must have one."""
        stored = self._stored(0, index)
        first = index * _WIDTH + 1
        known = [h for h in block if h is not None]
        root = _perfect(known) if len(known) == _WIDTH else None
        if root is not None:
            self._roots.append(root)
        if stored is None:
            if root is not None:
                self._notes.add(4, first, "tile_missing", level=0, index=index)
            return
        held_root, held = stored
        if root is not None and b"".join(known) == held:
            if root != held_root:
                self._notes.add(4, first, "tile_root_differs", level=0, index=index)
            return
        for offset, leaf in enumerate(block):
            if leaf is not None and held[offset * 32 : offset * 32 + 32] != leaf:
                self._notes.add(4, first + offset, "tile_differs", level=0, index=index)
                return
        if len(held) != 32 * _WIDTH:
            self._notes.add(4, first, "tile_differs", level=0, index=index)

    def _stored(self, level: int, index: int) -> tuple[bytes, bytes] | None:
        """The stored tile, or None; tiles that should not be there are noted on the way."""
        while self._tile is not None and (self._tile[0], self._tile[1]) < (level, index):
            self._extra(self._tile[0], self._tile[1])
            self._tile = next(self._tiles, None)
        if self._tile is None or (self._tile[0], self._tile[1]) != (level, index):
            return None
        _, _, root, hashes = self._tile
        self._tile = next(self._tiles, None)
        return bytes(root), bytes(hashes)

    def _extra(self, level: int, index: int) -> None:
        # With entries missing the tile may be right: it is the entries that are gone.
        if self._whole:
            self._notes.add(4, None, "tile_extra", level=level, index=index)

    def _upper(self) -> None:
        """Tiles above the lowest level; with entries missing they cannot be computed."""
        level, nodes = 1, self._roots
        while self._whole and len(nodes) >= _WIDTH:
            roots = []
            for index in range(len(nodes) // _WIDTH):
                part = nodes[index * _WIDTH : (index + 1) * _WIDTH]
                expected = _perfect(part), b"".join(part)
                roots.append(expected[0])
                first = index * _WIDTH ** (level + 1) + 1
                stored = self._stored(level, index)
                if stored is None:
                    self._notes.add(4, first, "tile_missing", level=level, index=index)
                elif stored != expected:
                    self._notes.add(4, first, "tile_differs", level=level, index=index)
            level, nodes = level + 1, roots
        while self._tile is not None:
            self._extra(self._tile[0], self._tile[1])
            self._tile = next(self._tiles, None)

    def _head(self, tail: list[bytes]) -> None:
        """Compare the stored edge, subtree by subtree, with the one computed from the bytes."""
        computed = self.subtrees = _subtrees(self._roots, tail)
        if self._mark <= self._size:
            before = self._roots[: self._mark // _WIDTH]
            self.marked = _subtrees(before, self._marked[: self._mark % _WIDTH])
        self.root = fold(h for _, h in computed)
        if self._edge is None:
            return
        if len(self._edge) != 32 * len(computed):
            self._notes.add(5, None, "edge_malformed", size=self._size)
            return
        first = 1
        for i, (span, node) in enumerate(computed):
            if self._edge[i * 32 : i * 32 + 32] != node:
                self._notes.add(5, first, "edge_differs", first=first, last=first + span - 1)
            first += span


def _perfect(level: Sequence[bytes]) -> bytes:
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0]


def _subtrees(roots: Sequence[bytes], tail: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """Perfect subtrees, largest first, over full tiles with those *roots* and the leaves after them."""
    levels, nodes = [tail], roots
    while nodes:
        full = len(nodes) - len(nodes) % _WIDTH
        levels.append(nodes[full:])
        nodes = [_perfect(nodes[i : i + _WIDTH]) for i in range(0, full, _WIDTH)]
    found: list[tuple[int, bytes]] = []
    for height, rest in reversed(list(enumerate(levels))):
        start = 0
        while start < len(rest):
            width = 1 << ((len(rest) - start).bit_length() - 1)
            found.append((width * _WIDTH**height, _perfect(rest[start : start + width])))
            start += width
    return found


def fold(parts: Iterable[bytes]) -> bytes:
    """The root over subtrees given largest first; of none, the empty root."""
    root = b""
    for part in reversed(list(parts)):
        root = sha256(b"\x01" + part + root).digest() if root else part
    return root or sha256().digest()
