"""How a ledger begins, and what is checked before one is opened."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timezone

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged, Failure, Unusable
from ptaudit.ledger.database import BUSY_SECONDS, Database, Mode
from ptaudit.ledger.place import Place
from ptaudit.ledger.refusals import stands
from ptaudit.ledger.tables import FORMAT, guards, head, meta, schema
from ptaudit.ledger.times import parse_zone, stamp


def found(url: str, now: datetime, zone: str) -> Database:
    """A new, empty ledger; Unusable ``ledger.exists`` or ``ledger.path_taken`` otherwise."""
    offset = parse_zone(zone)
    place = Place.of(url)
    place.refuse_share()
    created_file = place.path is not None and not stands(place.path)
    if place.path is not None:
        if not place.path.parent.is_dir():
            raise Unusable("ledger.no_folder", ledger=place.shown, folder=str(place.path.parent))
        if not created_file and place.path.stat().st_size:
            _refuse_taken(url, place)
    database = Database(place, "create")
    try:
        with database.writing() as conn:
            if place.dialect == "postgresql":
                # Two that create at once would both find nothing there.
                lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext(place.schema))
                conn.execute(sa.select(lock))
                conn.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{place.schema}"')
            if _tables(conn):
                raise Unusable("ledger.exists", ledger=place.shown)
            schema.create_all(conn, checkfirst=False)
            for statement in guards(place.dialect):
                conn.exec_driver_sql(statement)
            facts = {"format": str(FORMAT), "zone": zone, "created": stamp(now, offset)}
            conn.execute(meta.insert(), [{"name": n, "value": v} for n, v in facts.items()])
            conn.execute(head.insert(), [{"id": 1, "size": 0, "recorded_at": "", "edge": b""}])
    except BaseException:
        database.close()
        if created_file and place.path is not None:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    place.path.with_name(place.path.name + end).unlink()
        raise
    if place.in_memory:
        return database
    database.close()
    return Database(place, "write")


def _refuse_taken(url: str, place: Place) -> None:
    try:
        open_existing(url, "read").close()
    except Failure as failure:
        if failure.code == "ledger.not_one":
            raise Unusable("ledger.path_taken", ledger=place.shown) from None
        raise
    raise Unusable("ledger.exists", ledger=place.shown)


def open_existing(url: str, mode: Mode, busy_seconds: float = BUSY_SECONDS) -> Database:
    """The database of a ledger that is there and of a format this version reads.

    Unusable ``ledger.missing``, ``ledger.not_one``, ``ledger.format_unknown``, …; Damaged
    ``ledger.table_missing`` when only part of a ledger is there.
    """
    place = Place.of(url)
    if place.in_memory:
        raise Unusable("ledger.missing", ledger=place.shown)
    if place.path is not None:
        if not stands(place.path):
            raise Unusable("ledger.missing", ledger=place.shown)
        if not place.path.is_file():
            raise Unusable("ledger.not_one", ledger=place.shown)
    place.refuse_share()
    database = Database(place, "read", busy_seconds)
    try:
        with database.reading() as conn:
            _check(conn, place)
    except BaseException:
        database.close()
        raise
    if mode == "read":
        return database
    # Only now: a writer's connection marks the file as its own, and this might not have been one.
    database.close()
    return Database(place, mode, busy_seconds)


def _check(conn: sa.Connection, place: Place) -> None:
    present = _tables(conn)
    if "meta" not in present or "entry" not in present:
        raise Unusable("ledger.not_one", ledger=place.shown)
    try:
        number = int(facts(conn).get("format", ""))
    except (ValueError, sa.exc.OperationalError, sa.exc.ProgrammingError):
        raise Unusable("ledger.not_one", ledger=place.shown) from None
    if number != FORMAT:
        raise Unusable("ledger.format_unknown", ledger=place.shown, format=number, known=FORMAT)
    if missing := sorted(set(schema.tables) - present):
        raise Damaged("ledger.table_missing", ledger=place.shown, table=missing[0])


def _tables(conn: sa.Connection) -> set[str]:
    text = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if conn.dialect.name == "sqlite"
        else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    )
    return {row[0] for row in conn.exec_driver_sql(text)}


def facts(conn: sa.Connection) -> Mapping[str, str]:
    """The ledger's own few settings: format, zone, created."""
    return {row[0]: row[1] for row in conn.exec_driver_sql("SELECT name, value FROM meta")}


def zone_of(database: Database) -> timezone:
    with database.reading() as conn:
        return parse_zone(facts(conn).get("zone", ""))
