"""The log against its definition: RFC 6962 written out recursively, for any growth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.log import proofs
from ptaudit.log.merkle import (
    EMPTY_ROOT,
    Edge,
    leaf_hash,
    node_hash,
    perfect_root,
    split,
    verify_consistency,
    verify_inclusion,
)
from ptaudit.log.tiles import WIDTH, Tile, grow, tile_path, widths

LEAVES = [leaf_hash(b"%d" % i) for i in range(1200)]


def mth(hashes: list[bytes]) -> bytes:
    """Merkle tree hash as RFC 6962, 2.1 defines it."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else EMPTY_ROOT
    k = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(mth(hashes[:k]), mth(hashes[k:]))


def nodes(height: int, index: int) -> bytes:
    return perfect_root(LEAVES[index << height : (index + 1) << height])


def grown(*cuts: int) -> tuple[Edge, list[Tile]]:
    """The log after appends that end at *cuts*, and every tile they wrote."""
    edge, tiles = Edge(), list[Tile]()

    def earlier(level: int, start: int, count: int) -> list[bytes]:
        if level == 0:
            return LEAVES[start : start + count]
        below = {t.index: t.root for t in tiles if t.level == level - 1}
        return [below[i] for i in range(start, start + count)]

    for first, last in pairwise((0, *cuts)):
        edge, new = grow(edge, LEAVES[first:last], earlier)
        tiles += new
    return edge, tiles


@given(st.lists(st.integers(0, len(LEAVES)), max_size=6))
def test_any_way_of_growing_gives_the_same_log(stops: list[int]) -> None:
    """Root, edge and tiles depend on the entries only, not on how they were batched."""
    size = max(stops, default=0)
    edge, tiles = grown(*sorted(stops))
    assert edge.root == mth(LEAVES[:size])
    assert (edge, tiles) == grown(size)
    assert [(t.level, t.index) for t in tiles] == [(0, i) for i in range(size // WIDTH)]
    for t in tiles:
        assert list(split(t.hashes)) == LEAVES[t.index * WIDTH : (t.index + 1) * WIDTH]
        assert t.root == perfect_root(split(t.hashes))


@pytest.mark.parametrize("batch", [1000, 4096, 70_000])
def test_the_second_level_of_tiles(batch: int) -> None:
    """At 65,536 entries the first tile of level 1 is made of 256 roots of level 0."""
    size, leaf = 70_000, LEAVES[:1]
    edge, tiles = Edge(), list[Tile]()

    def earlier(level: int, start: int, count: int) -> list[bytes]:
        if level == 0:
            return leaf * count
        return [t.root for t in tiles if t.level == level - 1][start : start + count]

    while edge.size < size:
        edge, new = grow(edge, leaf * min(batch, size - edge.size), earlier)
        tiles += new
    upper = [t for t in tiles if t.level == 1]
    assert [(t.index, len(t.hashes)) for t in upper] == [(0, 8192)]
    assert b"".join(t.root for t in tiles if t.level == 0)[:8192] == upper[0].hashes


@given(st.data())
def test_every_proof_verifies_and_no_other(data: st.DataObject) -> None:
    """A proof holds for its leaf, place, size and root, and for nothing beside them."""
    size = data.draw(st.integers(1, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    root = mth(LEAVES[:size])
    path = proofs.inclusion(nodes, index, size)
    assert verify_inclusion(index, size, LEAVES[index], path, root)
    assert not verify_inclusion(index, size, leaf_hash(b"other"), path, root)
    assert not verify_inclusion(index, size, LEAVES[index], path, EMPTY_ROOT)
    assert not verify_inclusion(index, size, LEAVES[index], [*path, root], root)
    assert not verify_inclusion(size, size, LEAVES[index], path, root)
    old = data.draw(st.integers(1, size))
    extends = proofs.consistency(nodes, old, size)
    assert verify_consistency(old, size, mth(LEAVES[:old]), root, extends)
    assert not verify_consistency(old, size, EMPTY_ROOT, root, extends)
    assert not verify_consistency(old, size, mth(LEAVES[:old]), EMPTY_ROOT, extends)
    assert not verify_consistency(old, size, mth(LEAVES[:old]), root, [*extends, root])


@pytest.mark.parametrize("short", [b"", b"x" * 31, b"x" * 33])
def test_a_digest_is_32_bytes(short: bytes) -> None:
    """A verifier that hashes whatever it is given can be led to any root."""
    root = node_hash(LEAVES[0], short)
    assert not verify_inclusion(0, 2, LEAVES[0], [short], root)
    assert not verify_inclusion(0, 1, short, [], short)
    assert not verify_consistency(1, 2, LEAVES[0], root, [short])


def test_the_empty_tree_is_consistent_with_nothing() -> None:
    assert not verify_consistency(0, 1, EMPTY_ROOT, LEAVES[0], [])
    assert not verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])


@pytest.mark.parametrize(("index", "size"), [(-1, 1), (1, 1), (0, 0)])
def test_no_proof_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=str(size)):
        proofs.inclusion(nodes, index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 1), (2, 1)])
def test_no_consistency_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match=str(new)):
        proofs.consistency(nodes, old, new)


@pytest.mark.parametrize("size", [0, 1, 255, 700])
def test_an_edge_is_read_as_it_is_written(size: int) -> None:
    edge, _ = grown(size)
    assert Edge.from_bytes(size, edge.to_bytes()) == edge


@pytest.mark.parametrize(("size", "data"), [(1, b""), (1, b"x" * 31), (3, b"x" * 32), (-1, b"")])
def test_an_edge_does_not_fit_another_size(size: int, data: bytes) -> None:
    with pytest.raises(ValueError, match="edge"):
        Edge.from_bytes(size, data)


@pytest.mark.parametrize(
    "place", [(-1, 0, 256), (64, 0, 256), (0, -1, 256), (0, 0, 0), (0, 0, 257)]
)
def test_what_is_no_tile_has_no_path(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=str(place[0])):
        tile_path(*place)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((0, 0, 1), "tile/0/000.p/1"),
        ((63, 999, 255), "tile/63/999.p/255"),
        ((1, 1000, 256), "tile/1/x001/000"),
        ((0, 1_234_067, 256), "tile/0/x001/x234/067"),
        ((2, 10**9, 112), "tile/2/x001/x000/x000/000.p/112"),
    ],
)
def test_a_tile_path_names_a_tile(place: tuple[int, int, int], path: str) -> None:
    """C2SP tlog-tiles encodes 1234067 as x001/x234/067."""
    assert tile_path(*place) == path


def test_widths_of_an_empty_log() -> None:
    assert widths(0) == []
    assert widths(256) == [(1, 0), (0, 1)]
    assert widths(70_000) == [(273, 112), (1, 17), (0, 1)]  # as C2SP tlog-tiles counts them
