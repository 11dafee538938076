"""Help waits for nothing it does not need: held by what has been imported, never by a time."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ptaudit.domain.commands.catalogue import DOORS
from ptaudit_cli.failures import INTERRUPTED
from ptaudit_cli.index.models import MODELS
from tests.architecture.tree import ROOT
from tests.cli.desk import Desk

HEAVY = ("sqlalchemy", "eventsourcing", "pydantic", "rich", "xlsxwriter", "python_calamine")


def imported(*words: str) -> set[str]:
    """Top-level packages imported by the time a command has been answered, in a fresh process."""
    return {name.partition(".")[0] for name in modules(*words)}


def modules(*words: str, folder: Path | None = None) -> set[str]:
    """Modules imported by the time a command has been answered in *folder*, in a fresh process."""
    program = (
        "import sys\n"
        "from ptaudit_cli.main import main\n"
        f"status = main({list(words)!r})\n"
        "print(status, *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder
    )
    status, *names = done.stderr.splitlines()[-1].split()
    assert status == "0", done.stderr
    return set(names)


@pytest.mark.parametrize("words", [("--help",), ("--lang", "en", "--help"), ("finding", "--help")])
def test_root_and_noun_help_import_neither_database_nor_models(words: tuple[str, ...]) -> None:
    assert imported(*words).isdisjoint(HEAVY)


def test_leaf_help_imports_no_database() -> None:
    """A door's help reads its model, and nothing of the ledger."""
    assert imported("finding", "raise", "--help").isdisjoint(set(HEAVY) - {"pydantic"})


def test_help_of_a_read_imports_no_database() -> None:
    assert imported("finding", "board", "--help").isdisjoint(set(HEAVY) - {"pydantic"})


def test_the_test_sees_what_is_imported() -> None:
    assert "pydantic" in imported("finding", "raise", "--help")


@pytest.mark.parametrize("words", [("standing",), ("finding", "board"), ("status",)])
def test_a_read_imports_nothing_that_decides(words: tuple[str, ...], open_desk: Desk) -> None:
    """Neither commands nor deciders: only an act needs them."""
    found = modules(*words, folder=open_desk.folder)
    assert "ptaudit.domain.registry" in found
    deciding = (
        "ptaudit.application.deciding",
        "ptaudit.domain.deciders",
        "ptaudit.domain.commands",
    )
    assert found.isdisjoint(deciding)


def interrupted(at: str) -> subprocess.CompletedProcess[str]:
    """A process that is interrupted when *at* is imported."""
    program = (
        "import signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {at!r}:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "from ptaudit_cli.start import start\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['ptaudit', 'status', '--help']\n"
        "sys.exit(start())"
    )
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "at", ["ptaudit_cli.main", "click", "ptaudit.config", "ptaudit_cli.commands.status"]
)
def test_an_interruption_at_any_moment_of_the_start_ends_without_a_word(at: str) -> None:
    done = interrupted(at)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (INTERRUPTED, "", "")


def test_the_command_that_is_installed_starts_there() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"ptaudit": "ptaudit_cli.start:start"}
    assert interrupted("no.such.module").returncode == 0


def test_every_command_is_imported_from_where_it_is() -> None:
    """What help loads alone is what the domain says the words mean, and no command is missing."""
    told = {
        f"{door.noun} {door.verb}": f"{door.command.__module__}.{door.command.__name__}"
        for door in DOORS
    }
    assert told == {words: f"ptaudit.domain.commands.{name}" for words, name in MODELS.items()}
