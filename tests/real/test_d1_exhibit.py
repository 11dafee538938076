"""D1 through one questions file: its six questions, and every expected answer in the book."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.real.d1 import FINDING, record
from tests.real.shared import dispute
from tests.reports.disputed import Reviewer

QUESTIONS = """\
title: 清河镇2023年度考评得分异议复核说明
disputant: 清河镇
as_effective: 2024-01-20
year: 2023
questions:
  - kind: replay
    q: 2024-01-20 审定时,系统记录中 F-2023-017 是什么状态?
    subject: F-2023-017
    as_recorded: 2024-01-20T17:30:00+08:00
  - kind: replay
    q: 按今天掌握的事实,2024-01-20 那天它实际是什么状态?
    subject: F-2023-017
    as_recorded: now
  - kind: late
    q: 谁、何时录入整改完成?是否补录?迟录多少天?
    subject: F-2023-017
  - kind: late
    q: 材料何时收到、何时录入、谁录入?
    subject: 第50号
  - kind: lost
    q: 扣的3分依据哪条规则、哪些事件?若当时已知,应得多少、排第几?
    void: [第48号]
  - kind: who_decides
    q: 需要谁批准更正?
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("d1")
    app, positions = record(dispute("D1"), f"sqlite:///{folder}/l.db")
    app.close()
    desk = Reviewer(folder, positions)
    desk.write(QUESTIONS)
    made = desk.made()
    desk.ok("exhibit", "--check", "册", "--ledger", "l.db")
    book: dict[str, Any] = json.loads((made / "exhibit.json").read_text("utf-8"))
    assert [a["number"] for a in book["answers"]] == [1, 2, 3, 4, 5, 6]
    found: list[dict[str, Any]] = book["answers"]
    return found


def test_the_questions_are_the_scenarios_own() -> None:
    asked = [question["q"] for question in dispute("D1")["questions"]]
    assert [line for line in asked if line not in QUESTIONS] == []
    assert len(asked) == 6


def test_what_the_ledger_said_at_the_approval(answers: list[dict[str, Any]]) -> None:
    """逾期未整改(截止2023-12-20;审定时系统中无整改完成记录)"""
    said = answers[0]["answer"]
    assert said.startswith(f"{FINDING}:逾期未整改(期限2023-12-20;账本中没有整改报完成的登记)")
    assert answers[0]["clocks"] == {
        "as_recorded": {"position": 49, "recorded_at": "2024-01-20T17:30:00.000+08:00"},
        "as_effective": "2024-01-20",
    }
    unknown = [(u["entry"]["position"], u["days"]) for u in answers[0]["unknown"]]
    assert unknown == [(50, 5), (51, 5), (52, 5)]


def test_how_it_really_stood(answers: list[dict[str, Any]]) -> None:
    """已销号(2023-12-18报完成,12-28核查通过,12-29销号)"""
    said = answers[1]["answer"]
    assert said.startswith(f"{FINDING}:已销号(")
    for part in ("2023-12-18报完成", "2023-12-28核查通过", "2023-12-29销号"):
        assert part in said


def test_who_typed_it_when_how_late(answers: list[dict[str, Any]]) -> None:
    """经办B(县环保局),2024-01-25 11:42;是,迟录38天(2023-12-18→2024-01-25),在审定5天之后"""
    said = answers[2]["answer"]
    for part in (
        "由经办B(环保登记岗)于2024-01-25 11:42录入,是补录,迟录38天(2023-12-18→2024-01-25",
        "在审定5天之后",
    ):
        assert part in said
    [entry] = [c for c in answers[2]["deciding"] if c["position"] == 50]
    assert (entry["late_days"], entry["late_working_days"]) == (38, 27)
    assert (entry["after_approval"], entry["days_after_approval"]) == (49, 5)


def test_when_the_paper_came(answers: list[dict[str, Any]]) -> None:
    """收文2023-0412 收文日2023-12-18早于期限2023-12-20;录入迟38天,登记人县环保局经办B;责任由有权机关认定"""
    said = answers[3]["answer"]
    for part in ("收文2023-0412", "收文日2023-12-18,早于期限2023-12-20", "迟录38天", "经办B"):
        assert part in said
    assert said.endswith("责任由有权机关认定。")


def test_what_the_points_rest_on_and_what_would_be(answers: list[dict[str, Any]]) -> None:
    """事件7←事件1、2;what-if:87.50+3=90.50,第6→第3"""
    said = answers[4]["answer"]
    assert "扣分-3.00(第48号,依据第45号、第46号,细则R31“逾期未整改每件扣3分”" in said
    assert "清河镇得分87.50→90.50,第6名→第3名(15个单位)" in said
    [own] = [r for r in answers[4]["supposition"]["changed"] if r["unit"] == "清河镇"]
    assert (own["score"], own["score_then"], own["rank"], own["rank_then"]) == (
        "87.50",
        "90.50",
        6,
        3,
    )
    [sums] = answers[4]["arithmetic"]
    assert [line["counted"] for line in sums["lines"]] == ["100.00", "-3.00", "-9.50"]
    assert sums["total"] == "87.50"


def test_who_must_approve_a_correction(answers: list[dict[str, Any]]) -> None:
    """已审定:按口径 correction.after_approval,报县委、县政府更正(细则对更正未作规定),原记录保留"""
    said = answers[5]["answer"]
    assert "审定:按口径 correction.after_approval" in said
    assert "报县委、县政府更正(细则对更正未作规定),原记录保留" in said


def test_it_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    app, positions = record(dispute("D1"), f"sqlite:///{tmp_path}/l.db")
    app.close()
    desk = Reviewer(tmp_path, positions)
    desk.write(QUESTIONS)
    one, two = desk.made(into="一"), desk.made(into="二")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name
