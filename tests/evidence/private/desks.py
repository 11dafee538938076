"""A desk with a finding somebody reported, whose name is kept apart."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.cli.desk import Desk

NAME = "赵老五,13800000000"
#: Entry of the finding, and of what is attached to it.
FINDING, ATTACHED = 27, 28
READ = f"ptaudit show {ATTACHED} --confidential --purpose 核实"
ERASE = f"ptaudit confidential erase {ATTACHED} --basis ×纪〔2025〕1号 --operator admin"


def reported(folder: Path) -> Desk:
    """A finding in the ledger, and a file that names who reported it."""
    desk = Desk(folder)
    desk.ok("ptaudit init 清河县")
    desk.ok("ptaudit unit register 清河镇 镇")
    desk.ok("ptaudit finding raise 清河镇 粪污直排 --operator epb --on 2025-01-03")
    write(desk, NAME)
    return desk


def write(desk: Desk, text: str) -> None:
    (desk.folder / "来信.txt").write_text(text, "utf-8")


def attach(desk: Desk, more: str = "", target: int = FINDING) -> str:
    return desk.ok(f"ptaudit confidential attach {target} 举报人 --text-file 来信.txt {more}")


def private(desk: Desk) -> Path:
    return desk.folder / "ptaudit.db.private"


@contextmanager
def inside(path: Path) -> Iterator[sqlite3.Connection]:
    """The private file as whoever holds it may change it."""
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def found(folder: Path, secret: bytes) -> list[str]:
    """Files below *folder* in whose raw bytes *secret* stands."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and secret in path.read_bytes()
    )
