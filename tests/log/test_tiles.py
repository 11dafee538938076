"""Tiles: those an append completes are the same whether it comes at once or entry by entry."""

from hypothesis import given
from hypothesis import strategies as st

from ptaudit.log.merkle import Edge, leaf_hash, perfect_root
from ptaudit.log.tiles import WIDTH, Tile, grow, tile_path, widths


def grown(leaves: list[bytes], steps: list[int]) -> tuple[Edge, list[Tile]]:
    edge, tiles, levels = Edge(), [], {0: leaves}

    def earlier(level: int, start: int, count: int) -> list[bytes]:
        return levels[level][start : start + count]

    for step in (*steps, len(leaves)):
        edge, full = grow(edge, leaves[edge.size : max(edge.size, step)], earlier)
        for one in full:
            levels.setdefault(one.level + 1, []).append(one.root)
        tiles += full
    return edge, tiles


@given(st.lists(st.integers(0, 1000), max_size=6).map(sorted))
def test_however_it_grows_the_tiles_are_the_same(steps: list[int]) -> None:
    leaves = [leaf_hash(n.to_bytes(4, "big")) for n in range(1000)]
    edge, tiles = grown(leaves, steps)
    parts = [leaves[n * WIDTH : (n + 1) * WIDTH] for n in range(3)]
    expected = [Tile(0, n, perfect_root(p), b"".join(p)) for n, p in enumerate(parts)]
    assert (edge.size, tiles) == (1000, expected)


def test_a_tile_of_the_next_level_is_full_after_65536_entries() -> None:
    leaves = [bytes(28) + n.to_bytes(4, "big") for n in range(WIDTH * WIDTH)]
    _, tiles = grown(leaves, [300, 65_000])
    upper = [one for one in tiles if one.level == 1]
    assert [(one.index, one.root) for one in upper] == [(0, perfect_root(leaves))]
    assert widths(len(leaves)) == [(256, 0), (1, 0), (0, 1)]
    assert tile_path(0, 255) == "tile/0/255"
