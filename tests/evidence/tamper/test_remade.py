"""With the file, everything recomputed: the ledger agrees with itself, and with nothing that others hold."""

from collections.abc import Callable

import pytest

from ptaudit.log.note import Note
from tests.evidence.tamper.book import (
    GREEN,
    SIZE,
    TAMPERED,
    UNDECIDED,
    Book,
    Entries,
    again,
    at,
    forged,
    other_kind,
    other_tag,
    rename,
)

REMADE: dict[str, Callable[[Entries], Entries]] = {
    "payload": at(100, rename),
    "kind": at(100, other_kind),
    "tag": at(100, other_tag),
    "deleted and renumbered": lambda e: [*e[:99], *e[100:]],
    "swapped": lambda e: [*e[:99], again(e[100], e[99]), again(e[99], e[100]), *e[101:]],
    "forged and put in": lambda e: [*e[:100], forged(e[99]), *e[100:]],
    "day put back": at(100, lambda said: said.update(effective="2020-01-01")),
}


@pytest.mark.parametrize("name", REMADE)
def test_the_checkpoints_contradict_what_was_made_anew(book: Book, name: str) -> None:
    book.remake(REMADE[name](book.entries()))
    assert book.typed("ptaudit fsck --ledger ptaudit.db")[0] == GREEN
    said = book.verify()
    assert (said.status, said.reached["L0"]) == (TAMPERED, len(book.entries()))
    assert said.reached.keys() == {"L0"}
    assert "检查点(检查点 250,规模 250)的根与由条目重算的不符" in said.text


@pytest.mark.parametrize("name", REMADE)
def test_with_the_checkpoints_deleted_nothing_can_be_decided(book: Book, name: str) -> None:
    book.remake(REMADE[name](book.entries()))
    book.put()
    said = book.verify()
    assert (said.status, set(said.reached)) == (UNDECIDED, {"L0"})
    assert "结论:不能判定:未达到所要求的级别 L2" in said.text


@pytest.mark.parametrize("name", REMADE)
@pytest.mark.parametrize(
    ("held", "words"),
    [
        ("--anchor 回执", "县级密钥对同一规模 250 签过两个不同的根(回执)"),
        ("--anchor 记住的", "县级密钥对同一规模 290 签过两个不同的根(记住的)"),
        ("--state 状态", "上次核验"),
    ],
)
def test_what_others_hold_tells_it_all_the_same(
    book: Book, name: str, held: str, words: str
) -> None:
    book.remake(REMADE[name](book.entries()))
    book.put()
    said = book.verify(held)
    assert (said.status, words in said.text) == (TAMPERED, True), said.text


def cut(book: Book, size: int, *notes: Note) -> None:
    book.remake(book.entries()[:size])
    book.put(*notes)


def test_the_tail_cut_off_below_its_checkpoint(book: Book) -> None:
    cut(book, 280, *book.notes())
    said = book.verify()
    assert (said.status, said.reached) == (TAMPERED, {"L0": 280, "L1": 250, "L2": 250})
    assert "检查点 290 有县级签名,规模 290,而账本只有 280 号" in said.text


def test_the_tail_cut_off_with_its_checkpoint(book: Book) -> None:
    """Nothing inside tells. What is left is what was cosigned, and the rest is named as exposed."""
    cut(book, 280, book.notes()[0])
    said = book.verify()
    assert (said.status, said.reached) == (GREEN, {"L0": 280, "L1": 250, "L2": 250})
    assert said.tails == [(251, 280, "没有任何")]
    told = book.verify("--anchor 记住的")
    assert (told.status, "记住的 有县级签名,规模 290" in told.text) == (TAMPERED, True)
    told = book.verify("--state 状态")
    assert (told.status, "账本只有 280 号,而上次核验到第300号" in told.text) == (TAMPERED, True)


def test_an_older_backup(book: Book) -> None:
    cut(book, 200)
    assert book.verify().status == UNDECIDED
    told = book.verify("--anchor 回执")
    assert (told.status, "回执 有县级签名,规模 250,而账本只有 200 号" in told.text) == (
        TAMPERED,
        True,
    )
    told = book.verify("--state 状态")
    assert (told.status, "账本只有 200 号,而上次核验到第300号" in told.text) == (TAMPERED, True)


@pytest.mark.parametrize("level", ["L1", "L2", "L3"])
def test_all_checkpoints_deleted_is_green_at_no_level_above_the_lowest(
    book: Book, level: str
) -> None:
    book.put()
    said = book.verify(f"--level {level}")
    assert (said.status, said.reached) == (UNDECIDED, {"L0": SIZE})
    assert said.tails == [(1, 300, "没有任何")]
    assert book.verify("--level L0").status == GREEN


def test_what_is_contradicted_is_not_remembered(book: Book) -> None:
    """Who verifies for the first time must not start from a rewrite that the checkpoints tell."""
    book.remake(at(100, rename)(book.entries()))
    assert book.verify("--state 新的").status == TAMPERED
    assert not (book.folder / "新的").exists()
