"""Proof: the whole ledger verified against bare SHA-256, and proofs of single entries."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from bench.measured import Measured
from bench.rows.opening import opened
from bench.timing import durations, percentile, rates
from ptaudit.ledger import verify


def whole(path: Path, size: int, runs: int) -> Iterator[Measured]:
    app = opened(path)
    entries = [data for _, data in app.ledger.entries()]
    app.close()
    url = f"sqlite:///{path}"

    def checked(index: bool) -> int:
        verdict = verify(url, index=index)
        assert not verdict.findings
        assert verdict.size == len(entries)
        return verdict.size

    def floor() -> int:
        """A hash of each entry and of each node over them: what no verification can do without."""
        node = b""
        for data in entries:
            leaf = sha256(b"\x00" + data).digest()
            node = sha256(b"\x01" + leaf + leaf).digest()
        assert len(node) == 32
        return len(entries)

    sides = {"log": lambda: checked(False), "all": lambda: checked(True), "floor": floor}
    found = rates(sides, runs)
    for side, work, target in (
        ("log", "verify bytes, log and head", 200_000.0),
        ("all", "verify, index included", 200_000.0),
    ):
        yield Measured(
            work,
            size,
            found[side],
            "/s",
            "SHA-256 alone",
            found["floor"],
            found.ratio(side, "floor"),
            target,
        )


def proofs(path: Path, size: int, times: int = 300) -> Iterator[Measured]:
    app = opened(path)
    ledger, chance = app.ledger, Random(6962)
    last = ledger.head().size
    places = [chance.randrange(1, last) for _ in range(times)]
    for work, prove in (
        ("inclusion proof", lambda n: ledger.inclusion_proof(places[n])),
        ("consistency proof", lambda n: ledger.consistency_proof(places[n])),
    ):
        yield took(work, size, durations(prove, times))
    app.close()


def took(work: str, size: int, found: Sequence[float]) -> Measured:
    """A row of how long one proof takes, of ascending times in seconds."""
    p50, p95 = percentile(found, 0.5) * 1e3, percentile(found, 0.95) * 1e3
    return Measured(f"{work}, p95", size, p95, "ms", target=5.0, note=f"p50 {p50:.2f} ms")
