"""Each answer of the protocol, and what is remembered after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ptaudit.domain.failures import Damaged
from ptaudit.evidence.witness import rules
from ptaudit.evidence.witness.rules import Answer
from ptaudit.evidence.witness.store import OFFENCES, Seen
from ptaudit.log import keys, note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.request import AddCheckpoint
from tests.evidence.witness.beds import Log, Witness
from tests.log.samples import CITY, LOG, NOON, OLDER, ORIGIN, ROOT


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path)


def cosigned(answer: Answer, head: Checkpoint) -> int:
    """When *answer* cosigned *head*; it is the one signature there is."""
    assert answer.status == 200, answer
    [line] = answer.body.decode().splitlines(keepends=True)
    signature = note.signature(line.removesuffix("\n"))
    assert signature.is_by(CITY.key)
    assert CITY.key.verifies(str(head).encode(), signature.data)
    time = CITY.key.time(signature.data)
    assert time is not None
    return time


def test_a_head_and_its_continuations_are_cosigned(witness: Witness) -> None:
    log = Log()
    for old, size in [(0, 5), (5, 5), (5, 6), (6, 300), (300, 300)]:
        assert cosigned(witness.add(log.request(old, size)), log.head(size)) == NOON
        assert witness.size() == size
    assert witness.store.offences() == []


def test_an_empty_log_is_cosigned_and_may_become_any(witness: Witness) -> None:
    log = Log()
    cosigned(witness.add(log.request(0, 0)), log.head(0))
    cosigned(witness.add(log.request(0, 3)), log.head(3))


def test_the_root_of_no_entries_is_known(witness: Witness) -> None:
    wrong = note.sign(str(Checkpoint(ORIGIN, 0, ROOT)), [LOG])
    answer = witness.add(bytes(AddCheckpoint(0, (), wrong)))
    assert (answer.status, answer.body) == (409, b"0\n")


def test_what_is_kept_has_the_log_s_signature_and_ours_alone(witness: Witness) -> None:
    log = Log(signers=(LOG, keys.of_seed("stranger", keys.NOTE, bytes(32))))
    witness.add(log.request(0, 3))
    [(seen, known)] = witness.store.logs()
    assert seen.note is not None
    kept = note.parse(seen.note)
    assert [one.name for one in kept.signatures] == [ORIGIN, CITY.key.name]
    assert (seen.size, seen.root, known) == (3, log.head(3).root, (LOG.key,))


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (b"old x\n\n", 400),
        (Log().request(0, 3).replace(b"old 0", b"old 4"), 400),
        (Log().request(0, 3)[:-2], 400),
        (bytes(AddCheckpoint(0, (), note.sign("no head\n", [LOG]))), 400),
        (Log(origin="other.example/log").request(0, 3), 404),
        (Log(signers=(OLDER,)).request(0, 3), 403),
        (Log().request(0, 3).replace(b"\n3\n", b"\n4\n"), 403),
        (Log().request(2, 3), 409),
        (Log().request(0, 3).replace(b"old 0\n", b"old 0\n" + b"A" * 43 + b"=\n"), 422),
    ],
)
def test_nothing_is_cosigned_of_a_request_that_is_refused(
    witness: Witness, data: bytes, status: int
) -> None:
    answer = witness.add(data)
    assert answer.status == status
    assert answer.body == (b"0\n" if status == 409 else b"")
    assert (answer.kind == "text/x.tlog.size") == (status == 409)
    assert witness.store.logs()[0][0] == Seen(ORIGIN)


def test_who_does_not_know_the_size_is_told_it(witness: Witness) -> None:
    log = Log()
    witness.add(log.request(0, 7))
    for old, size in [(0, 9), (3, 9), (9, 9), (3, 7)]:
        answer = witness.add(log.request(old, size))
        assert (answer.status, answer.body) == (409, b"7\n")
    assert witness.size() == 7
    assert witness.store.offences() == []


def test_a_rolled_back_log_is_not_cosigned(witness: Witness) -> None:
    log = Log()
    witness.add(log.request(0, 7))
    for old in (0, 5):
        assert witness.add(log.request(old, 5)).status == 409
    assert witness.add(log.request(7, 5)).status == 400
    assert witness.size() == 7


def test_another_tree_of_the_same_size_is_kept_as_proof(witness: Witness) -> None:
    log = Log()
    witness.add(log.request(0, 7))
    forged = Log(prefix=b"x").request(7, 7)
    for data in (forged, Log(prefix=b"x").request(0, 7)):
        answer = witness.add(data)
        assert (answer.status, answer.body) == (409, b"7\n")
    witness.add(log.request(7, 9))
    [kept] = witness.store.offences()
    assert (kept.status, kept.size, kept.request) == (409, 7, forged)
    seen = note.parse(kept.cosigned)
    assert seen.text == str(log.head(7))
    assert len(note.opened(seen, [LOG.key, CITY.key]).verified) == 2


def test_a_needless_proof_is_no_offence(witness: Witness) -> None:
    log, hash_ = Log(), b"A" * 43 + b"=\n"
    for old in (0, 7):
        data = log.request(old, 7).replace(b"old %d\n" % old, b"old %d\n" % old + hash_)
        assert witness.add(data).status == 422
        witness.add(log.request(0, 7))
    assert witness.store.offences() == []


def test_strangers_signatures_make_no_new_proof_of_the_same_head(witness: Witness) -> None:
    witness.add(Log().request(0, 7))
    for n in range(5):
        stranger = keys.of_seed("stranger", keys.NOTE, bytes([n]) * 32)
        witness.add(Log(prefix=b"x", signers=(LOG, stranger)).request(7, 7))
    [kept] = witness.store.offences()
    assert kept.request == Log(prefix=b"x").request(7, 7)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET size = 3",
        "UPDATE log SET root = zeroblob(32)",
        "UPDATE log SET note = NULL",
        "UPDATE log SET note = x'00'",
        "UPDATE log SET note = CAST(replace(CAST(note AS TEXT), '7', '8') AS BLOB)",
    ],
)
def test_a_state_that_was_altered_is_not_gone_on_from(witness: Witness, change: str) -> None:
    log = Log()
    witness.add(log.request(0, 7))
    with closing(sqlite3.connect(witness.store.path)) as connection, connection:
        connection.execute(change)
    for old, size in [(7, 9), (3, 9), (0, 9)]:
        with pytest.raises(Damaged) as refused:
            witness.add(log.request(old, size))
        assert refused.value.code == "witness_state.altered"


def test_a_rewritten_tree_that_grew_is_kept_as_proof(witness: Witness) -> None:
    witness.add(Log().request(0, 7))
    forged = Log(prefix=b"x").request(7, 9)
    assert witness.add(forged).status == 422
    assert witness.add(forged).status == 422
    assert [(o.status, o.request, o.at) for o in witness.store.offences()] == [(422, forged, NOON)]
    assert witness.size() == 7


def test_a_flood_of_bad_proofs_hides_no_other_tree(witness: Witness) -> None:
    log = Log()
    witness.add(log.request(0, 7))
    for size in range(8, 9 + OFFENCES):
        witness.add(Log(prefix=b"x").request(7, size))
    witness.add(forged := Log(prefix=b"y").request(7, 7))
    kept = witness.store.offences()
    assert [o.status for o in kept] == [422] * OFFENCES + [409]
    assert kept[-1].request == forged


def test_an_unsigned_request_is_no_proof_of_anything(witness: Witness) -> None:
    witness.add(Log().request(0, 7))
    assert witness.add(Log(prefix=b"x", signers=(OLDER,)).request(7, 7)).status == 403
    assert witness.store.offences() == []


def test_a_new_key_of_the_log_signs_on(tmp_path: Path) -> None:
    witness, log = Witness(tmp_path, OLDER), Log(signers=(OLDER,))
    witness.add(log.request(0, 4))
    after = Log(signers=(LOG,))
    assert witness.add(after.request(4, 6)).status == 403
    assert witness.store.add_log(LOG.key)
    assert not witness.store.add_log(LOG.key)
    cosigned(witness.add(after.request(4, 6)), after.head(6))
    assert witness.store.logs()[0][1] == (OLDER.key, LOG.key)


def test_a_time_never_runs_back(witness: Witness) -> None:
    log = Log()
    assert cosigned(witness.add(log.request(0, 1), NOON), log.head(1)) == NOON
    assert cosigned(witness.add(log.request(1, 2), NOON - 60), log.head(2)) == NOON
    assert cosigned(witness.add(log.request(2, 3), NOON + 60), log.head(3)) == NOON + 60


def test_where_nothing_can_be_signed_nothing_is_remembered(witness: Witness) -> None:
    def broken(_: bytes) -> bytes:
        raise RuntimeError("the token was pulled out")

    signer = keys.Signer(CITY.key, broken)
    with pytest.raises(RuntimeError):
        rules.add(witness.store, signer, Log().request(0, 3), NOON)
    assert witness.size() == 0
    cosigned(witness.add(Log().request(0, 3)), Log().head(3))


def test_logs_are_apart(tmp_path: Path) -> None:
    other = keys.of_seed("b.example/log", keys.NOTE, bytes([9]) * 32)
    witness = Witness(tmp_path, LOG, other)
    theirs = Log(prefix=b"b", origin="b.example/log", signers=(other,))
    witness.add(Log().request(0, 3))
    cosigned(witness.add(theirs.request(0, 9)), theirs.head(9))
    assert (witness.size(), witness.size("b.example/log")) == (3, 9)
    mixed = Log(origin="b.example/log", signers=(LOG,))
    assert witness.add(mixed.request(9, 9)).status == 403


def test_a_tree_that_grew_from_one_entry_otherwise_is_kept_as_proof(witness: Witness) -> None:
    witness.add(Log().request(0, 1))
    forged = Log(prefix=b"x").request(1, 3)
    assert witness.add(forged).status == 422
    assert [one.request for one in witness.store.offences()] == [forged]


def test_no_tree_contradicts_the_empty_one(witness: Witness) -> None:
    witness.add(Log().request(0, 0))
    needless = b"old 0\n" + b"A" * 43 + b"=\n"
    assert witness.add(Log().request(0, 3).replace(b"old 0\n", needless)).status == 422
    assert witness.store.offences() == []


def test_a_request_that_says_nothing_right_is_no_proof(witness: Witness) -> None:
    """Its old size is beyond its own head: it is answered by 400, whatever tree the head is of."""
    witness.add(Log().request(0, 7))
    assert witness.add(Log(prefix=b"x").request(7, 7).replace(b"old 7", b"old 8")).status == 400
    assert witness.store.offences() == []


def test_whoever_keeps_the_witness_is_told_why(witness: Witness) -> None:
    log = Log()
    needless = log.request(0, 3).replace(b"old 0\n", b"old 0\n" + b"A" * 43 + b"=\n")
    asked = [
        (log.request(0, 3).replace(b"old 0", b"old 4"), "old"),
        (Log(origin="other.example/log").request(0, 3), "origin"),
        (Log(signers=(OLDER,)).request(0, 3), "signature"),
        (needless, "proof"),
        (log.request(2, 3), "size"),
    ]
    assert [(data, witness.add(data).why) for data, _ in asked] == asked
    witness.add(log.request(0, 3))
    assert witness.add(Log(prefix=b"x").request(3, 3)).why == "root"
    assert witness.add(Log(prefix=b"x").request(3, 4)).why == "proof"
    assert witness.add(b"").why == "request.malformed"
