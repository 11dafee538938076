"""The same seed on SQLite and on PostgreSQL is the same county: heads, entries, views, stored rows."""

from collections.abc import Iterator

import pytest

from ptaudit.application import Ptaudit, stored
from ptaudit.demo import build
from ptaudit.ledger import verify
from ptaudit.projections.catalogue import ALL
from ptaudit.projections.projection import AnyProjection


@pytest.fixture(scope="module")
def file() -> Iterator[Ptaudit]:
    app = build("sqlite://")
    yield app
    app.close()


@pytest.fixture(scope="module")
def url(postgresql: str) -> str:
    sign = "&" if "?" in postgresql else "?"
    return f"{postgresql}{sign}schema=county"


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[Ptaudit]:
    app = build(url)
    yield app
    app.close()


def test_heads_and_roots_are_equal(file: Ptaudit, server: Ptaudit) -> None:
    head = file.ledger.head()
    assert server.ledger.head() == head
    for size in (1, head.size // 3, head.size - 1):
        assert server.ledger.root_at(size) == file.ledger.root_at(size)
        assert server.ledger.inclusion_proof(size) == file.ledger.inclusion_proof(size)
        assert server.ledger.consistency_proof(size) == file.ledger.consistency_proof(size)


def test_entries_are_equal_byte_by_byte(file: Ptaudit, server: Ptaudit) -> None:
    assert list(server.ledger.entries()) == list(file.ledger.entries())


def test_the_second_reader_finds_nothing_wrong(url: str, server: Ptaudit) -> None:
    verdict = verify(url)
    assert (verdict.sound, verdict.size) == (True, server.ledger.head().size)


@pytest.mark.parametrize("projection", ALL, ids=lambda p: str(p.name))
def test_rows_are_equal_folded_and_stored(
    file: Ptaudit, server: Ptaudit, projection: AnyProjection
) -> None:
    half = str(file.ledger.head().size // 2)
    for known in (None, half):
        rows = file.view(known).rows(projection)
        assert rows or known
        assert server.view(known).rows(projection) == rows
    stored.catch_up(server.ledger, projection)
    assert stored.verify(server.ledger, projection) == ()
    kept = stored.load(server.ledger, projection)
    stored.catch_up(file.ledger, projection)
    assert stored.load(file.ledger, projection) == kept
    stored.rebuild(server.ledger, projection)
    assert stored.load(server.ledger, projection) == kept
