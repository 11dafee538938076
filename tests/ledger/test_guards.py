"""The append-only triggers: no statement of an ordinary program changes what was recorded."""

import pytest
import sqlalchemy as sa

from ptaudit.ledger import Key, Ledger
from tests.ledger.beds import Bed, HandClock, fill, record

CHANGES = [
    "UPDATE entry SET data = leaf WHERE position = 1",
    "UPDATE entry SET position = 99 WHERE position = 2",
    "DELETE FROM entry WHERE position = 2",
    "UPDATE term SET term = 'x' WHERE position = 1",
    "DELETE FROM term WHERE position = 1",
    "UPDATE \"key\" SET digest = 'x'",
    'DELETE FROM "key"',
]
REPLACEMENTS = [
    "INSERT OR REPLACE INTO entry SELECT 1, kind, leaf, leaf, terms FROM entry WHERE position = 2",
    'INSERT OR REPLACE INTO "key" SELECT "key", \'x\', 1, 1 FROM "key"',
]


@pytest.mark.parametrize("statement", CHANGES)
def test_no_update_and_no_delete(bed: Bed, ledger: Ledger, statement: str) -> None:
    """Refused by the database, on a connection that may write everything else."""
    fill(ledger, 3)
    ledger.append_sealed([record(4)], key=Key("k", "0" * 64))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), ledger.database.writing() as conn:
        conn.exec_driver_sql(statement)


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_no_replacement_on_sqlite(file_bed: Bed, statement: str) -> None:
    with file_bed.create() as ledger:
        ledger.append_sealed([record(1), record(2)], key=Key("k", "0" * 64))
        with (
            pytest.raises(sa.exc.DBAPIError, match="append-only"),
            ledger.database.writing() as conn,
        ):
            conn.exec_driver_sql(statement)
        assert file_bed.verify(ledger).sound


@pytest.mark.parametrize("table", ["entry", "term", "key"])
def test_no_truncation_on_postgresql(postgresql: str, table: str) -> None:
    url = f"{postgresql}&schema=truncate_{table}"
    with Ledger.create(url, clock=HandClock()) as ledger:
        ledger.append_sealed([record(1)], key=Key("k", "0" * 64))
        with (
            pytest.raises(sa.exc.DBAPIError, match="append-only"),
            ledger.database.writing() as conn,
        ):
            conn.exec_driver_sql(f'TRUNCATE "{table}"')
        assert ledger.head().size == 1


def test_a_public_role_may_not_change_entries(postgresql: str) -> None:
    """What the REVOKE says, asked of the database itself."""
    url = f"{postgresql}&schema=revoked"
    with Ledger.create(url, clock=HandClock()) as ledger:
        with ledger.database.reading() as conn:
            granted = conn.exec_driver_sql(
                "SELECT privilege_type FROM information_schema.role_table_grants"
                " WHERE table_schema = 'revoked' AND grantee = 'PUBLIC'"
            ).fetchall()
        assert granted == []
