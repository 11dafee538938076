"""With the county's key, and with every key; keys and policies that are other ones."""

import hashlib

from ptaudit.log import checkpoint, keys, note
from ptaudit.log.note import Note
from tests.evidence.checkpoints.beds import AUDIT, CITY, LOG, OTHER, TRUST
from tests.evidence.tamper.book import (
    COSIGNED,
    GREEN,
    SIZE,
    TAMPERED,
    UNDECIDED,
    Book,
    at,
    rename,
)


def test_the_county_key_stolen_before_what_follows_was_cosigned(book: Book) -> None:
    """The tail can be rewritten and signed anew: it was named as exposed, and still is."""
    kept = book.notes()[0]
    book.remake(at(270, rename)(book.entries()))
    book.put(kept, book.signed(SIZE))
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, {"L0": 300, "L1": 300, "L2": 250})
    assert said.tails == [(251, 300, "只凭")]
    assert book.verify("--anchor 记住的").status == TAMPERED
    assert book.verify("--state 状态").status == TAMPERED


def test_the_county_key_stolen_after_it_was_cosigned(book: Book) -> None:
    kept = book.notes()[0]
    book.remake(at(100, rename)(book.entries()))
    book.put(book.signed(COSIGNED), book.signed(SIZE))
    said = book.verify()
    assert (said.status, said.reached) == (UNDECIDED, {"L0": 300, "L1": 300})
    assert said.tails == [(1, 300, "只凭")]
    book.put(kept, book.signed(SIZE))
    assert book.verify().status == TAMPERED


def test_every_key_stolen(book: Book) -> None:
    """Nothing inside tells. What was handed out before does."""
    book.remake(at(100, rename)(book.entries()))
    book.put(book.signed(COSIGNED, LOG, CITY), book.signed(SIZE, LOG, CITY))
    assert book.verify().status == GREEN
    assert book.verify("--anchor 回执").status == TAMPERED
    assert book.verify("--state 状态").status == TAMPERED


def test_two_views_of_one_log(book: Book) -> None:
    """A checkpoint that another party was shown, of another content."""
    true = book.entries()
    book.remake(at(100, rename)(true))
    shown = book.signed(280)
    book.remake(true)
    (book.folder / "另一方").write_bytes(bytes(shown))
    said = book.verify("--anchor 另一方")
    assert (said.status, "对同一规模 280 签过两个不同的根(另一方)" in said.text) == (
        TAMPERED,
        True,
    )


def test_a_witness_rolled_back_cosigns_a_rewrite(book: Book) -> None:
    """It forgot 250 and goes on from 200: inside nothing tells, what it cosigned before does."""
    book.remake(at(220, rename)(book.entries()))
    book.put(book.signed(200, LOG, CITY), book.signed(260, LOG, CITY))
    assert book.verify().status == GREEN
    assert book.verify("--anchor 回执").status == TAMPERED


def other_log() -> Note:
    key = keys.of_seed("other.example/log", keys.NOTE, bytes(32))
    return note.sign(str(checkpoint.Checkpoint("other.example/log", 250, bytes(32))), [key])


def test_a_checkpoint_of_another_log(book: Book) -> None:
    (book.folder / "别家的").write_bytes(bytes(other_log()))
    said = book.verify("--anchor 别家的")
    assert (said.status, "别家的 属于另一账本(other.example/log)" in said.text) == (
        UNDECIDED,
        True,
    )
    book.put(other_log())
    said = book.verify()
    assert (said.status, said.reached) == (UNDECIDED, {"L0": 300})


def test_a_key_that_nobody_named(book: Book) -> None:
    book.put(book.signed(COSIGNED, OTHER, CITY))
    said = book.verify()
    assert (said.status, said.reached) == (UNDECIDED, {"L0": 300})
    (book.folder / "生人的").write_bytes(bytes(book.signed(COSIGNED, OTHER)))
    assert "生人的 没有信任名单所列县级密钥的签名" in book.verify("--anchor 生人的").text


def test_the_key_of_another_log_the_policy_names(book: Book) -> None:
    """Two counties under one policy: neither signs for the other."""
    neighbour = keys.of_seed("next.example/ptaudit", keys.NOTE, bytes([5] * 32))
    text = TRUST.replace("witness", f"log {neighbour.key}\nwitness", 1)
    (book.folder / "名单").write_text(text, "utf-8")
    assert book.verify().status == GREEN
    book.put(book.signed(SIZE, neighbour, CITY))
    said = book.verify()
    assert (said.status, said.reached) == (UNDECIDED, {"L0": 300})


def test_an_old_key_after_it_was_replaced(book: Book) -> None:
    spans = f"# ptaudit: log {LOG.key.id.hex()} from 0 to 240\n# ptaudit: log {OTHER.key.id.hex()} from 241 to -\n"
    text = TRUST.replace("witness", f"log {OTHER.key}\n{spans}witness", 1)
    (book.folder / "名单").write_text(text, "utf-8")
    assert book.verify().status == UNDECIDED
    book.put(book.signed(240), book.signed(260, OTHER, CITY))
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, {"L0": 300, "L1": 260, "L2": 260})


def test_a_weaker_policy_is_another_one(book: Book) -> None:
    """Who weakens it makes it green; its digest says that it is not the one that was agreed."""
    (book.folder / "名单").write_text(TRUST.replace("quorum 市局", "quorum none"), "utf-8")
    book.put(book.signed(SIZE))
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, {"L0": 300, "L1": 300})
    digest = hashlib.sha256((book.folder / "名单").read_bytes()).hexdigest()
    assert f"信任名单:sha256:{digest}" in said.text
    assert hashlib.sha256(TRUST.encode()).hexdigest() not in said.text
    assert "结论:核验到所要求的级别 L1" in said.text


def test_more_witnesses_asked_for_than_signed(book: Book) -> None:
    both = TRUST.replace("quorum 市局", "group 两家 all 市局 审计局\nquorum 两家")
    (book.folder / "名单").write_text(both, "utf-8")
    assert book.verify().status == UNDECIDED
    book.put(book.signed(COSIGNED, LOG, CITY, AUDIT))
    assert book.verify().status == GREEN


def test_another_hash_suite(book: Book) -> None:
    """Only one is known: a ledger that says another is read by nobody, whoever signs it."""
    book.remake(
        at(1, lambda said: said["payload"].update(hash_suite="RFC6962-MD5"))(book.entries())
    )
    book.put(book.signed(SIZE, LOG, CITY))
    said = book.verify()
    assert said.status == TAMPERED
    assert "结论" not in said.text
