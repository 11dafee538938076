"""The auditor's questions at the command line: filters, formats, what is said of a value nobody knows."""

import csv
import io
import json

import pytest

from ptaudit_cli import index
from tests.cli.desk import Desk, at

VERBS = [verb for verb in index.verbs("audit") if verb != "show"]


@pytest.fixture
def audited(open_desk: Desk) -> Desk:
    """Received in July and recorded in September at one desk, in October at the other; one corrected."""
    open_desk.now = at("2025-09-10 09:00")
    file = "ptaudit selfcheck file {} 上半年 --year 2025 --on 7-{} --operator {}"
    open_desk.ok(file.format("清河镇", 1, "epb") + " --receipt 收文2025-1")
    open_desk.now = at("2025-10-10 09:00")
    open_desk.ok(file.format("河口镇", 2, "mdb") + " --recipient MDB")
    open_desk.ok("ptaudit correct 29 --set receipt_no=收文2025-7 --reason 错号 --operator epb")
    return open_desk


def rows(desk: Desk, line: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(desk.ok(f"{line} --format json"))["rows"]
    return found


def test_audit_alone_asks_for_a_years_page(audited: Desk) -> None:
    page = audited.ok("ptaudit audit show --year 2025").splitlines()[1:]
    for line in ("ptaudit audit --year 2025", "ptaudit audit", "ptaudit audit --year=2025"):
        assert audited.ok(line).splitlines()[1:] == page, line
    english = audited.ok("ptaudit audit --lang en --year 2025")
    assert english == audited.ok("ptaudit audit show --year 2025 --lang en")
    assert english == audited.ok("ptaudit --lang en audit --year 2025")


def test_help_of_audit_names_every_question(audited: Desk) -> None:
    shown = audited.ok("ptaudit audit --help")
    assert all(f"  {verb} " in shown for verb in ("show", *VERBS))
    assert "--item" in audited.ok("ptaudit audit --year 2025 --help")
    status, printed = audited.say("ptaudit audit lat")
    assert (status, "late" in printed) == (2, True)


@pytest.mark.parametrize("verb", VERBS)
def test_every_question_is_answered_at_both_clocks(verb: str, audited: Desk) -> None:
    now = audited.ok(f"ptaudit audit {verb}")
    assert now.startswith("当时所知: 第31号(2025-10-10 ")
    then = audited.ok(f"ptaudit audit {verb} --as-recorded 28 --as-effective 2025-6-30")
    assert then.splitlines()[1] == "没有符合的内容"
    assert then.splitlines()[0].endswith("当时有效: 2025-06-30")


@pytest.mark.parametrize("verb", VERBS)
def test_csv_and_json_have_the_same_columns(verb: str, audited: Desk) -> None:
    schema = json.loads(audited.ok(f"ptaudit audit {verb} --format schema"))
    columns = schema["properties"]["rows"]["items"]["required"]
    printed = audited.ok(f"ptaudit audit {verb} --format csv").splitlines()
    [heading] = list(csv.reader(io.StringIO(printed[0])))
    assert heading == columns
    assert schema["properties"]["read"] == {"const": f"audit {verb}"}


@pytest.mark.parametrize(
    ("narrowed", "positions"),
    [
        ("", [30, 29]),
        ("--unit 清河镇", [29]),
        ("--unit hekou", [30]),
        ("--desk 环保登记岗", [29]),
        ("--operator mdb", [30]),
        ("--operator 环保经办", [29]),
        ("--year 2025", [30, 29]),
        ("--year 2024", []),
        ("--year 2025 --unit 清河镇 --operator mdb", []),
    ],
)
def test_late_entries_as_wanted(narrowed: str, positions: list[int], audited: Desk) -> None:
    found = rows(audited, f"ptaudit audit late {narrowed}")
    assert [row["position"] for row in found] == positions


def test_late_entries_add_up_below_the_table(audited: Desk) -> None:
    *_, desks, other, by, by_other, without, proved = audited.ok("ptaudit audit late").splitlines()
    assert desks == "按登记岗 · 环保登记岗: 迟录 1 号,其中无凭证 0 号,最多迟 71 天(51 个工作日)"
    assert other.startswith("按登记岗 · 目督办登记岗: 迟录 1 号,其中无凭证 1 号,最多迟 100 天")
    assert by.startswith("按登记人 · ")
    assert by_other.startswith("按登记人 · ")
    assert without.startswith("按凭证 · 无凭证: 迟录 1 号,最多迟 100 天")
    assert proved.startswith("按凭证 · 有凭证: 迟录 1 号,最多迟 71 天")
    [first, second] = rows(audited, "ptaudit audit late")
    assert (first["proofs"], second["proofs"]) == ([], ["收文2025-7"])
    assert (first["late_days"], first["threshold"]) == (100, 30)


def test_a_change_names_the_field_as_its_command_does(audited: Desk) -> None:
    [row] = rows(audited, "ptaudit audit changes")
    assert [row[name] for name in ("position", "target", "field", "label", "before", "after")] == [
        31,
        29,
        "receipt_no",
        "收文号",
        "收文2025-1",
        "收文2025-7",
    ]
    assert rows(audited, "ptaudit audit changes --operator mdb") == []


def test_totals_with_a_difference_and_all_of_them(audited: Desk) -> None:
    approve = "ptaudit result approve 2025 --by 县委,县政府 --basis ×委纪要〔2026〕3号 --yes"
    scores = " ".join(f"--scores {unit}=9{n}.00" for n, unit in enumerate(("清河镇", "河口镇")))
    audited.ok(f"{approve} {scores}")
    found = rows(audited, "ptaudit audit totals")
    assert [(row["unit"], row["total"], row["rest"], row["found"]) for row in found] == [
        ("河口镇", "91.00", "91.00", ["没有分项"]),
        ("清河镇", "90.00", "90.00", ["没有分项"]),
    ]
    assert rows(audited, "ptaudit audit totals --every") == found
    assert len(rows(audited, "ptaudit audit totals --unit 河口镇 --desk 目督办登记岗")) == 1
    assert rows(audited, "ptaudit audit totals --desk 环保登记岗") == []


@pytest.mark.parametrize(
    ("narrowed", "status", "code"),
    [
        ("--unit 清和镇", 5, "unit.unknown"),
        ("--desk 收发室", 5, "desk.unknown"),
        ("--operator 王五", 5, "operator.unknown"),
        ("--year 二〇二五", 2, "year.unreadable"),
        ("--year 25", 2, "year.unreadable"),
    ],
)
@pytest.mark.parametrize("verb", VERBS)
def test_what_nobody_knows_is_said_in_words(
    verb: str, narrowed: str, status: int, code: str, audited: Desk
) -> None:
    said, printed = audited.say(f"ptaudit audit {verb} {narrowed}")
    assert (said, f"代码: {code}" in printed) == (status, True), printed
    assert "办法: " in printed
