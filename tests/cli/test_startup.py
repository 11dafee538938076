"""Help waits for nothing it does not need: held by what has been imported, never by a time."""

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "eventsourcing", "pydantic", "rich", "xlsxwriter", "python_calamine")


def imported(*words: str) -> set[str]:
    """Top-level packages imported by the time a command has been answered, in a fresh process."""
    program = (
        "import sys\n"
        "from ptaudit_cli.main import main\n"
        f"status = main({list(words)!r})\n"
        "print(status, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
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
