"""D1 through ``explain`` alone: the three points from the score down to the paper that proves the day."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.real.d1 import FINDING, record
from tests.real.shared import dispute
from tests.real.test_d1 import Desk

UNIT = ("清河镇", "--year", "2023")
AT_APPROVAL = ("--as-recorded", "审定:2023", "--as-effective", "2024-01-20")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    app, _ = record(dispute("D1"), f"sqlite:///{tmp_path}/d1.db")
    app.close()
    return Desk(tmp_path, capsys)


def below(rows: list[dict[str, Any]], start: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines under *start*, down to the next as high as it."""
    found = []
    for row in rows[rows.index(start) + 1 :]:
        if row["depth"] <= start["depth"]:
            break
        found.append(row)
    return found


def point(rows: list[dict[str, Any]]) -> dict[str, Any]:
    [found] = [row for row in rows if row["what"] == "计分"]
    return found


def test_the_three_points_rest_on_an_entry_a_rule_a_finding_and_its_papers(desk: Desk) -> None:
    """事件7←事件1、2"""
    rows = desk.rows("explain", *UNIT)
    one = point(rows)
    assert (one["counted"], one["group"], one["item"]) == ("-3.00", "8.3", "R31")
    assert (one["position"], one["on"], one["stage"]) == (48, "2024-01-08", "审核")
    assert (one["operator"], one["desk"]) == ("经办A", "环保登记岗")
    assert (one["findings"], one["claims"]) == ([FINDING], ["第十五条"])
    rule, *facts = below(rows, one)
    assert (rule["rule_text"], rule["rules_version"]) == ("逾期未整改每件扣3分", 1)
    assert (rule["position"], rule["documents"]) == (44, ["×绩委〔2023〕1号"])
    assert [(row["line"], row["position"], row["kind"]) for row in facts] == [
        ("依据", 45, "finding.raised"),
        ("依据", 46, "rectification.ordered"),
        ("问题", 47, "document.served"),
        ("问题", 50, "rectification.submitted"),
        ("问题", 51, "rectification.verified"),
        ("问题", 52, "finding.closed"),
    ]
    assert facts[1]["documents"] == ["×环改〔2023〕17号"]


def test_what_answers_the_finding_was_not_yet_recorded_when_the_points_were_taken(
    desk: Desk,
) -> None:
    rows = desk.rows("explain", *UNIT)
    submitted = next(row for row in rows if row["position"] == 50)
    assert (submitted["on"], submitted["recorded_at"][:16]) == ("2023-12-18", "2024-01-25T11:42")
    assert (submitted["operator"], submitted["receipts"]) == ("经办B", ["收文2023-0412"])
    assert submitted["marks"] == [
        "补录: 迟38天(27个工作日)",
        "记分时尚未登记",
        "第49号审定后录入",
    ]
    then = desk.rows("explain", *UNIT, *AT_APPROVAL)
    assert [row["position"] for row in below(then, point(then))] == [44, 45, 46, 47]


def test_it_adds_up_now_and_at_the_approval(desk: Desk) -> None:
    for clocks in ((), AT_APPROVAL):
        rows = desk.rows("explain", *UNIT, *clocks)
        counted = [Decimal(row["counted"]) for row in rows if row["line"] == "理由"]
        assert counted == [Decimal("100.00"), Decimal("-3.00"), Decimal("-9.50")]
        assert rows[0]["counted"] == "87.50"


def test_lost_points_in_words(desk: Desk) -> None:
    said = desk.ask("explain", *UNIT, "--lost").splitlines()
    assert said[1:3] == [
        "清河镇 2023年度得分说明书",
        "满分 100.00(按考评细则),失 12.50,得 87.50(审定得分)",
    ]
    assert said[3] == "  1. R31 整改各类环境问题: 扣 3.00 分"
    assert said[4] == "    评分标准: 逾期未整改每件扣3分(第1版,第44号)"
    [finding] = [line for line in said if "第45号" in line]
    for part in ("依据", "2023-11-03", "问题登记", "沿河养殖粪污直排", "经办A"):
        assert part in finding
    assert said[-3].startswith("  2. 未分解: 认定得分与各项之和相差 9.50 分")
    assert said[-1] == "以上只说明谁在何时登记了什么;责任由有权机关认定。"


def test_stages_show_where_the_total_departs_from_the_items(desk: Desk) -> None:
    rows = desk.rows("explain", *UNIT, "--stages")
    approval = next(row for row in rows if row["stage"] == "审定" and row["line"] == "阶段")
    assert (approval["asserted"], approval["computed"]) == ("87.50", "97.00")
    assert (approval["undecomposed"], approval["counted"]) == ("-9.50", "-9.50")
    assert [row["what"] for row in rows if row["line"] == "变动"] == ["未分解"]


def test_a_year_without_items_is_all_undecomposed(desk: Desk) -> None:
    rows = desk.rows("explain", "永宁镇", "--year", "2023", "--lost")
    assert [(row["what"], row["counted"]) for row in rows if row["line"] == "失分"] == [
        ("未分解", "-6.80")
    ]


def test_the_finding_leads_to_everything_that_rests_on_it(desk: Desk) -> None:
    rows = desk.rows("explain", "第45号")
    resting = {row["position"]: row for row in rows if row["line"] == "被据"}
    assert set(resting) == {46, 47, 48, 50, 51, 52}
    assert (resting[47]["depth"], resting[47]["by"]) == (2, 46)
    assert (resting[48]["depth"], resting[48]["what"]) == (1, "basis")
