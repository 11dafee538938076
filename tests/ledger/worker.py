"""A process of its own that works on one ledger: counts up by decisions, or records until killed."""

import json
import sys
from datetime import UTC, datetime

from ptaudit.domain.failures import Conflict
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.ledger import Ledger, Unsealed

COUNTER = Selection((Criterion(("counter.moved",), ("counter:1",)),))


def clock() -> datetime:
    return datetime.now(UTC)


def moved_to(value: int, worker: str) -> Unsealed:
    name = f"{value:032x}"

    def seal(position: int, recorded_at: str) -> bytes:
        body = {
            "id": name,
            "kind": "counter.moved",
            "position": position,
            "recorded_at": recorded_at,
            "tags": ["counter:1", f"worker:{worker}"],
            "value": value,
        }
        return json.dumps(body).encode()

    return Unsealed("counter.moved", ("counter:1", f"worker:{worker}", f"id:{name}"), seal)


def count_up(ledger: Ledger, worker: str, times: int) -> None:
    """Read the last value, decide on the next, append if nobody else did; again on conflict."""
    conflicts = 0
    # However long each takes to begin, they count at once.
    print("ready", flush=True)
    sys.stdin.readline()
    while times:
        head = ledger.head().size
        last = list(ledger.entries(COUNTER, upto=head, newest_first=True, limit=1))
        value = json.loads(last[0][1])["value"] if last else 0
        try:
            ledger.append_sealed([moved_to(value + 1, worker)], selection=COUNTER, after=head)
        except Conflict:
            conflicts += 1
        else:
            times -= 1
    print(conflicts)


def record_for_ever(ledger: Ledger, worker: str) -> None:
    """Appends of three, each acknowledged on standard output after its commit."""
    value = ledger.head().size
    while True:
        batch = [moved_to(value + n, worker) for n in (1, 2, 3)]
        value = ledger.append_sealed(batch).last
        print(value, flush=True)


def main(url: str, worker: str, times: str) -> None:
    with Ledger.open(url, clock=clock) as ledger:
        if times == "for-ever":
            record_for_ever(ledger, worker)
        else:
            count_up(ledger, worker, int(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
