"""A new ledger's first batch: who keeps it, the two desks and what they may register, calendars, names."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ptaudit.application import seed
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.ledger import Admin, LedgerOpened
from ptaudit.domain.events.register import GrantGiven, OperatorRegistered, OrganNamed, Role
from ptaudit.domain.names import ROLES
from ptaudit.domain.record import Draft
from ptaudit.domain.values import Desk

FORMAT = 1
ZONE = "+08:00"

#: What each desk may register (semantics 2): whose acts, and which kinds where not all.
DESKS: tuple[tuple[str, Desk, tuple[Role, ...], tuple[str, ...] | None], ...] = (
    ("mdb-1", "目督办登记岗", ("CGV", "CPC", "JXW", "LDR", "MDB", "OFC-G", "OFC-P"), None),
    (
        "mdb-2",
        "目督办登记岗",
        ("UNI",),
        ("document.served", "objection.filed", "objection.withdrawn", "selfcheck.filed"),
    ),
    ("epb-1", "环保登记岗", ("DEP", "EPB", "SUP", "UNI"), None),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What ``init`` is told: the county, the ledger's origin, the administrator and the two clerks."""

    county: str
    origin: str
    admin: str = "admin"
    admin_name: str = "系统管理员"
    mdb: str = "mdb"
    mdb_name: str = "目督办经办"
    epb: str = "epb"
    epb_name: str = "环保经办"


def drafts(opening: Opening, today: dt.date, new_id: Callable[[], str]) -> list[Draft]:
    """The opening batch in order; entry 1 is ``ledger.opened``."""
    correlation = new_id()
    return [
        Draft(
            id=correlation if n == 0 else new_id(),
            kind=event.kind,
            version=event.written_as,
            effective=on,
            operator=opening.admin,
            organs=("MDB",),
            claimed_basis=event.claims,
            tags=tuple(sorted(set(event.tags()))),
            payload=event,
            correlation=correlation,
        )
        for n, (on, event) in enumerate(_events(opening, today))
    ]


def _events(opening: Opening, today: dt.date) -> Iterator[tuple[dt.date, Event]]:
    yield (
        today,
        LedgerOpened(
            format=FORMAT,
            origin=opening.origin,
            hash_suite="RFC6962-SHA256",
            zone=ZONE,
            county=opening.county,
            admin=Admin(code=opening.admin, name=opening.admin_name),
        ),
    )
    operators: tuple[tuple[str, str, str, Desk], ...] = (
        (opening.admin, opening.admin_name, "MDB", "系统管理"),
        (opening.mdb, opening.mdb_name, "MDB", "目督办登记岗"),
        (opening.epb, opening.epb_name, "EPB", "环保登记岗"),
    )
    for code, name, organ, at in operators:
        yield (
            today,
            OperatorRegistered(
                operator=code, name=name, organ=organ, desk=at, operator_version=1, status="在岗"
            ),
        )
    for grant, desk, organs, kinds in DESKS:
        yield today, GrantGiven(grant=grant, desk=desk, acts_of=organs, kinds=kinds)
    # Names in force before the ledger: organ.named with an earlier day replaces them.
    for role, name in ROLES.items():
        yield dt.date(1949, 10, 1), OrganNamed(role=role, name=name)
    yield from seed.calendars()
