"""A moment T: what the ledger knew then, given as a time, a position, an entry or a name."""

import datetime as dt
import re
from dataclasses import dataclass

from ptaudit.application import reading
from ptaudit.domain import wire
from ptaudit.domain.boundaries import about
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.ledger import Ledger

_NUMBER = re.compile(r"第?([1-9][0-9]*)号?")
_ENTRY = re.compile(r"[0-9a-f]{32}")
_TO_THE_MINUTE = re.compile(r"[T ]\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?$")
_NAMED = re.compile(r"审定[::](2[0-9]{3})")

#: What people call the head.
NOW = ("now", "现在")


@dataclass(frozen=True, slots=True)
class Moment:
    """The last position known at T, and when it was recorded."""

    position: int
    recorded_at: str


def moment(ledger: Ledger, said: str | None, today: dt.date) -> Moment:
    """The moment *said* names; None or ``now``: the head.

    A position (``1042``, ``第1042号``), an entry id, a time, a day (its end), or ``审定:2023`` (that
    year's last approval). Raises Malformed for a moment in the future, before the first entry or
    unreadable; NotFound for an entry never recorded.
    """
    head = ledger.head()
    if said is None or said in NOW:
        return Moment(head.size, head.recorded_at)
    if number := _NUMBER.fullmatch(said):
        return _at(ledger, int(number[1]), head.size)
    if _ENTRY.fullmatch(said):
        position = ledger.position_of(f"id:{said}")
        if position is None:
            raise NotFound("entry.unknown", entry=said)
        return _at(ledger, position, head.size)
    if named := _NAMED.fullmatch(said):
        return _approval(ledger, int(named[1]))
    text = _time(said, head.recorded_at[-6:])
    if text[:10] > max(today.isoformat(), head.recorded_at[:10]):
        raise Malformed("moment.future", said=said)
    position = _last_not_after(ledger, text, head.size)
    if position == 0:
        first = reading.record_at(ledger, 1)
        raise Malformed("moment.before_first", said=said, first=first.recorded_at if first else "")
    return _at(ledger, position, head.size)


def _at(ledger: Ledger, position: int, size: int) -> Moment:
    record = reading.record_at(ledger, position) if position <= size else None
    if record is None:
        raise NotFound("entry.no_such_position", position=position, size=size)
    return Moment(position, record.recorded_at)


def _approval(ledger: Ledger, year: int) -> Moment:
    found = ledger.entries(about(f"year:{year}", kinds=("result.approved",)), newest_first=True)
    for position, data in found:
        record = wire.decode(data)
        if record.kind == "result.approved":
            return Moment(position, record.recorded_at)
    raise NotFound("moment.not_approved", year=year)


def _time(said: str, offset: str) -> str:
    """*said* as the ledger writes times: a bare day is its last instant."""
    try:
        if "T" not in said and " " not in said:
            day = dt.date.fromisoformat(said)
            return f"{day}T23:59:59.999{offset}"
        time = dt.datetime.fromisoformat(said)
    except ValueError:
        raise Malformed("moment.unreadable", said=said) from None
    if time.tzinfo is not None:
        time = time.astimezone(reading.zone(offset)).replace(tzinfo=None)
    # A time given to the minute, as answers print it, or to the second means all of it.
    if _TO_THE_MINUTE.search(said):
        time = time.replace(second=59, microsecond=999_000)
    elif not time.microsecond:
        time = time.replace(microsecond=999_000)
    return f"{time.isoformat(timespec='milliseconds')}{offset}"


def _last_not_after(ledger: Ledger, text: str, size: int) -> int:
    """The last position recorded at or before *text*: recorded times never decrease, so halve."""
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        record = reading.record_at(ledger, middle)
        assert record is not None
        if record.recorded_at <= text:
            low = middle
        else:
            high = middle - 1
    return low
