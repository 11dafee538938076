"""Tiled logs of other writers as they lie about: grown since, with files of their own, entries of any kind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tlog_scales.signing import PlainEd25519Signer
from tlog_scales.writer import TilesWriter

from ptaudit.log import checkpoint, keys, note
from ptaudit.log.lines import to_base64
from tests.evidence.bundle.made import CITY, COUNTY, County, verify
from tests.evidence.bundle.said import codes

NAME = "log.example/other"
KEY = keys.of_seed(NAME, keys.NOTE, bytes(32))
TRUST = f"log {KEY.key}\nquorum none\n"


def made(folder: Path, *sizes: int, entry: Callable[[int], bytes] = b"%d".__mod__) -> list[bytes]:
    """A log in *folder*/log that was committed at each of *sizes*; its checkpoints."""
    (folder / "trust").write_text(TRUST)
    writer, heads = TilesWriter.create(folder / "log", NAME), []
    for size in sizes:
        for n in range(writer.size, size):
            writer.add_leaf(entry(n))
        writer.commit([PlainEd25519Signer(NAME, bytes(32))])
        heads.append((folder / "log" / "checkpoint").read_bytes())
    return heads


def said(folder: Path, trust: str = "trust") -> tuple[int, set[str]]:
    status, text = verify(folder / "log", "--policy", folder / trust)
    return status, codes(text)


def green(size: int, *more: str) -> tuple[int, set[str]]:
    """What is said of another writer's log that verifies, and no more."""
    tail = "tail.log_key" if size else "tail.none"
    words = ("bundle", "L0.upto", "L1.upto", "none.upto", tail, "note.times", "limits", "reached")
    return 0, {*words, *(more or ("policy.own",))}


@pytest.mark.parametrize("size", [0, 256, 257, 65_536])
def test_a_log_of_any_size(tmp_path: Path, size: int) -> None:
    made(tmp_path, size)
    assert said(tmp_path) == green(size)


@pytest.mark.parametrize("entry", [b"", bytes(65_535)])
def test_entries_of_any_length(tmp_path: Path, entry: bytes) -> None:
    made(tmp_path, 258, entry=lambda n: entry)
    assert said(tmp_path)[0] == 0


@pytest.mark.parametrize("first", [300, 256, 1, 0])
def test_a_log_that_has_grown_since_its_checkpoint(tmp_path: Path, first: int) -> None:
    """Its writer took a partial tile away once it was full: what the checkpoint is of stands in the full one."""
    older, _ = made(tmp_path, first, 70_000)
    (tmp_path / "log" / "checkpoint").write_bytes(older)
    assert said(tmp_path) == green(first, "policy.own", "note.others")


@pytest.mark.parametrize("name", ["tile/0/001", "tile/entries/001"])
def test_what_the_full_tile_holds_is_held_against_the_checkpoint(
    tmp_path: Path, name: str
) -> None:
    older, _ = made(tmp_path, 300, 600)
    (tmp_path / "log" / "checkpoint").write_bytes(older)
    tile = tmp_path / "log" / name
    data = tile.read_bytes()
    for at, status in ((4, 3), (len(data) - 1, 0)):
        tile.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
        assert said(tmp_path)[0] == status
    tile.write_bytes(data[:100])
    assert said(tmp_path)[0] == 1
    tile.unlink()
    assert said(tmp_path)[0] == 1


@pytest.mark.parametrize(
    "entry",
    [
        b'{"position":7,"recorded_at":"2024-01-01T00:00:00.000+08:00"}',
        b'{"recorded_at":"yesterday"}',
        b'{"recorded_at":"',
    ],
)
def test_what_others_call_a_time_or_a_place_is_theirs(tmp_path: Path, entry: bytes) -> None:
    made(tmp_path, 3, entry=lambda n: entry)
    assert said(tmp_path) == green(3)


def test_files_of_the_writer_s_own_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, 3)
    for name in ("log.v3.json", ".state/tree", "tile/names/000.p/3", "tile/entries/000.p/3.gz"):
        (tmp_path / "log" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "log" / name).write_bytes(b"x")
    assert said(tmp_path) == green(3, "policy.own", "note.others")


def test_a_policy_in_the_folder_is_read(tmp_path: Path) -> None:
    made(tmp_path, 3)
    (tmp_path / "log" / "policy").write_text(TRUST)
    status, text = verify(tmp_path / "log")
    assert (status, codes(text)) == green(3, "policy.carried")


def test_a_bundle_is_never_taken_for_another_writer_s_log(tmp_path: Path) -> None:
    """Who takes away the manifest and the verifier frees neither attachments nor times from being looked at."""
    county = County.founded(tmp_path)
    county.record(3)
    county.check(COUNTY, CITY)
    bundle = county.export()
    county.ledger.close()
    for name in ("MANIFEST", "verify.py"):
        (bundle / name).unlink()
    status, text = verify(bundle)
    assert (status, "note.times" in codes(text)) == (0, False)
    (bundle / "attachments").mkdir()
    status, text = verify(bundle)
    assert (status, "lack.missing" in codes(text)) == (1, True)


def test_extension_lines_and_signatures_of_every_kind(tmp_path: Path) -> None:
    """ECDSA, RSA, ML-DSA-44 and others by strangers: passed over; the log's and the witness's are counted."""
    [signed] = made(tmp_path, 5)
    head = replace(checkpoint.of(note.parse(signed)), extensions=("one", "— two 三"))
    strangers = (("rekor.example", 72), ("oid/1.3.6.1", 2432), (NAME, 260), ("见证/甲", 76))
    lines = [f"— {name} {to_base64(bytes(size))}\n" for name, size in strangers]
    data = bytes(note.sign(str(head), [KEY, CITY], 1_700_000_000)) + "".join(lines).encode()
    (tmp_path / "log" / "checkpoint").write_bytes(data)
    (tmp_path / "two").write_text(
        f"log {KEY.key}\nwitness 市局 {CITY.key}\nquorum 市局\n", "utf-8"
    )
    status, found = said(tmp_path, "two")
    assert (status, "L2.upto" in found, "tail.none" in found) == (0, True, True)


def test_groups_may_stand_one_in_another_however_deep(tmp_path: Path) -> None:
    [signed] = made(tmp_path, 5)
    head = checkpoint.of(note.parse(signed))
    deep = "".join(f"group g{n + 1} any g{n}\n" for n in range(5000))
    text = f"log {KEY.key}\nwitness w {CITY.key}\ngroup g0 any w\n{deep}quorum g5000\n"
    (tmp_path / "deep").write_text(text)
    assert said(tmp_path, "deep")[0] == 1
    cosigned = note.sign(str(head), [KEY, CITY], 1_700_000_000)
    (tmp_path / "log" / "checkpoint").write_bytes(bytes(cosigned))
    assert said(tmp_path, "deep")[0] == 0
