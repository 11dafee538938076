"""What answers a dispute rests on entries that were proved when they were read, or it is not given."""

import sqlite3
from contextlib import closing

import pytest

from ptaudit.ledger.tables import unguards
from tests.cli.desk import Desk, at

QUESTIONS = """\
title: 清河镇的复核
disputant: 清河镇
as_effective: 2025-12-01
year: 2025
questions:
  - kind: replay
    q: 当时是什么状态?
    subject: F-2025-001
"""
ALTERED = (
    "UPDATE entry SET data = CAST(replace(CAST(data AS TEXT), '直排', '已清') AS BLOB)"
    " WHERE position = 29"
)


@pytest.fixture
def found(open_desk: Desk) -> Desk:
    """A finding raised, fed back and ordered (第29—31号)."""
    open_desk.now = at("2025-11-03 10:00")
    open_desk.ok(
        'ptaudit finding raise 清河镇 "粪污直排" --on 2025-11-3 --deadline 2025-12-20 --operator epb'
    )
    (open_desk.folder / "问题.yml").write_text(QUESTIONS, "utf-8")
    open_desk.now = at("2025-12-03 10:00")
    return open_desk


def change(desk: Desk, *statements: str) -> None:
    with closing(sqlite3.connect(desk.folder / "ptaudit.db")) as file, file:
        for statement in (*unguards("sqlite"), *statements):
            file.execute(statement)


@pytest.mark.parametrize(
    "line",
    ["ptaudit replay F-2025-001", "ptaudit explain 29", "ptaudit exhibit 问题.yml -o 册 --force"],
)
def test_an_answer_on_a_changed_entry_is_not_given(found: Desk, line: str) -> None:
    found.ok(line)
    before = found.ok("ptaudit show 29 --bytes")
    change(found, ALTERED)
    status, printed = found.say(line)
    assert (status, "代码: entry.altered" in printed) == (3, True), printed
    assert "第29号登记与散列树不符" in printed
    # Who looks into it sees the bytes as they are now.
    assert found.ok("ptaudit show 29 --bytes") == before.replace("直排", "已清")


def test_an_answer_does_not_rest_on_stored_rows(found: Desk) -> None:
    """A row that was edited is seen in a list; no dispute is answered by it."""
    found.ok("ptaudit projections rebuild")
    said = found.ok("ptaudit replay F-2025-001")
    change(
        found,
        "UPDATE projection_row SET data = replace(data, '2025-12-20', '2026-12-20')"
        " WHERE data LIKE '%粪污直排%'",
    )
    assert "2026-12-20" in found.ok("ptaudit finding board")
    assert found.ok("ptaudit replay F-2025-001") == said
    assert found.say("ptaudit projections verify")[0] == 3
    found.ok("ptaudit fsck")
