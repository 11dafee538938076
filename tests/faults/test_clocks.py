"""recorded_at never decreases, however the clock steps."""

from pathlib import Path

import pytest

from tests.faults.times import walk
from tests.ledger.beds import Bed


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_clock_that_steps_back(tmp_path: Path, seed: str) -> None:
    bed = Bed("sqlite-file", f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    kept, refused, breaches = walk(bed, 60, seed)
    assert breaches == []
    assert kept > 5
    assert refused > 5


def test_the_same_on_postgresql(postgresql: str, tmp_path: Path) -> None:
    sign = "&" if "?" in postgresql else "?"
    bed = Bed("postgresql", f"{postgresql}{sign}schema=clock_steps", tmp_path)
    kept, refused, breaches = walk(bed, 40, "d")
    assert breaches == []
    assert kept > 5
    assert refused > 5
