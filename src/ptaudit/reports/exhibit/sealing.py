"""The entries an exhibit cites, each with the proof that it stands in the log as shown."""

from collections.abc import Iterable, Iterator

from ptaudit.domain.failures import Damaged
from ptaudit.ledger import Ledger
from ptaudit.log.merkle import leaf_hash, verify_inclusion
from ptaudit.reports.exhibit.contract import Answer, Sealed


def cited_positions(answers: Iterable[Answer]) -> Iterator[int]:
    """Every entry that an answer names, by number."""
    for answer in answers:
        for one in (*answer.deciding, *(late.entry for late in answer.unknown)):
            yield one.position
            yield from one.corrected_by
            if one.voided_by is not None:
                yield one.voided_by
            if one.after_approval is not None:
                yield one.after_approval
        yield from (rules.position for rules in answer.rules)
        yield from (ruling.position for ruling in answer.rulings if ruling.position)
        for reckoning in answer.arithmetic:
            for line in reckoning.lines:
                yield from (*line.basis, *line.since)
                if line.position is not None:
                    yield line.position
        if answer.supposition is not None:
            for consequence in answer.supposition.consequences:
                yield from consequence.positions


def sealed(ledger: Ledger, positions: Iterable[int], size: int, root: bytes) -> Iterator[Sealed]:
    """Entries by number, each read, hashed and proved now. Raises Damaged for one that is not proved."""
    for position in sorted(set(positions)):
        data = ledger.entry(position)
        if data is None:
            raise Damaged("book.unproved", position=position)
        leaf, path = leaf_hash(data), ledger.inclusion_proof(position, size)
        if not verify_inclusion(position - 1, size, leaf, path, root):
            raise Damaged("book.unproved", position=position)
        yield Sealed(
            position=position,
            leaf=leaf.hex(),
            path=tuple(node.hex() for node in path),
            entry=data.decode(),
        )
