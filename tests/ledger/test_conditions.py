"""The condition of an append: nothing new has entered what the decision rests on."""

import pytest

from ptaudit.domain.failures import Conflict
from ptaudit.domain.selection import EVERYTHING, Criterion, Selection
from ptaudit.ledger import Ledger
from ptaudit.ledger.selections import ITEMS, Scan, scans, widened
from tests.ledger.beds import fill, record


def moved(ledger: Ledger, selection: Selection | None, after: int) -> bool:
    """Whether an append on *selection* is refused; then nothing may have changed."""
    before = ledger.head()
    try:
        ledger.append_sealed([record(99)], selection=selection, after=after)
    except Conflict:
        return ledger.head() == before
    return False


def test_the_refusal_tells_how_far_the_ledger_went(ledger: Ledger) -> None:
    fill(ledger, 12)
    with pytest.raises(Conflict) as conflict:
        ledger.append_sealed([record(99)], selection=EVERYTHING, after=7)
    assert conflict.value.code == "ledger.moved"
    assert conflict.value.params == {"after": 7, "size": 12}


@pytest.mark.parametrize(("after", "expected"), [(9, True), (10, False), (11, False)])
def test_only_entries_after_the_position_count(ledger: Ledger, after: int, expected: bool) -> None:
    """Position 10 is the last of its unit: decided after 9 it moved, after 10 it did not."""
    fill(ledger, 12)
    unit = Selection((Criterion((), ("unit:u3",)),))
    assert moved(ledger, unit, after) is expected


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ((Criterion(("kind.0",)),), True),
        ((Criterion(("kind.1",)),), False),
        ((Criterion(("kind.1",)), Criterion((), ("year:2020",))), True),
        ((Criterion(("kind.0",), ("unit:u5", "year:2020")),), True),
        ((Criterion(("kind.0",), ("unit:u5", "year:2021")),), False),
        ((Criterion(("kind.1",), ("unit:u5", "year:2020")),), False),
        ((Criterion((), ("unit:none",)),), False),
        ((), True),
    ],
)
def test_what_meets_the_selection(
    ledger: Ledger, criteria: tuple[Criterion, ...], expected: bool
) -> None:
    """Entry 12 is kind.0 of u5 and 2020; it came after position 11."""
    fill(ledger, 12)
    assert moved(ledger, Selection(criteria), 11) is expected


def test_without_a_selection_nothing_is_asked(ledger: Ledger) -> None:
    fill(ledger, 3)
    assert not moved(ledger, None, 0)


def test_everything_conflicts_with_anything_newer(ledger: Ledger) -> None:
    fill(ledger, 3)
    assert moved(ledger, EVERYTHING, 2)
    assert not moved(ledger, EVERYTHING, 3)


def many(count: int, *kinds: str) -> Selection:
    return Selection(tuple(Criterion(kinds, (f"unit:x{n}",)) for n in range(count)))


def test_a_condition_of_two_hundred_items_is_exact(ledger: Ledger) -> None:
    fill(ledger, 12)
    assert not moved(ledger, many(ITEMS, "kind.0"), 11)


def test_a_longer_condition_is_widened_to_its_kinds(ledger: Ledger) -> None:
    """It may refuse too much, never too little."""
    fill(ledger, 12)
    assert moved(ledger, many(ITEMS + 1, "kind.0"), 11)
    assert not moved(ledger, many(ITEMS + 1, "kind.1"), 11)


def test_a_longer_condition_without_kinds_is_widened_to_anything(ledger: Ledger) -> None:
    fill(ledger, 12)
    assert moved(ledger, many(ITEMS + 1), 11)
    assert not moved(ledger, many(ITEMS + 1), 12)


def test_widening_names_every_kind() -> None:
    mixed = Selection((*many(150, "b").criteria, *many(60, "a").criteria))
    assert widened(mixed) == Selection((Criterion(("a", "b")),))
    assert widened(many(ITEMS, "a")) == many(ITEMS, "a")


def test_criteria_that_differ_in_one_tag_share_a_scan() -> None:
    """Few shapes are compiled: lists are padded to a power of two with their last value."""
    three = Selection(tuple(Criterion(("k",), (t,)) for t in ("a", "b", "c")))
    assert scans(three) == (Scan(("k",), ("a", "b", "c", "c")),)
    assert scans(EVERYTHING) is None
    assert scans(Selection((Criterion(("k",)), Criterion()))) is None
