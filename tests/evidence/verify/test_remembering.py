"""What a verifier remembers, as it is kept: under the verifier's own signature."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ptaudit.domain.failures import Unusable
from ptaudit.evidence import remembering
from ptaudit.evidence.remembering import Before, Remembered
from ptaudit.log import keys, note
from ptaudit.log.lines import to_base64

KEY = keys.of_seed("verifier.example", keys.NOTE, bytes([5] * 32))
OTHER = keys.of_seed("verifier.example", keys.NOTE, bytes([6] * 32))
OTHER_ROOT = to_base64(bytes(32))
STATE = Remembered("county.example/ptaudit", Before(((2, b"a" * 32), (1, b"b" * 32)), 7), "2025")


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "state"
    assert remembering.load(path, KEY.key) is None
    remembering.keep(path, remembering.written(STATE, KEY))
    assert remembering.load(path, KEY.key) == STATE


def test_of_an_empty_ledger_it_is_read_as_it_was_written() -> None:
    empty = Remembered("county.example/ptaudit", Before(), "2025")
    assert remembering.read(remembering.written(empty, KEY), KEY.key, "state") == empty


def test_it_is_whole_on_the_disk_before_it_stands_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, data = tmp_path / "state", remembering.written(STATE, KEY)
    remembering.keep(path, b"what was there")
    synced, fsync = list[tuple[int, bytes]](), os.fsync

    def noted(file: int) -> None:
        synced.append((os.fstat(file).st_size, path.read_bytes()))
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    remembering.keep(path, data)
    assert synced[0] == (len(data), b"what was there")
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_every_byte_of_it_changed_is_refused() -> None:
    data = remembering.written(STATE, KEY)
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
        with pytest.raises(Unusable) as refused:
            remembering.read(changed, KEY.key, "state")
        assert refused.value.code in ("verify_state.malformed", "verify_state.not_ours"), at


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: remembering.written(STATE, OTHER), "verify_state.not_ours"),
        (lambda: remembering.written(STATE, KEY)[:40], "verify_state.malformed"),
        (lambda: b"", "verify_state.malformed"),
        (lambda: _resigned("turn 7", "turn 07"), "verify_state.malformed"),
        (lambda: _resigned("\n3\n", "\n2\n"), "verify_state.malformed"),
        (lambda: _resigned("edge ", "edge A "), "verify_state.malformed"),
        (lambda: _resigned("at 2025\n", ""), "verify_state.malformed"),
        (lambda: _resigned("state v1\n", "state v2\n"), "verify_state.malformed"),
        (lambda: _resigned("\n3\n", "\nx\n"), "verify_state.malformed"),
        (lambda: _resigned("turn 7", "turn x"), "verify_state.malformed"),
        (lambda: _resigned(to_base64(STATE.before.root), OTHER_ROOT), "verify_state.malformed"),
        (lambda: _resigned(f" {to_base64(b'b' * 32)}", ""), "verify_state.malformed"),
    ],
)
def test_what_is_no_state_of_ours(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Unusable) as refused:
        remembering.read(make(), KEY.key, "state")
    assert refused.value.code == code


def _resigned(old: str, new: str) -> bytes:
    """The state with a line changed, under the right signature."""
    text = note.parse(remembering.written(STATE, KEY)).text
    assert old in text
    return bytes(note.sign(text.replace(old, new, 1), [KEY]))


def test_the_state_of_another_ledger() -> None:
    remembering.sure(STATE, "county.example/ptaudit", "state")
    with pytest.raises(Unusable) as refused:
        remembering.sure(STATE, "other.example/ptaudit", "state")
    assert refused.value.code == "verify_state.of_other"


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        remembering.load(tmp_path, KEY.key)
    assert refused.value.code == "verify_state.unreadable"
    for path in (tmp_path / "none" / "state", tmp_path):
        with pytest.raises(Unusable) as refused:
            remembering.keep(path, b"")
        assert refused.value.code == "output.not_written"
