"""D1 through the command line alone: its six questions, asked as a reviewer would."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ptaudit_cli.call import Surroundings
from ptaudit_cli.main import run
from tests.real.d1 import FINDING, record
from tests.real.shared import dispute

ZONE = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True)
class Desk:
    """The program, a ledger and a reader on 1 March 2024."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def ask(self, *words: str, code: int = 0) -> str:
        around = Surroundings(
            clock=lambda: dt.datetime(2024, 3, 1, 9, tzinfo=ZONE),
            new_id=lambda: "f" * 32,
            seed=lambda: bytes(32),
            environ={"PTAUDIT_LEDGER": "d1.db"},
            folder=self.folder,
            columns=200,
            interactive=False,
            terminal=False,
        )
        self.capsys.readouterr()
        assert run(words, around) == code
        said = self.capsys.readouterr()
        return said.out if code == 0 else said.err

    def rows(self, *words: str) -> list[dict[str, Any]]:
        answer = json.loads(self.ask(*words, "--format", "json"))
        found: list[dict[str, Any]] = answer["rows"]
        return found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    app, positions = record(dispute("D1"), f"sqlite:///{tmp_path}/d1.db")
    app.close()
    assert positions == {1: 45, 2: 46, 3: 47, 7: 48, 8: 49, 4: 50, 5: 51, 6: 52}
    return Desk(tmp_path, capsys)


def test_what_the_ledger_knew_at_the_approval(desk: Desk) -> None:
    """逾期未整改(截止2023-12-20;审定时系统中无整改完成记录)"""
    [row] = desk.rows(
        "finding",
        "show",
        FINDING,
        "--as-recorded",
        "2024-01-20T17:30:00+08:00",
        "--as-effective",
        "2024-01-20",
    )
    assert (row["status"], row["deadline"]) == ("逾期未整改", "2023-12-20")
    assert (row["submitted_on"], row["verified_on"]) == (None, None)


def test_how_it_really_stood_that_day(desk: Desk) -> None:
    """已销号(2023-12-18报完成,12-28核查通过,12-29销号)"""
    [row] = desk.rows("finding", "show", FINDING, "--as-effective", "2024-01-20")
    assert (row["status"], row["submitted_on"], row["verified_on"]) == (
        "已销号",
        "2023-12-18",
        "2023-12-28",
    )
    closed = [r for r in desk.rows("timeline", FINDING) if r["kind"] == "finding.closed"]
    assert [r["on"] for r in closed] == ["2023-12-29"]


def test_who_typed_it_when_and_how_late(desk: Desk) -> None:
    """经办B(县环保局),2024-01-25 11:42;补录,迟38天,在审定之后;收文2023-0412 收于2023-12-18"""
    [row] = [r for r in desk.rows("timeline", FINDING) if r["kind"] == "rectification.submitted"]
    assert row["operator"] == "经办B"
    assert (row["recorded_at"], row["late_days"]) == ("2024-01-25 11:42", 38)
    assert row["marks"] == ["补录:迟38天", "审定后录入"]
    assert (row["receipt"], row["on"]) == ("收文2023-0412", "2023-12-18")


def test_what_the_three_points_rest_on(desk: Desk) -> None:
    """事件7←事件1、2"""
    why = desk.ask("score", "show", "清河镇", "--year", "2023", "--why")
    [line] = [text for text in why.splitlines() if "48" in text.split()]
    assert FINDING in line
    assert "逾期未整改每件扣3分" in line
    entry = json.loads(desk.ask("show", "48"))
    named = {ref["id"] for ref in entry["refs"] if ref["role"] == "basis"}
    ids = {json.loads(desk.ask("show", number))["id"] for number in ("45", "46")}
    assert named == ids


def test_what_would_follow_had_it_been_known(desk: Desk) -> None:
    """87.50+3=90.50,第6→第3"""
    before = (desk.folder / "d1.db").read_bytes()
    rows = desk.rows("whatif", "--void", "48", "--year", "2023")
    [row] = [r for r in rows if r["unit"] == "清河镇"]
    assert (row["score"], row["score_then"]) == ("87.50", "90.50")
    assert (row["rank"], row["rank_then"]) == (6, 3)
    assert (desk.folder / "d1.db").read_bytes() == before


def test_who_may_correct_it(desk: Desk) -> None:
    """已审定:按口径 correction.after_approval,报县委、县政府更正,原记录保留"""
    words = ("record", "correct", "48", "--set", "amount=0", "--reason", "依据已整改", "--dry-run")
    refusal = desk.ask(*words, "--operator", "jingban-a", code=6)
    assert "correction.after_approval" in refusal
    assert "县委、县政府" in refusal


def test_what_one_more_entry_would_change(desk: Desk) -> None:
    """A supposed act is shown as irregular, not refused; the ledger is not touched."""
    before = (desk.folder / "d1.db").read_bytes()
    words = ("whatif", "--add", "score deduct 清河镇 R31 2 --note 信访 --year 2023")
    [row] = [r for r in desk.rows(*words, "--year", "2023") if r["unit"] == "清河镇"]
    assert (row["score"], row["score_then"]) == ("87.50", "85.50")
    assert (desk.folder / "d1.db").read_bytes() == before
