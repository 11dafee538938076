"""A very large ledger: the years of a large one lived again and again, each time twenty years later."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shutil import copyfile

from ptaudit.ledger import Ledger, Unsealed

#: Years between two lives: more than one of them has, and leap years stay leap years but for 2100, 2200.
APART = 20
#: Said once for all lives: who is who, and what was before the first year.
_ONCE = (
    "ledger.opened",
    "operator.registered",
    "grant.given",
    "organ.named",
    "unit.registered",
    "regulation.adopted",
    "policy.adopted",
    "history.carried",
)
_WORDS = re.compile(rb"[0-9a-f]{32,64}|(?<![0-9.])20[0-9]{2}(?![0-9])")
_PLACE = re.compile(rb'"position":[0-9]+,"recorded_at":"([^"]+)"')
_NO_DAY = re.compile(rb"(2[123]00)-02-29")
_AT_ONCE = 1_000


def multiply(source: Path, target: Path, lives: int, told: Callable[[int, int], None]) -> None:
    """*target*: *source* with its years after them *lives* - 1 times, under ids of their own."""
    copyfile(source, target)
    now = [dt.datetime.max.replace(tzinfo=dt.UTC)]
    ledger = Ledger.open(f"sqlite:///{target}", clock=lambda: now[0])
    first = [data for _, data in ledger.entries()]
    once = {entry["id"] for entry in map(json.loads, first) if entry["kind"] in _ONCE}
    for life in range(1, lives):
        again = _again(first, life, {name.encode() for name in once})
        while part := list(islice(again, _AT_ONCE)):
            now[0] = part[-1][0]
            ledger.append_sealed([unsealed for _, unsealed in part])
        told(life, lives - 1)
    ledger.close()


def _again(
    first: list[bytes], life: int, once: set[bytes]
) -> Iterator[tuple[dt.datetime, Unsealed]]:
    """Every entry but those *once* said, as it is said in another life, and when."""

    def word(found: re.Match[bytes]) -> bytes:
        said = found[0]
        if len(said) == 4:
            return str(int(said) + APART * life).encode()
        if len(said) != 32 or said in once:
            return said
        return sha256(said + bytes([life])).hexdigest()[:32].encode()

    for data in first:
        new = _NO_DAY.sub(rb"\1-02-28", _WORDS.sub(word, data))
        entry = json.loads(new)
        if entry["id"].encode() not in once:
            terms = (*entry["tags"], f"id:{entry['id']}")
            at = dt.datetime.fromisoformat(entry["recorded_at"])
            yield at, Unsealed(entry["kind"], terms, _sealer(new))


def _sealer(data: bytes) -> Callable[[int, str], bytes]:
    def seal(position: int, recorded_at: str) -> bytes:
        place = f'"position":{position},"recorded_at":"{recorded_at}"'
        return _PLACE.sub(place.encode(), data, count=1)

    return seal
