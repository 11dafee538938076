"""A ledger as it was when it held so many entries: what is read from it is the same for ever."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Never

from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.ledger.forms import Head
from ptaudit.ledger.recorder import Ledger
from ptaudit.ledger.rows import RowStore, Snapshot, State


class UpTo(Ledger):
    """The first *size* entries of *ledger*, the last of them recorded at *recorded_at*; read only.

    Rows stored since then are not seen.
    """

    def __init__(self, ledger: Ledger, size: int, recorded_at: str) -> None:
        self.__dict__.update(vars(ledger))
        self._size, self._recorded_at = size, recorded_at
        if ledger.believes_rows:
            self.rows = _RowsUpTo(ledger, size)

    @cached_property
    def _cut(self) -> Head:
        return Head(self._size, self._recorded_at, self.root_at(self._size))

    def head(self) -> Head:
        return self._cut

    def entries(
        self,
        selection: Selection = EVERYTHING,
        *,
        after: int = 0,
        upto: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[tuple[int, bytes]]:
        last = self._size if upto is None else min(upto, self._size)
        return super().entries(
            selection, after=after, upto=last, newest_first=newest_first, limit=limit
        )

    def entry(self, position: int) -> bytes | None:
        return super().entry(position) if position <= self._size else None

    def position_of(self, term: str) -> int | None:
        found = super().position_of(term)
        return found if found is not None and found <= self._size else None

    def inclusion_proof(self, position: int, size: int | None = None) -> tuple[bytes, ...]:
        return super().inclusion_proof(position, self._size if size is None else size)

    def append_sealed(self, *_: object, **__: object) -> Never:
        raise TypeError("a ledger as it was takes no entries")


class _RowsUpTo(RowStore):
    """Stored rows, where they hold nothing that came after *size*."""

    def __init__(self, ledger: Ledger, size: int) -> None:
        super().__init__(ledger.database)
        self._size = size

    def snapshot(
        self,
        name: str,
        version: int,
        keys: Sequence[str] | None = None,
        state: State = "current",
        *,
        prefix: str = "",
    ) -> Snapshot | None:
        found = super().snapshot(name, version, keys, state, prefix=prefix)
        return found if found is not None and found.position <= self._size else None
