"""A township's receipts in one folder: written in one go, and checked there in one go."""

import json
from pathlib import Path

import pytest

from ptaudit.log import note, receipt
from ptaudit_cli.commands.receipt import ENTRY
from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import CITY, TRUST, at_a_desk

#: 2025-01-06 09:00 by the county's clock.
TIME = 1_736_125_200
WRITE = "ptaudit receipt unit 清河镇 -o 清河回执 --trust trust"
CHECK = "ptaudit receipt check 清河回执 --trust trust"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = at_a_desk(tmp_path)
    made.ok("ptaudit unit register 清河镇 镇 --unit qinghe")
    made.ok("ptaudit unit register 白石镇 镇 --unit baishi")
    made.ok("ptaudit finding raise 清河镇 夜间偷排 --source 信访 --on 2025-01-03 --operator epb")
    made.ok("ptaudit checkpoint --key county.key")
    return made


def receipts(desk: Desk) -> list[Path]:
    return sorted((desk.folder / "清河回执").glob("*.tlog-proof"))


def cosigned(desk: Desk) -> None:
    text = receipt.read(receipts(desk)[0].read_bytes()).note.text
    (desk.folder / "answer").write_text(str(note.by(CITY, text, TIME)), "utf-8")
    desk.ok("ptaudit checkpoint take answer --trust trust")


def test_the_unit_gets_its_own_and_no_other(desk: Desk) -> None:
    said = desk.ok(WRITE)
    assert "清河镇的回执 2 份" in said
    assert "2 份的检查点尚未经见证" in said
    entries = [json.loads(Path(f"{path}{ENTRY}").read_bytes()) for path in receipts(desk)]
    assert [one["kind"] for one in entries] == ["unit.registered", "finding.raised"]
    assert [receipt.read(p.read_bytes()).index + 1 for p in receipts(desk)] == [
        one["position"] for one in entries
    ]


def test_what_no_checkpoint_covers_is_said_and_comes_later(desk: Desk) -> None:
    desk.ok("ptaudit finding raise 清河镇 又偷排 --source 信访 --on 2025-01-04 --operator epb")
    assert "另有 1 号(自第29号起)还没有检查点覆盖" in desk.ok(WRITE)
    assert len(receipts(desk)) == 2
    status, printed = desk.say(f"{WRITE} --since 29")
    assert (status, "receipt.no_checkpoint" in printed) == (1, True)
    with (desk.folder / "ptaudit.toml").open("a", encoding="utf-8") as file:
        file.write('log_key = "county.key"\n')
    assert "回执 1 份(第29号至第29号)" in desk.ok(f"{WRITE} --since 29")
    assert len(receipts(desk)) == 3


def test_a_folder_is_checked_in_one_go(desk: Desk) -> None:
    desk.ok(WRITE)
    assert desk.say(CHECK)[0] == 1
    cosigned(desk)
    assert "尚未经见证" not in desk.ok(WRITE)
    assert "共 2 份:成立 2,不能判定 0,证实不符 0" in desk.ok(CHECK)
    status, printed = desk.say("ptaudit receipt check 清河回执")
    assert (status, "没有信任策略" in printed) == (1, True)


def test_the_worst_of_them_is_the_outcome(desk: Desk) -> None:
    desk.ok(WRITE)
    cosigned(desk)
    desk.ok(WRITE)
    first, second = receipts(desk)
    whole = first.read_bytes()
    first.write_bytes(whole[:100])
    status, printed = desk.say(CHECK)
    assert (status, f"{first.name} 不是完整的回执" in printed) == (1, True)
    first.write_bytes(whole)
    beside = Path(f"{second}{ENTRY}")
    entry = beside.read_bytes()
    beside.unlink()
    status, printed = desk.say(CHECK)
    assert (status, "共 2 份:成立 1,不能判定 1,证实不符 0" in printed) == (1, True)
    beside.write_bytes(entry.replace("偷排".encode(), "排放".encode()))
    status, printed = desk.say(CHECK)
    assert (status, "共 2 份:成立 1,不能判定 0,证实不符 1" in printed) == (3, True)


def test_a_policy_of_no_use_decides_nothing(desk: Desk) -> None:
    desk.ok(WRITE)
    (desk.folder / "trust").write_bytes(TRUST.replace("\n", "\r\n").encode())
    status, printed = desk.say(CHECK)
    assert status == 1
    assert "policy_file.control" in printed
    assert "trust.unusable" in printed


def test_half_a_receipt_is_undecided_and_not_usage(desk: Desk) -> None:
    desk.ok("ptaudit receipt 2 -o r --trust trust")
    (desk.folder / "r").write_bytes(b"")
    status, printed = desk.say("ptaudit receipt check r --trust trust")
    assert (status, "receipt.not_one" in printed) == (1, True)
