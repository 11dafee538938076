"""A ledger as it was: read there, it says what a ledger that was never written further says."""

from pathlib import Path

import pytest

from ptaudit.application.moments import Moment
from ptaudit.application.view import View
from ptaudit.domain.boundaries import about
from ptaudit.ledger import UpTo
from ptaudit.log.merkle import leaf_hash, verify_inclusion
from ptaudit.projections.rectification import rectification
from ptaudit.projections.scores import scores
from tests.reports.disputed import Reviewer, reviewer
from tests.reports.test_exhibit_bytes import record_more


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Reviewer:
    """A ledger that goes on after the dispute, with views stored at its very end."""
    found = reviewer(tmp_path_factory.mktemp("upto"))
    record_more(found)
    found.ok("projections", "rebuild")
    return found


def test_at_every_position_only_what_was_there_is_read(county: Reviewer) -> None:
    app = county.open()
    whole = list(app.ledger.entries())
    for size in range(1, len(whole) + 1):
        cut = UpTo(app.ledger, size, "2024-01-25T11:42:00.000+08:00")
        assert list(cut.entries()) == whole[:size]
        assert list(cut.entries(upto=size + 1, newest_first=True, limit=1)) == [whole[size - 1]]
        assert (cut.head().size, cut.head().root) == (size, app.ledger.root_at(size))
        assert [cut.entry(n) is None for n in (size, size + 1)] == [False, True]
        path, leaf = cut.inclusion_proof(1), leaf_hash(whole[0][1])
        assert verify_inclusion(0, size, leaf, path, cut.head().root)
    app.close()


def test_an_entry_beyond_is_not_found_by_what_it_carries(county: Reviewer) -> None:
    app = county.open()
    last = app.ledger.head().size
    assert app.ledger.position_of("finding:F-2023-018") == last
    assert UpTo(app.ledger, last - 1, "x").position_of("finding:F-2023-018") is None
    assert UpTo(app.ledger, last, "x").position_of("finding:F-2023-018") == last
    app.close()


def test_views_stored_beyond_are_not_seen(county: Reviewer) -> None:
    """A view at the cut is current there; rows folded further than that would say too much."""
    app = county.open()
    last = app.ledger.head()
    on = app.today
    for size in (last.size, *county.positions.values()):
        cut = UpTo(app.ledger, size, last.recorded_at)
        here = View(cut, Moment(size, last.recorded_at), on)
        there = View(app.ledger, Moment(size, last.recorded_at), on)
        findings = {k: there.row(rectification, k) for k in there.rows(rectification)}
        sheets = {k: there.row(scores, k) for k in there.rows(scores)}
        assert here.rows(rectification) == findings
        assert here.rows(scores) == here.year_rows(scores, 2023) == sheets
    app.close()


def test_it_cannot_be_written(county: Reviewer) -> None:
    app = county.open()
    with pytest.raises(TypeError):
        UpTo(app.ledger, 1, "x").append_sealed([])
    assert next(iter(app.ledger.entries(about("finding:F-2023-018"))))[0] == app.ledger.head().size
    app.close()


def test_a_copy_that_ends_there_says_the_same(county: Reviewer, tmp_path: Path) -> None:
    other = reviewer(tmp_path)
    whole, short = county.open(), other.open()
    size = short.ledger.head().size
    cut = UpTo(whole.ledger, size, short.ledger.head().recorded_at)
    assert cut.head() == short.ledger.head()
    whole.close()
    short.close()
