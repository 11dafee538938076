"""A bundle tampered with in several places: each is named, none over again, and no kind hides another."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from ptaudit.evidence.bundle import folder as place
from ptaudit.evidence.bundle import tiling
from ptaudit.log import note
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.receipt import Receipt
from ptaudit.log.receipt import read as receipt_of
from tests.evidence.bundle import tampering as how
from tests.evidence.bundle import test_tampering
from tests.evidence.bundle.made import COUNTY, ORIGIN, POLICY, County, opened, verify
from tests.evidence.bundle.test_flipping import loaded

original, bundle = test_tampering.original, test_tampering.bundle


def told(printed: str) -> list[str]:
    """What was found, without levels, tails and what is always said."""
    lines = printed.splitlines()
    return [line for line in lines[2:-2] if not line.startswith(("L", "暴露尾部"))]


def test_each_place_is_named(bundle: Path) -> None:
    said = how.entries(bundle)
    for n in (20, 21, 22, 150, 299):
        said[n - 1] = said[n - 1].replace(b'"n":', b'"m":')
    said[39], said[40] = said[40], said[39]
    how.only_entries(bundle, said)
    how.put(bundle, "tile/1/000.p/1", bytes(32))
    how.put(bundle, "README.txt", b"x")
    how.put(bundle, "tile/9", b"x")
    (bundle / "checkpoints/100").unlink()
    status, printed = verify(bundle)
    assert (status, told(printed)) == (
        3,
        [
            "第40号的位置上放着自称第41号的登记",
            "第41号的位置上放着自称第40号的登记",
            "第20—22号登记与各自的叶子散列不符",
            "第150号登记与其叶子散列不符",
            "第299号登记与其叶子散列不符",
            "第41号的登记时间早于第40号",
            "文件 tile/1/000.p/1 与由条目重算的散列不符",
            "文件 README.txt 残缺:没有拷贝完,或被截短",
            "缺文件 checkpoints/100:没有拷贝完,或被取走",
            "多出文件 tile/9:不属于检查点所述的账本",
        ],
    )


def test_after_twenty_of_a_kind_the_others_are_counted(bundle: Path) -> None:
    said = how.entries(bundle)
    for n in range(100, 150, 2):
        said[n - 1] = said[n - 1].replace(b'"n":', b'"m":')
    how.only_entries(bundle, said)
    how.put(bundle, "README.txt", b"x")
    status, printed = verify(bundle)
    lines = told(printed)
    assert (status, len(lines)) == (3, 22)
    assert lines[19:] == [
        "第138号登记与其叶子散列不符",
        "同类的另有 5 处,不一一列出",
        "文件 README.txt 残缺:没有拷贝完,或被截短",
    ]


def receipt(county: County) -> bytes:
    kept = county.ledger.last_checkpoint()
    assert kept is not None
    path = county.ledger.inclusion_proof(17, kept.size)
    return bytes(Receipt(16, path, note.parse(kept.note)))


@pytest.mark.parametrize("index", [16, 17, 400])
def test_the_path_of_a_receipt_is_followed(tmp_path: Path, index: int) -> None:
    county = County.founded(tmp_path)
    county.record(30)
    county.check(COUNTY)
    out = county.export(trust=POLICY.replace("quorum 上级".encode(), b"quorum none"))
    held = tmp_path / "回执"
    held.write_bytes(bytes(replace(receipt_of(receipt(county)), index=index)))
    county.ledger.close()
    status, printed = verify(out, "--anchor", held)
    right = f"{held.name} 成立:第17号登记在它的检查点之内"
    wrong = f"{held.name} 的路径不从第{index + 1}号登记通向它自己的检查点"
    assert (status, right in printed, wrong in printed) == (
        (0, True, False) if index == 16 else (1, False, True)
    )


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    one_file = loaded()

    def peak(size: int) -> int:
        out, at = tmp_path / str(size), "2025-06-01T09:00:00.000+08:00"
        first = opened().seal(1, at)
        rest = (
            b'{"position":%d,"recorded_at":"%b"}' % (n, at.encode()) for n in range(2, size + 1)
        )
        edge = tiling.write(out, iter([first, *rest]), 0, lambda data, done: None)
        head = Checkpoint(ORIGIN, edge.size, edge.root)
        place.put(out / "checkpoint", bytes(note.sign(str(head), [COUNTY])))
        place.put(out / "MANIFEST", place.manifest(out))
        tracemalloc.start()
        status, _ = one_file.examine(out, one_file.Given(level="L0"), 0.0)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert status == 0
        return most

    assert peak(20_000) < peak(2_000) * 1.5
