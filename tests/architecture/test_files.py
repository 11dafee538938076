"""What holds for every file: its length, its independence of one machine, and that it is finished."""

import re
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.tree import shown, under

CODE = ("src", "cli", "tests", "bench")
LONGEST = 500
MEDIAN = 160

MACHINE_PATH = re.compile(
    r"""(?<![\w./~-])/(?:work|tmp|root|home|Users|private)(?:/|\b(?=["'\s`]))"""
)
#: The last folders of such paths, and how a text may say one; put together, they would be found here.
FOLDERS = ("tmp", "root", "work")
SAID = ('open("/{}/x")', "cd /{}/x", "`/{}`")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")


def matches(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def text_files(*folders: str) -> list[Path]:
    return [
        path
        for path in under(*folders)
        if path.suffix
        in {".py", ".md", ".toml", ".txt", ".json", ".jsonl", ".csv", ".sh", ".html"}
    ]


def test_no_file_is_too_long() -> None:
    """A file that cannot be read in one sitting hides an idea that deserves its own."""
    lengths = {
        shown(p): len(p.read_text("utf-8").splitlines()) for p in under(*CODE, suffix=".py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_source_files_are_small() -> None:
    """The median source file, package markers apart, stays within what the models keep to."""
    files = [p for p in under("src", "cli", suffix=".py") if p.name != "__init__.py"]
    assert median(len(p.read_text("utf-8").splitlines()) for p in files) <= MEDIAN


def test_no_path_of_one_machine() -> None:
    """What is written for one machine does not run on the next."""
    assert matches(MACHINE_PATH, text_files("src", "cli", "docs", "bench")) == []


def test_nothing_is_left_unfinished() -> None:
    """Unfinished code is not merged; it has no mark to be found by."""
    but_this = [path for path in text_files(*CODE, "docs") if path != Path(__file__).resolve()]
    assert matches(UNFINISHED, but_this) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        *((MACHINE_PATH, said.format(folder)) for folder in FOLDERS for said in SAID),
        (UNFINISHED, "# TODO: later"),
        (UNFINISHED, "raise NotImplementedError"),
    ],
)
def test_the_patterns_find_what_they_name(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("said", ["a/{}/b", "./{}/x", "~/{}/x", "/{}ed"])
def test_a_relative_path_is_no_machine_path(folder: str, said: str) -> None:
    assert not MACHINE_PATH.search(said.format(folder))
