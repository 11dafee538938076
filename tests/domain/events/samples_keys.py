"""Two entries of the kind about the ledger's own key."""

from ptaudit.domain.events.base import Event
from ptaudit.domain.events.keys import KeyRotated

KEYS: tuple[tuple[Event, Event], ...] = (
    (
        KeyRotated(
            key="county.example/ptaudit+1f86d181+AQOhB7/zzhC+HXDdGOdLwJln5PYwm6UNX3chmQSVTG4=",
            replaces_key="county.example/ptaudit+1f86d180+AQOhB7/zzhC+HXDdGOdLwJln5PYwm6UNX3chmQSVTG8=",
            from_size=1042,
            signature="AAAA",
        ),
        KeyRotated(
            key="county.example/ptaudit+1f86d181+AQOhB7/zzhC+HXDdGOdLwJln5PYwm6UNX3chmQSVTG4=",
            from_size=1,
        ),
    ),
)
