"""Help waits for nothing it does not need: held by what has been imported, never by a time."""

import subprocess
import sys
from pathlib import Path

import pytest

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
