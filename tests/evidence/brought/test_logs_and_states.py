"""What the program writes itself, where something else stands in its place: refused at once, and left as it is."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import ORIGIN

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
FIND = "ptaudit finding close F-2025-001"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.ok(f"ptaudit init 示例县 --origin {ORIGIN}")
    os.mkfifo(tmp_path / "管道", 0o666)
    (tmp_path / "管道").chmod(0o666)
    return made


def test_a_security_log_that_is_no_file(desk: Desk) -> None:
    """A pipe, as a device would be: nothing is written, and its mode is not taken from others."""
    desk.environ["PTAUDIT_SECURITY_LOG"] = "管道"
    status, printed = desk.say(FIND)
    assert (status, "security.unwritable" in printed) == (5, True)
    assert stat.S_IMODE((desk.folder / "管道").stat().st_mode) == 0o666
    status, printed = desk.say("ptaudit security list")
    assert (status, "security.unreadable" in printed) == (1, True)
    status, printed = desk.say("ptaudit security prune --before 2020-01-01")
    assert (status, "security.unwritable" in printed) == (1, True)


def test_a_verifiers_state_that_is_no_file(desk: Desk) -> None:
    desk.ok("ptaudit verify --state 状态")
    status, printed = desk.say("ptaudit verify --state 管道 --key 状态.key")
    assert (status, "verify_state.unreadable" in printed) == (1, True)


def test_a_trust_policy_that_is_no_file(desk: Desk) -> None:
    status, printed = desk.say("ptaudit verify --trust 管道")
    assert (status, "trust.unreadable" in printed) == (1, True)


def test_confidential_contents_are_not_shown_where_that_cannot_be_logged(desk: Desk) -> None:
    """Whatever 口径 says of names: of whom informed nobody learns without a line in the log."""
    (desk.folder / "来信").write_text("甲某", "utf-8")
    desk.ok("ptaudit unit register 清河镇 镇")
    desk.ok("ptaudit confidential attach 26 举报人 --text-file 来信")
    show = "ptaudit show 26 --confidential --purpose 核实"
    assert "甲某" in desk.ok(show)
    (desk.folder / "日志").mkdir()
    desk.environ["PTAUDIT_SECURITY_LOG"] = "日志"
    status, printed = desk.say(show)
    assert (status, "security.unwritable" in printed, "甲某" in printed) == (1, True, False)
