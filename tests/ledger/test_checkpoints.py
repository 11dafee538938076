"""Kept checkpoints: one a size, signatures only added, and nothing that contradicts them is rebuilt."""

import pytest

from ptaudit.domain.failures import Damaged, Malformed, Unusable
from ptaudit.ledger import Ledger, rebuild_index
from ptaudit.log import checkpoint, keys, note
from tests.ledger.beds import Bed, fill, refused

ORIGIN = "county.example/ptaudit"
LOG = keys.of_seed(ORIGIN, keys.NOTE, bytes(32))
CITY = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes([1] * 32))
AUDIT = keys.of_seed("audit.example/witness", keys.COSIGNATURE, bytes([2] * 32))
FIRST = "2024-01-25T11:42:00.000+08:00"


def text(ledger: Ledger, size: int) -> str:
    return str(checkpoint.Checkpoint(ORIGIN, size, ledger.root_at(size)))


def kept(ledger: Ledger, size: int) -> None:
    ledger.keep_checkpoint(bytes(note.sign(text(ledger, size), [LOG])), size)


def test_none_is_kept_at_first(ledger: Ledger) -> None:
    assert ledger.last_checkpoint() is None
    assert list(ledger.checkpoints()) == []


def test_what_is_kept_is_read_again_by_size(bed: Bed) -> None:
    with bed.create() as ledger:
        fill(ledger, 300)
        for size in (300, 7, 256):
            kept(ledger, size)
            bed.clock.move(minutes=1)
        assert [k.size for k in ledger.checkpoints()] == [7, 256, 300]
        assert [k.size for k in ledger.checkpoints(newest_first=True, since=8)] == [300, 256]
        last = ledger.last_checkpoint()
        assert last is not None
        assert (last.size, last.received_at) == (300, FIRST)
        assert last.note == bytes(note.sign(text(ledger, 300), [LOG]))


def test_signatures_at_one_size_are_merged_and_none_is_lost(bed: Bed) -> None:
    with bed.create() as ledger:
        fill(ledger, 10)
        body = text(ledger, 10)
        alone = [note.sign(body, [s], time=9) for s in (LOG, CITY, AUDIT)]
        for one in (*alone, *alone):
            ledger.keep_checkpoint(bytes(one), 10)
            bed.clock.move(minutes=1)
        last = ledger.last_checkpoint()
        assert last is not None
        assert last.note == bytes(note.sign(body, [LOG, CITY, AUDIT], time=9))
        assert last.received_at == FIRST


def test_of_one_witness_the_first_and_the_last_time_stay(ledger: Ledger) -> None:
    """A head that stands for months fills no note, and both bounds of its time are there."""
    fill(ledger, 3)
    body = text(ledger, 3)
    for time in (500, *range(100, 400), 50):
        ledger.keep_checkpoint(bytes(note.sign(body, [LOG, CITY], time=time)), 3)
    last = ledger.last_checkpoint()
    assert last is not None
    times = [CITY.key.time(s.data) for s in note.parse(last.note).signatures[1:]]
    assert times == [50, 500]


def test_a_note_takes_no_more_signatures_than_others_read(ledger: Ledger) -> None:
    fill(ledger, 3)
    body = text(ledger, 3)
    strangers = [
        note.Signature(f"s{n}.example", bytes(4), bytes(64)) for n in range(note.SIGNATURES)
    ]
    ledger.keep_checkpoint(bytes(note.Note(body, tuple(strangers))), 3)
    with refused(Malformed, "note.too_many"):
        kept(ledger, 3)


def test_only_one_made_again_counts_as_received_now(bed: Bed) -> None:
    with bed.create() as ledger:
        fill(ledger, 3)
        kept(ledger, 3)
        bed.clock.move(minutes=30)
        ledger.keep_checkpoint(bytes(note.sign(text(ledger, 3), [LOG])), 3, again=True)
        last = ledger.last_checkpoint()
        assert last is not None
        assert last.received_at == "2024-01-25T12:12:00.000+08:00"
        assert len(note.parse(last.note).signatures) == 1


def test_another_head_at_the_same_size_is_refused(ledger: Ledger) -> None:
    fill(ledger, 3)
    kept(ledger, 3)
    before = list(ledger.checkpoints())
    other = str(checkpoint.Checkpoint(ORIGIN, 3, bytes(32)))
    with refused(Damaged, "checkpoint.contradicted"):
        ledger.keep_checkpoint(bytes(note.sign(other, [LOG])), 3)
    assert list(ledger.checkpoints()) == before


def test_a_note_is_kept_at_its_own_size_only(ledger: Ledger) -> None:
    fill(ledger, 3)
    with pytest.raises(ValueError, match="another size"):
        ledger.keep_checkpoint(bytes(note.sign(text(ledger, 2), [LOG])), 3)


def test_a_reader_keeps_nothing(shared_bed: Bed) -> None:
    with shared_bed.create() as ledger:
        fill(ledger, 3)
        body = bytes(note.sign(text(ledger, 3), [LOG]))
    if shared_bed.name == "postgresql":
        pytest.skip("a reader's rights are the server's matter")
    with shared_bed.open(read_only=True) as ledger, refused(Unusable, "ledger.read_only"):
        ledger.keep_checkpoint(body, 3)


def test_a_log_leads_to_every_checkpoint_it_had(bed: Bed) -> None:
    """At sizes around tiles, more of them than are looked at together."""
    sizes = (1, 2, 255, 256, 257, 300, *range(400, 500), 512, 600)
    with bed.create() as ledger:
        for size in sizes:
            fill(ledger, size - ledger.head().size, start=ledger.head().size + 1)
            kept(ledger, size)
        assert ledger.contradicted_checkpoint(600) is None
        beyond = ledger.contradicted_checkpoint(599)
        assert beyond is not None
        assert beyond.size == 600


@pytest.fixture
def marked(shared_bed: Bed) -> Bed:
    """300 entries; checkpoints at 100 and 280."""
    with shared_bed.create() as ledger:
        fill(ledger, 300)
        kept(ledger, 100)
        kept(ledger, 280)
    return shared_bed


def test_a_rebuild_keeps_what_leads_to_the_checkpoints(marked: Bed) -> None:
    marked.run("DELETE FROM tile", "DELETE FROM head")
    assert rebuild_index(marked.url).size == 300
    marked.run("DELETE FROM entry WHERE position > 280", "DELETE FROM head")
    assert rebuild_index(marked.url).size == 280


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE position > 279",
        "UPDATE entry SET data = leaf WHERE position = 99",
        "UPDATE entry SET data = leaf WHERE position = 270",
    ],
)
def test_a_rebuild_refuses_entries_that_contradict_a_checkpoint(
    marked: Bed, statement: str
) -> None:
    """The head is gone: without the checkpoint the changed entries would make a new one."""
    marked.run(statement, "DELETE FROM head", "DELETE FROM tile")
    with refused(Damaged, "rebuild.checkpoint_contradicted"):
        rebuild_index(marked.url)
    with marked.open(read_only=True) as ledger, refused(Damaged, "ledger.head_missing"):
        ledger.head()


@pytest.mark.parametrize("change", ["note = received_at", "size = size + 1"])
def test_what_is_no_checkpoint_stops_a_rebuild(marked: Bed, change: str) -> None:
    if change.startswith("note"):
        change = "note = X'00'" if marked.name != "postgresql" else "note = 'x'"
    marked.run(f"UPDATE checkpoint SET {change} WHERE size = 280")
    with refused(Damaged, "checkpoint.unreadable"):
        rebuild_index(marked.url)
