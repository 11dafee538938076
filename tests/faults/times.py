"""A clock that steps back and forth under one ledger, as an office's computer may have it."""

from random import Random

from ptaudit.domain.failures import Unusable
from ptaudit.ledger import verify
from ptaudit.ledger.times import TOLERANCE, parse_zone, stamp
from tests.faults.judging import ids
from tests.ledger.beds import Bed, record

ZONE = parse_zone("+08:00")


def walk(bed: Bed, steps: int, seed: str) -> tuple[int, int, list[str]]:
    """Appends by a clock that jumps up to ten minutes either way: kept, refused, and breaches.

    Refused is what lies more than the tolerance behind the last entry, and nothing else.
    """
    chance, kept, refused, breaches = Random(seed), 0, 0, list[str]()
    bed.create().close()
    ledger = bed.open()
    for number in range(1, steps + 1):
        bed.clock.move(milliseconds=chance.randint(-450_000, 600_000))
        if chance.random() < 0.2:
            ledger.close()
            ledger = bed.open()
        last = ledger.head().recorded_at
        try:
            ledger.append_sealed([record(number)])
        except Unusable as failure:
            refused += 1
            if failure.code != "clock.behind" or stamp(bed.clock() + TOLERANCE, ZONE) >= last:
                breaches.append(f"step {number}: {failure.code} at {bed.clock()}, last {last}")
        else:
            kept += 1
            now = ledger.head().recorded_at
            if now != max(last, stamp(bed.clock(), ZONE)):
                breaches.append(f"step {number}: recorded at {now}, clock {bed.clock()}")
    if len(ids(ledger)) != kept:
        breaches.append("an acknowledged entry is lost")
    ledger.close()
    breaches += [finding.code for finding in verify(bed.url).findings]
    return kept, refused, breaches
