"""A ledger's upkeep, for doors that may not reach below: proving it, and its stored views."""

from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit.ledger import Finding, Ledger, Step, Verdict, fsck
from ptaudit.projections.catalogue import ALL

__all__ = ["Finding", "State", "Step", "Verdict", "fsck", "states"]


@dataclass(frozen=True, slots=True)
class State:
    """A stored view: the entries folded into it (*position*) of those the ledger has, and its rows."""

    projection: str
    version: int
    position: int
    size: int
    rows: int


def states(ledger: Ledger) -> Iterator[State]:
    """Every view as it is stored in its present version; position 0 where nothing is."""
    size = ledger.head().size
    held = {(s.name, s.version): s for s in ledger.rows.list() if s.state == "current"}
    for projection in ALL:
        found = held.get((projection.name, projection.version))
        position, rows = (found.position, found.rows) if found else (0, 0)
        yield State(projection.name, projection.version, position, size, rows)
