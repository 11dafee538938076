"""Verifying with a state, as it is typed: what is said the first time, the next, and after a change."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ptaudit.ledger.tables import unguards
from tests.cli.desk import Desk

UNIT = "ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ledger of 25 entries that was verified once."""
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 示例县 --origin example/ptaudit")
    desk.ok("ptaudit verify --state 状态")
    return desk


def change(desk: Desk, *statements: str) -> None:
    with closing(sqlite3.connect(desk.folder / "ptaudit.db")) as file, file:
        for statement in (*unguards("sqlite"), *statements):
            file.execute(statement)


def test_the_first_time_everything_is_read_and_a_key_is_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 示例县 --origin example/ptaudit")
    printed = desk.ok("ptaudit verify --state 状态")
    assert "已做出核验人的密钥 状态.key" in printed
    assert "此前没有核验过(没有状态文件),全部重核" in printed
    assert printed.endswith("已记下核验至第25号:状态\n")
    assert (tmp_path / "状态.key").stat().st_mode & 0o777 == 0o600


def test_the_next_time_what_is_new_is_told(desk: Desk) -> None:
    desk.ok(UNIT)
    printed = desk.ok("ptaudit verify --state 状态")
    assert "核验至第25号,与那时一致,其后新增 1 号;本次重算 26 号,索引未核" in printed
    assert "暴露尾部:第1—26号没有任何签名" in printed
    assert "状态.key" not in printed
    assert "核验至第26号,与那时一致,其后新增 0 号" in desk.ok("ptaudit verify --state 状态")


def test_what_was_seen_and_is_changed_is_told_and_not_remembered(desk: Desk) -> None:
    before = (desk.folder / "状态").read_bytes()
    change(desk, "UPDATE entry SET data = leaf WHERE position = 7")
    status, printed = desk.say("ptaudit verify --state 状态")
    assert status == 3
    assert "第7号 内容与其哈希不符:登记后被改过" in printed
    assert (desk.folder / "状态").read_bytes() == before


def test_a_ledger_rolled_back_is_named(desk: Desk) -> None:
    backup = (desk.folder / "ptaudit.db").read_bytes()
    desk.ok(UNIT)
    desk.ok("ptaudit verify --state 状态")
    for left in desk.folder.glob("ptaudit.db*"):
        left.unlink()
    (desk.folder / "ptaudit.db").write_bytes(backup)
    desk.ok("ptaudit verify")
    status, printed = desk.say("ptaudit verify --state 状态")
    assert status == 3
    assert "账本只有 25 号,而上次核验到第26号:登记被截去,或恢复了旧备份" in printed


def test_a_ledger_made_anew_under_the_same_name_is_named(desk: Desk) -> None:
    for left in desk.folder.glob("ptaudit.db*"):
        left.unlink()
    desk.ok("ptaudit init 示例县 --origin example/ptaudit")
    desk.ok("ptaudit verify")
    status, printed = desk.say("ptaudit verify --state 状态")
    assert status == 3
    assert "与上次核验时不同:其中有登记被改动" in printed


def test_an_index_changed_is_found_by_fsck(desk: Desk) -> None:
    """What is remembered are bytes; the index is read when everything is."""
    change(desk, "UPDATE entry SET kind = 'x' WHERE position = 5")
    assert desk.say("ptaudit fsck")[0] == 3
    assert desk.say("ptaudit verify")[0] == 3
    assert "索引未核" in desk.ok("ptaudit verify --state 状态")


def test_a_key_kept_elsewhere(desk: Desk) -> None:
    desk.ok("ptaudit key new 核验.key --use log")
    printed = desk.ok("ptaudit verify --state 另存 --key 核验.key")
    assert "已记下核验至第25号:另存" in printed
    assert not (desk.folder / "另存.key").exists()


def test_a_state_whose_key_is_gone_is_no_state(desk: Desk) -> None:
    (desk.folder / "状态.key").unlink()
    status, printed = desk.say("ptaudit verify --state 状态")
    assert (status, "代码: key_file.missing" in printed) == (1, True)
