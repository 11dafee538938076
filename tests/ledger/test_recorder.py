"""The contract of a ledger, the same on every database."""

import pytest

from ptaudit.domain.failures import Conflict, Malformed
from ptaudit.domain.selection import EVERYTHING, Criterion, Selection
from ptaudit.ledger import ENTRY_LIMIT, Appended, Head, Key, Ledger
from ptaudit.log.merkle import EMPTY_ROOT
from tests.ledger.beds import Bed, fill, plain, record


def positions(ledger: Ledger, *criteria: Criterion, after: int = 0) -> list[int]:
    return [p for p, _ in ledger.entries(Selection(criteria), after=after)]


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    """Size 0, no time, the empty root of RFC 6962."""
    assert ledger.head() == Head(0, "", EMPTY_ROOT)
    assert list(ledger.entries()) == []
    assert ledger.entry(1) is None


def test_positions_count_from_one_without_gaps(ledger: Ledger) -> None:
    """A refused append takes no position."""
    assert ledger.append_sealed([plain(b"a"), plain(b"b")]) == Appended(1, 2)
    with pytest.raises(Conflict):
        ledger.append_sealed([plain(b"x")], selection=EVERYTHING)
    assert ledger.append_sealed([plain(b"c")]) == Appended(3, 3)
    assert list(ledger.entries()) == [(1, b"a"), (2, b"b"), (3, b"c")]
    assert ledger.entry(2) == b"b"


def test_the_seal_is_given_the_place_and_one_time(ledger: Ledger) -> None:
    """All entries of an append share one recorded_at; the bytes are stored verbatim."""
    seen: list[tuple[int, str]] = []

    def seal(position: int, recorded_at: str) -> bytes:
        seen.append((position, recorded_at))
        return b"%d" % position

    entry = plain(b"")
    unsealed = type(entry)("note", (), seal)
    ledger.append_sealed([unsealed, unsealed])
    time = "2024-01-25T11:42:00.000+08:00"
    assert seen == [(1, time), (2, time)]
    assert ledger.head().recorded_at == time


def test_the_seal_is_not_called_when_the_append_is_refused(ledger: Ledger) -> None:
    """Key and condition are checked first."""
    ledger.append_sealed([plain(b"a")], key=Key("k", "0" * 64))

    def seal(position: int, recorded_at: str) -> bytes:
        raise AssertionError("sealed")

    unsealed = type(plain(b""))("note", (), seal)
    with pytest.raises(Conflict):
        ledger.append_sealed([unsealed], selection=EVERYTHING)
    with pytest.raises(Conflict):
        ledger.append_sealed([unsealed], key=Key("k", "1" * 64))
    assert ledger.append_sealed([unsealed], key=Key("k", "0" * 64)).repeated


def test_a_seal_that_fails_leaves_nothing(ledger: Ledger) -> None:
    """An exception inside the transaction undoes all of it."""

    def seal(position: int, recorded_at: str) -> bytes:
        raise ZeroDivisionError

    broken = type(plain(b""))("note", (), seal)
    with pytest.raises(ZeroDivisionError):
        ledger.append_sealed([plain(b"a"), broken])
    assert ledger.head().size == 0
    assert ledger.append_sealed([plain(b"a")]) == Appended(1, 1)


@pytest.mark.parametrize("size", [ENTRY_LIMIT - 1, ENTRY_LIMIT])
def test_an_entry_may_be_as_long_as_the_limit(ledger: Ledger, size: int) -> None:
    """65,535 bytes are held and given back."""
    ledger.append_sealed([plain(b"x" * size)])
    assert ledger.entry(1) == b"x" * size


def test_a_longer_entry_is_refused_and_nothing_recorded(ledger: Ledger) -> None:
    """entry.too_long, and the entries before it in the append are gone too."""
    with pytest.raises(Malformed) as refusal:
        ledger.append_sealed([plain(b"a"), plain(b"x" * (ENTRY_LIMIT + 1), "long.one")])
    assert refusal.value.code == "entry.too_long"
    assert refusal.value.params == {"size": 65_536, "limit": 65_535, "kind": "long.one"}
    assert ledger.head().size == 0


def test_an_append_of_nothing_is_a_programming_error(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="nothing"):
        ledger.append_sealed([])


def test_reads_are_bounded_below_and_above(ledger: Ledger) -> None:
    """after < position ≤ upto, in both orders, with a limit."""
    fill(ledger, 20)
    all_of_them = [p for p, _ in ledger.entries()]
    assert all_of_them == list(range(1, 21))
    assert [p for p, _ in ledger.entries(after=5, upto=8)] == [6, 7, 8]
    assert [p for p, _ in ledger.entries(after=5, upto=8, newest_first=True)] == [8, 7, 6]
    assert [p for p, _ in ledger.entries(newest_first=True, limit=2)] == [20, 19]
    assert [p for p, _ in ledger.entries(limit=0)] == []
    assert [p for p, _ in ledger.entries(upto=0)] == []


def test_selections_meet_kinds_and_all_tags(ledger: Ledger) -> None:
    """Any of the kinds, all of the tags; several criteria are a union without repeats."""
    fill(ledger, 84)
    assert positions(ledger, Criterion(("kind.1",))) == list(range(1, 85, 4))
    assert positions(ledger, Criterion((), ("unit:u3",))) == list(range(3, 85, 7))
    both = Criterion((), ("unit:u3", "year:2021"))
    assert positions(ledger, both) == [n for n in range(1, 85) if n % 7 == 3 and n % 3 == 1]
    narrow = Criterion(("kind.1", "kind.2"), ("unit:u3", "year:2021"))
    expected = [n for n in range(1, 85) if n % 7 == 3 and n % 3 == 1 and n % 4 in (1, 2)]
    assert positions(ledger, narrow) == expected
    assert positions(ledger, both, narrow, Criterion(("kind.1",)), after=70) == [
        n for n in range(71, 85) if n % 4 == 1 or (n % 7 == 3 and n % 3 == 1)
    ]
    assert positions(ledger, Criterion()) == list(range(1, 85))
    bounded = ledger.entries(Selection((both, Criterion(("kind.1",)))), after=1, upto=9)
    assert [p for p, _ in bounded] == [5, 9]
    bounded = ledger.entries(Selection((Criterion((), ("unit:u3",)),)), after=3, upto=17)
    assert [p for p, _ in bounded] == [10, 17]


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_selection_of_a_thousand_criteria_is_read_in_pieces(
    ledger: Ledger, newest_first: bool
) -> None:
    """More than a union may hold: single tags share a scan, joined ones are cut in pieces."""
    fill(ledger, 700)
    single = tuple(Criterion((), (f"id:{n:032x}",)) for n in range(1, 1200))
    found = [p for p, _ in ledger.entries(Selection(single), newest_first=newest_first)]
    assert found == sorted(range(1, 701), reverse=newest_first)
    joined = tuple(Criterion((), (f"id:{n:032x}", f"unit:u{n % 7}")) for n in range(1, 600))
    read = ledger.entries(Selection(joined), after=3, newest_first=newest_first, limit=590)
    assert [p for p, _ in read] == sorted(range(4, 600), reverse=newest_first)[:590]


def test_the_first_position_of_a_term(ledger: Ledger) -> None:
    fill(ledger, 10)
    assert ledger.position_of(f"id:{7:032x}") == 7
    assert ledger.position_of("unit:u2") == 2
    assert ledger.position_of("unit:none") is None


def test_a_term_named_twice_is_indexed_once(ledger: Ledger) -> None:
    ledger.append_sealed([plain(b"a", "note", ("t", "t"))])
    assert positions(ledger, Criterion((), ("t",))) == [1]


def test_a_stream_can_be_left_early(bed: Bed, ledger: Ledger) -> None:
    """A reader that stops half-way holds nothing that a writer needs."""
    fill(ledger, 5000, each=1000)
    stream = ledger.entries()
    assert next(stream)[0] == 1
    ledger.append_sealed([record(9999)])
    assert ledger.head().size == 5001
    del stream


def test_a_second_opening_sees_what_the_first_recorded(shared_bed: Bed) -> None:
    with shared_bed.create() as first, shared_bed.open() as second:
        first.append_sealed([record(1)])
        assert second.head() == first.head()
        second.append_sealed([record(2)])
        assert [p for p, _ in first.entries()] == [1, 2]
    assert shared_bed.verify(second).sound
