"""The index and the log computed again from the entries: they are rebuildable, entries are not."""

import json
from typing import Any

import sqlalchemy as sa

from ptaudit.domain.failures import Damaged
from ptaudit.ledger.checkpoints import differing
from ptaudit.ledger.database import Database
from ptaudit.ledger.forms import Head
from ptaudit.ledger.founding import facts, open_existing
from ptaudit.ledger.log import LogStatements, fetching
from ptaudit.ledger.tables import entry, guards, head, term, tile, unguards
from ptaudit.log.merkle import Edge, leaf_hash
from ptaudit.log.tiles import grow

_BATCH = 2000


def rebuild_index(url: str) -> Head:
    """Rewrite kind, terms, leaves, tiles and a missing head from the entry bytes, or change nothing.

    Damaged ``rebuild.head_contradicted`` when the entries do not make the root that the stored
    head holds: then it is the entries that were changed, and a rebuild would hide it. Damaged
    ``rebuild.entries_missing`` when the positions have a gap.
    """
    database = open_existing(url, "write")
    try:
        with database.writing() as conn:
            return _rebuild(database, conn)
    finally:
        database.close()


def _rebuild(database: Database, conn: sa.Connection) -> Head:
    stored = conn.execute(
        sa.select(head.c.size, head.c.recorded_at, head.c.edge).with_for_update()
    ).first()
    for statement in unguards(database.dialect):
        conn.exec_driver_sql(statement)
    conn.execute(sa.delete(term))
    conn.execute(sa.delete(tile))
    edge, time = _entries(database, conn)
    for statement in guards(database.dialect):
        conn.exec_driver_sql(statement)
    if (kept := differing(database, conn, edge.size)) is not None:
        raise Damaged(
            "rebuild.checkpoint_contradicted",
            ledger=database.place.shown,
            size=kept.size,
            found=edge.size,
        )
    if stored is None:
        time = time or facts(conn).get("created", "") if edge.size else ""
        row = {"id": 1, "size": edge.size, "recorded_at": time, "edge": edge.to_bytes()}
        conn.execute(sa.insert(head), [row])
        return Head(edge.size, time, edge.root)
    if (stored[0], bytes(stored[2])) != (edge.size, edge.to_bytes()):
        shown = database.place.shown
        raise Damaged("rebuild.head_contradicted", ledger=shown, size=stored[0], found=edge.size)
    return Head(edge.size, stored[1], edge.root)


def _entries(database: Database, conn: sa.Connection) -> tuple[Edge, str]:
    """Index and log every entry; returns the edge and the last time the entries tell."""
    statements, shown = LogStatements(database), database.place.shown
    edge, time, fetch = Edge(), "", fetching(conn)
    query = sa.select(entry).order_by(entry.c.position).limit(_BATCH)
    while rows := conn.execute(query.where(entry.c.position > edge.size)).fetchall():
        leaves: list[bytes] = []
        for place, row in enumerate(rows, edge.size + 1):
            if row.position != place:
                raise Damaged("rebuild.entries_missing", ledger=shown, position=place)
            leaves.append(leaf_hash(bytes(row.data)))
            time = _index(conn, row, leaves[-1]) or time
        edge, tiles = grow(
            edge, leaves, lambda level, start, n: statements.earlier(fetch, shown, level, start, n)
        )
        if tiles:
            conn.execute(
                sa.insert(tile),
                [
                    {"level": t.level, "index": t.index, "root": t.root, "hashes": t.hashes}
                    for t in tiles
                ],
            )
    return edge, time


def _index(conn: sa.Connection, row: Any, leaf: bytes) -> str | None:
    """Write one entry's index; returns its time when its bytes tell one."""
    changed: dict[str, Any] = {} if bytes(row.leaf) == leaf else {"leaf": leaf}
    held = _strings(_parsed(row.terms))
    said = _said(bytes(row.data))
    kind, terms, time = said or (row.kind, held or [], None)
    if held is None or set(held) != set(terms):
        changed["terms"] = json.dumps(terms, ensure_ascii=False)
    if kind != row.kind:
        changed["kind"] = kind
    if changed:
        conn.execute(sa.update(entry).where(entry.c.position == row.position).values(changed))
    index = [{"term": t, "kind": kind, "position": row.position} for t in dict.fromkeys(terms)]
    if index:
        conn.execute(sa.insert(term), index)
    return time


def _said(data: bytes) -> tuple[str, list[str], str | None] | None:
    """Kind, terms and time as a record's own bytes say; None when they are no record."""
    record = _parsed(data)
    if not isinstance(record, dict):
        return None
    tags = _strings(record.get("tags"))
    named = _strings([record.get(n) for n in ("kind", "id", "recorded_at")])
    if tags is None or named is None:
        return None
    kind, id_, time = named
    return kind, [*tags, f"id:{id_}"], time


def _strings(value: Any) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return value
    return None


def _parsed(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
