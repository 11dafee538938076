"""Checkpoints, requests to a witness and receipts: written, read, and refused by the line at fault."""

from collections.abc import Callable
from typing import SupportsBytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.failures import Malformed
from ptaudit.log import checkpoint, note, proofs, receipt, request
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.lines import LIMIT, to_base64
from ptaudit.log.merkle import leaf_hash, perfect_root
from tests.log.samples import CITY, HEAD, LOG, NOON, ORIGIN, ROOT, refusal

SIGNED = note.sign(str(HEAD), [LOG, CITY], NOON)
B64 = to_base64(ROOT)
REFUSALS = {
    *(None, "note.malformed", "note.too_many", "checkpoint.malformed"),
    *("request.malformed", "receipt.malformed"),
}


def same(reading: Callable[[bytes], SupportsBytes], data: bytes) -> None:
    assert bytes(reading(data)) == data


def refused(reading: Callable[[bytes], object], data: bytes) -> tuple[str, object]:
    with pytest.raises(Malformed) as found:
        reading(data)
    return found.value.code, found.value.params["line"]


@pytest.mark.parametrize("extensions", [(), ("one",), ("one", "two two")])
def test_a_checkpoint_is_read_as_it_is_written(extensions: tuple[str, ...]) -> None:
    made = Checkpoint(ORIGIN, LIMIT, ROOT, extensions)
    assert checkpoint.read(str(made)) == made
    assert checkpoint.of(note.sign(str(made), [LOG])) == made


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n", 1),
        (f"{ORIGIN}\n1\n", 2),
        (f"{ORIGIN}\n1\n{B64}", 3),
        (f"\n1\n{B64}\n", 3),
        (f"{ORIGIN}\n01\n{B64}\n", 2),
        (f"{ORIGIN}\n+1\n{B64}\n", 2),
        (f"{ORIGIN}\n１\n{B64}\n", 2),
        (f"{ORIGIN}\n{LIMIT + 1}\n{B64}\n", 2),
        (f"{ORIGIN}\n1\n{B64[:-4]}\n", 3),
        (f"{ORIGIN}\n1\n{B64[:-1]}\n", 3),
        (f"{ORIGIN}\n1\n{B64}\n\n", 3),
    ],
)
def test_what_is_no_checkpoint_is_refused_by_its_line(text: str, line: int) -> None:
    with pytest.raises(Malformed) as found:
        checkpoint.read(text)
    assert (found.value.code, found.value.params) == ("checkpoint.malformed", {"line": line})


def test_a_request_is_read_as_it_is_written() -> None:
    for proof in ((), (ROOT,), (ROOT,) * request.PROOF_LINES):
        made = request.AddCheckpoint(69_999, proof, SIGNED)
        assert request.read(bytes(made)) == made


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (b"", 1),
        (b"old\n\n", 1),
        (b"old 01\n\n", 1),
        (b"new 1\n\n", 1),
        (b"1\n\n", 1),
        (b"old \xff\n\n", 1),
        (b"old 1\nAAAA\n\n", 2),
        (b"old 1", 2),
        (f"old 1\n{B64}\n{B64[:-1]}\n\n".encode(), 3),
        (f"old 1\n{(B64 + chr(10)) * 64}\n".encode(), 66),
    ],
)
def test_what_is_no_request_is_refused_by_its_line(head: bytes, line: int) -> None:
    data = head + bytes(SIGNED) if head.endswith(b"\n\n") else head
    assert refused(request.read, data) == ("request.malformed", line)


def tree(size: int) -> tuple[list[bytes], proofs.Nodes]:
    leaves = [leaf_hash(bytes([n])) for n in range(size)]
    return leaves, lambda height, at: perfect_root(leaves[at << height : (at + 1) << height])


@pytest.mark.parametrize("extra", [None, b"", b"whatever"])
def test_a_receipt_is_read_as_it_is_written_and_proves_its_entry(extra: bytes | None) -> None:
    leaves, nodes = tree(11)
    head = Checkpoint(ORIGIN, 11, proofs.root(nodes, 11))
    for index, leaf in enumerate(leaves):
        path = proofs.inclusion(nodes, index, 11)
        made = receipt.Receipt(index, path, note.sign(str(head), [LOG]), extra)
        assert receipt.read(bytes(made)) == made
        assert made.proves(leaf)
        assert not made.proves(leaves[index - 1])
        assert not receipt.Receipt(index + 1, path, made.note).proves(leaf)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("c2sp.org/tlog-proof@v2\nindex 1\n\n", 1),
        ("\xff\n\n", 1),
        (f"{receipt.FIRST}\n", 1),
        (f"{receipt.FIRST}\n\n", 2),
        (f"{receipt.FIRST}\nindex -1\n\n", 2),
        (f"{receipt.FIRST}\nextra !\nindex 1\n\n", 2),
        (f"{receipt.FIRST}\nextra AAAA\n\n", 3),
        (f"{receipt.FIRST}\nextra AAAA\nindex x\n\n", 3),
        (f"{receipt.FIRST}\n1\n\n", 2),
        (f"{receipt.FIRST}\nindex 1\nAAAA\n\n", 3),
        (f"{receipt.FIRST}\nextra AAAA\nindex 1\n{B64}\nAAAA\n\n", 5),
        (f"{receipt.FIRST}\nindex 1\n{(B64 + chr(10)) * 64}\n", 66),
    ],
)
def test_what_is_no_receipt_is_refused_by_its_line(head: str, line: int) -> None:
    data = head.encode("latin-1")
    data += bytes(SIGNED) if data.endswith(b"\n\n") else b""
    assert refused(receipt.read, data) == ("receipt.malformed", line)


def test_a_receipt_carries_a_checkpoint() -> None:
    other = note.sign("no checkpoint\n", [LOG])
    data = f"{receipt.FIRST}\nindex 0\n\n".encode() + bytes(other)
    assert refused(receipt.read, data) == ("checkpoint.malformed", 1)


@given(st.binary(max_size=200), st.sampled_from([request.read, receipt.read]))
def test_any_bytes_are_read_or_refused(
    data: bytes, reading: Callable[[bytes], SupportsBytes]
) -> None:
    assert refusal(lambda: same(reading, data)) in REFUSALS


@given(st.data(), st.sampled_from([request.read, receipt.read]))
def test_changed_anywhere_it_is_another_or_refused(
    data: st.DataObject, reading: Callable[[bytes], SupportsBytes]
) -> None:
    good = (
        bytes(request.AddCheckpoint(3, (ROOT,), SIGNED))
        if reading is request.read
        else bytes(receipt.Receipt(3, (ROOT,), SIGNED, b"x"))
    )
    at = data.draw(st.integers(0, len(good)))
    changed = (
        good[:at] + data.draw(st.binary(max_size=4)) + good[at + data.draw(st.integers(0, 9)) :]
    )
    assert refusal(lambda: same(reading, changed)) in REFUSALS
