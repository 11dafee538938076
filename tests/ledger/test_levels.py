"""A ledger of more than 65,536 entries has a second level of tiles: written, proven, checked."""

from pathlib import Path
from shutil import copyfile

import pytest

from ptaudit.ledger import verify
from ptaudit.log.merkle import leaf_hash, verify_consistency, verify_inclusion
from tests.ledger.beds import Bed, plain

SIZE = 65_536 + 256 * 3 + 7


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Bed:
    folder = tmp_path_factory.mktemp("large")
    bed = Bed("sqlite-file", f"sqlite:///{folder / 'ledger.db'}", folder)
    with bed.create() as ledger:
        for first in range(0, SIZE, 5000):
            last = min(first + 5000, SIZE)
            ledger.append_sealed([plain(b"%d" % n) for n in range(first, last)])
    return bed


@pytest.fixture
def changed(large: Bed, tmp_path: Path) -> Bed:
    """A copy to be tampered with."""
    copyfile(large.folder / "ledger.db", tmp_path / "ledger.db")
    return Bed("sqlite-file", f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)


def test_it_is_sound(large: Bed) -> None:
    with large.open(read_only=True) as ledger:
        head = ledger.head()
    verdict = verify(large.url, index=False)
    assert (verdict.size, verdict.root, verdict.findings) == (SIZE, head.root, ())


@pytest.mark.parametrize("position", [1, 256, 65_536, 65_537, 66_048, SIZE])
def test_proofs_across_levels(large: Bed, position: int) -> None:
    with large.open(read_only=True) as ledger:
        head, entry = ledger.head(), ledger.entry(position)
        assert entry is not None
        path = ledger.inclusion_proof(position)
        assert verify_inclusion(position - 1, SIZE, leaf_hash(entry), path, head.root)
        extends = ledger.consistency_proof(position)
        old = ledger.root_at(position)
        assert verify_consistency(position, SIZE, old, head.root, extends)


def test_growth_goes_on_from_what_is_stored(changed: Bed) -> None:
    """The tail of each level is read back, whatever the size of the append."""
    with changed.open() as ledger:
        ledger.append_sealed([plain(b"x") for _ in range(300)])
        assert ledger.head().root == ledger.root_at(SIZE + 300)
    assert verify(changed.url, index=False).sound


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM tile WHERE level = 1", (4, 1, "fsck.tile_missing")),
        ("UPDATE tile SET root = hashes WHERE level = 1", (4, 1, "fsck.tile_differs")),
        ("UPDATE tile SET hashes = root WHERE level = 1", (4, 1, "fsck.tile_differs")),
        (
            "INSERT INTO tile SELECT 2, 0, root, hashes FROM tile WHERE level = 1",
            (4, None, "fsck.tile_extra"),
        ),
        (
            "INSERT INTO tile SELECT 0, 400, root, hashes FROM tile WHERE level = 1",
            (4, None, "fsck.tile_extra"),
        ),
        (
            'UPDATE tile SET root = hashes WHERE level = 0 AND "index" = 256',
            (4, 65_537, "fsck.tile_root_differs"),
        ),
        (
            "UPDATE head SET edge = CAST(root || substr(edge, 33) AS BLOB) FROM tile WHERE root <> substr(edge, 1, 32)",
            (5, 1, "fsck.edge_differs"),
        ),
        (
            "DELETE FROM entry WHERE position BETWEEN 100 AND 65600",
            (2, 100, "fsck.entries_missing"),
        ),
        (
            "DELETE FROM entry WHERE position BETWEEN 257 AND 512",
            (2, 257, "fsck.entries_missing"),
        ),
    ],
)
def test_tampering_across_levels(
    changed: Bed, statement: str, expected: tuple[int, int | None, str]
) -> None:
    changed.run(statement)
    found = verify(changed.url, index=False).findings
    assert [(f.step, f.position, f.code) for f in found] == [expected]


def test_beside_a_gap_changed_entries_are_still_named(changed: Bed) -> None:
    """What is left of a block is compared with the tile over it."""
    other = (
        "(SELECT leaf FROM entry WHERE position = 1), (SELECT data FROM entry WHERE position = 1)"
    )
    changed.run(
        f"UPDATE entry SET (leaf, data) = (SELECT {other}) WHERE position IN (50, 65601)",
        "DELETE FROM entry WHERE position BETWEEN 100 AND 65600",
    )
    found = [(f.step, f.position) for f in verify(changed.url, index=False).findings]
    assert found == [(2, 100), (4, 50), (4, 65_601)]
