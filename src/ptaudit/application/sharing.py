"""What views of one question share, as they ask about the same entries at several moments."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from ptaudit.domain import wire
from ptaudit.domain.record import Record
from ptaudit.domain.selection import Selection
from ptaudit.ledger import Ledger

T = TypeVar("T")


@dataclass(slots=True)
class _Picked:
    """What was picked of the entries up to *position*."""

    position: int = 0
    records: list[Record] = field(default_factory=list)


class Shared:
    """It lives as long as the views do: entries of a moment gone by never change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._picked: dict[Hashable, _Picked] = {}
        self._folded: dict[Hashable, tuple[tuple[Record, ...], object]] = {}

    def picked(
        self,
        what: Hashable,
        position: int,
        selection: Selection,
        wanted: Callable[[bytes], bool],
    ) -> list[Record]:
        """Of the entries of *selection* up to *position* those whose bytes are *wanted*; no other is decoded.

        *what* names both. Each entry is read once, whichever moment is asked about first.
        """
        held = self._picked.setdefault(what, _Picked())
        if held.position < position:
            entries = self._ledger.entries(selection, after=held.position, upto=position)
            found = [wire.decode(data) for _, data in entries if wanted(data)]
            held.records += found
            held.position = position
        return [record for record in held.records if record.position <= position]

    def folded(
        self, what: Hashable, known: Sequence[Record], work: Callable[[Sequence[Record]], T]
    ) -> T:
        """What *work* makes of *known*; done once where the same is known at both moments."""
        records = tuple(known)
        held = self._folded.get(what)
        if held is None or held[0] != records:
            held = self._folded[what] = (records, work(records))
        return cast(T, held[1])
