"""A key file is read only as what it is, by whom it belongs to, and never shown."""

import errno
import os
import re
import stat
from pathlib import Path

import pytest

from ptaudit.domain.failures import Failure, Malformed, Unusable
from ptaudit.evidence import durable, keyfiles
from ptaudit.log.keys import COSIGNATURE, NOTE, of_seed, private, verifies

SEED = bytes(range(32))
NAME = "county.example/ptaudit"
SECRET = private(NAME, NOTE, SEED)
VKEY = str(of_seed(NAME, NOTE, SEED).key)


def kept(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "county.key"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def refused(path: Path, **more: int) -> Failure:
    with pytest.raises(Failure) as refusal:
        keyfiles.load(path, **more)
    assert SECRET.rpartition("+")[2] not in str(refusal.value.params)
    return refusal.value


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "county.key"
    key = keyfiles.write(path, NAME, NOTE, SEED)
    signer = keyfiles.load(path, NOTE)
    assert (signer.key, keyfiles.public(path)) == (key, key)
    assert verifies(key.public, b"text", signer.sign(b"text"))
    assert path.read_text("utf-8") == f"{SECRET}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_public_half_stands_beside_and_is_for_everybody(tmp_path: Path) -> None:
    path = tmp_path / "county.key"
    key = keyfiles.write(path, NAME, NOTE, SEED)
    beside = tmp_path / "county.vkey"
    assert beside.read_text("utf-8") == f"{VKEY}\n"
    beside.chmod(0o644)
    assert keyfiles.public(beside) == key
    assert refused(beside).code == "key_file.public"
    beside.chmod(0o600)
    assert refused(beside).code == "key_file.public"


@pytest.mark.parametrize("name", ["county.key", "county.vkey"])
def test_no_file_is_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("kept", "utf-8")
    with pytest.raises(Unusable) as refusal:
        keyfiles.write(tmp_path / "county.key", NAME, NOTE, SEED)
    assert refusal.value.code == "key_file.exists"
    assert [p.read_text("utf-8") for p in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    ("place", "name", "code"),
    [
        ("county.key", "two words", "key_file.name"),
        ("county.key", "a+b", "key_file.name"),
        ("county.key", "", "key_file.name"),
        ("county.vkey", NAME, "key_file.suffix"),
        ("none/county.key", NAME, "key_file.not_written"),
    ],
)
def test_what_is_not_written(place: str, name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as refusal:
        keyfiles.write(tmp_path / place, name, NOTE, SEED)
    assert refusal.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601])
def test_a_file_that_others_may_open_is_refused(mode: int, tmp_path: Path) -> None:
    failure = refused(kept(tmp_path, SECRET, mode))
    assert (failure.code, failure.params["mode"]) == ("key_file.open", f"{mode:04o}")


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_ones_own_is_read(mode: int, tmp_path: Path) -> None:
    assert str(keyfiles.load(kept(tmp_path, SECRET, mode)).key) == VKEY


def test_no_file_a_folder_and_a_pipe(tmp_path: Path) -> None:
    assert refused(tmp_path / "none").code == "key_file.missing"
    assert refused(tmp_path).code == "key_file.unreadable"
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert refused(tmp_path / "pipe").code == "key_file.unreadable"
    with pytest.raises(Unusable, match=re.escape("key_file.unreadable")):
        keyfiles.public(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        SECRET[:-1],
        SECRET + "\n" + SECRET,
        SECRET.replace("+", " "),
        "PRIVATE+KEY+",
        VKEY + "\ncommand:",
        VKEY + "\ncommand: '",
        VKEY + "\ncomand: sign",
        VKEY[:-1] + "\ncommand: sign",
        SECRET + "\n" * 10_001,
        "\x00\x01",
    ],
    ids=range(12),
)
def test_what_is_no_key_file(text: str, tmp_path: Path) -> None:
    assert refused(kept(tmp_path, text)).code == "key_file.malformed"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = kept(tmp_path, "")
    path.write_bytes(b"\xff\xfe")
    assert refused(path).code == "key_file.malformed"


def test_line_ends_and_blank_lines_of_another_editor_do_no_harm(tmp_path: Path) -> None:
    assert str(keyfiles.load(kept(tmp_path, f"\r\n{SECRET}\r\n\r\n")).key) == VKEY


def test_a_key_is_used_for_one_thing(tmp_path: Path) -> None:
    path = kept(tmp_path, private(NAME, COSIGNATURE, SEED))
    assert keyfiles.load(path, COSIGNATURE).key.algorithm == COSIGNATURE
    assert refused(path, algorithm=NOTE).code == "key_file.use"


def test_an_external_key_names_its_program(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    key = of_seed(NAME, NOTE, SEED).key
    keyfiles.write_external(path, key, "sign --slot 'a b'")
    assert path.read_text("utf-8") == f"{VKEY}\ncommand: sign --slot 'a b'\n"
    assert keyfiles.public(path) == keyfiles.load(path).key == key
    with pytest.raises(Malformed):
        keyfiles.write_external(tmp_path / "other.key", key, "'")


def test_one_that_was_cut_short_is_written_anew(tmp_path: Path) -> None:
    """What a run that was killed may leave is half a key under another name."""
    (tmp_path / ".county.key.part").write_text("PRIVATE+KEY+half")
    keyfiles.write(tmp_path / "county.key", "county.example/ptaudit", NOTE, bytes(32))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["county.key", "county.vkey"]
    assert keyfiles.load(tmp_path / "county.key").key.name == "county.example/ptaudit"


def test_without_its_public_half_there_is_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def full(source: Path, target: Path) -> None:
        if target.suffix == ".vkey":
            raise OSError(errno.ENOSPC, "full")
        link(source, target)

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Unusable) as refusal:
        keyfiles.write(tmp_path / "county.key", "county.example/ptaudit", NOTE, bytes(32))
    assert refusal.value.code == "key_file.not_written"
    assert list(tmp_path.iterdir()) == []


def test_where_files_have_one_name_only_none_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "no second name")

    monkeypatch.setattr(os, "link", unknown)
    durable.create(tmp_path / "new", b"new", 0o600)
    with pytest.raises(FileExistsError):
        durable.create(tmp_path / "new", b"other", 0o600)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new", b"new")]


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_name_and_bytes_are_on_the_disk_before_anybody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, fsync = list[str](), os.fsync

    def noted(file: int) -> None:
        about = os.fstat(file)
        synced.append("folder" if stat.S_ISDIR(about.st_mode) else f"{about.st_size} bytes")
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    durable.create(tmp_path / "new", b"new", 0o600)
    durable.put(tmp_path / "new", b"newer")
    assert synced == ["3 bytes", "folder", "5 bytes", "folder"]
