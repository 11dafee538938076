"""A process that appends to a server which may go away: it asks again, under the same key, until told.

Its lines: ``sent NUMBER TIME`` once a batch, ``unknown NUMBER CODE`` for every answer that did not
come, ``kept NUMBER FIRST LAST REPEATED TIME``. Times are seconds of one clock for all processes.
"""

import logging
import sys
import time

from ptaudit.domain.failures import Unusable
from ptaudit.ledger import Ledger
from tests.faults.batches import Batch, clock

PAUSE, PATIENCE = 0.05, 60.0


def append(url: str, batch: Batch, held: list[Ledger]) -> str:
    if not held:
        held.append(Ledger.open(url, clock=clock))
    done = held[0].append_sealed(batch.entries(), key=batch.key)
    return f"kept {batch.number} {done.first} {done.last} {int(done.repeated)}"


def main(url: str, worker: str) -> None:
    """Until the input is closed; a batch that was begun is brought to its end."""
    # The pool tells of every dead connection that it lets go; the answers are what is looked at.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    held: list[Ledger] = []
    number = int(worker) * 10_000
    for _ in sys.stdin:
        number += 1
        batch = Batch(number, 1 + number % 3)
        print(f"sent {number} {time.monotonic()}", flush=True)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                line = append(url, batch, held)
                break
            except Unusable as failure:
                print(f"unknown {number} {failure.code}", flush=True)
                if time.monotonic() > end:
                    raise
                time.sleep(PAUSE)
        print(f"{line} {time.monotonic()}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
