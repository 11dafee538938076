"""Several processes on one ledger: no update is lost, and a killed writer leaves nothing half."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from ptaudit.ledger import Ledger, verify
from tests.ledger.beds import Bed, record
from tests.ledger.worker import COUNTER, clock

WORKER = Path(__file__).with_name("worker.py")
TIMES = 40


def start(bed: Bed, worker: int, times: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), bed.url, str(worker), times]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_four_processes_lose_no_update(shared_bed: Bed) -> None:
    """Each reads, decides and appends under a condition: the values are 1, 2, 3 … in order."""
    Ledger.create(shared_bed.url, clock=clock).close()
    workers = [start(shared_bed, n, str(TIMES)) for n in range(4)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    conflicts = [int(w.communicate(timeout=120)[0]) for w in workers]
    assert [w.returncode for w in workers] == [0] * 4
    with Ledger.open(shared_bed.url, clock=clock) as ledger:
        values = [json.loads(data)["value"] for _, data in ledger.entries(COUNTER)]
    assert values == list(range(1, 4 * TIMES + 1))
    assert verify(shared_bed.url).sound
    assert sum(conflicts) > 0


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_writer_that_is_killed_leaves_whole_appends(shared_bed: Bed, after: int) -> None:
    """Every acknowledged append is there; of the one in flight all three entries or none."""
    Ledger.create(shared_bed.url, clock=clock).close()
    writer = start(shared_bed, 0, "for-ever")
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.close()
    acknowledged = [int(writer.stdout.readline()) for _ in range(after)][-1]
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    acknowledged = int(rest[-1]) if rest else acknowledged
    # This append waits for whatever a server still does for the dead writer.
    with Ledger.open(shared_bed.url, clock=clock) as ledger:
        last = ledger.append_sealed([record(10**9)]).first
    assert last - 1 in (acknowledged, acknowledged + 3)
    verdict = verify(shared_bed.url)
    assert (verdict.size, verdict.findings) == (last, ())


def test_threads_share_one_ledger(bed: Bed, ledger: Ledger) -> None:
    """Appends and reads of several threads through one object."""

    def work(first: int) -> None:
        for n in range(first, first + 30):
            ledger.append_sealed([record(n)])
            assert len(list(ledger.entries(limit=5))) >= 1

    threads = [Thread(target=work, args=(1 + 100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.head().size == 120
    assert sorted(json.loads(data)["id"] for _, data in ledger.entries()) == [
        f"{1 + 100 * n + i:032x}" for n in range(4) for i in range(30)
    ]
