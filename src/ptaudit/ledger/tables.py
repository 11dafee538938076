"""The schema: one column of entry bytes, their index, the log over them, and stored rows."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

FORMAT = 1

schema = sa.MetaData()

Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Byte order on both databases, so that a range scan means the same on both.
Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _table(name: str, *columns: SchemaItem, rowid: bool = True) -> sa.Table:
    return sa.Table(name, schema, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _column(name: str, kind: Any, *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=key, nullable=null, autoincrement=False)


meta = _table("meta", _column("name", Words, key=True), _column("value", Words), rowid=False)

# terms repeats the index of the entry as given: the library's interface returns tags in order.
entry = _table(
    "entry",
    _column("position", Whole, key=True),
    _column("kind", Words),
    _column("data", sa.LargeBinary),
    _column("leaf", sa.LargeBinary),
    _column("terms", Words),
    sa.Index("entry_kind", "kind", "position"),
)

term = _table(
    "term",
    _column("term", Words, key=True),
    _column("kind", Words, key=True),
    _column("position", Whole, key=True),
    rowid=False,
)

key = _table(
    "key",
    _column("key", Words, key=True),
    _column("digest", Words),
    _column("first", Whole),
    _column("last", Whole),
    rowid=False,
)

head = _table(
    "head",
    _column("id", sa.Integer, key=True),
    _column("size", Whole),
    _column("recorded_at", Words),
    _column("edge", sa.LargeBinary),
    sa.CheckConstraint("id = 1", name="head_one_row"),
)

# root stands before hashes so that reading it never touches an overflow page.
tile = _table(
    "tile",
    _column("level", sa.Integer, key=True),
    _column("index", Whole, key=True),
    _column("root", sa.LargeBinary),
    _column("hashes", sa.LargeBinary),
)

checkpoint = _table(
    "checkpoint",
    _column("size", Whole, key=True),
    _column("note", sa.LargeBinary),
    _column("received_at", Words),
)

projection = _table(
    "projection",
    _column("generation", Whole, key=True),
    _column("name", Words),
    _column("version", sa.Integer),
    _column("state", Words),
    _column("position", Whole),
    sa.UniqueConstraint("name", "version", "state", name="projection_once"),
)

projection_row = _table(
    "projection_row",
    _column("generation", Whole, key=True),
    _column("key", Words, key=True),
    _column("data", Words),
    rowid=False,
)

GUARDED = ("entry", "term", "key")
REPLACE_GUARDS = ("entry_no_replace", "key_no_replace")


_ABORT = "SELECT RAISE(ABORT, 'append-only')"
_NAMED = (
    ("entry", "position", "SELECT position FROM entry"),
    ("key", "key", 'SELECT "key" FROM "key"'),
)
_REFUSE = (
    "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'restrict_violation'; END $$"
)


def guards(dialect: str) -> list[str]:
    """The statements that put up the append-only triggers.

    They stop accidents, not an owner of the database: the evidence is the Merkle log.
    """
    if dialect == "sqlite":
        return [
            *(
                f'CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON "{name}" BEGIN {_ABORT}; END'
                for name in GUARDED
                for verb in ("update", "delete")
            ),
            # Without these INSERT OR REPLACE would pass the triggers above.
            *(
                f'CREATE TRIGGER {name}_no_replace BEFORE INSERT ON "{name}" WHEN NEW."{column}"'
                f" IN ({source}) BEGIN {_ABORT}; END"
                for name, column, source in _NAMED
            ),
        ]
    return [
        _REFUSE,
        *(
            f'CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{name}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            for name in GUARDED
        ),
        *(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{name}" FROM PUBLIC' for name in GUARDED),
    ]


def unguards(dialect: str) -> list[str]:
    """The statements that take the triggers down, for a rebuild of the index only."""
    if dialect == "sqlite":
        names = [f"{n}_no_{verb}" for n in GUARDED for verb in ("update", "delete")]
        return [f"DROP TRIGGER IF EXISTS {n}" for n in (*names, *REPLACE_GUARDS)]
    return [f'DROP TRIGGER IF EXISTS {n}_append_only ON "{n}"' for n in GUARDED]
