"""Entries held against the log as they are read: a changed one is never answered with."""

from collections.abc import Iterator

import pytest

from ptaudit.domain.boundaries import about
from ptaudit.domain.failures import Damaged
from ptaudit.ledger import Ledger, UpTo
from ptaudit.ledger.tables import unguards
from tests.ledger.beds import Bed, fill, plain, refused

SIZE = 300
TAIL = "(SELECT data FROM entry WHERE position = 1)"


@pytest.fixture
def filled(bed: Bed) -> Iterator[Ledger]:
    """300 records: one full tile and a tail of 44 = 32 + 8 + 4."""
    with bed.create() as ledger:
        fill(ledger, SIZE)
        yield ledger


def held(ledger: Ledger, *statements: str) -> Ledger:
    with ledger.database.writing() as conn:
        for statement in (*unguards(ledger.database.dialect), *statements):
            conn.exec_driver_sql(statement)
    ledger.hold()
    return ledger


def unreadable(ledger: Ledger) -> dict[int, str]:
    """The positions whose reading is refused, each by its code."""
    found = {}
    for position in range(1, SIZE + 1):
        try:
            ledger.entry(position)
        except Damaged as damage:
            found[position] = damage.code
    return found


def test_what_was_not_changed_is_read_as_ever(filled: Ledger) -> None:
    before = list(filled.entries())
    filled.hold()
    assert list(filled.entries()) == before
    assert [filled.entry(n) for n, _ in before] == [data for _, data in before]
    assert filled.entry(SIZE + 1) is None


def test_what_is_appended_meanwhile_is_read_too(filled: Ledger) -> None:
    filled.hold()
    assert filled.entry(SIZE) is not None
    for _ in range(3):
        filled.append_sealed([plain(b"new %d" % n) for n in range(100)])
    assert len(list(filled.entries())) == SIZE + 300
    assert filled.entry(SIZE + 300) == b"new 99"


@pytest.mark.parametrize("position", [1, 256, 257, 300])
def test_one_that_was_changed_is_refused_and_no_other(filled: Ledger, position: int) -> None:
    other = position % SIZE + 1
    source = f"(SELECT data FROM entry WHERE position = {other})"
    held(filled, f"UPDATE entry SET data = {source} WHERE position = {position}")
    assert unreadable(filled) == {position: "entry.altered"}
    with refused(Damaged, "entry.altered"):
        list(filled.entries())


@pytest.mark.parametrize(
    ("position", "altered"),
    [(100, range(100, 101)), (260, range(257, 301)), (290, range(289, 301))],
)
def test_one_changed_with_its_leaf(filled: Ledger, position: int, altered: range) -> None:
    """Under a full tile it is named; after it, what the head does not bear out is refused."""
    held(
        filled,
        "UPDATE entry SET (data, leaf) = (SELECT data, leaf FROM entry WHERE position = 1)"
        f" WHERE position = {position}",
    )
    found = unreadable(filled)
    assert list(found) == list(altered)
    assert set(found.values()) == {"entry.altered" if position <= 256 else "entry.tail_altered"}


def test_two_that_were_swapped(filled: Ledger) -> None:
    held(
        filled,
        "UPDATE entry SET position = -7 WHERE position = 7",
        "UPDATE entry SET position = 7 WHERE position = 9",
        "UPDATE entry SET position = 9 WHERE position = -7",
    )
    assert list(unreadable(filled)) == [7, 9]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM head", "ledger.head_missing"),
        ("UPDATE head SET edge = leaf FROM entry WHERE position = 1", "ledger.head_unreadable"),
        ("DELETE FROM entry WHERE position = 270", "ledger.log_incomplete"),
    ],
)
def test_a_log_that_bears_nothing_out(filled: Ledger, statement: str, code: str) -> None:
    held(filled, statement)
    with refused(Damaged, code):
        filled.entry(SIZE)


def test_an_entry_put_in_where_none_is(filled: Ledger) -> None:
    source = "SELECT 301, kind, data, leaf, terms FROM entry WHERE position = 300"
    held(filled, f"INSERT INTO entry {source}")
    with refused(Damaged, "entry.altered"):
        filled.entry(301)


def test_a_selection_is_held_as_the_whole_is(filled: Ledger) -> None:
    held(filled, f"UPDATE entry SET data = {TAIL} WHERE position = 8")
    assert list(filled.entries(about("unit:u2")))
    with refused(Damaged, "entry.altered"):
        list(filled.entries(about("unit:u1")))


def test_stored_rows_are_not_believed_and_a_cut_of_the_ledger_is_held_too(filled: Ledger) -> None:
    filled.rows.save("p", 1, {"k": "{}"}, 10, 0)
    assert filled.rows.snapshot("p", 1) is not None
    held(filled, f"UPDATE entry SET data = {TAIL} WHERE position = 8")
    assert filled.rows.snapshot("p", 1) is None
    cut = UpTo(filled, 200, "2025")
    assert cut.rows.snapshot("p", 1) is None
    with refused(Damaged, "entry.altered"):
        cut.entry(8)
