"""D1 through ``replay`` alone: what was known at the approval, what is known now, who wrote it when."""

from pathlib import Path

import pytest

from tests.real.d1 import FINDING, record
from tests.real.shared import dispute
from tests.real.test_d1 import Desk

AT_APPROVAL = ("--as-recorded", "审定:2023", "--as-effective", "2024-01-20")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    app, _ = record(dispute("D1"), f"sqlite:///{tmp_path}/d1.db")
    app.close()
    return Desk(tmp_path, capsys)


def parts(desk: Desk, *words: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for row in desk.rows("replay", *words):
        found.setdefault(str(row["part"]), []).append(row)
    return found


def test_at_the_approval_it_was_overdue_and_nothing_said_it_was_done(desk: Desk) -> None:
    """逾期未整改(截止2023-12-20;审定时系统中无整改完成记录)"""
    found = parts(desk, FINDING, *AT_APPROVAL)
    [answer] = found["answer"]
    assert answer["code"] == "finding_overdue"
    assert answer["text"] == ("F-2023-017:逾期未整改。期限2023-12-20;账本中没有整改报完成的登记")
    assert [row["position"] for row in found["entry"]] == [45, 46, 47]
    [row] = [row for row in found["ruling"] if row["code"] != "version"]
    assert (row["code"], row["values"]) == (
        "deadline.rollover.fixed",
        ["value=stays", "source=default", "year=2023"],
    )


def test_by_what_is_known_now_it_was_closed_that_day(desk: Desk) -> None:
    """已销号(2023-12-18报完成,12-28核查通过,12-29销号)"""
    closed = "已销号。期限2023-12-20;2023-12-18报完成(第50号);2023-12-28核查通过(第51号);2023-12-29销号(第52号)"
    now = parts(desk, FINDING, "--as-effective", "2024-01-20")
    assert now["answer"][0]["text"] == f"F-2023-017:{closed}"
    assert "unknown" not in now
    [beside] = parts(desk, FINDING, *AT_APPROVAL)["now"]
    assert beside["text"] == f"按第52号止所知,当日:{closed}"
    assert beside["code"] == "finding_closed"


def test_who_wrote_it_when_how_late_and_after_what(desk: Desk) -> None:
    """经办B,2024-01-25 11:42;补录,迟38天,在审定5天之后;收文2023-0412 收于2023-12-18"""
    unknown = parts(desk, FINDING, *AT_APPROVAL)["unknown"]
    assert [row["position"] for row in unknown] == [50, 51, 52]
    submitted = unknown[0]
    assert (submitted["operator"], submitted["desk"]) == ("经办B", "环保登记岗")
    assert (submitted["recorded_at"], submitted["on"]) == ("2024-01-25 11:42", "2023-12-18")
    assert (submitted["late_days"], submitted["days_after"]) == (38, 5)
    assert submitted["late_working_days"] == 27
    assert submitted["marks"] == ["补录: 迟38天(27个工作日)", "第49号审定后录入"]
    assert (submitted["receipts"], submitted["received_on"]) == (["收文2023-0412"], "2023-12-18")
    assert submitted["organs"] == ["清河镇"]


def test_the_page_answers_first_and_lays_no_blame(desk: Desk) -> None:
    printed = desk.ask("replay", FINDING, *AT_APPROVAL).splitlines()
    assert printed[0] == "当时所知: 第49号(2024-01-20 17:30) · 当时有效: 2024-01-20"
    assert printed[1].startswith("F-2023-017:逾期未整改。")
    assert printed[-1].endswith("责任由有权机关认定")
    at = printed.index("当时未知,其后登记")
    assert printed[at + 1].startswith("  - 第50号 · 2023-12-18 整改报完成")


def test_the_score_then_is_asserted_and_differs_from_its_items(desk: Desk) -> None:
    found = parts(desk, "清河镇", *AT_APPROVAL)
    assert found["answer"][0]["values"] == ["score=87.50", "on=2024-01-20", "position=49"]
    facts = {row["code"]: row["values"] for row in found["fact"]}
    assert facts["rank"] == ["rank=6", "n=15"]
    assert facts["asserted_differs"] == [
        "by=审定",
        "asserted=87.50",
        "computed=97.00",
        "difference=-9.50",
        "position=49",
    ]
    assert [row["position"] for row in found["entry"]] == [48, 49]
    assert [row["position"] for row in found["rules"]] == [44]
    # What the deduction rests on came in after the approval.
    assert [row["position"] for row in found["unknown"]] == [50, 51, 52]


def test_the_sequence_then(desk: Desk) -> None:
    places = parts(desk, "乡镇街道园区", *AT_APPROVAL)["place"]
    assert [row["unit"] for row in places][:6] == [
        "永宁镇",
        "双河街道",
        "临江镇",
        "石桥乡",
        "高新园区",
        "清河镇",
    ]
    assert places[4]["values"] == ["rank=5", "score=88.40", "lists=先进"]


def test_every_answer_in_english_too(desk: Desk) -> None:
    printed = desk.ask("replay", FINDING, *AT_APPROVAL, "--lang", "en")
    assert "overdue, not rectified (逾期未整改)" in printed
    assert "recorded after the approval no. 49" in printed
