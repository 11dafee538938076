"""A small dispute of our own: a rectification typed in after the approval; and what is typed to ask about it."""

import datetime as dt
import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ptaudit.application import Ptaudit
from ptaudit_cli.call import Surroundings
from ptaudit_cli.main import run
from tests.real.d1 import Clock, record

ZONE = dt.timezone(dt.timedelta(hours=8))
UNITS = (("石桥乡", "93.20"), ("河口镇", "88.00"), ("城关街道", "86.50"), ("高新园区", "81.00"))


def _act(number: int, kind: str, on: str, at: str, by: str, **payload: Any) -> dict[str, Any]:
    return {
        "id": number,
        "kind": kind,
        "effective_at": on,
        "recorded_at": f"{at}:00+08:00",
        "recorded_by": f"经办{by}",
        "payload": payload,
    }


SCENARIO: dict[str, Any] = {
    "disputant": "清河镇",
    "events": [
        _act(
            1,
            "finding.raised",
            "2023-11-03",
            "2023-11-03T16:20",
            "A",
            unit="清河镇",
            issue="沿河养殖粪污直排",
            indicator="整改各类环境问题",
        ),
        _act(
            2,
            "rectification.ordered",
            "2023-11-06",
            "2023-11-06T09:05",
            "A",
            deadline="2023-12-20",
            notice_no="×环改〔2023〕17号",
        ),
        _act(
            3,
            "score.entered",
            "2024-01-08",
            "2024-01-08T15:00",
            "A",
            delta="-3",
            stage="审核",
        ),
        _act(
            4,
            "result.approved",
            "2024-01-20",
            "2024-01-20T17:30",
            "C",
            scores={"清河镇": "85.00"},
        ),
        _act(
            5,
            "rectification.submitted",
            "2023-12-18",
            "2024-01-25T11:42",
            "B",
            receipt_no="收文2023-0412",
            received_on="2023-12-18",
            late_reason="收文登记后未录入",
        ),
    ],
    "background": [{"unit": unit, "approved_score": score} for unit, score in UNITS],
}

QUESTIONS = """\
title: 清河镇2023年度考评得分异议复核说明
disputant: 清河镇
as_effective: 2024-01-20
year: 2023
questions:
  - {kind: replay, subject: F-2023-017, as_recorded: "审定:2023"}
  - {kind: late, subject: F-2023-017}
  - {kind: lost, void: [第%d号]}
  - {kind: who_decides}
"""


@dataclass
class Reviewer:
    """A folder with the ledger ``l.db``; *positions* are those of the scenario's acts."""

    folder: Path
    positions: dict[int, int]
    now: dt.datetime = dt.datetime(2024, 3, 1, 9, tzinfo=ZONE)

    @property
    def questions(self) -> str:
        return QUESTIONS % self.positions[3]

    def ask(self, *words: str, ledger: bool = True) -> tuple[int, str]:
        """Exit code and everything printed."""
        stream = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        around = Surroundings(
            clock=lambda: self.now,
            new_id=lambda: "f" * 32,
            seed=lambda: bytes(32),
            environ={"PTAUDIT_LEDGER": "l.db"} if ledger else {},
            folder=self.folder,
            columns=200,
            interactive=False,
            terminal=False,
        )
        with redirect_stdout(stream), redirect_stderr(stream):
            status = run(words, around)
        stream.seek(0)
        return status, stream.read()

    def ok(self, *words: str, ledger: bool = True) -> str:
        status, printed = self.ask(*words, ledger=ledger)
        assert status == 0, printed
        return printed

    def write(self, text: str, name: str = "q.yml") -> None:
        (self.folder / name).write_text(text, "utf-8")

    def made(self, *words: str, into: str = "册") -> Path:
        """The book of ``q.yml``."""
        self.ok("exhibit", "q.yml", "-o", into, *words)
        return self.folder / into

    def open(self) -> Ptaudit:
        """The ledger, to record more in it."""
        clock = Clock("2024-03-02T09:00:00+08:00")
        url = f"sqlite:///{self.folder}/l.db"
        return Ptaudit.open(url, clock=clock, new_id=lambda: "e" * 32)


def reviewer(folder: Path) -> Reviewer:
    app, positions = record(SCENARIO, f"sqlite:///{folder}/l.db")
    app.close()
    found = Reviewer(folder, positions)
    found.write(found.questions)
    return found
