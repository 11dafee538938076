"""Stored rows of projections and how far they are folded: rebuildable, so nothing guards them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import sqlalchemy as sa

from ptaudit.domain.failures import Conflict
from ptaudit.ledger.database import Database, Prepared
from ptaudit.ledger.tables import projection, projection_row

State = Literal["current", "building"]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored projection: what it is and the last position folded into it."""

    name: str
    version: int
    state: State
    position: int
    rows: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows as of one position."""

    position: int
    rows: Mapping[str, str]


class RowStore:
    """Rows are text by key. A *building* generation stands beside the *current* one until swapped.

    Every change names the position it expects to find; Conflict ``rows.moved`` when another
    process was there first.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _scan(self) -> Prepared:
        bind = sa.bindparam
        generation = _number(bind("name"), bind("version"), bind("state")).scalar_subquery()
        return self._database.prepare(
            sa.select(projection_row.c.key, projection_row.c.data)
            .where(projection_row.c.generation == generation)
            .order_by(projection_row.c.key)
        )

    def position(self, name: str, version: int, state: State = "current") -> int | None:
        """The last position folded in; None when nothing of that version is stored."""
        with self._database.reading() as conn:
            found = _generation(conn, name, version, state)
        return None if found is None else found[1]

    def get(
        self, name: str, version: int, keys: Sequence[str], state: State = "current"
    ) -> dict[str, str]:
        """The rows that are there, by key."""
        snapshot = self.snapshot(name, version, keys, state)
        return {} if snapshot is None else dict(snapshot.rows)

    def snapshot(
        self,
        name: str,
        version: int,
        keys: Sequence[str] | None = None,
        state: State = "current",
        *,
        prefix: str = "",
    ) -> Snapshot | None:
        """Rows and the position they are folded to, of one moment.

        Those of *keys*; without *keys* all of them, or those whose keys begin with *prefix*.
        """
        with self._database.reading(snapshot=True) as conn:
            found = _generation(conn, name, version, state)
            if found is None:
                return None
            rows: dict[str, str] = {}
            query = sa.select(projection_row.c.key, projection_row.c.data).where(
                projection_row.c.generation == found[0]
            )
            if keys is None:
                rows.update((k, d) for k, d in conn.execute(query.where(*_begins(prefix))))
            for part in _parts(keys or ()):
                chosen = query.where(projection_row.c.key.in_(part))
                rows.update((k, d) for k, d in conn.execute(chosen))
            return Snapshot(found[1], rows)

    def scan(self, name: str, version: int, state: State = "current") -> Iterator[tuple[str, str]]:
        """Every row in key order, streamed."""
        values = self._scan.bind({"name": name, "version": version, "state": state})
        yield from self._database.stream(self._scan.sql, values)

    def save(
        self,
        name: str,
        version: int,
        changed: Mapping[str, str | None],
        position: int,
        expected: int,
        state: State = "current",
    ) -> None:
        """Write *changed* (None deletes) and move the tracking from *expected* to *position*.

        A version saved for the first time expects 0.
        """
        with self._database.writing() as conn:
            generation = _expect(conn, name, version, state, expected)
            _write(conn, generation, changed)
            conn.execute(
                sa.update(projection)
                .where(projection.c.generation == generation)
                .values(position=position)
            )

    def begin_rebuild(self, name: str, version: int) -> int:
        """The position a rebuild goes on from: 0, or where one that was left standing had come."""
        with self._database.writing() as conn:
            found = _generation(conn, name, version, "building", lock=True)
            if found is None:
                _new(conn, name, version, "building")
                return 0
            return found[1]

    def save_rebuild(
        self,
        name: str,
        version: int,
        changed: Mapping[str, str | None],
        position: int,
        expected: int,
    ) -> None:
        self.save(name, version, changed, position, expected, "building")

    def cancel_rebuild(self, name: str, version: int) -> None:
        with self._database.writing() as conn:
            _remove(conn, sa.and_(_is(name, version), projection.c.state == "building"))

    def swap(self, name: str, version: int) -> None:
        """Put the rebuilt rows in the place of every stored version, for readers all at once."""
        with self._database.writing() as conn:
            found = _generation(conn, name, version, "building", lock=True)
            if found is None:
                raise Conflict("rows.moved", projection=name, version=version)
            _remove(conn, sa.and_(projection.c.name == name, projection.c.generation != found[0]))
            conn.execute(
                sa.update(projection)
                .where(projection.c.generation == found[0])
                .values(state="current")
            )

    def drop(self, name: str) -> None:
        with self._database.writing() as conn:
            _remove(conn, projection.c.name == name)

    def list(self) -> tuple[Stored, ...]:
        query = (
            sa.select(
                projection.c.name,
                projection.c.version,
                projection.c.state,
                projection.c.position,
                sa.func.count(projection_row.c.key),
            )
            .outerjoin(projection_row, projection_row.c.generation == projection.c.generation)
            .group_by(projection.c.generation)
            .order_by(projection.c.name, projection.c.version, projection.c.state.desc())
        )
        with self._database.reading() as conn:
            return tuple(Stored(*row) for row in conn.execute(query))


def _begins(prefix: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Keys that begin with *prefix*, as a range of the primary key: keys are in byte order."""
    if not prefix:
        return ()
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return (projection_row.c.key >= prefix, projection_row.c.key < after)


def _is(name: Any, version: Any) -> sa.ColumnElement[bool]:
    return sa.and_(projection.c.name == name, projection.c.version == version)


def _number(name: Any, version: Any, state: Any) -> sa.Select[Any]:
    return sa.select(projection.c.generation).where(
        _is(name, version), projection.c.state == state
    )


def _generation(
    conn: sa.Connection, name: str, version: int, state: State, *, lock: bool = False
) -> tuple[int, int] | None:
    query = _number(name, version, state).add_columns(projection.c.position)
    row = conn.execute(query.with_for_update() if lock else query).first()
    return None if row is None else (row[0], row[1])


def _expect(conn: sa.Connection, name: str, version: int, state: State, expected: int) -> int:
    found = _generation(conn, name, version, state, lock=True)
    if found is None and state == "current" and expected == 0:
        return _new(conn, name, version, state)
    if found is None or found[1] != expected:
        raise Conflict("rows.moved", projection=name, version=version)
    return found[0]


def _new(conn: sa.Connection, name: str, version: int, state: State) -> int:
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("LOCK TABLE projection IN SHARE ROW EXCLUSIVE MODE")
    last = conn.scalar(sa.select(sa.func.max(projection.c.generation)))
    generation = (last or 0) + 1
    facts = {"name": name, "version": version, "state": state, "position": 0}
    try:
        conn.execute(sa.insert(projection), [{"generation": generation, **facts}])
    except sa.exc.IntegrityError as error:
        raise Conflict("rows.moved", projection=name, version=version) from error
    return generation


def _write(conn: sa.Connection, generation: int, changed: Mapping[str, str | None]) -> None:
    here = projection_row.c.generation == generation
    for part in _parts(tuple(changed)):
        conn.execute(sa.delete(projection_row).where(here, projection_row.c.key.in_(part)))
    rows = [
        {"generation": generation, "key": k, "data": d}
        for k, d in changed.items()
        if d is not None
    ]
    if rows:
        conn.execute(sa.insert(projection_row), rows)


def _remove(conn: sa.Connection, which: sa.ColumnElement[bool]) -> None:
    numbers = list(conn.scalars(sa.select(projection.c.generation).where(which)))
    for number in numbers:
        conn.execute(sa.delete(projection_row).where(projection_row.c.generation == number))
        conn.execute(sa.delete(projection).where(projection.c.generation == number))


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for i in range(0, len(keys), _BATCH):
        yield keys[i : i + _BATCH]
