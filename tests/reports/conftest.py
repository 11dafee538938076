from pathlib import Path
from shutil import copytree

import pytest

from tests.reports.disputed import Reviewer, reviewer


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Reviewer:
    """The dispute, recorded once."""
    return reviewer(tmp_path_factory.mktemp("county"))


@pytest.fixture
def county(recorded: Reviewer, tmp_path: Path) -> Reviewer:
    """A copy of it to work on."""
    copytree(recorded.folder, tmp_path, dirs_exist_ok=True)
    return Reviewer(tmp_path, recorded.positions)
