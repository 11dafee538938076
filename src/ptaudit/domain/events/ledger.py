"""The ledger's own first entry."""

from typing import ClassVar, Literal

from ptaudit.domain.events.base import OWN, Event, Part


class Admin(Part):
    code: str
    name: str


class LedgerOpened(Event):
    """Opens the ledger: format, origin, hash suite, time zone and first administrator (software's own)."""

    kind: ClassVar = "ledger.opened"
    title: ClassVar = "账本启用"
    claims: ClassVar = (OWN,)
    organs: ClassVar = ("SYS",)
    step: ClassVar = 0
    registry: ClassVar = True

    format: int
    origin: str
    hash_suite: Literal["RFC6962-SHA256"]
    zone: str
    county: str
    admin: Admin
    key: str | None = None
