"""A checkpoint is made of a head that extends every kept one, once a size; when one is due."""

from datetime import timedelta
from pathlib import Path

import pytest

from ptaudit.domain.failures import Damaged, Malformed
from ptaudit.evidence.checkpointing import Made, due, exposed, hold, make, origin
from ptaudit.log import checkpoint, keys, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.merkle import EMPTY_ROOT
from tests.evidence.checkpoints.beds import LOG, ORIGIN, OTHER, County
from tests.ledger.beds import START, Bed, refused


def signed(made: Made) -> Checkpoint:
    found = note.parse(made.kept.note)
    assert [key for key, _ in note.opened(found, [LOG.key]).verified] == [LOG.key]
    return checkpoint.of(found)


def test_the_head_is_signed(ours: County) -> None:
    made = make(ours.ledger, LOG)
    head = ours.ledger.head()
    assert made.what == "made"
    assert signed(made) == Checkpoint(ORIGIN, head.size, head.root)
    assert ours.ledger.last_checkpoint() == made.kept
    assert origin(ours.ledger) == ORIGIN


def test_at_an_unchanged_size_nothing_happens_but_the_heartbeat(ours: County) -> None:
    first = make(ours.ledger, LOG)
    ours.bed.clock.move(minutes=90)
    same = make(ours.ledger, LOG)
    assert (same.what, same.kept) == ("same", first.kept)
    again = make(ours.ledger, LOG, again=True)
    assert (again.what, again.kept.note) == ("again", first.kept.note)
    assert again.kept.received_at > first.kept.received_at
    assert len(list(ours.ledger.checkpoints())) == 1


def test_a_new_key_signs_the_same_head_beside_the_old_one(ours: County) -> None:
    make(ours.ledger, LOG)
    made = make(ours.ledger, OTHER)
    assert made.what == "made"
    found = note.opened(note.parse(made.kept.note), [LOG.key, OTHER.key])
    assert [key for key, _ in found.verified] == [LOG.key, OTHER.key]


@pytest.mark.parametrize(
    "stranger",
    [
        keys.of_seed("other.example/ptaudit", keys.NOTE, bytes(32)),
        keys.of_seed(ORIGIN, keys.COSIGNATURE, bytes(32)),
    ],
)
def test_another_logs_key_signs_nothing(ours: County, stranger: keys.Signer) -> None:
    with refused(Malformed, "checkpoint.key_of_other"):
        make(ours.ledger, stranger)
    assert ours.ledger.last_checkpoint() is None


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE head SET size = 4, edge = substr(edge, 1, 32)", "checkpoint.truncated"),
        ("UPDATE entry SET leaf = zeroblob(32) WHERE position = 2", "checkpoint.differs"),
        ("UPDATE head SET edge = zeroblob(length(edge))", "checkpoint.differs"),
        ("UPDATE checkpoint SET note = x'00'", "checkpoint.unreadable"),
    ],
)
def test_a_head_that_contradicts_a_kept_checkpoint_is_never_signed(
    ours: County, statement: str, code: str
) -> None:
    make(ours.ledger, LOG)
    ours.record(3)
    ours.bed.run(statement)
    before = list(ours.ledger.checkpoints())
    with refused(Damaged, code):
        make(ours.ledger, LOG)
    assert list(ours.ledger.checkpoints()) == before


def test_an_older_checkpoint_is_contradicted_too(ours: County) -> None:
    """The newest was put right by whoever rewrote the log, an older one was not."""
    size = ours.ledger.head().size
    bad = str(Checkpoint(ORIGIN, size - 1, bytes(32)))
    ours.ledger.keep_checkpoint(bytes(note.sign(bad, [LOG])), size - 1)
    head = Checkpoint(ORIGIN, size, ours.ledger.head().root)
    ours.ledger.keep_checkpoint(bytes(note.sign(str(head), [LOG])), size)
    ours.record()
    with refused(Damaged, "checkpoint.differs"):
        make(ours.ledger, LOG)


@pytest.mark.parametrize(
    ("name", "signature", "code"),
    [
        (ORIGIN, b"", "checkpoint.forged"),
        ("other.example/ptaudit", None, "checkpoint.of_other"),
    ],
)
def test_what_was_put_in_their_place_is_not_built_on(
    ours: County, name: str, signature: bytes | None, code: str
) -> None:
    head = ours.ledger.head()
    text = str(Checkpoint(name, head.size, head.root))
    put = note.sign(text, [LOG])
    if signature is not None:
        forged = note.Signature(ORIGIN, LOG.key.id, bytes(64))
        put = note.Note(text, (forged,))
    ours.ledger.keep_checkpoint(bytes(put), head.size)
    with refused(Damaged, code):
        make(ours.ledger, LOG)


def test_on_a_checkpoint_of_no_entries_any_ledger_is_built(ours: County) -> None:
    text = str(Checkpoint(ORIGIN, 0, EMPTY_ROOT))
    ours.ledger.keep_checkpoint(bytes(note.sign(text, [LOG])), 0)
    head = ours.ledger.head()
    assert hold(ours.ledger, ORIGIN) == (head.size, head.root)
    assert make(ours.ledger, LOG).what == "made"


def test_due_after_entries_or_minutes(ours: County) -> None:
    hour = timedelta(minutes=60)
    assert due(ours.ledger, START, 100, hour)
    make(ours.ledger, LOG)
    assert not due(ours.ledger, START, 1, hour)
    assert not due(ours.ledger, START + hour - timedelta(milliseconds=1), 1, hour)
    assert due(ours.ledger, START + hour, 1, hour)
    ours.record(2)
    assert due(ours.ledger, START, 2, hour)
    assert not due(ours.ledger, START, 3, hour)


def test_the_exposed_tail(ours: County) -> None:
    size = make(ours.ledger, LOG).kept.size
    assert (exposed(ours.ledger, size).count, exposed(ours.ledger, size).since) == (0, "")
    ours.bed.clock.move(minutes=5)
    ours.record()
    ours.bed.clock.move(minutes=5)
    ours.record()
    tail = exposed(ours.ledger, size)
    assert (tail.first, tail.count) == (size + 1, 2)
    assert tail.since == "2024-01-25T11:47:00.000+08:00"


def test_a_log_that_nothing_opened_has_no_name(tmp_path: Path) -> None:
    bed = Bed("sqlite-file", f"sqlite:///{tmp_path / 'x.db'}", tmp_path)
    with bed.create() as ledger, refused(Damaged, "ledger.not_opened"):
        origin(ledger)
