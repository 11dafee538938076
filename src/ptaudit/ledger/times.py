"""The ledger's clock: fixed-width text in its own zone, never running backwards."""

import re
from datetime import datetime, timedelta, timezone

from ptaudit.domain.failures import Malformed, Unusable

TOLERANCE = timedelta(minutes=5)
_ZONE = re.compile(r"([+-])(\d\d):([0-5]\d)")


def parse_zone(text: str) -> timezone:
    """``+08:00`` → a fixed offset; Malformed ``ledger.zone`` otherwise."""
    if not (m := _ZONE.fullmatch(text)) or int(m[2]) > 14:
        raise Malformed("ledger.zone", zone=text)
    offset = timedelta(hours=int(m[2]), minutes=int(m[3]))
    return timezone(offset if m[1] == "+" else -offset)


def stamp(now: datetime, zone: timezone) -> str:
    """``2024-01-25T11:42:00.000+08:00``: of fixed width, so that text order is time order."""
    return now.astimezone(zone).isoformat(timespec="milliseconds")


def next_stamp(now: datetime, head: str, zone: timezone) -> str:
    """The time of an append at *now* after *head* (empty: the first): the later of the two.

    Unusable ``clock.behind`` when the clock is more than five minutes behind the head.
    """
    if now.tzinfo is None:
        raise ValueError("the clock must know its zone")
    if not head:
        return stamp(now, zone)
    last = datetime.fromisoformat(head)
    if last - now > TOLERANCE:
        raise Unusable("clock.behind", clock=stamp(now, zone), head=head)
    return max(stamp(now, zone), head)
