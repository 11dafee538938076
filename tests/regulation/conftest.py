"""The county every article is tried in: told once, copied for each test."""

from pathlib import Path

import pytest

from tests.regulation.county import County, Saved


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("county"))


@pytest.fixture
def county(saved: Saved, tmp_path: Path) -> County:
    """The county on 2025-03-05; see ``tests/regulation/county.py``."""
    return saved.copy(tmp_path)
