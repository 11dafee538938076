"""What is appended in the fault tests, and by which clock; it imports little, as each writer starts anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ptaudit.ledger import Key, Unsealed
from tests.ledger.beds import record


@dataclass(frozen=True, slots=True)
class Batch:
    """*count* entries recorded by one append under one key."""

    number: int
    count: int = 3
    pad: int = 0

    @property
    def names(self) -> list[str]:
        return [f"{self.number * 1000 + n:032x}" for n in range(1, self.count + 1)]

    @property
    def key(self) -> Key:
        return Key(f"batch-{self.number}", sha256(str(self.number).encode()).hexdigest())

    def entries(self) -> Sequence[Unsealed]:
        first = self.number * 1000 + 1
        return [
            record(n, tags=(f"batch:{self.number}",), pad=self.pad)
            for n in range(first, first + self.count)
        ]


def clock() -> datetime:
    return datetime.now(UTC)
