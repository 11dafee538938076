"""D1 taken further: 清河镇 objects to its three points; the objection is taken up and decided, typed by hand."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk, at
from tests.real.d1 import FINDING, record
from tests.real.shared import dispute

NUMBER = "O-2023-001"
FILE = (
    "ptaudit objection file 期限前已报完成并经核查通过 --year 2023 --about 得分 --unit 清河镇 --against 48 "
    "--item R31 --asks 恢复所扣3分 --receipt 目督收2024-031 --on 2024-02-26 --operator jingban-c"
)
ACCEPT = f"ptaudit objection accept {NUMBER} --due 2024-03-20 --on 2024-02-27 --operator jingban-c"
DECIDE = (
    f"ptaudit objection decide {NUMBER} 变更 --members 县目督办主任 --members 经办C --recused 经办A "
    "--findings 收文登记簿载明2023年12月18日收到 --on 2024-03-01 --operator jingban-c"
)
BOTH = "--organ 县委,县政府 --basis ×委纪要〔2024〕9号"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    app, _ = record(dispute("D1"), f"sqlite:///{tmp_path}/d1.db")
    app.close()
    return Desk(tmp_path, at("2024-03-01 09:00"), {"PTAUDIT_LEDGER": "d1.db"}, columns=400)


def rows(desk: Desk, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.ok(f"{line} --format json"))["rows"]
    return found


def refused(desk: Desk, line: str) -> str:
    status, printed = desk.say(line)
    assert status == 6, printed
    return printed


def test_filed_taken_up_and_decided(desk: Desk) -> None:
    desk.ok(FILE)
    assert f"异议 {NUMBER} 清河镇: 待答复是否受理" in desk.ok("ptaudit status")
    desk.ok(ACCEPT)
    assert "待答复" not in desk.ok("ptaudit status")
    assert "objection.member_involved" in refused(
        desk, DECIDE.replace("--members 经办C", "--members 经办A") + f" {BOTH}"
    )
    assert "objection.beyond_authority" in refused(desk, DECIDE)
    desk.ok(f"{DECIDE} {BOTH}")
    [row] = rows(desk, "ptaudit objection list")
    assert (row["objection"], row["filed_by"], row["against"]) == (NUMBER, "清河镇", 48)
    assert (row["timely"], row["last"]) == ("按期", None)
    assert (row["status"], row["result"], row["days_open"]) == ("已决定", "变更", 4)
    acts = rows(desk, f"ptaudit objection show {NUMBER}")
    assert [act["position"] for act in acts] == [53, 54, 55]
    assert acts[-1]["organs"] == ["县委", "县政府"]
    assert acts[-1]["members"] == ["县目督办主任", "经办C"]
    assert all(act["counts"] for act in acts)


def test_how_it_stood_on_a_day_and_as_the_ledger_then_knew(desk: Desk) -> None:
    for line in (FILE, ACCEPT, f"{DECIDE} {BOTH}"):
        desk.ok(line)
    list_ = "ptaudit objection list"
    assert rows(desk, f"{list_} --as-effective 2024-02-25") == []
    [filed] = rows(desk, f"{list_} --as-effective 2024-02-26")
    [taken] = rows(desk, f"{list_} --as-effective 2024-02-29")
    assert (filed["status"], taken["status"]) == ("已提出", "已受理")
    [then] = rows(desk, f"{list_} --as-recorded 54")
    assert (then["status"], then["result"], then["due"]) == ("已受理", "", "2024-03-20")


def test_it_stands_among_what_happened_to_the_unit_the_finding_and_the_entry(desk: Desk) -> None:
    desk.ok(FILE)
    desk.ok(ACCEPT)
    for subject in ("清河镇", FINDING, NUMBER):
        kinds = [row["kind"] for row in rows(desk, f"ptaudit timeline {subject}")]
        assert {"objection.filed", "objection.accepted"} <= set(kinds), subject
    assert [row["position"] for row in rows(desk, "ptaudit timeline 第48号")] == [48, 53]


def test_an_answer_that_is_overdue_waits_first(desk: Desk) -> None:
    desk.ok(FILE)
    desk.ok(ACCEPT)
    desk.now = at("2024-03-14 09:00")
    assert f"异议 {NUMBER} 清河镇: 复核决定 6 天内到期" in desk.ok("ptaudit status")
    desk.now = at("2024-03-25 09:00")
    assert f"异议 {NUMBER} 清河镇: 复核决定已逾期 5 天" in desk.ok("ptaudit status")
    [row] = rows(desk, "ptaudit objection list --unit 清河镇 --year 2023")
    assert (row["overdue"], row["days_open"]) == (True, 28)
    assert rows(desk, "ptaudit objection list --unit 永宁镇") == []
    assert dt.date.fromisoformat(row["filed_on"]) == dt.date(2024, 2, 26)
