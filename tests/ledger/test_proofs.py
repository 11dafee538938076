"""Proofs read from a stored log hold against roots computed from the entries alone."""

import pytest

from ptaudit.domain.failures import Damaged, NotFound
from ptaudit.ledger import Ledger
from ptaudit.log.merkle import (
    EMPTY_ROOT,
    Edge,
    extend,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.ledger.beds import Bed, fill

SIZES = (1, 2, 255, 256, 257, 511, 512, 700)


def root_of(ledger: Ledger, size: int) -> bytes:
    """From the entry bytes, without tiles or head."""
    hashes = [leaf_hash(data) for _, data in ledger.entries(upto=size)]
    return extend(Edge(), hashes, 8)[0].root


def test_proofs_at_the_edges_of_tiles(ledger: Ledger) -> None:
    fill(ledger, 700)
    assert ledger.root_at(0) == EMPTY_ROOT
    for size in SIZES:
        root = root_of(ledger, size)
        assert ledger.root_at(size) == root
        for position in {1, size, size // 2 + 1, min(size, 256), min(size, 257)}:
            entry = ledger.entry(position)
            assert entry is not None
            path = ledger.inclusion_proof(position, size)
            assert verify_inclusion(position - 1, size, leaf_hash(entry), path, root)
        for old in (s for s in SIZES if s <= size):
            extends = ledger.consistency_proof(old, size)
            assert verify_consistency(old, size, root_of(ledger, old), root, extends)
    assert ledger.head().root == ledger.root_at(700)


def test_without_a_size_the_whole_ledger_is_meant(ledger: Ledger) -> None:
    fill(ledger, 300)
    assert ledger.inclusion_proof(7) == ledger.inclusion_proof(7, 300)
    assert ledger.consistency_proof(256) == ledger.consistency_proof(256, 300)


def test_what_is_not_there_cannot_be_proved(ledger: Ledger) -> None:
    fill(ledger, 10)
    for ask in (
        lambda: ledger.inclusion_proof(0),
        lambda: ledger.inclusion_proof(11),
        lambda: ledger.inclusion_proof(5, 4),
        lambda: ledger.inclusion_proof(5, 11),
        lambda: ledger.consistency_proof(0),
        lambda: ledger.consistency_proof(11),
        lambda: ledger.root_at(11),
    ):
        with pytest.raises(NotFound) as refusal:
            ask()
        assert refusal.value.code == "entry.no_such_position"
        assert refusal.value.params["size"] in (4, 10)


@pytest.mark.parametrize("statement", ["DELETE FROM tile", "UPDATE tile SET hashes = root"])
def test_a_log_with_holes_proves_nothing(shared_bed: Bed, statement: str) -> None:
    """Damaged, not a wrong proof."""
    with shared_bed.create() as ledger:
        fill(ledger, 300)
    shared_bed.run(statement)
    with shared_bed.open() as ledger, pytest.raises(Damaged) as damage:
        ledger.inclusion_proof(7)
    assert damage.value.code == "ledger.log_incomplete"
