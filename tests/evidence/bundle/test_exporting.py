"""A bundle written, extended, interrupted and refused."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from ptaudit.domain.failures import Damaged, Failure, Malformed, Unusable
from ptaudit.evidence.bundle import export
from tests.evidence.bundle.made import CITY, COUNTY, ORIGIN, POLICY, County, verify


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County.founded(tmp_path)


def files(bundle: Path) -> dict[str, bytes]:
    return {
        p.relative_to(bundle).as_posix(): p.read_bytes() for p in bundle.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    ("first", "then"), [(1, 2), (255, 256), (256, 257), (300, 310), (300, 700), (300, 300)]
)
def test_extended_it_is_as_if_written_at_once(county: County, first: int, then: int) -> None:
    county.record(first)
    county.check(COUNTY)
    county.export()
    county.record(then - first)
    county.check(COUNTY, CITY)
    assert county.exported().earlier == first
    assert files(county.folder / "包") == files(county.export("新"))
    assert verify(county.folder / "包")[0] == 0


def test_extended_after_it_was_cut_short_it_keeps_no_tiles_of_before(county: County) -> None:
    county.record(300)
    county.check(COUNTY)
    county.export()
    county.record(10)
    county.check(COUNTY)
    (county.folder / "包" / "INCOMPLETE").write_text(ORIGIN[:5])
    county.export()
    assert files(county.folder / "包") == files(county.export("新"))


def test_what_came_after_the_checkpoint_stays_out(county: County) -> None:
    county.record(10)
    county.check(COUNTY, CITY)
    county.record(3)
    done = county.exported()
    assert (done.head.size, done.beyond, done.signed) == (10, 3, True)
    assert verify(county.folder / "包")[0] == 0


def test_a_signature_comes_later(county: County) -> None:
    county.record(10)
    assert county.exported().signed is False
    assert (county.folder / "包" / "head.unsigned").exists()
    county.check(COUNTY, CITY)
    county.export()
    assert not (county.folder / "包" / "head.unsigned").exists()
    assert verify(county.folder / "包")[0] == 0


def test_attachments_that_an_entry_names(county: County) -> None:
    (county.folder / "附件").mkdir()
    (county.folder / "附件" / "照片.jpg").write_bytes(b"named")
    (county.folder / "附件" / "别的.jpg").write_bytes(b"not named")
    named = hashlib.sha256(b"named").hexdigest()
    county.record(2, {"sha": named})
    county.check(COUNTY, CITY)
    done = county.exported(attachments=county.folder / "附件")
    assert (done.attachments, done.unnamed) == (1, 1)
    file = county.folder / "包" / "attachments" / named
    assert file.read_bytes() == b"named"
    assert verify(county.folder / "包")[0] == 0
    file.write_bytes(b"other")
    status, said = verify(county.folder / "包")
    assert (status, f"attachments/{named} 的内容与清单或其文件名不符" in said) == (3, True)
    county.record(1)
    county.check(COUNTY)
    with pytest.raises(Failure, match=r"bundle\.attachment"):
        county.export()


def test_interrupted_it_says_so_and_is_completed(county: County) -> None:
    county.record(300)
    county.check(COUNTY, CITY)

    def stop(done: int, total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(Unusable, match=r"bundle\.not_written") as refusal:
        export(county.ledger, ORIGIN, county.folder / "包", trust=POLICY, seen=stop)
    assert refusal.value.params == {
        "folder": str(county.folder / "包")
    }  # no words of the system's
    status, said = verify(county.folder / "包")
    assert (status, "证据包没有写完" in said) == (1, True)
    county.export()
    assert verify(county.folder / "包")[0] == 0


def test_folders_that_are_refused(county: County, tmp_path: Path) -> None:
    county.record(5)
    county.check(COUNTY)
    (tmp_path / "文件").write_text("x")
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "总结.txt").write_text("x")
    with pytest.raises(Malformed, match=r"bundle\.no_folder"):
        county.export("文件")
    with pytest.raises(Malformed, match=r"bundle\.folder_other"):
        county.export("别的")
    assert [p.name for p in (tmp_path / "别的").iterdir()] == ["总结.txt"]


def test_another_log_s_bundle_is_refused(county: County, tmp_path: Path) -> None:
    county.record(5)
    county.export()
    with pytest.raises(Malformed, match=r"bundle\.folder_other"):
        export(county.ledger, "other.example/x", tmp_path / "包")


def test_another_ledger_of_the_same_name_and_an_older_backup(
    county: County, tmp_path: Path
) -> None:
    county.record(5)
    (tmp_path / "二").mkdir()
    other = County.founded(tmp_path / "二")
    other.record(6, {"x": 1})
    county.export()
    with pytest.raises(Damaged, match=r"bundle\.contradicted"):
        export(other.ledger, ORIGIN, tmp_path / "包")
    longer = export(other.ledger, ORIGIN, tmp_path / "长")
    assert longer.head.size == 6
    with pytest.raises(Malformed, match=r"bundle\.newer"):
        county.export("长")


def test_a_policy_that_is_none_is_refused_before_anything_is_written(county: County) -> None:
    county.record(1)
    with pytest.raises(Malformed, match="policy_file"):
        county.export(trust=b"log x\n")
    assert not (county.folder / "包").exists()


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    from ptaudit.evidence.bundle import tiling

    def peak(size: int) -> int:
        tracemalloc.start()
        said = (b"x" * 200 for _ in range(size))
        tiling.write(tmp_path / str(size), said, 0, lambda data, done: None)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(20_000) < peak(2_000) * 1.5
