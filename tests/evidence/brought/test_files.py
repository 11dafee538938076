"""Files handed to the evidence commands that are no files, or not the right ones: an answer at once, never a wait."""

import os
from pathlib import Path

import pytest

from ptaudit.evidence import files, keyfiles
from ptaudit.log import note
from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import CITY, at_a_desk

#: 2025-01-06 09:00 by the county's clock.
TIME = 1_736_125_200


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = at_a_desk(tmp_path)
    keyfiles.write(tmp_path / "city.key", CITY.key.name, CITY.key.algorithm, bytes(range(32)))
    made.ok("ptaudit checkpoint --key county.key")
    made.ok("ptaudit checkpoint request -o 申请 --witness 市局 --trust trust")
    return made


pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
READERS = (
    "ptaudit checkpoint take {} --trust trust",
    "ptaudit witness sign {} -o 答复 --key city.key",
)


@pytest.mark.parametrize("typed", READERS)
def test_a_pipe_nobody_writes_to_is_no_file(desk: Desk, typed: str) -> None:
    """Opened the common way it would keep the command waiting for ever."""
    os.mkfifo(desk.folder / "管道")
    status, printed = desk.say(typed.format("管道"))
    assert (status, "file.unreadable" in printed) == (5, True), printed


@pytest.mark.parametrize("typed", READERS)
@pytest.mark.parametrize("name", ["没有", ".", "/dev/zero", "trust/其下"])
def test_what_is_no_file_is_not_read(desk: Desk, typed: str, name: str) -> None:
    status, printed = desk.say(typed.format(name))
    assert (status, "file.unreadable" in printed) == (5, True), printed


@pytest.mark.parametrize("name", ["没有", "/dev/zero", "trust/其下", "管道"])
def test_a_receipt_that_is_no_file_decides_nothing(desk: Desk, name: str) -> None:
    os.mkfifo(desk.folder / "管道")
    status, printed = desk.say(f"ptaudit receipt check {name} --trust trust")
    assert (status, "receipt.unreadable" in printed) == (1, True), printed


def test_a_pipe_is_no_evidence_of_an_act(desk: Desk) -> None:
    os.mkfifo(desk.folder / "管道")
    status, printed = desk.say("ptaudit unit register 清河镇 镇 --evidence 管道")
    assert (status, "file.unreadable" in printed) == (5, True), printed


def test_a_pipe_is_no_policy_to_go_with_a_bundle(desk: Desk) -> None:
    os.mkfifo(desk.folder / "管道")
    status, printed = desk.say("ptaudit export bundle 包 --trust 管道")
    assert (status, "bundle.policy" in printed) == (1, True), printed


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "长").write_bytes(bytes(100))
    assert files.content(tmp_path / "长", 10) == bytes(11)
    assert files.content(tmp_path / "长", 100) == bytes(100)


def test_the_request_brought_back_is_not_the_answer(desk: Desk) -> None:
    status, printed = desk.say("ptaudit checkpoint take 申请 --trust trust")
    assert (status, "reply.unreadable" in printed, "不是申请" in printed) == (2, True, True)


def test_a_hundred_and_one_signatures_are_too_many(desk: Desk) -> None:
    line = str(note.by(CITY, "没有人签过的\n", TIME))
    (desk.folder / "答复").write_text(line * 101, "utf-8")
    status, printed = desk.say("ptaudit checkpoint take 答复 --trust trust")
    assert (status, "101 个签名,至多 100 个" in printed) == (2, True)
