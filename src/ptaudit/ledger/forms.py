"""What goes into a ledger and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ptaudit.log.merkle import EMPTY_ROOT

ENTRY_LIMIT = 65_535
"""The longest entry in bytes."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An entry before the ledger gives it its place.

    *terms* are its index terms: the tags and ``id:<entry id>``. *seal* makes the bytes from the
    position and the time of recording; it is called under the write lock, after the key and the
    condition are checked, so it must neither wait nor read the ledger.
    """

    kind: str
    terms: tuple[str, ...]
    seal: Callable[[int, str], bytes]


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key and the 64 hex digits of what it was first used for."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key and which entries of an append it stands for: *count* of them from index *first*."""

    key: Key
    first: int
    count: int

    def recorded(self, start: int) -> tuple[str, str, int, int]:
        """Key, digest and positions when the append begins at *start*."""
        first = start + self.first
        return self.key.key, self.key.digest, first, first + self.count - 1


@dataclass(frozen=True, slots=True)
class Used:
    """What a key was used for: the digest, and the positions it recorded."""

    digest: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """Size, last time of recording (empty when nothing was recorded) and RFC 6962 root."""

    size: int = 0
    recorded_at: str = ""
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Appended:
    """Positions *first* to *last*; *repeated*: recorded when the key was used the first time.

    *recorded_at* is the time of what was recorded now.
    """

    first: int
    last: int
    repeated: bool = False
    recorded_at: str = field(default="", compare=False)
