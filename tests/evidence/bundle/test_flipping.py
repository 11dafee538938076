"""Every byte of every file of a bundle flipped in turn: never green."""

import functools
import hashlib
from pathlib import Path
from types import ModuleType

import pytest

from ptaudit.evidence.onefile import joined
from tests.evidence.bundle.made import AUDIT, CITY, COUNTY, County


def loaded() -> ModuleType:
    """The one file as it is exported, its functions to be called."""
    module = ModuleType("one_file")
    exec(compile(joined(), "verify.py", "exec"), module.__dict__)  # noqa: S102
    # The same signatures are asked about thousands of times.
    module.verifies = functools.lru_cache(None)(module.verifies)  # type: ignore[attr-defined]
    return module


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three entries and an attachment, cosigned at 2 and at 3."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "附件").mkdir()
    (folder / "附件" / "照片").write_bytes(b"x" * 40)
    county = County.founded(folder)
    county.record(2, {"sha": hashlib.sha256(b"x" * 40).hexdigest()})
    county.check(COUNTY, CITY)
    county.record(1)
    county.check(COUNTY, CITY, AUDIT)
    bundle = county.export(attachments=folder / "附件")
    county.ledger.close()
    assert len(list((bundle / "attachments").iterdir())) == 1
    return bundle


def test_every_byte(small: Path) -> None:
    """Files of some kilobytes that no evidence rests on are sampled: one digest covers all their bytes."""
    verifier = loaded()
    green, tried = verifier.examine(small, verifier.Given(), 0.0), 0
    assert green[0] == 0
    for path in sorted(p for p in small.rglob("*") if p.is_file()):
        data = path.read_bytes()
        step = 97 if path.name in ("verify.py", "README.txt") else 1
        for at in range(0, len(data), step):
            changed = data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]
            path.write_bytes(changed)
            status, said = verifier.examine(small, verifier.Given(), 0.0)
            assert status in (1, 3), (path.name, at, said)
            tried += 1
        path.write_bytes(data)
    assert tried > 2000
    assert verifier.examine(small, verifier.Given(), 0.0) == green


def test_every_file_cut_short_or_missing(small: Path) -> None:
    """A half-copied bundle: a file less, or the end of one."""
    verifier = loaded()
    for path in sorted(p for p in small.rglob("*") if p.is_file()):
        data = path.read_bytes()
        for part in (b"", data[: len(data) // 2], data[:-1]):
            path.write_bytes(part)
            assert verifier.examine(small, verifier.Given(), 0.0)[0] in (1, 3), path
        path.unlink()
        assert verifier.examine(small, verifier.Given(), 0.0)[0] == 1, path
        path.write_bytes(data)
    assert verifier.examine(small, verifier.Given(), 0.0)[0] == 0
