"""Contents and ledger held together: kept before an entry commits to them, read against it, destroyed after it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ptaudit.application import Ptaudit, reading
from ptaudit.domain.confidences import Confidence, around, found
from ptaudit.domain.failures import Altered, Failure, NotFound, Unusable
from ptaudit.domain.record import Record
from ptaudit.evidence.private import sealing, store
from ptaudit.evidence.private.store import Kept, Store

#: Entries asked about in one read of the ledger.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Read:
    """One content as somebody reads it; no *text*: it was erased."""

    confidence: Confidence
    text: str | None


class Private:
    """The confidential contents of the ledger of *app*, in the file at *path*."""

    def __init__(self, app: Ptaudit, path: Path) -> None:
        self._app = app
        self._path = path

    def keep(self, text: str, target: str, what: str, seed: Callable[[], bytes]) -> str:
        """Have *text* in the file, encrypted, and say what commits to it.

        The same text of the same sort, kept for the same entry before, is not kept twice. To be called
        with nobody else at it, within :meth:`alone`, until :meth:`settle`.
        """
        file, text = self._created(), sealing.readable(text)
        for kept in file.contents():
            if (kept.target, kept.what) == (target, what) and self._says(kept, text):
                return kept.sealed.commitment
        sealed, key = sealing.seal(text, seed)
        file.keep(sealed, key, target, what)
        return sealed.commitment

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else records or clears contents meanwhile; what an earlier run left half-done is done first."""
        with store.alone(self._path):
            self.settle()
            yield

    def settle(self) -> None:
        """What the ledger commits to stays, what it had erased goes, and so does what no entry came to name."""
        try:
            file = self._opened()
        except Unusable as failure:
            if failure.code != "private.missing":
                raise
            return
        contents = file.contents()
        known = {c.commitment: c for c in self.of(*{kept.target for kept in contents})}
        gone, new = [], []
        for kept in contents:
            confidence = known.get(kept.sealed.commitment)
            if confidence is None:
                # One that was recorded stays: the ledger may have come back from an older backup.
                gone += [] if kept.recorded else [kept.sealed.commitment]
            elif confidence.erased_by is not None:
                gone.append(kept.sealed.commitment)
            elif not kept.recorded:
                new.append(kept.sealed.commitment)
        if new:
            file.recorded(*new)
        if gone:
            file.destroy(*gone)

    def ready(self) -> None:
        """What is to be erased can be: the file is there. Raises Unusable."""
        self._opened()

    def of(self, *entries: str) -> tuple[Confidence, ...]:
        """What the ledger commits to beside *entries*, or in them."""
        records = self._around(entries)
        attached = {one.entry for one in found(records.values())}
        return found((records | self._around(attached - set(entries))).values())

    def _around(self, entries: Collection[str]) -> dict[int, Record]:
        size = self._app.ledger.head().size
        held: dict[int, Record] = {}
        ordered = sorted(entries)
        for start in range(0, len(ordered), AT_ONCE):
            some = ordered[start : start + AT_ONCE]
            for record in reading.records(self._app.ledger, around(*some), upto=size):
                held[record.position] = record
        return held

    def asked(self, position: int, entry: str) -> tuple[Confidence, ...]:
        """What the entry commits to, or what is attached to it. Raises NotFound ``confidential.none``."""
        all_ = self.of(entry)
        own = tuple(c for c in all_ if c.entry == entry) or all_
        if not own:
            raise NotFound("confidential.none", target=position)
        return own

    def read(self, confidences: Sequence[Confidence]) -> Iterator[Read]:
        """Each with its text, held against what the ledger says. Raises Altered, Unusable."""
        held: dict[str, Kept] | None = None
        for one in confidences:
            if one.erased_by is not None:
                yield Read(one, None)
                continue
            if held is None:
                held = {kept.sealed.commitment: kept for kept in self._opened().contents()}
            yield Read(one, _text(one, held.get(one.commitment)))

    def _says(self, kept: Kept, text: str) -> bool:
        if kept.key is None:
            return False
        try:
            return sealing.opened(kept.sealed, kept.key, 0) == text
        except Failure:
            return False

    def _opened(self) -> Store:
        return Store.open(self._path, self._opening())

    def _created(self) -> Store:
        return Store.create(self._path, self._opening())

    def _opening(self) -> str:
        first = reading.record_at(self._app.ledger, 1)
        assert first is not None
        return first.id


def _text(confidence: Confidence, kept: Kept | None) -> str:
    if kept is None:
        raise Unusable("confidential.not_here", position=confidence.position)
    if kept.key is None:
        raise Altered("confidential.no_key", position=confidence.position)
    return sealing.opened(kept.sealed, kept.key, confidence.position)
