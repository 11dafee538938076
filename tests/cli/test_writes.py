"""What a write answers and asks: repeats, keys, dry runs, confirmations, evidence, both desks."""

import hashlib
import json

import click
import pytest
from click.shell_completion import ShellComplete

from ptaudit.config import Settings
from ptaudit_cli import frame
from ptaudit_cli.call import Call
from ptaudit_cli.main import build
from ptaudit_cli.messages import Catalogue
from tests.cli.desk import Desk, at

RAISE = "ptaudit finding raise 清河镇 粪污直排 --operator epb --on 1-3"


def head(desk: Desk) -> int:
    return int(json.loads(desk.ok("ptaudit unit list --format json"))["as_recorded"]["position"])


def test_a_dry_run_writes_nothing_and_says_what_would_be_written(open_desk: Desk) -> None:
    before = head(open_desk)
    printed = open_desk.ok(f"{RAISE} --dry-run")
    assert "将登记 2025-01-03 问题登记 · 清河镇 · F-2025-001" in printed
    assert head(open_desk) == before


def test_a_repeat_is_recorded_once(open_desk: Desk) -> None:
    assert "已登记 第29号" in open_desk.ok(RAISE)
    assert "此前已登记 第29号" in open_desk.ok(RAISE)
    assert head(open_desk) == 29


def test_a_key_is_used_once(open_desk: Desk) -> None:
    """The same under a key is the same; something else under it is a conflict."""
    open_desk.ok(f"{RAISE} --key k1")
    assert "此前已登记 第29号" in open_desk.ok(f"{RAISE} --key k1")
    status, printed = open_desk.say(f"{RAISE.replace('粪污直排', '秸秆焚烧')} --key k1")
    assert status == 4
    assert "代码: key.reused" in printed


def test_evidence_is_recorded_by_hash(open_desk: Desk) -> None:
    (open_desk.folder / "照片.jpg").write_bytes(b"x" * 100)
    open_desk.ok(f"{RAISE} --evidence 照片.jpg")
    [evidence] = json.loads(open_desk.ok("ptaudit show 29"))["evidence"]
    assert evidence == {
        "name": "照片.jpg",
        "sha": hashlib.sha256(b"x" * 100).hexdigest(),
        "size": 100,
    }


def test_a_late_entry_says_so(open_desk: Desk) -> None:
    """Thirty days are in time, thirty-one are late."""
    open_desk.now = at("2025-02-02 09:00")
    assert "补录" not in open_desk.ok(RAISE)
    open_desk.now = at("2025-02-03 09:00")
    assert "补录:迟31天" in open_desk.ok(RAISE.replace("粪污直排", "秸秆焚烧"))


def test_a_breach_is_refused_until_it_is_named(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    line = "ptaudit finding submit F-2025-001 --operator epb --on 1-4"
    status, printed = open_desk.say(line)
    assert status == 6
    assert "代码: finding.not_ordered" in printed
    assert "程序存疑:未经限期整改" in open_desk.ok(f"{line} --irregular 先办后令")


APPROVE = (
    "ptaudit result approve 2024 --by 县委,县政府 --scores 清河镇=79.00 --scores 河口镇=92.50"
    " --on 1-5 --basis ×委纪要〔2025〕3号"
)


def test_approval_asks_for_the_year(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is asked; in a script --yes says it; without both nothing is recorded."""
    status, printed = open_desk.say(APPROVE)
    assert status == 2
    assert "代码: confirm.required" in printed
    open_desk.interactive = True
    answers = iter(["2025", "2024"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    status, printed = open_desk.say(APPROVE)
    assert status == 2
    assert "代码: confirm.mismatch" in printed
    printed = open_desk.ok(APPROVE)
    assert printed.index("将登记") < printed.index("已登记 第29号")


def test_yes_is_a_confirmation(open_desk: Desk) -> None:
    assert "已登记 第29号" in open_desk.ok(f"{APPROVE} --yes")


def test_a_veto_asks_for_the_name_of_the_unit(open_desk: Desk) -> None:
    line = "ptaudit veto decide V-2025-001 qinghe 认定 --basis ×委〔2025〕9号"
    status, printed = open_desk.say(line)
    assert status == 2
    assert "清河镇" in printed
    status, printed = open_desk.say(f"{line} --yes")
    assert status == 5
    assert "代码: case.unknown" in printed


def test_shortcuts_are_the_commands_they_stand_for(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    printed = open_desk.ok("ptaudit correct 29 --set on=2025-01-02 --reason 误录 --operator epb")
    assert "已登记 第30号 · 2025-01-06 更正 第29号 · 清河镇 · F-2025-001" in printed
    line = "ptaudit void 29 --reason 误录 --operator epb"
    assert "将登记 2025-01-06 作废 第29号" in open_desk.ok(f"{line} --dry-run")
    assert "已登记 第31号 · 2025-01-06 作废 第29号" in open_desk.ok(line)


def test_a_negative_amount_is_no_option(open_desk: Desk) -> None:
    """-3 reaches the command; what is wrong with it is its third decimal."""
    status, printed = open_desk.say("ptaudit score enter 清河镇 R31 -3.125 --operator epb")
    assert status == 2
    assert "分值: -3.125 最多两位小数" in printed


def test_the_first_word_after_a_noun_may_be_what_is_asked_about(open_desk: Desk) -> None:
    open_desk.ok(RAISE)
    assert open_desk.ok("ptaudit finding F-2025-001") == open_desk.ok(
        "ptaudit finding show F-2025-001"
    )
    assert open_desk.ok("ptaudit score 清河镇 --why") == open_desk.ok(
        "ptaudit score show 清河镇 --why"
    )


def test_an_import_is_all_or_nothing_and_once(open_desk: Desk) -> None:
    file = open_desk.folder / "单位.csv"
    file.write_text("单位名称,单位类别,单位代码,党组织\n三溪乡,乡,sanxi,党委\n", "utf-8")
    printed = open_desk.ok("ptaudit import 单位.csv --dry-run")
    assert "将导入: 1 行中 1 行将登记" in printed
    assert "将登记 1949-10-01 单位登记 · 三溪乡 · 依据" in printed
    assert head(open_desk) == 28
    assert "已登记 第30号" in open_desk.ok("ptaudit import 单位.csv")
    assert "0 行已登记,1 行没有新内容" in open_desk.ok("ptaudit import 单位.csv")
    file.write_text("单位名称,单位类别\n新店乡,乡\n马鞍镇,\n", "utf-8")
    status, printed = open_desk.say("ptaudit import 单位.csv")
    assert status == 2
    assert "第3行 单位类别列" in printed
    assert head(open_desk) == 30


def test_a_day_for_rows_without_one(open_desk: Desk) -> None:
    file = open_desk.folder / "自查.csv"
    file.write_text("单位,时段,报送日期\n清河镇,上半年,\n河口镇,上半年,2025-01-02\n", "utf-8")
    line = "ptaudit import 自查.csv --year 2025 --operator epb"
    status, printed = open_desk.say(f"{line} --on 31日")
    assert (status, "代码: day.unreadable" in printed) == (2, True)
    printed = open_desk.ok(f"{line} --on 1-3")
    assert "--on 1-3 读作 2025-01-03" in printed
    assert "2025-01-03 自查报送 · 清河镇" in printed
    assert "2025-01-02 自查报送 · 河口镇" in printed


def test_a_template_is_written_once(open_desk: Desk) -> None:
    assert "已写出 自查.xlsx" in open_desk.ok("ptaudit template 自查")
    assert (open_desk.folder / "自查.xlsx").stat().st_size > 0
    assert open_desk.say("ptaudit template 自查")[0] == 2
    assert "已写出 x.xlsx" in open_desk.ok("ptaudit template 自查 -o x.xlsx")


def test_a_damaged_ledger_is_named_by_its_entry(open_desk: Desk) -> None:
    """Verify ends with 3 and names the entry; progress would go to the other stream."""
    import sqlite3

    with sqlite3.connect(open_desk.folder / "ptaudit.db") as conn:
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            conn.execute(f'DROP TRIGGER "{name}"')
        data = conn.execute("SELECT data FROM entry WHERE position = 26").fetchone()[0]
        changed = bytes(data).replace("清河镇".encode(), "清泉镇".encode())
        conn.execute("UPDATE entry SET data = ? WHERE position = 26", (changed,))
    conn.close()
    status, printed = open_desk.say("ptaudit verify")
    assert status == 3
    assert "第26号 内容与其哈希不符" in printed


def test_interrupted(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    open_desk.interactive = True
    monkeypatch.setattr(click, "prompt", interrupt)
    assert open_desk.say(APPROVE)[0] == 130


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_for_each_shell(shell: str, desk: Desk) -> None:
    assert "_PTAUDIT_COMPLETE" in desk.ok(f"ptaudit completion-script {shell}")


def test_an_unknown_shell(desk: Desk) -> None:
    assert desk.say("ptaudit completion-script tcsh")[0] == 2


def test_completion_offers_verbs_with_their_titles(desk: Desk) -> None:
    words = Catalogue("zh")
    call = Call(desk.around, Settings.read({}, {}, desk.folder), words)
    root = frame.Root(lambda entry: build(entry, words))
    complete = ShellComplete(root, {"obj": call}, "ptaudit", "_PTAUDIT_COMPLETE")
    found = {item.value: item.help for item in complete.get_completions(["finding"], "ra")}
    assert found == {"raise": "登记问题"}
    assert {i.value for i in complete.get_completions(["finding", "close"], "--ver")} == {
        "--verified",
        "--verified-by",
    }
    offered = complete.get_completions(["finding", "raise", "--letter"], "")
    assert "函" in {item.value for item in offered}


def test_english_where_the_locale_says_so(desk: Desk) -> None:
    desk.environ["LANG"] = "en_GB.UTF-8"
    assert desk.ok("ptaudit --help").startswith("Usage: ptaudit")
    desk.environ["PTAUDIT_LANG"] = "zh"
    assert desk.ok("ptaudit --help").startswith("用法: ptaudit")


def test_no_words_is_help(desk: Desk) -> None:
    assert desk.ok("ptaudit") == desk.ok("ptaudit --help")
    assert desk.ok("ptaudit finding") == desk.ok("ptaudit finding --help")


def test_the_version(desk: Desk) -> None:
    assert desk.ok("ptaudit --version").startswith("ptaudit 0.")


def test_letters_taken_apart_are_put_together(open_desk: Desk) -> None:
    """What a keyboard or a file system hands over in NFD is recorded in NFC."""
    status, printed = open_desk.run(
        "finding", "raise", "清河镇", "cafe\u0301排污", "--operator", "epb"
    )
    assert status == 0, printed
    shown = open_desk.ok("ptaudit finding list --format json")
    assert "caf\u00e9排污" in shown
    assert "e\u0301" not in shown


def test_a_text_that_is_too_long_is_said_to_be(open_desk: Desk) -> None:
    before = head(open_desk)
    status, printed = open_desk.run("finding", "raise", "清河镇", "长" * 2001)
    assert status == 2
    assert "过长,不得超过 2000 字" in printed
    assert head(open_desk) == before
    open_desk.ok(f"ptaudit finding raise 清河镇 {'长' * 2000} --operator epb")


def test_what_is_no_text_is_not_recorded(open_desk: Desk) -> None:
    """A byte that is no UTF-8 comes as half of a pair: no traceback, nothing recorded."""
    before = head(open_desk)
    status, printed = open_desk.run(
        "finding", "raise", "清河镇", "粪污\udc80", "--operator", "epb"
    )
    assert (status, "command.invalid" in printed) == (2, True)
    assert head(open_desk) == before


def test_a_day_beyond_all_counting_is_refused(open_desk: Desk) -> None:
    status, printed = open_desk.say(f"{RAISE} --deadline 9999-12-31")
    assert (status, "--deadline(整改时限): 9999-12-31 不得大于 2199-12-31" in printed) == (2, True)


def test_content_too_long_names_the_longest_field(open_desk: Desk) -> None:
    rows = "".join(f"{'清' * 1_500},{n}\n" for n in range(1, 16))
    (open_desk.folder / "措施.csv").write_text("整改措施,序号\n" + rows, "utf-8")
    line = "ptaudit finding raise 清河镇 污水 --on 2025-1-2 --deadline 2025-6-1 --operator epb"
    status, printed = open_desk.say(f"{line} --measures 措施.csv --basis ×环函〔2025〕1号")
    assert (status, "最长的是 整改措施\n" in printed) == (2, True), printed[-200:]
    assert "代码: payload.too_long" in printed
