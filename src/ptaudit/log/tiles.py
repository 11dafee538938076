"""Full tiles of 256 hashes: which ones an append completes, and their C2SP paths."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ptaudit.log.merkle import Edge, extend

HEIGHT = 8
WIDTH = 1 << HEIGHT


@dataclass(frozen=True, slots=True)
class Tile:
    """256 neighbouring nodes of height 8·*level*, and the *root* over them."""

    level: int
    index: int
    root: bytes
    hashes: bytes


Earlier = Callable[[int, int, int], Sequence[bytes]]
"""(level, first, count) → nodes of height 8·level that stand before the append."""


def grow(edge: Edge, leaves: Sequence[bytes], earlier: Earlier) -> tuple[Edge, list[Tile]]:
    """The edge after *leaves* and the tiles they complete.

    *earlier* is asked only when a tile fills, and then for less than one tile per level.
    """
    after, completed = extend(edge, leaves, HEIGHT)
    tiles: list[Tile] = []
    level, nodes, start = 0, list(leaves), edge.size
    while start // WIDTH != (start + len(nodes)) // WIDTH:
        first = start // WIDTH
        if tail := start % WIDTH:
            nodes = [*earlier(level, start - tail, tail), *nodes]
        roots = completed[level]
        for k, root in enumerate(roots):
            part = nodes[k * WIDTH : (k + 1) * WIDTH]
            tiles.append(Tile(level, first + k, root, b"".join(part)))
        level, nodes, start = level + 1, roots, first
    return after, tiles


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """The path of a tile in a C2SP tiled log, e.g. ``tile/0/x001/x234/067`` or ``….p/112``."""
    if not (0 <= level < 64 and index >= 0 and 1 <= width <= WIDTH):
        raise ValueError((level, index, width))
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def widths(size: int) -> list[tuple[int, int]]:
    """(full tiles, width of the partial tile) per level of a log of *size* entries."""
    out: list[tuple[int, int]] = []
    while size:
        out.append((size // WIDTH, size % WIDTH))
        size //= WIDTH
    return out
