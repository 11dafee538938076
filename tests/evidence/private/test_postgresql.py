"""Confidential contents of a ledger in PostgreSQL: in a file of their own, which a setting names."""

import psycopg
import pytest

from tests.cli.desk import Desk
from tests.evidence.private.desks import ERASE, FINDING, NAME, READ, attach, found, inside, write

SCHEMA = "confidential"


@pytest.fixture(scope="module")
def desk(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("postgresql")
    url = f"{postgresql}{'&' if '?' in postgresql else '?'}schema={SCHEMA}"
    desk = Desk(folder, environ={"PTAUDIT_LEDGER": url, "HOME": str(folder)})
    desk.ok("ptaudit init 清河县")
    desk.ok("ptaudit unit register 清河镇 镇")
    desk.ok("ptaudit finding raise 清河镇 粪污直排 --operator epb --on 2025-01-03")
    return desk


def stored(postgresql: str) -> bytes:
    """Everything that the ledger's tables hold, as the server gives it out."""
    with psycopg.connect(postgresql.replace("+psycopg", "")) as connection:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = %s"
        tables = [str(name) for (name,) in connection.execute(query, (SCHEMA,))]
        assert "entry" in tables
        with connection.cursor() as cursor:
            parts = []
            for name in tables:
                copied = f'COPY "{SCHEMA}"."{name}" TO STDOUT (FORMAT binary)'
                with cursor.copy(copied.encode()) as rows:
                    parts += [bytes(part) for part in rows]
    return b"".join(parts)


def test_attached_read_erased_and_verified(desk: Desk, postgresql: str) -> None:
    write(desk, NAME)
    status, printed = desk.say(
        f"ptaudit confidential attach {FINDING} 举报人 --text-file 来信.txt"
    )
    assert (status, "代码: private.no_place" in printed) == (2, True), printed
    desk.environ["PTAUDIT_PRIVATE_FILE"] = "保密.private"
    assert "已登记 第28号" in attach(desk)
    (desk.folder / "来信.txt").unlink()
    assert f"第28号 举报人:{NAME}" in desk.ok(READ)
    with inside(desk.folder / "保密.private") as connection:
        secrets = connection.execute("SELECT key, ciphertext FROM content, content_key").fetchone()
    assert found(desk.folder, secrets[0]) == ["保密.private"]
    assert "账本完好 · 共 28 号" in desk.ok("ptaudit verify")

    assert "已登记 第29号" in desk.ok(ERASE)
    assert "此前已登记 第29号" in desk.ok(ERASE)
    assert "第28号 举报人:已依法遮蔽(第29号)" in desk.ok(READ)
    for secret in (*secrets, NAME.encode()):
        assert found(desk.folder, secret) == []
        assert secret not in stored(postgresql)
    assert "账本完好 · 共 29 号" in desk.ok("ptaudit verify")
    logged = (desk.folder / ".local/state/ptaudit/ptaudit.security.jsonl").read_text("utf-8")
    assert logged.count("show --confidential") == 2
    assert NAME not in logged


def test_the_entry_itself_is_what_the_server_was_asked_for(desk: Desk, postgresql: str) -> None:
    assert "粪污直排".encode() in stored(postgresql)
