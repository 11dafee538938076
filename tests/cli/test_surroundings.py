"""Where and how the program is run: pipes, full disks, consoles, folders that are gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import Desk

PTAUDIT = (sys.executable, "-c", "import sys; from ptaudit_cli.main import main; sys.exit(main())")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with a finding on it."""
    desk = Desk(tmp_path)
    desk.ok("ptaudit init 测试县")
    desk.ok("ptaudit unit register 清河镇 镇")
    desk.ok("ptaudit finding raise 清河镇 粪污直排 --operator epb")
    return tmp_path


def run(folder: Path, *words: str, **environ: str) -> tuple[int, str, str]:
    """Exit code and both streams."""
    environ = {**os.environ, "PYTHONIOENCODING": "utf-8", **environ}
    done = subprocess.run(
        [*PTAUDIT, *words], cwd=folder, env=environ, capture_output=True, check=False
    )
    coding = environ["PYTHONIOENCODING"]
    return done.returncode, done.stdout.decode(coding), done.stderr.decode(coding)


def test_a_folder_that_is_gone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    gone = tmp_path_factory.mktemp("gone")
    program = (
        f"import os, sys; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r});"
        "from ptaudit_cli.main import main; sys.exit(main(['status']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said.splitlines()[-1] == "代码: folder.gone"
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no file that is always full")
@pytest.mark.parametrize("words", [["finding", "list"], ["verify"], ["--help"]])
def test_a_result_that_cannot_be_written_out(folder: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PTAUDIT, *words], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (1, "代码: output.lost")


def test_a_pipe_that_nobody_reads(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [*PTAUDIT, "finding", "list"], cwd=folder, stdout=writer, stderr=subprocess.PIPE
    )
    os.close(writer)
    assert process.communicate(timeout=60)[1] == b""


def test_a_gbk_console_is_told_everything_it_can_show(folder: Path) -> None:
    status, listed, _ = run(folder, "finding", "list", PYTHONIOENCODING="gbk")
    assert (status, "粪污直排" in listed) == (0, True)
    status, said, _ = run(
        folder, "finding", "raise", "清河镇", "烟\N{FACTORY}", "--operator", "epb",
        PYTHONIOENCODING="gbk",
    )  # fmt: skip
    assert (status, "已登记" in said) == (0, True)
    assert "烟?" in run(folder, "finding", "list", PYTHONIOENCODING="gbk")[1]
    assert "烟\N{FACTORY}" in run(folder, "finding", "list")[1]


@pytest.mark.parametrize("columns", ["40", "1", "abc"])
def test_a_narrow_terminal(folder: Path, columns: str) -> None:
    for words in (["--help"], ["finding", "raise", "--help"], ["finding", "board"]):
        status, said, _ = run(folder, *words, COLUMNS=columns)
        assert (status, bool(said)) == (0, True)
