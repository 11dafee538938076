"""One session of evidence typed on SQLite and on PostgreSQL: the same answers, and the same bundle byte for byte."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.desk import Desk

ORIGIN = "county.example/ptaudit"
SESSION = (
    f"ptaudit init 示例县 --origin {ORIGIN}",
    "ptaudit key new county.key --use log",
    "ptaudit key new city.key --use witness --name city.example/witness",
    "ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委",
    "ptaudit checkpoint --key county.key",
    "ptaudit checkpoint request -o 申请 --trust 名单",
    "ptaudit witness add-log county.vkey",
    "ptaudit witness sign 申请 -o 答复 --key city.key",
    "ptaudit checkpoint take 答复 --trust 名单",
    "ptaudit receipt 26 -o 回执 --trust 名单",
    "ptaudit export bundle 包 --trust 名单",
    "ptaudit verify --trust 名单 --anchor 回执 --state 状态",
    "ptaudit unit register 河口镇 镇 --unit hekou --party-organ 河口镇党委",
    "ptaudit verify --trust 名单 --anchor 回执 --state 状态",
    "ptaudit checkpoint list",
    "ptaudit fsck",
)


def typed(desk: Desk) -> list[str]:
    said = []
    for line in SESSION:
        said.append(desk.ok(line))
        if line.startswith("ptaudit key new city"):
            log, witness = ((desk.folder / f"{n}.vkey").read_text() for n in ("county", "city"))
            policy = f"log {log}witness 市局 {witness}quorum 市局\n"
            (desk.folder / "名单").write_text(policy, "utf-8")
    return said


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def desks(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk, str]:
    """A desk on each, and the URL of the server; nothing is typed yet."""
    sign = "&" if "?" in postgresql else "?"
    one, other = tmp_path_factory.mktemp("sqlite"), tmp_path_factory.mktemp("postgresql")
    url = f"{postgresql}{sign}schema=evidence_both"
    return Desk(one), Desk(other, environ={"PTAUDIT_LEDGER": url, "HOME": str(other)}), postgresql


@pytest.fixture(scope="module")
def both(desks: tuple[Desk, Desk, str]) -> tuple[list[str], list[str]]:
    return typed(desks[0]), typed(desks[1])


def test_the_answers_are_the_same(both: tuple[list[str], list[str]]) -> None:
    ours, theirs = both
    for line, one, other in zip(SESSION[1:], ours[1:], theirs[1:], strict=True):
        assert other == one, line
    assert "L3 外部凭据:至第26号" in ours[13]


def test_the_bundles_are_the_same(
    desks: tuple[Desk, Desk, str], both: tuple[list[str], list[str]]
) -> None:
    one, other, _ = desks
    assert files(other.folder / "包") == files(one.folder / "包")
    assert (other.folder / "回执").read_bytes() == (one.folder / "回执").read_bytes()


def test_an_entry_changed_in_either_is_named(
    desks: tuple[Desk, Desk, str], both: tuple[list[str], list[str]]
) -> None:
    one, other, server = desks
    bytes_of = "UPDATE entry SET data = {} WHERE position = 7"
    with closing(sqlite3.connect(one.folder / "ptaudit.db")) as conn, conn:
        conn.executescript("DROP TRIGGER entry_no_update;" + bytes_of.format("x'7b7d'"))
    engine = sa.create_engine(server)
    with engine.begin() as work:
        work.exec_driver_sql("SET search_path TO evidence_both")
        work.exec_driver_sql("ALTER TABLE entry DISABLE TRIGGER ALL")
        work.exec_driver_sql(bytes_of.format("'\\x7b7d'"))
    engine.dispose()
    asked = "ptaudit verify --trust 名单 --anchor 回执"
    other.now = replace(one).now
    status, said = one.say(asked)
    assert (status, "第7号" in said) == (3, True)
    assert other.say(asked) == (status, said)
