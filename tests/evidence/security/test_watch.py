"""What each call leaves in the log, and what happens where the log cannot be written."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk, at

LOG = "ptaudit.db.security.jsonl"
NAME = "甲某某"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ledger with one person in a post."""
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 测试县")
    desk.ok("ptaudit unit register 清河镇 镇")
    desk.ok(f"ptaudit post assume 清河镇 党主要 {NAME} --on 2021-01-01")
    return desk


def lines(desk: Desk, name: str = LOG) -> list[dict[str, Any]]:
    path = desk.folder / name
    return [json.loads(x) for x in path.read_text("utf-8").splitlines()] if path.exists() else []


def said(desk: Desk) -> Iterator[tuple[str, str]]:
    return ((line["what"], line["call"]) for line in lines(desk))


def test_a_recorded_act_is_the_ledger_s_alone(desk: Desk) -> None:
    assert not (desk.folder / LOG).exists()


def test_a_refusal_has_code_call_operator_time_and_ledger(desk: Desk) -> None:
    desk.now = at("2025-03-01 10:00")
    desk.say("ptaudit finding close F-2025-777 --operator epb --reason 不便写入日志的话")
    assert lines(desk) == [
        {
            "at": "2025-03-01T10:00:01+08:00",
            "what": "拒绝",
            "call": "finding close",
            "ledger": str(desk.folder / "ptaudit.db"),
            "operator": "epb",
            "code": "finding.unknown",
            "status": 5,
        }
    ]


def test_no_value_that_was_typed_is_logged(desk: Desk) -> None:
    for line in (
        f"ptaudit post assume 清河镇 党主要 {NAME}乙 --on 2022-01-01",
        f"ptaudit person show {NAME}乙",
        f"ptaudit finding raise 没有的镇 {NAME}举报 --operator epb",
        "ptaudit person show",
    ):
        assert desk.say(line)[0] != 0
    text = (desk.folder / LOG).read_text("utf-8")
    assert len(text.splitlines()) == 4
    assert NAME not in text
    assert "没有的镇" not in text


def test_a_word_that_is_no_command_reaches_nothing(desk: Desk) -> None:
    for line in ("ptaudit fnding list", "ptaudit person list --oops", "ptaudit --help"):
        desk.say(line)
    assert lines(desk) == []


def test_no_log_appears_where_there_is_no_ledger(tmp_path: Path) -> None:
    assert Desk(tmp_path).say("ptaudit person list")[0] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_verification_is_logged_with_its_outcome(desk: Desk) -> None:
    desk.ok("ptaudit verify")
    desk.ok("ptaudit projections verify")
    (desk.folder / "x.pdf").write_bytes(b"x")
    desk.say("ptaudit document check x.pdf")
    desk.say("ptaudit exhibit --check none")
    assert list(said(desk)) == [
        ("核验", "verify"),
        ("核验", "projections verify"),
        ("核验", "document check"),
        ("核验", "exhibit"),
    ]
    assert [line["status"] for line in lines(desk)][:3] == [0, 0, 5]
    assert "code" not in lines(desk)[0]
    assert lines(desk)[2]["code"] == "document.not_registered"


def test_a_broken_ledger_is_logged_as_such(desk: Desk) -> None:
    path = desk.folder / "ptaudit.db"
    path.write_bytes(path.read_bytes().replace("清河镇".encode(), "青河镇".encode()))
    status, _ = desk.say("ptaudit verify")
    assert status == 3
    assert [(line["what"], line["status"]) for line in lines(desk)] == [("核验", 3)]
    assert "核验 · verify · 退出码 3" in desk.ok("ptaudit security list")


def test_a_personal_read_says_who_saw_whom_and_why(desk: Desk) -> None:
    desk.ok("ptaudit person list --purpose 年度核对 -o 人员.csv")
    desk.ok(f"ptaudit person show {NAME}")
    desk.ok("ptaudit show 27")
    assert [{**line, "at": "", "ledger": ""} for line in lines(desk)] == [
        {
            "at": "",
            "ledger": "",
            "what": "查看",
            "call": "person list",
            "operator": "mdb",
            "about": ["p001"],
            "purpose": "年度核对",
            "file": "人员.csv",
        },
        {
            "at": "",
            "ledger": "",
            "what": "查看",
            "call": "person show",
            "operator": "mdb",
            "about": ["p001"],
        },
        {
            "at": "",
            "ledger": "",
            "what": "查看",
            "call": "show",
            "operator": "mdb",
            "about": ["27"],
        },
    ]


def test_an_answer_that_names_nobody_is_not_logged(desk: Desk) -> None:
    desk.ok("ptaudit unit register 河口镇 镇")
    desk.ok("ptaudit timeline 河口镇")
    desk.ok("ptaudit recusal list")
    assert lines(desk) == []
    desk.ok("ptaudit timeline 清河镇")
    assert [line["about"] for line in lines(desk)] == [["p001"]]


def test_an_act_is_not_lost_with_the_log(desk: Desk) -> None:
    """A folder in its place: acts are recorded, refusals told, answers given, and a line says so."""
    (desk.folder / LOG).mkdir()
    desk.ok("ptaudit unit register 河口镇 镇")
    status, printed = desk.say("ptaudit finding close F-2025-777 --operator epb")
    assert status == 5
    assert "代码: finding.unknown" in printed
    assert "代码: security.unwritable" in printed
    printed = desk.ok("ptaudit person list")
    assert NAME in printed
    assert "没有记入安全日志" in printed
    assert "没有记入安全日志" in desk.ok("ptaudit verify")


def test_another_file_by_setting(desk: Desk) -> None:
    desk.environ["PTAUDIT_SECURITY_LOG"] = "log/my.jsonl"
    desk.ok("ptaudit verify")
    assert [line["call"] for line in lines(desk, "log/my.jsonl")] == ["verify"]
    assert not (desk.folder / LOG).exists()
    assert "security_log = log/my.jsonl" in desk.ok("ptaudit status")


def test_a_ledger_in_a_database_is_logged_with_the_user_s_state(tmp_path: Path) -> None:
    desk = Desk(tmp_path, environ={"PTAUDIT_LEDGER": "postgresql://u:geheim@127.0.0.1:1/d"})
    status, printed = desk.say("ptaudit verify")
    assert (status, "代码: security.no_place" in printed) == (1, True)
    desk.environ["HOME"] = str(tmp_path / "home")
    desk.say("ptaudit verify")
    [line] = lines(desk, "home/.local/state/ptaudit/ptaudit.security.jsonl")
    assert (line["code"], line["ledger"]) == (
        "postgresql.unreachable",
        "postgresql://u@127.0.0.1:1/d",
    )


def test_list_and_prune(desk: Desk) -> None:
    desk.ok("ptaudit verify")
    desk.now += dt.timedelta(days=200)
    desk.ok("ptaudit person list")
    assert desk.ok("ptaudit security list").splitlines() == [
        "2025-01-06 09:00:04 · 核验 · verify · 退出码 0 · 经办人 mdb · ptaudit.db",
        "2025-07-25 09:00:05 · 查看 · person list · p001 · 经办人 mdb · ptaudit.db",
        "共 2 条",
    ]
    assert desk.ok("ptaudit security list --since 2025-07-25").endswith("共 1 条\n")
    assert desk.ok("ptaudit security list --what 拒绝") == "没有记录\n"
    assert json.loads(
        desk.ok("ptaudit security list --what 核验 --format jsonl").splitlines()[0]
    ) == {**lines(desk)[0]}
    status, printed = desk.say("ptaudit security prune --before 2025-01-26")
    assert (status, "最晚写 2025-01-25" in printed) == (2, True)
    assert desk.ok("ptaudit security prune --before 2025-01-25 --operator admin") == (
        "已清理 2025-01-25 以前的安全日志 1 条\n"
    )
    assert list(said(desk)) == [
        ("查看", "person list"),
        ("拒绝", "security prune"),
        ("清理", "security prune"),
    ]


def test_in_english(desk: Desk) -> None:
    desk.ok("ptaudit verify")
    assert desk.ok("ptaudit security list --lang en").splitlines()[0] == (
        "2025-01-06 09:00:04 · verified · verify · exit code 0 · operator mdb · ptaudit.db"
    )
