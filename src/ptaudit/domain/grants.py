"""Grants (登记权): which desk may register acts of which organs, from when to when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ptaudit.domain.events.register import GrantEnded, GrantGiven
from ptaudit.domain.record import Record

Grants = Mapping[str, "Grant"]
"""By code; never changed in place."""


@dataclass(frozen=True, slots=True)
class Grant:
    """*desk* may register acts of *organs*, of *kinds* (None: of all), *since* a day *until* one."""

    code: str
    desk: str
    organs: tuple[str, ...]
    kinds: tuple[str, ...] | None
    since: dt.date
    until: dt.date | None

    def covers(self, desk: str, role: str, kind: str, on: dt.date) -> bool:
        """Whether *desk* may by this grant register, on a day, an act of *kind* of the organ *role*."""
        return (
            self.desk == desk
            and role in self.organs
            and (self.kinds is None or kind in self.kinds)
            and self.since <= on <= (self.until or on)
        )


def given(grants: Grants, record: Record, event: GrantGiven) -> Grants:
    grant = Grant(
        event.grant, event.desk, event.acts_of, event.kinds, record.effective, event.until
    )
    return {**grants, event.grant: grant}


def ended(grants: Grants, record: Record, event: GrantEnded) -> Grants:
    """From the day it ends a grant no longer counts; one nobody gave ends nothing."""
    if (grant := grants.get(event.grant)) is None:
        return grants
    last = record.effective - dt.timedelta(days=1)
    return {**grants, event.grant: replace(grant, until=min(last, grant.until or last))}
