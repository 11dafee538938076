"""A ledger's entries written as a C2SP tiled log, 256 at a time."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from ptaudit.evidence.bundle.folder import put
from ptaudit.log.merkle import Edge, extend, leaf_hash
from ptaudit.log.tiles import HEIGHT, WIDTH, tile_path, widths

ENTRIES = "entries"


def paths(size: int) -> Iterator[str]:
    """The partial tiles of a log of *size* entries."""
    for level, (full, width) in enumerate(widths(size)):
        if width:
            yield tile_path(level, full, width)
            if level == 0:
                yield entries_path(full, width)


def entries_path(index: int, width: int = WIDTH) -> str:
    return tile_path(0, index, width).replace("tile/0/", f"tile/{ENTRIES}/", 1)


def write(
    folder: Path, entries: Iterator[bytes], kept: int, seen: Callable[[bytes, int], None]
) -> Edge:
    """The tiles of *entries*; full tiles of the first *kept* entries stay as they are.

    *seen* is given every tile of entries and how many there were so far. Holds one tile a level.
    """
    edge, levels = Edge(), [list[bytes]()]
    while batch := list(islice(entries, WIDTH)):
        index = edge.size // WIDTH
        whole = edge.size + len(batch) <= kept and len(batch) == WIDTH
        data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in batch)
        leaves = [leaf_hash(entry) for entry in batch]
        if not (whole and (folder / entries_path(index)).exists()):
            put(folder / entries_path(index, len(batch)), data)
        edge, completed = extend(edge, leaves, HEIGHT)
        levels[0] = leaves
        for level, nodes in enumerate(completed, 1):
            levels.extend([] for _ in range(level + 1 - len(levels)))
            levels[level] += nodes
        for level, nodes in enumerate(levels):
            if len(nodes) == WIDTH:
                last = (edge.size >> (HEIGHT * level)) // WIDTH - 1
                if not (whole and (folder / tile_path(level, last)).exists()):
                    put(folder / tile_path(level, last), b"".join(nodes))
                nodes.clear()
        seen(data, edge.size)
    for level, nodes in enumerate(levels):
        if nodes:
            last = (edge.size >> (HEIGHT * level)) // WIDTH
            put(folder / tile_path(level, last, len(nodes)), b"".join(nodes))
    return edge
