"""Cosignatures of other checkpoints and of long ago, times that cannot be, an id twice."""

from tests.evidence.checkpoints.beds import CITY, LOG
from tests.evidence.tamper.book import COSIGNED, GREEN, SIZE, TAMPERED, Book, after, at


def test_a_cosignature_of_another_checkpoint(book: Book) -> None:
    """That of 250 pasted under 290 is no signature of it; what the county itself signed stands."""
    [cosigned, signed] = book.notes()
    stale = next(one for one in cosigned.signatures if one.is_by(CITY.key))
    book.put(signed.signed(stale))
    said = book.verify()
    assert (said.status, said.reached) == (TAMPERED, {"L0": 300, "L1": 290})
    assert "上署名 city.example/witness 的签名不是该密钥所签" in said.text


def test_a_cosignature_of_long_ago_says_when(book: Book) -> None:
    book.put(book.signed(20, LOG, CITY))
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, {"L0": 300, "L1": 20, "L2": 20})
    assert said.tails == [(21, 300, "没有任何")]
    assert "最早一号登记于 2024-01-25T11:42:00.000+08:00(距今 347 天)" in said.text


def test_an_entry_of_after_it_was_cosigned(book: Book) -> None:
    time = after(book.entries()[COSIGNED - 1]) - 3600
    book.put(book.signed(COSIGNED, LOG, CITY, time=time))
    said = book.verify()
    assert (said.status, "晚于见证时间" in said.text) == (TAMPERED, True)


def test_an_entry_of_before_a_cosignature_that_it_is_not_under(book: Book) -> None:
    """No proof of back-dating: the stick may have been on its way; it is said."""
    time = after(book.entries()[-1]) + 86_400
    book.put(book.signed(COSIGNED, LOG, CITY, time=time))
    said = book.verify()
    assert (said.status, "第251号起有登记自称早于第250号检查点的见证时间" in said.text) == (
        GREEN,
        True,
    )


def test_an_id_twice_signed_by_whoever_holds_every_key(book: Book) -> None:
    """The index tells what no signature does."""
    book.remake(at(100, lambda said: said.update(id=f"{50:032x}"))(book.entries()))
    book.put(book.signed(SIZE, LOG, CITY))
    said = book.verify()
    assert (said.status, "已见于第" in said.text) == (TAMPERED, True)


def test_times_that_run_back_signed_by_whoever_holds_every_key(book: Book) -> None:
    early = at(100, lambda said: said.update(recorded_at="2023-01-01T00:00:00.000+08:00"))
    book.remake(early(book.entries()))
    book.put(book.signed(SIZE, LOG, CITY))
    said = book.verify()
    assert (said.status, "早于前一号" in said.text) == (TAMPERED, True)
