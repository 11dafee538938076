"""Which key may sign: where the ledger says which one is in force, no other signs by mistake."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import ORIGIN

ROTATE = "ptaudit key rotate {}.vkey --use log --operator admin"
NOT_IN_FORCE = "checkpoint.key_not_in_force"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A key recorded as the log's, and one that took its place."""
    made = Desk(tmp_path)
    made.ok(f"ptaudit init 示例县 --origin {ORIGIN}")
    for name in ("first", "second", "third"):
        made.ok(f"ptaudit key new {name}.key --use log")
    made.ok(ROTATE.format("first"))
    return made


def test_before_any_is_recorded_any_of_that_name_signs(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok(f"ptaudit init 示例县 --origin {ORIGIN}")
    desk.ok("ptaudit key new first.key --use log")
    assert "已作检查点" in desk.ok("ptaudit checkpoint --key first.key")


def test_the_one_replaced_signs_no_more(desk: Desk) -> None:
    assert "已作检查点" in desk.ok("ptaudit checkpoint --key first.key")
    desk.ok(ROTATE.format("second") + " --old first.key")
    for key in ("first", "third"):
        status, printed = desk.say(f"ptaudit checkpoint --key {key}.key")
        assert (status, NOT_IN_FORCE in printed) == (2, True), printed
    assert "已作检查点" in desk.ok("ptaudit checkpoint --key second.key")


def test_one_that_counts_from_later_on_does_not_sign_yet(desk: Desk) -> None:
    new = (desk.folder / "second.vkey").read_text("utf-8").strip()
    desk.ok(f"ptaudit key record {new} --irregular 机器被盗 --from-size 500 --operator admin")
    assert NOT_IN_FORCE in desk.say("ptaudit checkpoint --key second.key")[1]
    assert "已作检查点" in desk.ok("ptaudit checkpoint --key first.key")


def test_an_act_is_recorded_and_says_that_the_setting_is_old(desk: Desk) -> None:
    with (desk.folder / "ptaudit.toml").open("a", encoding="utf-8") as file:
        file.write('log_key = "first.key"\n')
    desk.ok(ROTATE.format("second") + " --old first.key")
    status, printed = desk.say("ptaudit unit register 清河镇 镇")
    assert (status, "已登记" in printed, NOT_IN_FORCE in printed) == (0, True, True), printed
