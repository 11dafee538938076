"""Desks to work at: an empty one, and one with a ledger, two units and an open year."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.cli.explained import recorded


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Built once; :func:`open_desk` gives each test its own copy."""
    desk = Desk(tmp_path_factory.mktemp("opened"))
    for line in (
        "ptaudit init 示例县 --origin example/ptaudit",
        "ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委",
        "ptaudit unit register 河口镇 镇 --unit hekou --party-organ 河口镇党委",
        "ptaudit year open 2025 --due 上半年自查=7-15 --due 年终自查=2026-01-10",
    ):
        desk.ok(line)
    return desk


@pytest.fixture
def open_desk(opened: Desk, tmp_path: Path) -> Desk:
    """A ledger with 清河镇 and 河口镇, and the year 2025 open."""
    shutil.copytree(opened.folder, tmp_path, dirs_exist_ok=True)
    return replace(opened, folder=tmp_path, environ={})


@pytest.fixture
def year(open_desk: Desk) -> Desk:
    """The desk of a ledger with the year 2025 as it is to be explained."""
    return recorded(open_desk)
