"""A name enters as what commits to it; its key destroyed, nobody reads it again and the ledger still verifies."""

import io
import json
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ptaudit.application import Ptaudit
from ptaudit.config import Settings
from ptaudit.domain.failures import Malformed
from ptaudit.evidence.private import store
from ptaudit_cli import confidential
from ptaudit_cli.call import Call
from ptaudit_cli.messages import Catalogue
from tests.cli.desk import Desk
from tests.evidence.private.desks import (
    ATTACHED,
    ERASE,
    FINDING,
    NAME,
    READ,
    attach,
    found,
    inside,
    private,
    reported,
    write,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The name is attached, and the file it was typed into is gone."""
    desk = reported(tmp_path)
    attach(desk)
    (desk.folder / "来信.txt").unlink()
    return desk


def entry(desk: Desk, position: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(desk.ok(f"ptaudit show {position} --bytes"))
    return content


def secrets(desk: Desk) -> tuple[bytes, bytes]:
    """The key and the ciphertext that the private file holds."""
    with inside(private(desk)) as connection:
        (key,) = connection.execute("SELECT key FROM content_key").fetchone()
        (ciphertext,) = connection.execute("SELECT ciphertext FROM content").fetchone()
    return key, ciphertext


def test_the_entry_only_commits_to_the_name(desk: Desk) -> None:
    content = entry(desk, ATTACHED)
    [commitment] = content["commitments"]
    assert content["kind"] == "evidence.attached"
    assert content["payload"] == {"name": "举报人", "target": entry(desk, FINDING)["id"]}
    with inside(private(desk)) as connection:
        assert connection.execute("SELECT commitment FROM content").fetchone() == (commitment,)
    assert stat.S_IMODE(private(desk).stat().st_mode) == 0o600


def test_no_file_holds_the_name_nor_does_what_leaves_the_house(desk: Desk) -> None:
    desk.ok("ptaudit export bundle 证据包")
    for secret in (NAME, "赵老五", "13800000000"):
        assert found(desk.folder, secret.encode()) == []
    # The key is in the private file alone; what is given away has not even the ciphertext.
    for kept in secrets(desk):
        assert found(desk.folder, kept) == ["ptaudit.db.private"]


def test_it_is_read_by_the_entry_or_by_what_it_is_attached_to(desk: Desk) -> None:
    for number in (FINDING, ATTACHED):
        printed = desk.ok(f"ptaudit show {number} --confidential --purpose 核实")
        assert printed.splitlines()[-1] == f"第{ATTACHED}号 举报人:{NAME}"
    assert NAME not in desk.ok(f"ptaudit show {ATTACHED}")


def test_who_read_it_what_for_is_logged_before_it_is_shown(desk: Desk) -> None:
    desk.ok(READ)
    said = desk.ok("ptaudit security list")
    assert f"查看 · show --confidential · {ATTACHED} · 目的:核实 · 经办人 mdb" in said
    assert "赵" not in said
    status, printed = desk.say(f"ptaudit show {ATTACHED} --confidential")
    assert (status, "代码: argument.missing" in printed, NAME in printed) == (2, True, False)


def test_a_read_never_writes(desk: Desk) -> None:
    before = {
        path: path.read_bytes() for path in desk.folder.iterdir() if "security" not in path.name
    }
    desk.ok(READ)
    assert {path: path.read_bytes() for path in before} == before


def test_once_erased_it_is_nowhere_and_everything_verifies(desk: Desk) -> None:
    kept = secrets(desk)
    assert "已登记 第29号" in desk.ok(ERASE)
    desk.ok("ptaudit export bundle 证据包")
    for secret in (*kept, NAME.encode()):
        assert found(desk.folder, secret) == []
    for number in (FINDING, ATTACHED):
        printed = desk.ok(f"ptaudit show {number} --confidential --purpose 核实")
        assert printed.splitlines()[-1] == f"第{ATTACHED}号 举报人:已依法遮蔽(第29号)"
    assert "账本完好 · 共 29 号" in desk.ok("ptaudit verify")
    timeline = desk.ok("ptaudit timeline 清河镇")
    assert "个人信息遮蔽  第28号 · 遮蔽" in timeline
    content = entry(desk, 29)
    assert (content["kind"], content["commitments"]) == (
        "person.sealed",
        entry(desk, ATTACHED)["commitments"],
    )


def test_erased_again_is_already_erased(desk: Desk) -> None:
    desk.ok(ERASE)
    assert "此前已登记 第29号" in desk.ok(ERASE)
    assert desk.say("ptaudit show 30")[0] == 5


def test_an_erased_content_does_not_come_back_with_its_act_voided(desk: Desk) -> None:
    desk.ok(ERASE)
    desk.ok("ptaudit void 29 --reason 误录")
    assert "已依法遮蔽" in desk.ok(READ)


def test_only_the_administrator_erases_and_only_by_a_paper(desk: Desk) -> None:
    for line, code in (
        (ERASE.replace("admin", "epb"), "desk.not_admin"),
        (ERASE.replace(" --basis ×纪〔2025〕1号", ""), "command.invalid"),
        (ERASE.replace(f"erase {ATTACHED}", f"erase {FINDING}"), "confidential.none"),
    ):
        status, printed = desk.say(line)
        assert (status != 0, f"代码: {code}" in printed) == (True, True), printed
    assert NAME in desk.ok(READ)


def test_a_dry_run_destroys_and_keeps_nothing(desk: Desk) -> None:
    before = private(desk).read_bytes()
    write(desk, "另一人")
    assert "将登记 2025-01-06 附证据 第27号" in attach(desk, "--dry-run")
    desk.ok(f"{ERASE} --dry-run")
    assert private(desk).read_bytes() == before
    assert NAME in desk.ok(READ)


def test_two_names_of_one_day_are_two_entries_and_the_same_name_is_one(desk: Desk) -> None:
    write(desk, NAME)
    assert "此前已登记 第28号" in attach(desk)
    write(desk, "钱某")
    assert "已登记 第29号" in attach(desk, "--key 来信1")
    assert "此前已登记 第29号" in attach(desk, "--key 来信1")
    printed = desk.ok(f"ptaudit show {FINDING} --confidential --purpose 核实")
    assert printed.splitlines()[-2:] == [f"第28号 举报人:{NAME}", "第29号 举报人:钱某"]
    desk.ok(ERASE)
    printed = desk.ok(f"ptaudit show {FINDING} --confidential --purpose 核实")
    assert printed.splitlines()[-2:] == ["第28号 举报人:已依法遮蔽(第30号)", "第29号 举报人:钱某"]


def test_the_same_name_after_its_erasure_is_committed_to_anew(desk: Desk) -> None:
    desk.ok(ERASE)
    write(desk, NAME)
    assert "已登记 第30号" in attach(desk)
    assert entry(desk, 30)["commitments"] != entry(desk, ATTACHED)["commitments"]


def test_it_is_asked_for_where_somebody_sits_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.interactive = True
    monkeypatch.setattr("sys.stdin", io.StringIO("孙某\n"))
    desk.ok(f"ptaudit confidential attach {FINDING} 证人")
    assert "第29号 证人:孙某" in desk.ok(f"ptaudit show {FINDING} --confidential --purpose 核实")


def test_a_content_whose_entry_was_refused_goes_with_the_next_run(desk: Desk) -> None:
    """The file is written first: an act that fails after it leaves a content nobody committed to."""
    write(desk, "李某")
    status, printed = desk.say(
        "ptaudit confidential attach 27 举报人 --text-file 来信.txt --operator nobody"
    )
    assert (status, "operator.unknown" in printed) == (5, True)
    with inside(private(desk)) as connection:
        assert connection.execute("SELECT count(*) FROM content").fetchone() == (1,)
        connection.execute("UPDATE content SET recorded = 0")
        connection.execute(
            "INSERT INTO content SELECT 'ff', target, what, 0, nonce, ciphertext, key_check FROM content"
        )
        connection.execute("INSERT INTO content_key VALUES ('ff', x'aabbccdd00112233')")
    attach(desk)
    with inside(private(desk)) as connection:
        rows = connection.execute("SELECT commitment = 'ff', recorded FROM content").fetchall()
        assert rows == [(0, 1), (0, 1)]
        assert connection.execute("SELECT count(*) FROM content_key").fetchone() == (2,)
    assert b"\xaa\xbb\xcc\xdd\x00\x11\x22\x33" not in private(desk).read_bytes()


def test_a_key_left_after_its_erasure_goes_with_the_next_run(desk: Desk) -> None:
    """The act is recorded first: cut short after it, the key is destroyed by whoever comes next."""
    whole = private(desk).read_bytes()
    key, _ = secrets(desk)
    desk.ok(ERASE)
    private(desk).write_bytes(whole)
    assert "已依法遮蔽" in desk.ok(READ)
    desk.ok(ERASE)
    assert found(desk.folder, key) == []


def test_a_ledger_from_an_older_backup_loses_no_content(desk: Desk) -> None:
    backup = (desk.folder / "ptaudit.db").read_bytes()
    write(desk, "钱某")
    attach(desk)
    later = (desk.folder / "ptaudit.db").read_bytes()
    (desk.folder / "ptaudit.db").write_bytes(backup)
    write(desk, "孙某")
    attach(desk, target=26)
    (desk.folder / "ptaudit.db").write_bytes(later)
    assert "第29号 举报人:钱某" in desk.ok("ptaudit show 29 --confidential --purpose 核实")


def test_a_ledger_in_a_database_needs_the_setting(desk: Desk) -> None:
    url = "postgresql://county@db.example/ptaudit"
    settings = Settings.read({"ledger": url}, {}, desk.folder)
    call = Call(desk.around, settings, Catalogue("zh"))
    app = Ptaudit.open(
        f"sqlite:///{desk.folder}/ptaudit.db", clock=lambda: desk.now, new_id=lambda: ""
    )
    with closing(app), pytest.raises(Malformed) as refusal:
        confidential.of(call, app)
    assert refusal.value.code == "private.no_place"


def test_the_file_may_be_elsewhere(desk: Desk) -> None:
    assert store.beside(Path("a/ptaudit.db")) == Path("a/ptaudit.db.private")
    desk.environ["PTAUDIT_PRIVATE_FILE"] = "别处.private"
    write(desk, "钱某")
    attach(desk, target=26)
    assert "第29号 举报人:钱某" in desk.ok("ptaudit show 29 --confidential --purpose 核实")
    del desk.environ["PTAUDIT_PRIVATE_FILE"]
    assert "confidential.not_here" in desk.say("ptaudit show 29 --confidential --purpose 核实")[1]


@pytest.mark.parametrize("half", [b"", "journal"])
def test_a_file_whose_making_was_cut_short_is_made_by_the_next_run(
    tmp_path: Path, half: bytes | str
) -> None:
    """Nothing is in it yet; or pages that its journal takes back."""
    desk = reported(tmp_path)
    if half == "journal":
        with inside(private(desk)) as connection:
            connection.execute("PRAGMA cache_size = 1")
            connection.execute("BEGIN")
            for number in range(50):
                connection.execute(f"CREATE TABLE t{number} (x)")
            left = {path: path.read_bytes() for path in desk.folder.glob("*.private*")}
            connection.execute("ROLLBACK")
        assert len(left) == 2
        for path, data in left.items():
            path.write_bytes(data)
    else:
        private(desk).touch()
    private(desk).chmod(0o600)
    assert "已登记 第28号" in attach(desk)
    assert NAME in desk.ok(READ)
