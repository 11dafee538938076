"""``ptaudit key``: what is typed, what is printed, and that the secret half never is."""

import stat
import sys
from pathlib import Path

import pytest

from ptaudit.evidence import keyfiles
from ptaudit.log.keys import COSIGNATURE, NOTE, of_seed, verifier
from ptaudit.log.lines import to_base64
from tests.cli.desk import Desk
from tests.evidence.keys.county import ORIGIN


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ledger of a county, its administrator and two clerks; nobody has a key."""
    found = Desk(tmp_path)
    found.ok(f"ptaudit init 清河县 --origin {ORIGIN}")
    return found


def secret(desk: Desk, file: str) -> str:
    return (desk.folder / file).read_text("utf-8").strip().rpartition("+")[2]


def test_a_new_key_of_each_use(desk: Desk) -> None:
    for use, name, algorithm in (
        ("log", ORIGIN, NOTE),
        ("operator", f"{ORIGIN}/epb", NOTE),
        ("witness", "bureau.example", COSIGNATURE),
    ):
        named = f" --name {name}" if use == "witness" else ""
        desk.environ["PTAUDIT_OPERATOR"] = "epb"
        printed = desk.ok(f"ptaudit key new {use}.key --use {use}{named}")
        key = verifier((desk.folder / f"{use}.vkey").read_text("utf-8").strip())
        assert (key.name, key.algorithm) == (name, algorithm)
        assert str(key) in printed
        assert secret(desk, f"{use}.key") not in printed
        assert keyfiles.load(desk.folder / f"{use}.key").key == key
        assert stat.S_IMODE((desk.folder / f"{use}.key").stat().st_mode) == 0o600
        shown = desk.ok(f"ptaudit key show {use}.key")
        assert shown.splitlines()[1:] == printed.splitlines()[2:4]
        assert desk.ok(f"ptaudit key show {use}.vkey").splitlines()[1:] == shown.splitlines()[1:]


def test_no_two_keys_are_the_same(desk: Desk) -> None:
    for name in "ab":
        desk.ok(f"ptaudit key new {name}.key --use log")
    assert secret(desk, "a.key") != secret(desk, "b.key")


def test_the_keys_that_the_settings_name_are_shown(desk: Desk) -> None:
    status, printed = desk.say("ptaudit key show")
    assert (status, "argument.missing" in printed) == (2, True)
    desk.ok("ptaudit key new a.key --use log")
    desk.environ["PTAUDIT_LOG_KEY"] = "a.key"
    assert (desk.folder / "a.vkey").read_text("utf-8").strip() in desk.ok("ptaudit key show")


def test_an_external_signer_is_tried_before_it_is_named(desk: Desk) -> None:
    program = desk.folder / "ukey.py"
    program.write_text(
        "import sys\nfrom ptaudit.log.keys import of_seed\n"
        "sys.stdout.buffer.write(of_seed('x', 1, bytes(32)).sign(sys.stdin.buffer.read()))\n",
        "utf-8",
    )
    public = to_base64(of_seed("x", NOTE, bytes(32)).key.public)
    typed = f'ptaudit key new t.key --use log --command "{sys.executable} {program}" --public '
    status, printed = desk.say(typed + to_base64(bytes(32)))
    assert (status, "signer.wrong" in printed) == (1, True)
    assert not (desk.folder / "t.key").exists()
    desk.ok(typed + public)
    assert keyfiles.load(desk.folder / "t.key").sign(b"text")
    desk.ok("ptaudit key rotate t.vkey --use log --operator admin")


def test_the_county_replaces_its_key(desk: Desk) -> None:
    """The first rests on nothing; each later one on the signature of the one before."""
    for n in (1, 2, 3):
        desk.ok(f"ptaudit key new {n}.key --use log")
    rotate = "ptaudit key rotate {}.vkey --use log --operator admin"
    desk.ok(rotate.format(1))
    again = desk.ok(rotate.format(1))
    assert "此前已登记 第" in again
    status, printed = desk.say(rotate.format(2))
    assert (status, "--old" in printed) == (2, True)
    status, printed = desk.say(rotate.format(2) + " --old 3.key")
    assert (status, "key_file.not_former" in printed) == (2, True)
    desk.ok(rotate.format(2) + " --old 1.key")
    status, printed = desk.say(rotate.format(1) + " --old 2.key")
    assert (status, "log_key.used_before" in printed) == (6, True)
    desk.environ["PTAUDIT_LOG_KEY"] = "2.key"
    desk.ok(rotate.format(3))


def test_a_lost_key_is_replaced_as_the_breach_it_is(desk: Desk) -> None:
    for n in (1, 2):
        desk.ok(f"ptaudit key new {n}.key --use log")
    desk.ok("ptaudit key rotate 1.key --use log --operator admin")
    typed = "ptaudit key record '{}' --operator admin".format(
        (desk.folder / "2.vkey").read_text("utf-8").strip()
    )
    status, printed = desk.say(typed)
    assert (status, "log_key.not_signed" in printed) == (6, True)
    status, printed = desk.say(typed + " --signature AAAA")
    assert (status, "log_key.not_vouched" in printed) == (6, True)
    printed = desk.ok("ptaudit key rotate 2.vkey --use log --irregular 机器被盗 --operator admin")
    assert "新密钥没有旧密钥签名" in printed


def test_an_operator_gets_a_key_signs_and_replaces_it(desk: Desk) -> None:
    desk.environ["PTAUDIT_OPERATOR"] = "epb"
    for n in (1, 2):
        desk.ok(f"ptaudit key new {n}.key --use operator")
    status, printed = desk.say("ptaudit key rotate 1.vkey --use operator")
    assert (status, "desk.not_admin" in printed) == (6, True)
    desk.ok("ptaudit key rotate 1.vkey --use operator --whose epb --operator admin")
    desk.environ["PTAUDIT_OPERATOR_KEY"] = "1.key"
    desk.ok("ptaudit incident report 河道有死鱼 --occurred-on 2025-01-05")
    desk.ok("ptaudit key rotate 2.vkey --use operator")
    status, printed = desk.say("ptaudit incident report 又有死鱼 --occurred-on 2025-01-05")
    assert (status, "signature.other_key" in printed) == (6, True)
    desk.environ["PTAUDIT_OPERATOR_KEY"] = "2.key"
    desk.ok("ptaudit incident report 又有死鱼 --occurred-on 2025-01-05")


def test_the_administrator_registers_the_first_key_under_the_setting_that_names_it(
    desk: Desk,
) -> None:
    desk.environ["PTAUDIT_OPERATOR"] = "admin"
    desk.ok("ptaudit key new admin.key --use operator")
    desk.environ["PTAUDIT_OPERATOR_KEY"] = "admin.key"
    desk.ok("ptaudit key rotate admin.vkey --use operator")
    desk.ok("ptaudit operator register li 李四 环保登记岗")


def test_a_read_needs_no_key(desk: Desk) -> None:
    desk.environ["PTAUDIT_OPERATOR_KEY"] = "none.key"
    desk.ok("ptaudit operator list")
    status, printed = desk.say("ptaudit incident report x --occurred-on 2025-01-05 --operator epb")
    assert (status, "key_file.missing" in printed) == (1, True)
