"""Steps 6 and 7 of the second reader: what the entries say against the index, and the keys."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from ptaudit.ledger.fsck_findings import Notes
from ptaudit.ledger.fsck_source import Source

_ENTRIES = "SELECT position, kind, data, terms FROM entry ORDER BY position"
_TERMS = "SELECT position, kind, term FROM term ORDER BY position"
_REPEATED = (
    "SELECT term, MAX(position), MIN(position) FROM term"
    " WHERE term >= 'id:' AND term < 'id;' GROUP BY term HAVING COUNT(*) > 1"
)
_KEYS = (
    'SELECT k."key", k.digest, k.first, k.last, e.data'
    ' FROM "key" k LEFT JOIN entry e ON e.position = k.first ORDER BY k.first'
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_Terms = set[tuple[str, str]]


class IndexCheck:
    """The index must say exactly what the bytes say; it is rebuildable, the bytes are the truth."""

    def __init__(self, source: Source, notes: Notes, recorded_at: str | None) -> None:
        self._source, self._notes, self._head_time = source, notes, recorded_at
        self._time = ""

    def run(self) -> Iterator[int]:
        terms = groupby(self._source.rows(_TERMS), key=itemgetter(0))
        held: tuple[int, _Terms] | None = _next(terms)
        position = 0
        for position, kind, data, listed in self._source.rows(_ENTRIES):
            while held is not None and held[0] < position:
                self._dangling(*held)
                held = _next(terms)
            found: _Terms = set()
            if held is not None and held[0] == position:
                found = held[1]
                held = _next(terms)
            self._entry(position, kind, bytes(data), listed, found)
            if position % 4096 == 0:
                yield position
        while held is not None:
            self._dangling(*held)
            held = _next(terms)
        if self._time and self._head_time not in (None, self._time):
            self._notes.add(6, position, "head_time_differs", time=self._time)
        for term, again, first in self._source.rows(_REPEATED):
            self._notes.add(6, again, "id_repeated", term=term, first=first)

    def _entry(self, position: int, kind: str, data: bytes, listed: str, found: _Terms) -> None:
        notes = self._notes
        record = _record(data)
        given = _strings(_parsed(listed))
        if record is None:
            notes.add(6, position, "not_a_record")
            self._time = ""
            expected = set(given or ())
        else:
            expected = {*record["tags"], "id:" + record["id"]}
            if record["kind"] != kind:
                notes.add(6, position, "kind_differs", kind=kind)
            if record["position"] != position:
                notes.add(6, position, "position_differs", written=record["position"])
            time = record["recorded_at"]
            if not _TIME.fullmatch(time) or time < self._time:
                notes.add(6, position, "time_runs_back", time=time)
            self._time = time
        if given is None or set(given) != expected:
            notes.add(6, position, "terms_differ")
        for term, _ in sorted({(t, kind) for t in expected} - found):
            notes.add(6, position, "term_missing", term=term)
        for term, _ in sorted(found - {(t, kind) for t in expected}):
            notes.add(6, position, "term_extra", term=term)

    def _dangling(self, position: int, found: _Terms) -> None:
        for term, _ in sorted(found):
            self._notes.add(6, position, "term_extra", term=term)


def check_keys(source: Source, notes: Notes, size: int) -> int:
    """Step 7: every key points to entries that are there; returns how many were looked at."""
    count = 0
    for key, digest, first, last, data in source.rows(_KEYS):
        count += 1
        if data is None or not first <= last <= size:
            notes.add(7, first, "key_dangling", key=key)
            continue
        if not _DIGEST.fullmatch(digest):
            notes.add(7, first, "key_differs", key=key)
            continue
        written = _parsed(bytes(data))
        if isinstance(written, dict) and "key" in written:
            said = (written["key"], written.get("key_digest", digest))
            if said != (key, digest):
                notes.add(7, first, "key_differs", key=key)
    return count


def _next(groups: Iterator[tuple[Any, Iterator[Any]]]) -> tuple[int, _Terms] | None:
    group = next(groups, None)
    return None if group is None else (group[0], {(term, kind) for _, kind, term in group[1]})


def _parsed(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _record(data: bytes) -> dict[str, Any] | None:
    """The entry as a record of this project, or None: other programs may record other bytes."""
    match _parsed(data):
        case {
            "position": int(),
            "recorded_at": str(),
            "id": str(),
            "kind": str(),
            "tags": list() as tags,
            **_rest,
        } as record if _strings(tags) is not None:
            return dict(record)
    return None


def _strings(value: Any) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return value
    return None
