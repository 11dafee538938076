"""Everything that can go wrong and that a person can understand: a stable code and typed parameters.

The words belong to the doors (the command line renders each code in Chinese and in English), so a
failure never carries a sentence. Each class is one exit code of the command line.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Param = str | int | date | Decimal


class Failure(Exception):
    """A failure a person can understand.

    *code* is stable and dotted (``finding.unknown``); *params* fill the placeholders of its text.
    """

    def __init__(self, code: str, /, **params: Param) -> None:
        super().__init__(code, dict(params))
        self.code = code
        self.params: Mapping[str, Param] = params


class Malformed(Failure):
    """The request itself cannot be read (exit 2)."""


class Damaged(Failure):
    """The ledger contradicts its own evidence (exit 3)."""


class Altered(Damaged):
    """What was handed over is no longer what was handed over; the ledger itself may be whole (exit 3)."""


class Conflict(Failure):
    """Somebody else recorded something the decision rests on, or a key was reused (exit 4)."""


class NotFound(Failure):
    """What is asked about was never recorded (exit 5)."""


class Unusable(Failure):
    """The ledger cannot be used here and now: not one, locked, on a network share, disk full (exit 1)."""


class Several(Failure):
    """Requests of one batch that failed, each by its place from 0; nothing of the batch was recorded."""

    def __init__(self, failures: Sequence[tuple[int, Failure]]) -> None:
        super().__init__("batch.refused", failed=len(failures))
        self.failures = tuple(failures)
