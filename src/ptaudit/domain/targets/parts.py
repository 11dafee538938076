"""Papers too long for one entry: cut into parts whose payloads fit, the last with the digest of all."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeVar

from pydantic import BaseModel

from ptaudit.domain.events.base import Event
from ptaudit.domain.wire import PAYLOAD_LIMIT, canonical

E = TypeVar("E", bound=Event)
P = TypeVar("P")

#: (part, parts, its pieces, the digest or None) to one part of the paper.
Build = Callable[[int, int, Sequence[P], str | None], E]


def split(
    build: Build[P, E],
    pieces: Sequence[P],
    size: Callable[[P], int],
    limit: int = PAYLOAD_LIMIT,
) -> tuple[E, ...]:
    """*pieces* in order in as few parts as fit *limit* bytes of payload; *size* bounds one piece's bytes."""
    frame = size_of(build(9_999, 9_999, (), "0" * 64))
    groups = list(_packed(pieces, size, limit - frame))
    events = [build(n, len(groups), group, None) for n, group in enumerate(groups, 1)]
    last = build(len(groups), len(groups), groups[-1], digest(events))
    return (*events[:-1], last)


def digest(events: Iterable[Event]) -> str:
    """SHA-256 (hex) of the parts' canonical payloads one after another, each without ``parts_digest``."""
    whole = hashlib.sha256()
    for event in events:
        whole.update(canonical(_plain(event, "parts_digest")))
    return whole.hexdigest()


def size_of(model: BaseModel) -> int:
    """Bytes of *model* as stored."""
    return len(canonical(_plain(model)))


def _plain(model: BaseModel, *without: str) -> dict[str, Any]:
    return model.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude=set(without) or None
    )


def _packed(pieces: Sequence[P], size: Callable[[P], int], room: int) -> Iterator[Sequence[P]]:
    """Runs of *pieces* of at most *room* bytes; a piece larger than that stands alone. At least one run."""
    ends = list(accumulate(size(piece) for piece in pieces))
    start = 0
    while True:
        before = ends[start - 1] if start else 0
        stop = start + 1
        while stop < len(pieces) and ends[stop] - before <= room:
            stop += 1
        yield pieces[start:stop]
        start = stop
        if start >= len(pieces):
            return
