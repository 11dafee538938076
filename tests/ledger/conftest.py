"""A ledger on each kind of database; a real PostgreSQL is started once a session."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ptaudit.ledger import Ledger
from tests.ledger.beds import Bed

_numbers = count(1)


def _bed(name: str, request: pytest.FixtureRequest, folder: Path) -> Bed:
    match name:
        case "sqlite-file":
            return Bed(name, f"sqlite:///{folder / 'ledger.db'}", folder)
        case "sqlite-memory":
            return Bed(name, "sqlite://", folder)
        case _:
            server: str = request.getfixturevalue("postgresql")
            sign = "&" if "?" in server else "?"
            return Bed(name, f"{server}{sign}schema=t{next(_numbers)}", folder)


@pytest.fixture(params=["sqlite-file", "sqlite-memory", "postgresql"])
def bed(request: pytest.FixtureRequest, tmp_path: Path) -> Bed:
    return _bed(request.param, request, tmp_path)


@pytest.fixture(params=["sqlite-file", "postgresql"])
def shared_bed(request: pytest.FixtureRequest, tmp_path: Path) -> Bed:
    """A database that several processes can open."""
    return _bed(request.param, request, tmp_path)


@pytest.fixture
def file_bed(request: pytest.FixtureRequest, tmp_path: Path) -> Bed:
    return _bed("sqlite-file", request, tmp_path)


@pytest.fixture
def ledger(bed: Bed) -> Iterator[Ledger]:
    """A new ledger; after the test the second reader must find nothing wrong in it."""
    made = bed.create()
    try:
        yield made
        wrong = [f for f in bed.verify(made).findings if f.code != "fsck.not_a_record"]
        assert wrong in ([], [f for f in wrong if f.code == "fsck.more"])
    finally:
        made.close()
