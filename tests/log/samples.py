"""Keys and heads that never change, for tests of the log's formats."""

from collections.abc import Callable

from ptaudit.domain.failures import Malformed
from ptaudit.log import checkpoint, keys

ORIGIN = "county.example/ptaudit"
ROOT = bytes(range(32, 64))
LOG = keys.of_seed(ORIGIN, keys.NOTE, bytes(range(32)))
OLDER = keys.of_seed(ORIGIN, keys.NOTE, bytes([7]) * 32)
CITY = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes([1]) * 32)
COURT = keys.of_seed("县纪委监委/见证", keys.COSIGNATURE, bytes([2]) * 32)
HEAD = checkpoint.Checkpoint(ORIGIN, 70_000, ROOT)
NOON = 1_700_000_000


def refusal(attempt: Callable[[], object]) -> str | None:
    """The code an attempt is refused with, or None."""
    try:
        attempt()
    except Malformed as refused:
        return refused.code
    return None
