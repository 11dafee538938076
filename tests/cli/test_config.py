"""A setting comes from the nearest place that says it, and says which."""

from pathlib import Path

import pytest

from ptaudit.config import DEFAULTS, Settings, masked, user_file, without_password
from ptaudit.domain.failures import Malformed
from ptaudit_cli.commands import ledger
from tests.cli.desk import Desk


def settings(folder: Path, **environ: str) -> Settings:
    return Settings.read({}, environ, folder)


def test_without_anything_said(tmp_path: Path) -> None:
    assert {n: settings(tmp_path)[n] for n in DEFAULTS} == dict(DEFAULTS)
    assert settings(tmp_path).values["ledger"].source == "default"


def test_flag_over_variable_over_file_over_own_file(tmp_path: Path) -> None:
    """Each layer is taken away in turn, and the next one shows."""
    home = tmp_path / "home"
    (home / "ptaudit").mkdir(parents=True)
    (home / "ptaudit" / "config.toml").write_text('operator = "own"\n', "utf-8")
    (tmp_path / "ptaudit.toml").write_text('operator = "file"\n', "utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    environ = {"PTAUDIT_OPERATOR": "variable", "XDG_CONFIG_HOME": str(home)}
    found = [Settings.read({"operator": "flag"}, environ, inner).values["operator"]]
    found.append(Settings.read({"operator": None}, environ, inner).values["operator"])
    del environ["PTAUDIT_OPERATOR"]
    found.append(Settings.read({}, environ, inner).values["operator"])
    (tmp_path / "ptaudit.toml").unlink()
    found.append(Settings.read({}, environ, inner).values["operator"])
    assert [setting.value for setting in found] == ["flag", "variable", "file", "own"]
    assert [setting.source for setting in found[:2]] == ["flag", "PTAUDIT_OPERATOR"]
    assert found[2].source == str(tmp_path / "ptaudit.toml")
    assert found[3].source == str(home / "ptaudit" / "config.toml")


def test_the_nearest_file_alone_counts(tmp_path: Path) -> None:
    (tmp_path / "ptaudit.toml").write_text('operator = "far"\nlang = "en"\n', "utf-8")
    inner = tmp_path / "a"
    inner.mkdir()
    (inner / "ptaudit.toml").write_text('operator = "near"\n', "utf-8")
    assert settings(inner)["operator"] == "near"
    assert settings(inner)["lang"] is None


def test_a_ledger_is_found_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "ptaudit.toml").write_text('ledger = "data/x.db"\n', "utf-8")
    inner = tmp_path / "a"
    inner.mkdir()
    assert settings(inner)["ledger"] == str(tmp_path / "data/x.db")
    (tmp_path / "ptaudit.toml").write_text('ledger = "postgresql://h/d"\n', "utf-8")
    assert settings(inner)["ledger"] == "postgresql://h/d"


def test_a_key_is_found_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "ptaudit.toml").write_text('operator_key = "k/a.key"\ntrust = "/t"\n', "utf-8")
    inner = tmp_path / "a"
    inner.mkdir()
    assert settings(inner)["operator_key"] == str(tmp_path / "k/a.key")
    assert settings(inner)["trust"] == "/t"
    assert settings(inner, PTAUDIT_OPERATOR_KEY="b.key")["operator_key"] == "b.key"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ledger = ", "config.unreadable"),
        ('legder = "x"', "config.unknown"),
        ("lang = 3", "config.unknown"),
    ],
)
def test_a_file_that_cannot_be_used(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "ptaudit.toml").write_text(text, "utf-8")
    with pytest.raises(Malformed) as refusal:
        settings(tmp_path)
    assert refusal.value.code == code


def test_where_a_user_keeps_their_own() -> None:
    assert user_file({}) is None
    assert user_file({"HOME": "h"}) == Path("h/.config/ptaudit/config.toml")
    assert user_file({"APPDATA": "d", "USERPROFILE": "u"}) == Path("d/ptaudit/config.toml")


@pytest.mark.parametrize(
    ("url", "shown", "bare"),
    [
        ("ptaudit.db", "ptaudit.db", "ptaudit.db"),
        ("postgresql://u@h:5432/d", "postgresql://u@h:5432/d", "postgresql://u@h:5432/d"),
        ("postgresql://u:pw@h/d", "postgresql://u:***@h/d", "postgresql://u@h/d"),
        ("postgresql://u:p@w:/@h/d", "postgresql://u:***@h/d", "postgresql://u@h/d"),
        (
            "postgresql://h/d?password=pw&schema=s",
            "postgresql://h/d?password=***&schema=s",
            "postgresql://h/d?schema=s",
        ),
        (
            "postgresql://h/d?sslkey=k&sslpassword=pw",
            "postgresql://h/d?sslkey=k&sslpassword=***",
            "postgresql://h/d?sslkey=k",
        ),
        (
            "postgresql://h/d?user=u&password=pw",
            "postgresql://h/d?user=u&password=***",
            "postgresql://h/d?user=u",
        ),
    ],
)
def test_a_password_is_neither_shown_nor_written(url: str, shown: str, bare: str) -> None:
    assert (masked(url), without_password(url)) == (shown, bare)
    assert ledger.settings(url, "mdb") == f'ledger = "{bare}"\noperator = "mdb"\n'


def test_status_and_a_failure_show_no_password(desk: Desk) -> None:
    for url in ("postgresql://u:geheim@127.0.0.1:1/d", "mysql://u:geheim@h/d"):
        desk.environ["PTAUDIT_LEDGER"] = url
        for line in ("ptaudit status", "ptaudit init 示例县"):
            status, printed = desk.say(line)
            assert status != 0
            assert "geheim" not in printed
        assert "u:***@" in desk.say("ptaudit status")[1]
