"""Stored rows: written with their position, rebuilt beside the old ones, swapped at once."""

import pytest

from ptaudit.domain.failures import Conflict
from ptaudit.ledger import Ledger, Snapshot, Stored
from tests.ledger.beds import Bed


def test_rows_and_position_are_saved_together(ledger: Ledger) -> None:
    rows = ledger.rows
    assert rows.position("scores", 1) is None
    rows.save("scores", 1, {"u1": "一", "u2": "二"}, 5, 0)
    rows.save("scores", 1, {"u2": None, "u3": "三", "u1": "壹"}, 9, 5)
    assert rows.position("scores", 1) == 9
    assert rows.get("scores", 1, ["u1", "u2", "u3", "u4"]) == {"u1": "壹", "u3": "三"}
    assert list(rows.scan("scores", 1)) == [("u1", "壹"), ("u3", "三")]
    assert rows.snapshot("scores", 1) == Snapshot(9, {"u1": "壹", "u3": "三"})
    assert rows.snapshot("scores", 1, ["u3"]) == Snapshot(9, {"u3": "三"})


def test_nothing_is_stored_of_another_name_or_version(ledger: Ledger) -> None:
    ledger.rows.save("scores", 1, {"u1": "1"}, 5, 0)
    for name, version in (("scores", 2), ("board", 1)):
        assert ledger.rows.position(name, version) is None
        assert ledger.rows.get(name, version, ["u1"]) == {}
        assert list(ledger.rows.scan(name, version)) == []
        assert ledger.rows.snapshot(name, version) is None


@pytest.mark.parametrize("expected", [0, 4, 6])
def test_a_writer_that_comes_second_changes_nothing(ledger: Ledger, expected: int) -> None:
    """The tracking is not what it folded from: rows.moved."""
    ledger.rows.save("scores", 1, {"u1": "1"}, 5, 0)
    with pytest.raises(Conflict) as conflict:
        ledger.rows.save("scores", 1, {"u1": "2"}, 7, expected)
    assert conflict.value.code == "rows.moved"
    assert ledger.rows.snapshot("scores", 1) == Snapshot(5, {"u1": "1"})


def test_a_first_save_expects_nothing(ledger: Ledger) -> None:
    with pytest.raises(Conflict, match=r"rows\.moved"):
        ledger.rows.save("scores", 1, {"u1": "1"}, 5, 3)
    assert ledger.rows.position("scores", 1) is None


def test_thousands_of_keys(ledger: Ledger) -> None:
    many = {f"k{n:05d}": str(n) for n in range(3000)}
    ledger.rows.save("scores", 1, many, 1, 0)
    assert ledger.rows.get("scores", 1, list(many)) == many
    ledger.rows.save("scores", 1, dict.fromkeys(many), 2, 1)
    assert list(ledger.rows.scan("scores", 1)) == []


def test_a_rebuild_stands_beside_until_it_is_swapped(ledger: Ledger) -> None:
    """Readers of the old rows see all of them, then none of them."""
    rows = ledger.rows
    rows.save("scores", 1, {"u1": "old"}, 5, 0)
    assert rows.begin_rebuild("scores", 2) == 0
    rows.save_rebuild("scores", 2, {"u1": "new"}, 3, 0)
    rows.save_rebuild("scores", 2, {"u2": "new"}, 5, 3)
    assert rows.get("scores", 1, ["u1"]) == {"u1": "old"}
    assert rows.position("scores", 2) is None
    assert rows.get("scores", 2, ["u1"], "building") == {"u1": "new"}
    assert rows.list() == (
        Stored("scores", 1, "current", 5, 1),
        Stored("scores", 2, "building", 5, 2),
    )
    rows.swap("scores", 2)
    assert rows.snapshot("scores", 2) == Snapshot(5, {"u1": "new", "u2": "new"})
    assert rows.list() == (Stored("scores", 2, "current", 5, 2),)


def test_a_rebuild_of_the_same_version(ledger: Ledger) -> None:
    rows = ledger.rows
    rows.save("scores", 1, {"u1": "wrong"}, 5, 0)
    rows.begin_rebuild("scores", 1)
    rows.save_rebuild("scores", 1, {"u1": "right"}, 5, 0)
    assert rows.get("scores", 1, ["u1"]) == {"u1": "wrong"}
    rows.swap("scores", 1)
    assert rows.snapshot("scores", 1) == Snapshot(5, {"u1": "right"})


def test_a_rebuild_goes_on_where_it_stopped(shared_bed: Bed) -> None:
    """Its progress and rows are stored; another process may take it up."""
    with shared_bed.create() as ledger:
        ledger.rows.begin_rebuild("scores", 1)
        ledger.rows.save_rebuild("scores", 1, {"u1": "1"}, 400, 0)
    with shared_bed.open() as ledger:
        assert ledger.rows.begin_rebuild("scores", 1) == 400
        assert list(ledger.rows.scan("scores", 1, "building")) == [("u1", "1")]


def test_a_rebuild_can_be_given_up(ledger: Ledger) -> None:
    rows = ledger.rows
    rows.save("scores", 1, {"u1": "1"}, 5, 0)
    rows.begin_rebuild("scores", 1)
    rows.save_rebuild("scores", 1, {"u1": "2"}, 3, 0)
    rows.cancel_rebuild("scores", 1)
    assert rows.snapshot("scores", 1) == Snapshot(5, {"u1": "1"})
    with pytest.raises(Conflict, match=r"rows\.moved"):
        rows.swap("scores", 1)
    for expected in (3, 0):
        with pytest.raises(Conflict, match=r"rows\.moved"):
            rows.save_rebuild("scores", 1, {}, 4, expected)


def test_dropped_rows_are_gone_and_others_stay(ledger: Ledger) -> None:
    ledger.rows.save("scores", 1, {"u1": "1"}, 5, 0)
    ledger.rows.save("board", 1, {"f1": "1"}, 5, 0)
    ledger.rows.drop("scores")
    assert ledger.rows.list() == (Stored("board", 1, "current", 5, 1),)
    ledger.rows.save("scores", 1, {"u9": "9"}, 1, 0)
    assert list(ledger.rows.scan("scores", 1)) == [("u9", "9")]
