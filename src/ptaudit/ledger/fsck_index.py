"""Steps 6 and 7 of the second reader: what the entries say against the index, and the keys."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import from_json

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

_TEXT = {str}

#: A row of the index: position, kind, term.
_Row = tuple[int, str, str]


class IndexCheck:
    """The index must say exactly what the bytes say; it is rebuildable, the bytes are the truth."""

    def __init__(self, source: Source, notes: Notes, recorded_at: str | None) -> None:
        self._source, self._notes, self._head_time = source, notes, recorded_at
        self._time = ""

    def run(self) -> Iterator[int]:
        """Yields the positions passed so far; memory is that of one entry."""
        rows: Iterator[_Row] = self._source.rows(_TERMS)
        row = next(rows, None)
        position = 0
        for position, kind, data, listed in self._source.rows(_ENTRIES):
            found: list[_Row] = []
            while row is not None and row[0] <= position:
                if row[0] == position:
                    found.append(row)
                else:
                    self._extra(row)
                row = next(rows, None)
            self._entry(position, kind, bytes(data), listed, found)
            if position % 4096 == 0:
                yield position
        while row is not None:
            self._extra(row)
            row = next(rows, None)
        if self._time and self._head_time not in (None, self._time):
            self._notes.add(6, position, "head_time_differs", time=self._time)
        for term, again, first in self._source.rows(_REPEATED):
            self._notes.add(6, again, "id_repeated", term=term, first=first)

    def _entry(
        self, position: int, kind: str, data: bytes, listed: str, found: Sequence[_Row]
    ) -> None:
        record, given = _parsed(data), _parsed(listed)
        if not _strings(given):
            given = None
        if not _recorded(record):
            self._notes.add(6, position, "not_a_record")
            self._time = ""
            expected = set(given or ())
        else:
            expected = {*record["tags"], "id:" + record["id"]}
            self._says(record, position, kind)
        if given is None or set(given) != expected:
            self._notes.add(6, position, "terms_differ")
        wanted = {(position, kind, term) for term in expected}
        if wanted != (there := set(found)):
            for _, _, term in sorted(wanted - there):
                self._notes.add(6, position, "term_missing", term=term)
            for row in sorted(there - wanted):
                self._extra(row)

    def _says(self, record: dict[str, Any], position: int, kind: str) -> None:
        """What the entry says of itself against where it stands."""
        if record["kind"] != kind:
            self._notes.add(6, position, "kind_differs", kind=kind)
        if record["position"] != position:
            self._notes.add(6, position, "position_differs", written=record["position"])
        time = record["recorded_at"]
        if time < self._time or not _TIME.fullmatch(time):
            self._notes.add(6, position, "time_runs_back", time=time)
        self._time = time

    def _extra(self, row: _Row) -> None:
        self._notes.add(6, row[0], "term_extra", term=row[2])


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


def _parsed(text: str | bytes) -> Any:
    try:
        return from_json(text, cache_strings="none")
    except ValueError:
        return None


def _recorded(parsed: Any) -> bool:
    """It is a record of this project; other programs may record other bytes."""
    if type(parsed) is not dict or not _strings(parsed.get("tags")):
        return False
    said = (parsed.get("recorded_at"), parsed.get("id"), parsed.get("kind"))
    return type(parsed.get("position")) is int and _TEXT.issuperset(map(type, said))


def _strings(value: Any) -> bool:
    return type(value) is list and _TEXT.issuperset(map(type, value))
