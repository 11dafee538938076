"""What the formats share: strict base64, decimals without leading zeroes, lines that end in a newline."""

import base64
import binascii
import re

from ptaudit.log.merkle import HASH_SIZE

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
#: The largest size or time there is.
LIMIT = 2**63 - 1


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes | None:
    """The bytes, or None for what is not base64 as it would be written."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if to_base64(data) == text else None


def digest(text: str) -> bytes | None:
    """A hash in base64, or None."""
    data = from_base64(text)
    return data if data is not None and len(data) == HASH_SIZE else None


def number(text: str) -> int | None:
    """A decimal without leading zeroes of at most :data:`LIMIT`, or None."""
    if not _DECIMAL.fullmatch(text):
        return None
    value = int(text)
    return value if value <= LIMIT else None
