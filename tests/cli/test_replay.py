"""Replay at the command line: what is asked badly, what was never recorded, what contradicts itself."""

import json
from typing import Any

import pytest

from tests.cli.desk import Desk, at

RAISE = (
    'ptaudit finding raise 清河镇 "粪污直排" --on 2025-11-3 --deadline 2025-12-20 --operator epb'
)


def rows(desk: Desk, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.ok(f"ptaudit replay {line} --format json"))[
        "rows"
    ]
    return found


def part(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [row for row in found if row["part"] == name]


@pytest.fixture
def found(open_desk: Desk) -> Desk:
    """A finding raised, fed back and ordered (第29—31号) on 3 November 2025, recorded that day."""
    open_desk.now = at("2025-11-03 10:00")
    open_desk.ok(RAISE)
    open_desk.now = at("2026-01-25 10:00")
    return open_desk


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("F-2025-001 --as-recorded 2099-1-1", 2, "moment.future"),
        ("F-2025-001 --as-recorded 2020-1-1", 2, "moment.before_first"),
        ("F-2025-001 --as-recorded 2025", 2, "moment.ambiguous"),
        ("F-2025-001 --as-recorded 下周", 2, "moment.unreadable"),
        ("F-2025-001 --as-recorded 审定:2025", 5, "moment.not_approved"),
        ("F-2025-001 --as-recorded 第999号", 5, "entry.no_such_position"),
        ("F-2031-001", 5, "replay.nothing"),
        ("V-2025-1", 5, "replay.nothing"),
        ("清河镇 --year 2031", 5, "replay.nothing"),
        ("A --year 2031", 5, "replay.nothing"),
        ("清河镇 三年", 5, "replay.nothing"),
        ("清河镇 年中", 2, "replay.part"),
        ("清合镇 上半年", 5, "unit.unknown"),
        ("", 2, "argument.missing"),
    ],
)
def test_what_cannot_be_asked_is_refused(line: str, status: int, code: str, found: Desk) -> None:
    said, printed = found.say(f"ptaudit replay {line}")
    assert (said, f"代码: {code}" in printed) == (status, True), printed


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("新城镇 --as-effective 2025-12-31 --year 2025", "2025-12-31"),
        ("新城镇/2025/上半年 --as-effective 2026-1-25", "2025"),
        ("新城镇 三年 --as-effective 2024-12-31", "2024-12-31"),
    ],
)
def test_a_unit_has_no_state_before_it_existed(line: str, asked: str, found: Desk) -> None:
    found.ok("ptaudit unit register 新城镇 镇 --unit xincheng --since 2026-01-02")
    status, printed = found.say(f"ptaudit replay {line}")
    assert status == 5
    assert f"新城镇 自 2026-01-02 起设立,{asked} 时尚无此单位" in printed


def test_what_was_recorded_only_later_is_answered_not_refused(found: Desk) -> None:
    answer = rows(found, "F-2025-001 --as-recorded 第28号")
    assert part(answer, "answer")[0]["text"] == "F-2025-001:当时账本没有这个问题的登记"
    assert [row["position"] for row in part(answer, "unknown")] == [29, 30, 31]
    assert part(answer, "entry") == []
    before = rows(found, "F-2025-001 --as-effective 2025-11-2")
    assert part(before, "answer")[0]["code"] == "finding_unrecorded"


def test_a_moment_printed_to_the_minute_is_read_as_all_of_it(found: Desk) -> None:
    said = '"2025-11-03 10:00"'
    assert part(rows(found, f"F-2025-001 --as-recorded {said}"), "entry") != []


@pytest.mark.parametrize(
    "words", ["清河镇 上半年", "清河镇/上半年", "清河镇/2025/上半年", "qinghe/上半年/2025"]
)
def test_one_subject_may_be_written_in_several_ways(words: str, found: Desk) -> None:
    answer = rows(found, f"{words} --year 2025")
    assert part(answer, "answer")[0]["text"] == (
        "清河镇/2025/上半年:逾期未报。时限2025-07-15;账本中没有县环保部门收到的登记;"
        "账本中没有抄送县目督办的登记;逾期194天(133个工作日)"
    )


def test_a_correction_changes_no_earlier_answer(found: Desk) -> None:
    line = "F-2025-001 --as-recorded 第31号 --as-effective 2026-1-10"
    before = rows(found, line)
    found.ok("ptaudit void 31 --reason 误录 --operator epb")
    after = rows(found, line)
    same = ("answer", "fact", "entry", "ruling", "contradiction")
    assert [r for r in after if r["part"] in same] == [r for r in before if r["part"] in same]
    [unknown] = part(after, "unknown")
    assert (unknown["position"], unknown["values"]) == (32, ["target=31"])
    assert part(after, "now")[0]["code"] == "finding_notified"


def test_contradictions_are_shown_with_their_entries(found: Desk) -> None:
    found.ok(
        "ptaudit finding close F-2025-001 --on 2025-12-29 --operator epb --irregular 未核查即销号"
    )
    answer = rows(found, "F-2025-001")
    [against] = part(answer, "contradiction")
    assert (against["code"], against["position"]) == ("finding.unverified", 32)
    assert part(answer, "answer")[0]["code"] == "finding_overdue"
    assert "记载矛盾" in found.ok("ptaudit replay F-2025-001")


def test_a_carried_year_says_it_has_no_process(found: Desk) -> None:
    for year, score in ((2022, "88.5"), (2023, "")):
        more = f"--score {score} --rank 3 --sequence A" if score else ""
        found.ok(
            f"ptaudit history carry 清河镇 {year} 未完成 {more} --on {year + 1}-02-01 --basis ×委发〔{year + 1}〕3号"
        )
    text = part(rows(found, "清河镇 --year 2022"), "answer")[0]["text"]
    assert text.startswith("清河镇/2022:结转 88.50 分")
    assert "结转、无过程" in text
    bare = part(rows(found, "清河镇 --year 2023"), "answer")[0]
    assert (bare["code"], bare["text"]) == (
        "unit_year_carried_bare",
        "清河镇/2023:结转,没有得分。结转、无过程",
    )
    chain = rows(found, "清河镇 --chain --as-effective 2023-12-31")
    assert part(chain, "answer")[0]["code"] == "chain_one"
    assert [row["text"] for row in part(chain, "year")] == ["2022年度 未完成(结转、无过程)"]
    ranked = rows(found, "A --year 2022")
    assert part(ranked, "answer")[0]["code"] == "sequence_carried"


def test_a_read_of_one_units_selfchecks(found: Desk) -> None:
    found.ok(
        "ptaudit selfcheck file 清河镇 上半年 --on 2025-7-10 --receipt 收文2025-0210 --copied 2025-7-11 "
        "--operator epb --year 2025"
    )
    answer = json.loads(found.ok("ptaudit selfcheck show 清河镇 --year 2025 --format json"))[
        "rows"
    ]
    assert [(r["period"], r["recipient"], r["on"], r["position"]) for r in answer] == [
        ("上半年", "县环境保护行政主管部门", "2025-07-10", 32),
        ("上半年", "县目督办(县绩效办)", "2025-07-11", 33),
        ("年终", None, None, None),
    ]


def test_an_objection_from_filing_to_decision(found: Desk) -> None:
    found.ok(
        "ptaudit objection file 期限前已报完成 --year 2025 --about 问题 --unit 清河镇 --against 29 --on 1-20"
    )
    found.ok("ptaudit objection accept O-2025-001 --due 2026-01-24 --on 1-21 --operator mdb")
    before = rows(found, "O-2025-001 --as-recorded 第32号 --as-effective 2026-1-25")
    assert part(before, "answer")[0]["text"] == "O-2025-001:已提出,未受理。2026-01-20提出(第32号)"
    [unknown] = part(before, "unknown")
    assert (unknown["code"], unknown["position"]) == ("objection.accepted", 33)
    now = rows(found, "O-2025-001")
    assert part(now, "answer")[0]["text"] == (
        "O-2025-001:已受理,未决定。2026-01-20提出(第32号);2026-01-21受理(第33号);"
        "应于2026-01-24前答复,已逾期"
    )
    assert part(rows(found, "O-2025-001 --as-effective 2026-1-19"), "answer")[0]["code"] == (
        "objection_unrecorded"
    )


def test_who_recorded_it_does_not_depend_on_the_day_asked_about(found: Desk) -> None:
    found.ok("ptaudit operator register jingban-c 经办C 环保登记岗 --operator admin")
    found.ok(
        "ptaudit selfcheck file 清河镇 上半年 --on 2025-7-10 --receipt 收文2025-0210 --year 2025 "
        "--operator jingban-c"
    )
    answer = rows(found, "清河镇 上半年 --year 2025 --as-effective 2025-7-31")
    [filed] = [row for row in part(answer, "entry") if row["code"] == "selfcheck.filed"]
    assert (filed["operator"], filed["desk"]) == ("经办C", "环保登记岗")
    assert "暂定" not in filed["text"]
