"""Seals, checks and the register of documents as they are typed and read."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.cli.desk import Desk, at

NO = "×目督〔2026〕3号"


@pytest.fixture(scope="module")
def kept(opened: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """2025 with two people expected to look at findings, approved, published and sealed as entry 34."""
    desk = replace(opened, folder=tmp_path_factory.mktemp("kept"), environ={})
    copytree(opened.folder, desk.folder, dirs_exist_ok=True)
    for line in (
        "ptaudit policy adopt four_eyes=finding.raised --from-year 2025 --basis ×绩委〔2025〕1号",
        "ptaudit operator register yi 经办乙 目督办登记岗 --organ MDB --operator admin",
        "ptaudit finding raise 清河镇 粪污直排 --on 1-3 --operator epb",
    ):
        desk.ok(line)
    desk.now = at("2026-03-02 09:00")
    for line in (
        (
            "ptaudit result approve 2025 --by 县委,县政府 --scores 清河镇=80 --scores 河口镇=90"
            " --on 2-20 --basis ×委纪要〔2026〕3号 --yes"
        ),
        "ptaudit result publish 2025 --computed --on 2-25 --basis ×委办〔2026〕5号 --yes",
        "ptaudit year seal 2025",
    ):
        desk.ok(line)
    return desk


@pytest.fixture
def desk(kept: Desk, tmp_path: Path) -> Desk:
    copytree(kept.folder, tmp_path, dirs_exist_ok=True)
    return replace(kept, folder=tmp_path, environ={})


def rows(desk: Desk, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.ok(f"{line} --format json"))["rows"]
    return found


def test_a_seal_says_up_to_where_and_under_which_root(desk: Desk) -> None:
    [year] = rows(desk, "ptaudit year list")
    assert (year["stage"], year["seal"], year["sealed_to"]) == ("已封账", 34, 33)
    assert year["sealed_on"] == "2026-03-02"
    payload = json.loads(desk.ok("ptaudit show 34"))["payload"]
    printed = desk.ok("ptaudit year show 2025")
    assert "2025年度进度: 已封账" in printed
    assert f"第34号于 2026-03-02 封账,封到第33号,账本指纹 {payload['root']}" in printed
    proof = desk.ok("ptaudit show 33 --proof")
    assert payload["last"] == 33
    assert payload["root"] not in proof  # The ledger has grown by the seal itself.
    english = desk.ok("ptaudit year show 2025 --lang en")
    assert f"sealed by entry 34 on 2026-03-02, up to entry 33, root {payload['root']}" in english


def test_what_is_recorded_under_the_seal_is_marked(desk: Desk) -> None:
    desk.ok("ptaudit finding raise 河口镇 漏报 --on 2025-12-3 --operator epb")
    [line] = rows(desk, "ptaudit timeline F-2025-002")
    assert "封账(第34号)后录入" in line["marks"]
    assert "审定后录入" not in line["marks"]
    audited = desk.ok("ptaudit audit --year 2025 --item 2")
    assert "封账(第34号)后 2026-03-02 才登记" in audited


def test_a_reopened_year_says_so_and_is_sealed_again(desk: Desk) -> None:
    desk.ok("ptaudit year reopen 2025 --scope 补认定 --basis ×委〔2026〕9号")
    [year] = rows(desk, "ptaudit year list")
    assert (year["stage"], year["seal"]) == ("已重启", None)
    assert "已登记 第36号" in desk.ok(
        "ptaudit completion determine 2025 --units 清河镇=完成 --organ 县委,县政府"
        " --basis ×委〔2026〕3号"
    )
    desk.ok("ptaudit year seal 2025")
    assert json.loads(desk.ok("ptaudit show 37"))["payload"]["seal_no"] == 2


def test_status_counts_what_waits_for_a_second_person(desk: Desk) -> None:
    assert "缺复核: 2025年度 1 号" in desk.ok("ptaudit status")
    [waiting] = rows(desk, "ptaudit record checked --year 2025 --missing")
    assert (waiting["position"], waiting["result"], waiting["check"]) == (31, "未复核", None)
    desk.ok("ptaudit record check 第31号 --operator yi --on 3-1")
    assert "缺复核" not in desk.ok("ptaudit status")
    assert rows(desk, "ptaudit record checked --year 2025 --missing") == []
    [done] = rows(desk, "ptaudit record checked --year 2025")
    assert (done["checked_by"], done["checked_on"], done["check"]) == ("经办乙", "2026-03-01", 35)
    assert "须第二人复核: 问题登记" in desk.ok("ptaudit record checked --year 2025")
    assert "没有口径要求" in desk.ok("ptaudit record checked --year 2024")


def test_a_file_is_in_the_register_to_the_byte(desk: Desk) -> None:
    file = desk.folder / "说明册.json"
    file.write_text('{"答":1}', "utf-8")
    desk.ok(
        f"ptaudit document issue 复核说明册 --no {NO} --file 说明册.json --to 清河镇"
        " --title 关于清河镇异议的复核说明册"
    )
    desk.ok(f"ptaudit document serve {NO} 清河镇 --receipt 清收8 --on 3-2")
    [row] = rows(desk, "ptaudit document check 说明册.json")
    assert row["sha"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (row["position"], row["doc_no"], row["head"]) == (35, NO, 34)
    assert row["to"] == ["清河镇"]
    assert row["served"] == ["清河镇 2026-03-02 清收8"]
    assert rows(desk, "ptaudit document register --unit 清河镇") == [row]
    assert rows(desk, "ptaudit document register --unit 河口镇") == []
    assert rows(desk, "ptaudit document register --as-recorded 第34号") == []
    file.write_text('{"答":2}', "utf-8")
    status, printed = desk.say("ptaudit document check 说明册.json")
    assert status == 5
    assert "代码: document.not_registered" in printed
    assert hashlib.sha256(file.read_bytes()).hexdigest() in printed
    desk.ok(f"ptaudit document issue 复核说明册 --no {NO} --file 说明册.json --replaces 35")
    first, second = rows(desk, "ptaudit document register")
    assert (first["replaced_by"], second["replaced_by"]) == (37, None)


def test_a_document_that_is_not_there_is_no_document(desk: Desk) -> None:
    status, printed = desk.say(f"ptaudit document issue 函 --no {NO} --file 没有.json")
    assert status == 5
    assert "代码: file.unreadable" in printed


def test_the_list_of_a_noun_holds_the_new_kinds(desk: Desk) -> None:
    (desk.folder / "a.txt").write_text("a")
    desk.ok(f"ptaudit document issue 函 --no {NO} --file a.txt")
    desk.ok("ptaudit record check 26-27 --operator epb")
    assert [row["gist"] for row in rows(desk, "ptaudit document list")] == [f"函 · {NO}"]
    assert [row["gist"] for row in rows(desk, "ptaudit record list")] == ["第26—27号 无误"]
