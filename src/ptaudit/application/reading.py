"""Records from the ledger: decoded entries of a selection, cut at a position."""

from collections.abc import Iterator
from datetime import timedelta, timezone, tzinfo

from ptaudit.domain import wire
from ptaudit.domain.record import Record
from ptaudit.domain.selection import EVERYTHING, Selection
from ptaudit.ledger import Ledger


def records(
    ledger: Ledger, selection: Selection = EVERYTHING, *, after: int = 0, upto: int | None = None
) -> Iterator[Record]:
    """Records in ledger order with positions in (*after*, *upto*]."""
    for _, data in ledger.entries(selection, after=after, upto=upto):
        yield wire.decode(data)


def record_at(ledger: Ledger, position: int) -> Record | None:
    data = ledger.entry(position)
    return None if data is None else wire.decode(data)


def zone(offset: str) -> tzinfo:
    """The fixed offset ``+08:00`` as a time zone."""
    sign = -1 if offset.startswith("-") else 1
    hours, minutes = offset[1:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
