"""A ledger of 300 entries, built once; each test has its own copy to do its worst with."""

import shutil
from pathlib import Path

import pytest

from tests.evidence.tamper.book import Book, founded


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """L1 to 290, L2 to 250, and 291—300 without any signature."""
    return founded(tmp_path_factory.mktemp("original"))


@pytest.fixture
def book(original: Book, tmp_path: Path) -> Book:
    return Book(shutil.copytree(original.folder, tmp_path / "book"))
