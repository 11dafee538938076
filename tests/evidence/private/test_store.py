"""The private file by itself: begun empty, a content until an entry is known to commit to it, and after."""

import os
from pathlib import Path

import pytest

from ptaudit.domain.failures import Unusable
from ptaudit.evidence.private import sealing
from ptaudit.evidence.private.store import Kept, Store, alone

OPENING, TARGET = "a" * 32, "b" * 32


def sealed(text: str) -> tuple[sealing.Sealed, bytes]:
    chance = iter(bytes([n]) * 32 for n in range(1, 4))
    return sealing.seal(text, lambda: next(chance))


def test_a_content_is_recorded_once_an_entry_commits_to_it(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "x.private", OPENING)
    (one, key), (two, other) = sealed("甲"), sealed("乙")
    store.keep(one, key, TARGET, "举报人")
    store.keep(two, other, TARGET, "其他")
    first, second = (
        Kept(one, TARGET, "举报人", False, key),
        Kept(two, TARGET, "其他", False, other),
    )
    assert store.contents() == [first, second]
    store.recorded(two.commitment)
    assert store.contents() == [first, Kept(two, TARGET, "其他", True, other)]
    store.destroy(one.commitment)
    assert [kept.sealed for kept in store.contents()] == [two]


def test_a_file_of_which_nothing_was_written_yet_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "x.private"
    path.touch(0o600)
    assert Store.create(path, OPENING).contents() == []
    assert Store.create(path, OPENING).contents() == []


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o601, 0o602, 0o604, 0o610, 0o620, 0o640])
def test_nobody_else_may_do_anything_with_it(tmp_path: Path, mode: int) -> None:
    path = Store.create(tmp_path / "x.private", OPENING).path
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(mode)
    with pytest.raises(Unusable) as refused:
        Store.open(path, OPENING)
    assert refused.value.code == "private.open"
    assert refused.value.params["mode"] == f"0{mode:o}"


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_its_lock_is_nobody_else_s_either(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with alone(tmp_path / "x.private"):
            made = tmp_path / "x.private.lock"
            assert made.stat().st_mode & 0o777 == 0o600
        Store.create(tmp_path / "y.private", OPENING)
    finally:
        os.umask(before)
    assert (tmp_path / "y.private").stat().st_mode & 0o777 == 0o600


def test_what_is_put_together_anew_lies_in_no_other_file(tmp_path: Path) -> None:
    with Store.create(tmp_path / "x.private", OPENING)._connected() as connection:
        assert connection.execute("PRAGMA temp_store").fetchone() == (2,)


@pytest.mark.parametrize("path", ["", "none"])
def test_what_is_no_file_is_none(tmp_path: Path, path: str) -> None:
    with pytest.raises(Unusable) as refused:
        Store.open(tmp_path / path, OPENING)
    assert refused.value.code == "private.missing"
