"""Checkpoints, receipts and states that are none, or of something else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ptaudit.log.receipt import Receipt
from ptaudit.log.receipt import read as receipt_of
from tests.evidence.tamper.book import COSIGNED, TAMPERED, UNDECIDED, Book

BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "101 signatures": lambda data: data + data.rpartition(b"\n\n")[2] * 100,
    "bad base64": lambda data: data[:-2] + b"!\n",
    "cut short": lambda data: data[:60],
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_kept_checkpoint_that_is_none(book: Book, name: str) -> None:
    data = BROKEN[name](bytes(book.notes()[0]))
    book.put(raw=[(COSIGNED, data)])
    said = book.verify()
    assert (said.status, "checkpoint.unreadable" in said.text) == (TAMPERED, True), said.text


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("file", ["回执", "记住的"])
def test_a_proof_from_outside_that_is_none(book: Book, name: str, file: str) -> None:
    data = BROKEN[name]((book.folder / file).read_bytes())
    (book.folder / file).write_bytes(data)
    said = book.verify(f"--anchor {file}")
    assert said.status in (UNDECIDED, 2)
    assert "代码: " in said.text or "结论:不能判定" in said.text


def test_a_proof_moved_to_another_entry(book: Book) -> None:
    read = receipt_of((book.folder / "回执").read_bytes())
    moved = Receipt(read.index + 1, read.path, read.note)
    (book.folder / "回执").write_bytes(bytes(moved))
    said = book.verify("--anchor 回执")
    assert (said.status, f"第{read.index + 2}号登记通向它自己的检查点" in said.text) == (
        UNDECIDED,
        True,
    )


def test_a_state_of_another_ledger(book: Book, tmp_path: Path) -> None:
    desk = tmp_path / "邻县"
    desk.mkdir()
    other = Book(desk)
    other.typed("ptaudit init 邻县 --origin other.example/ptaudit")
    for name in ("状态", "状态.key"):
        shutil.copy(book.folder / name, desk / name)
    status, text = other.typed("ptaudit verify --state 状态")
    assert (status, "代码: verify_state.of_other" in text) == (UNDECIDED, True)
