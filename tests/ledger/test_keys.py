"""Idempotency: the same key with the same content records once."""

import pytest

from ptaudit.domain.failures import Conflict
from ptaudit.domain.selection import EVERYTHING
from ptaudit.ledger import Appended, Key, Keyed, Ledger, Used
from tests.ledger.beds import Bed, record

KEY = Key("收文-17", "a" * 64)
OTHER = Key("收文-17", "b" * 64)


def test_a_repeat_returns_the_first_result(ledger: Ledger) -> None:
    first = ledger.append_sealed([record(1), record(2)], key=KEY)
    assert first == Appended(1, 2, repeated=False)
    assert ledger.append_sealed([record(3)], key=KEY) == Appended(1, 2, repeated=True)
    assert ledger.head().size == 2


def test_a_repeat_wins_over_a_boundary_that_moved(ledger: Ledger) -> None:
    """The key is looked up under the lock before the condition."""
    ledger.append_sealed([record(1)], key=KEY, selection=EVERYTHING)
    ledger.append_sealed([record(2)])
    again = ledger.append_sealed([record(1)], key=KEY, selection=EVERYTHING, after=0)
    assert again == Appended(1, 1, repeated=True)


def test_other_content_under_the_key_is_a_conflict(ledger: Ledger) -> None:
    ledger.append_sealed([record(1)], key=KEY)
    with pytest.raises(Conflict) as conflict:
        ledger.append_sealed([record(2)], key=OTHER)
    assert conflict.value.code == "key.reused"
    assert conflict.value.params == {"key": "收文-17", "position": 1}
    assert ledger.head().size == 1


def test_recall_before_deciding(ledger: Ledger) -> None:
    assert ledger.recall(KEY) is None
    ledger.append_sealed([record(1)], key=KEY)
    assert ledger.recall(KEY) == Appended(1, 1, repeated=True)
    with pytest.raises(Conflict, match=r"key\.reused"):
        ledger.recall(OTHER)


def test_a_refused_append_leaves_its_key_unused(ledger: Ledger) -> None:
    ledger.append_sealed([record(1)])
    with pytest.raises(Conflict, match=r"ledger\.moved"):
        ledger.append_sealed([record(2)], key=KEY, selection=EVERYTHING)
    assert ledger.recall(KEY) is None


def test_a_key_holds_across_openings(shared_bed: Bed) -> None:
    with shared_bed.create() as ledger:
        ledger.append_sealed([record(1)], key=KEY)
    with shared_bed.open() as ledger:
        assert ledger.append_sealed([record(1)], key=KEY) == Appended(1, 1, repeated=True)


SEVERAL = (Keyed(KEY, 1, 2), Keyed(Key("收文-18", "c" * 64), 4, 1))


def test_several_keys_stand_for_their_own_entries(ledger: Ledger) -> None:
    ledger.append_sealed([record(1)])
    done = ledger.append_sealed([record(n) for n in range(2, 8)], keys=SEVERAL)
    assert done == Appended(2, 7, repeated=False)
    assert ledger.recall(KEY) == Appended(3, 4, repeated=True)
    names = [f"无-{n}" for n in range(500)]
    assert ledger.used([*names, "收文-18", "收文-17"]) == {
        "收文-17": Used("a" * 64, 3, 4),
        "收文-18": Used("c" * 64, 6, 6),
    }
    assert ledger.used([]) == {}


def test_of_several_keys_one_used_means_decide_again(ledger: Ledger) -> None:
    """Half of an append is never recorded, and no half of it is returned."""
    ledger.append_sealed([record(1)], key=KEY)
    with pytest.raises(Conflict, match=r"ledger\.moved"):
        ledger.append_sealed([record(n) for n in range(2, 8)], keys=SEVERAL)
    with pytest.raises(Conflict, match=r"ledger\.moved"):
        ledger.append_sealed([record(2), record(3), record(4)], keys=SEVERAL[:1])
    with pytest.raises(Conflict, match=r"key\.reused"):
        ledger.append_sealed([record(2), record(3)], keys=(Keyed(OTHER, 1, 1), SEVERAL[1]))
    assert ledger.head().size == 1


def test_one_key_twice_in_an_append_is_a_conflict(ledger: Ledger) -> None:
    """The position told is the one that the second use would have had."""
    twice = (Keyed(KEY, 0, 1), Keyed(KEY, 1, 1))
    with pytest.raises(Conflict) as conflict:
        ledger.append_sealed([record(1), record(2)], keys=twice)
    assert conflict.value.code == "key.reused"
    assert conflict.value.params == {"key": "收文-17", "position": 2}
    assert ledger.head().size == 0
