"""A verification asked for rightly, of things that are no use: undecided (1), never usage (2)."""

import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import ORIGIN, TRUST, at_a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = at_a_desk(tmp_path)
    made.ok("ptaudit checkpoint --key county.key")
    made.ok("ptaudit receipt 2 -o 回执 --trust trust")
    return made


@pytest.mark.parametrize("name", ["没有", ".", "trust/其下"])
def test_an_anchor_that_cannot_be_read(desk: Desk, name: str) -> None:
    status, printed = desk.say(f"ptaudit verify --trust trust --anchor {name}")
    assert (status, "verify.anchor_unreadable" in printed) == (1, True), printed


@pytest.mark.parametrize("change", ["empty", "half", "crlf", "bom", "binary", "huge"])
def test_an_anchor_that_is_not_whole(desk: Desk, change: str) -> None:
    whole = (desk.folder / "回执").read_bytes()
    (desk.folder / "回执").write_bytes(
        {
            "empty": b"",
            "half": whole[: len(whole) // 2],
            "crlf": whole.replace(b"\n", b"\r\n"),
            "bom": b"\xef\xbb\xbf" + whole,
            "binary": bytes(range(256)),
            "huge": whole + bytes(2_000_000),
        }[change]
    )
    status, printed = desk.say("ptaudit verify --trust trust --anchor 回执")
    assert (status, "verify.anchor_not_one" in printed) == (1, True), printed


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (b"", "policy_file.no_quorum"),
        (b"\xef\xbb\xbf" + TRUST.encode(), "policy_file.line"),
        (TRUST.replace("\n", "\r\n").encode(), "policy_file.control"),
        (b"\xff\xfe\n", "policy_file.line"),
        (TRUST.replace(ORIGIN, "other.example/ptaudit").encode(), "policy_file.key"),
    ],
)
def test_a_policy_of_no_use(desk: Desk, policy: bytes, code: str) -> None:
    """What is wrong with it is said all the same."""
    (desk.folder / "trust").write_bytes(policy)
    status, printed = desk.say("ptaudit verify --trust trust")
    assert (status, code in printed, "trust.unusable" in printed) == (1, True, True), printed


def test_another_countys_policy(desk: Desk) -> None:
    desk.ok("ptaudit init 邻县 --origin other.example/ptaudit --ledger other.db")
    status, printed = desk.say("ptaudit verify --trust trust --ledger other.db")
    assert (status, "trust.of_other" in printed, "trust.unusable" in printed) == (1, True, True)


def test_a_stick_that_is_not_there(desk: Desk) -> None:
    desk.ok("ptaudit export bundle 包 --trust trust")
    shutil.rmtree(desk.folder / "包")
    status, printed = desk.say("ptaudit verify --bundle 包 --trust trust")
    assert (status, "verify.no_bundle" in printed) == (1, True)


@pytest.mark.parametrize("option", ["--trust", "--anchor"])
def test_what_is_too_long_proves_nothing_against_a_bundle(desk: Desk, option: str) -> None:
    desk.ok("ptaudit export bundle 包 --trust trust")
    (desk.folder / "长").write_bytes(bytes(3_000_000))
    status, printed = desk.say(f"ptaudit verify --bundle 包 {option} 长")
    assert (status, "读不出文件 长" in printed) == (1, True), printed
