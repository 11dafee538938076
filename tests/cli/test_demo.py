"""The demonstration: whoever runs it sees every answer end well, the first time and again."""

import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk, at


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    desk = Desk(tmp_path_factory.mktemp("shown"), now=at("2026-04-01 09:00"))
    return desk, desk.ok("ptaudit demo")


def conclusions(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line.startswith("结论:")]


def test_it_ends_with_everything_proved_to_the_highest_level(shown: tuple[Desk, str]) -> None:
    _, printed = shown
    assert conclusions(printed) == ["结论:核验到所要求的级别 L3(外部凭据)"] * 2
    assert "全部经见证(市局" in printed


def test_it_goes_on_where_it_was_cut_off(shown: tuple[Desk, str], tmp_path: Path) -> None:
    desk, first = shown
    shutil.copytree(desk.folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "demo" / "信任名单").unlink()
    again = Desk(tmp_path, now=at("2026-04-02 09:00")).ok("ptaudit demo")
    assert conclusions(again) == conclusions(first)
    assert "ptaudit key new" not in again


def test_a_list_of_keys_that_cannot_be_written(shown: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = shown
    shutil.copytree(desk.folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "demo" / "信任名单").unlink()
    (tmp_path / "demo" / "county.vkey").unlink()
    status, printed = Desk(tmp_path, now=at("2026-04-02 09:00")).say("ptaudit demo")
    assert (status, "代码: output.not_written" in printed) == (1, True)
