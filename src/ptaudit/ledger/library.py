"""The event-sourcing library's own interface, on the same append and the same reads."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from json import loads
from typing import Any, Self

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.dcb.popo import SimpleDCBReadResponse
from eventsourcing.persistence import IntegrityError, ProgrammingError

from ptaudit.domain.failures import Conflict
from ptaudit.domain.selection import EVERYTHING, Criterion, Selection
from ptaudit.ledger.appending import Appender
from ptaudit.ledger.forms import Unsealed
from ptaudit.ledger.reading import Reader
from ptaudit.ledger.subscription import PollingSubscription

_COLUMNS = ("position", "kind", "data", "terms")


class Recorder(DCBRecorder):
    """Events of the library are stored verbatim: their data is the entry, their tags its terms."""

    _reader: Reader

    @property
    @abstractmethod
    def _appender(self) -> Appender: ...

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """The last position; the library's IntegrityError when the condition fails."""
        if not events:
            raise ProgrammingError("an append of nothing")
        selection = None if condition is None else selected(condition.fail_if_events_match)
        after = 0 if condition is None else condition.after or 0
        try:
            done = self._appender.append([_unsealed(e) for e in events], selection, after, ())
        except Conflict as conflict:
            raise IntegrityError(condition) from conflict
        return done.last

    def read(
        self,
        query: DCBQuery | None = None,
        *,
        after: int | None = None,
        limit: int | None = None,
    ) -> DCBReadResponse:
        # The head before the rows: what is recorded in between must still fail a condition.
        size = self._reader.head().size
        rows = self._reader.rows(
            _COLUMNS,
            EVERYTHING if query is None else selected(query),
            after=after or 0,
            upto=size,
            limit=limit,
        )
        if limit is None:
            return SimpleDCBReadResponse(_events(rows), size or None)
        found = list(_events(rows))
        return SimpleDCBReadResponse(iter(found), found[-1].position if found else None)

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> DCBSubscription[Self]:
        return PollingSubscription(self, query, after)


def selected(query: DCBQuery) -> Selection:
    return Selection(tuple(Criterion(tuple(i.types), tuple(i.tags)) for i in query.items))


def _unsealed(event: DCBEvent) -> Unsealed:
    data = event.data
    return Unsealed(event.type, tuple(event.tags), lambda position, recorded_at: data)


def _events(rows: Iterator[Any]) -> Iterator[DCBSequencedEvent]:
    for position, kind, data, terms in rows:
        yield DCBSequencedEvent(DCBEvent(kind, bytes(data), loads(terms)), position)
