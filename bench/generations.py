"""A very large ledger: the years of a large one lived again and again, each time twenty years later."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from bench.rows.opening import opened
from ptaudit.domain import wire
from ptaudit.ledger import Ledger, Unsealed

#: Years between two lives: more than one of them has, and leap years stay leap years but for 2100.
APART = 20
#: Said once for all lives: who is who, and what is in force until further notice.
_ONCE = (
    "ledger.opened",
    "operator.registered",
    "grant.given",
    "organ.named",
    "unit.registered",
    "regulation.adopted",
    "policy.adopted",
)
_WORDS = re.compile(rb"[0-9a-f]{32,64}|(?<![0-9.])20[0-9]{2}(?![0-9])")
_AT_ONCE = 1_000


def multiply(source: Path, target: Path, lives: int, told: Callable[[int, int], None]) -> None:
    """*target*: what *source* says, *lives* times: in its own years, twenty years before and after, ..."""
    one = opened(source)
    first = [data for _, data in one.ledger.entries()]
    one.close()
    once = {e["id"].encode() for e in map(json.loads, first) if e["kind"] in _ONCE}
    now = [dt.datetime(1999, 12, 31, tzinfo=dt.timezone(dt.timedelta(hours=8)))]
    ledger = Ledger.create(f"sqlite:///{target}", clock=lambda: now[0])
    for life in range(lives):
        again = _lived(first, life, once)
        while part := list(islice(again, _AT_ONCE)):
            now[0] = part[-1][0]
            ledger.append_sealed([unsealed for _, unsealed in part])
        told(life + 1, lives)
    ledger.close()


def _lived(
    first: list[bytes], life: int, once: set[bytes]
) -> Iterator[tuple[dt.datetime, Unsealed]]:
    """Every entry as it is said in a life, and when; what is said *once* in the first alone."""
    shift = APART * (life - 1)

    def word(found: re.Match[bytes]) -> bytes:
        said = found[0]
        if len(said) == 4:
            return str(int(said) + shift).encode()
        if len(said) != 32 or said in once or not life:
            return said
        return sha256(said + bytes([life])).hexdigest()[:32].encode()

    for data in first:
        new = _WORDS.sub(word, data)
        entry = json.loads(new)
        if entry["payload"].get("year", 2000) < 2000:
            continue  # The calendar of the year before the first: there is no such year.
        if not life or entry["id"].encode() not in once:
            terms = (*entry["tags"], f"id:{entry['id']}")
            at = dt.datetime.fromisoformat(entry["recorded_at"])
            yield at, Unsealed(entry["kind"], terms, _sealer(entry))


def _sealer(content: dict[str, Any]) -> Callable[[int, str], bytes]:
    return lambda position, recorded_at: wire.seal(content, position, recorded_at)
