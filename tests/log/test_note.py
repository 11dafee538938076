"""Signed notes: what is one, the line at fault where it is not, and what a forged signature does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.failures import Malformed
from ptaudit.log import note
from tests.log.samples import CITY, COURT, HEAD, LOG, NOON, OLDER, refusal

GOOD = note.sign(str(HEAD), [LOG, CITY], NOON)
BYTES = bytes(GOOD)
LINE = str(GOOD.signatures[0]).encode()


def fault(data: bytes) -> tuple[str, object]:
    with pytest.raises(Malformed) as refused:
        note.parse(data)
    return refused.value.code, refused.value.params.get("line", refused.value.params.get("count"))


def test_written_and_read_again_it_is_the_same_note() -> None:
    assert note.parse(BYTES) == GOOD
    assert bytes(note.parse(BYTES)) == BYTES


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"text\n", 2),
        (str(HEAD).encode() + b"\n", 5),
        (BYTES[:-1], 6),
        (BYTES + b"\n", 8),
        (BYTES.replace(b"\n", b"\r\n"), 1),
        (BYTES.replace(b"70000", b"7\t000"), 2),
        (b"a\n\xff\n\n" + LINE, 2),
        (str(HEAD).encode() + b"\n" + LINE + b"-- no signature\n", 6),
        (str(HEAD).encode() + b"\n" + LINE.replace(b"county", b"coun+y"), 5),
        (str(HEAD).encode() + b"\n" + LINE.removeprefix("— ".encode()), 5),
        (str(HEAD).encode() + b"\n" + LINE.replace("—".encode(), b"-"), 5),
        (str(HEAD).encode() + b"\n" + LINE.replace(b"=\n", b"\n"), 5),
        (str(HEAD).encode() + b"\n" + "— name AAAA\n".encode(), 5),
        (str(HEAD).encode() + b"\n" + "— name AAAAAA==\n".encode(), 5),
        (b"x" * (note.SIZE + 1), 1),
    ],
)
def test_what_is_no_note_is_refused_by_its_line(data: bytes, line: int) -> None:
    assert fault(data) == ("note.malformed", line)


def test_base64_as_nobody_writes_it_is_refused() -> None:
    """The last letter may hold bits that no byte has: two texts for one signature."""
    text = str(HEAD).encode() + b"\n"
    last = text + "— name AAAAAAE=\n".encode()
    assert note.parse(last).signatures[0].data == b"\x01"
    assert fault(last.replace(b"AAE=", b"AAF=")) == ("note.malformed", 5)


def test_more_signatures_than_anybody_needs_are_refused() -> None:
    lines = b"".join(f"— w{n} AAAAAAE=\n".encode() for n in range(note.SIGNATURES + 1))
    assert fault(str(HEAD).encode() + b"\n" + lines) == ("note.too_many", 101)
    fewer = lines.split(b"\n", 1)[1]
    assert len(note.parse(str(HEAD).encode() + b"\n" + fewer).signatures) == 100


def test_it_is_opened_by_the_keys_that_signed_it() -> None:
    opened = note.opened(GOOD, [CITY.key, COURT.key])
    assert [key for key, _ in opened.verified] == [CITY.key]
    assert [one.name for one in opened.unknown] == [LOG.key.name]


def test_an_unknown_key_of_a_known_name_is_passed_over() -> None:
    opened = note.opened(note.sign(str(HEAD), [OLDER]), [LOG.key])
    assert (opened.verified, len(opened.unknown)) == ((), 1)


def test_a_forged_signature_of_a_known_key_refuses_the_note() -> None:
    forged = note.Note(GOOD.text.replace("70000", "70001"), GOOD.signatures)
    with pytest.raises(Malformed) as refused:
        note.opened(forged, [LOG.key])
    assert (refused.value.code, refused.value.params) == ("note.forged", {"name": LOG.key.name})
    assert note.opened(forged, []).verified == ()


def test_a_signature_is_there_once() -> None:
    twice = note.Note(GOOD.text, (*GOOD.signatures, *GOOD.signatures))
    assert len(note.opened(twice, [LOG.key]).verified) == 1
    assert len(note.opened(twice, []).unknown) == 2
    assert GOOD.signed(GOOD.signatures[0]) is GOOD
    more = note.by(COURT, GOOD.text, NOON)
    assert GOOD.signed(more).signatures == (*GOOD.signatures, more)


def test_a_signature_knows_its_key() -> None:
    assert GOOD.signatures[0].is_by(LOG.key)
    assert not GOOD.signatures[0].is_by(OLDER.key)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_refused(data: bytes) -> None:
    _reads(data)


@given(st.integers(0, len(BYTES) - 1), st.binary(max_size=3), st.integers(0, 5))
def test_a_note_changed_anywhere_is_another_or_refused(at: int, put: bytes, cut: int) -> None:
    changed = BYTES[:at] + put + BYTES[at + cut :]
    if (read := _reads(changed)) is not None and changed != BYTES:
        code = refusal(lambda: note.opened(read, [LOG.key, CITY.key]))
        assert code in (None, "note.forged")
        if code is None and read.text != GOOD.text:
            assert not note.opened(read, [LOG.key, CITY.key]).verified


def _reads(data: bytes) -> note.Note | None:
    if (code := refusal(lambda: note.parse(data))) is not None:
        assert code in ("note.malformed", "note.too_many")
        return None
    read = note.parse(data)
    assert bytes(read) == data
    return read
