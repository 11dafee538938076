"""A full disk and a read-only one: a plain refusal, nothing half done, and work goes on afterwards."""

from pathlib import Path

import pytest

from ptaudit.domain.failures import Unusable
from ptaudit.ledger import Ledger, verify
from tests.faults import full
from tests.faults.batches import Batch, clock
from tests.faults.judging import ids, judge
from tests.ledger.beds import fill, refused


@pytest.mark.parametrize("opened", [True, False], ids=["open before", "opened on it"])
def test_a_disk_with_room_for_part_of_an_append(small_disk: Path, opened: bool) -> None:
    found = full.every_room(small_disk, range(0, 30, 5), opened=opened)
    assert found.breaches == []
    assert set(found.refused) == {"disk.full"}
    assert found.kept + found.refused["disk.full"] == found.tried == 6
    assert found.kept > 0


def test_a_disk_that_fills_up_while_appends_go_on(small_disk: Path) -> None:
    found = full.until_full(small_disk)
    assert found.breaches == []
    assert found.refused == {"disk.full": 5}
    assert found.kept > 0


def test_a_read_only_disk_is_read_and_not_written(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'ledger.db'}"
    with Ledger.create(url, clock=clock) as ledger:
        fill(ledger, 10)
        before = ids(ledger)
    full.turn(small_disk, "ro")
    assert verify(url).sound
    with Ledger.open(url, clock=clock, read_only=True) as ledger:
        assert ids(ledger) == before
    with refused(Unusable, "ledger.no_access"), Ledger.open(url, clock=clock) as ledger:
        ledger.append_sealed(Batch(1).entries(), key=Batch(1).key)
    full.turn(small_disk, "rw")
    assert judge(url, before, (Batch(1),), set()) == []


def test_a_read_only_disk_with_a_log_that_waits(small_disk: Path, tmp_path: Path) -> None:
    """Nobody is shown the ledger without what waits in the log; made writable, all of it is there."""
    url = f"sqlite:///{small_disk / 'ledger.db'}"
    with Ledger.create(url, clock=clock) as ledger:
        ledger.append_sealed(Batch(1).entries(), key=Batch(1).key)
        left = {p: p.read_bytes() for p in small_disk.iterdir() if p.suffix != ".db-shm"}
    for path, data in left.items():
        path.write_bytes(data)
    full.turn(small_disk, "ro")
    with refused(Unusable, "ledger.no_access"):
        verify(url)
    full.turn(small_disk, "rw")
    assert judge(url, (), (Batch(1),), {1}) == []
