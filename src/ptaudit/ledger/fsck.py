"""The second reader: proves a ledger from its bytes, in numbered steps, sharing no append code.

1 format and tables · 2 positions · 3 bytes → leaf · 4 leaves → tiles · 5 tiles → head ·
6 entries ↔ index · 7 keys → entries.
"""

from collections.abc import Iterator
from typing import Any

from ptaudit.domain.failures import Damaged
from ptaudit.ledger.founding import open_existing
from ptaudit.ledger.fsck_findings import Finding, Notes, Step, Verdict
from ptaudit.ledger.fsck_index import IndexCheck, check_keys
from ptaudit.ledger.fsck_log import LogCheck
from ptaudit.ledger.fsck_source import Source, opened
from ptaudit.ledger.place import Place

__all__ = ["Finding", "Step", "Verdict", "fsck", "verify"]

STEPS = 7


def fsck(url: str, *, index: bool = True) -> Iterator[Step]:
    """Check the ledger at *url*, read-only, as of one moment.

    Every step ends with a :class:`Step` that is *finished*; the last one carries the verdict.
    Without *index* step 6 is left out. Unusable when there is no ledger to be read; Damaged
    ``ledger.unreadable`` when the database itself cannot be.
    """
    notes = Notes()
    try:
        open_existing(url, "read").close()
    except Damaged as damage:
        if damage.code != "ledger.table_missing":
            raise
        notes.add(1, None, "table_missing", table=damage.params["table"])
        yield _last(1, 0, notes, Verdict(0, b"", notes.all()))
        return
    with opened(Place.of(url)) as source:
        yield from _steps(source, notes, index)


def verify(url: str, *, index: bool = True) -> Verdict:
    """The verdict of :func:`fsck` without its progress."""
    verdict = None
    for step in fsck(url, index=index):
        verdict = step.verdict
    assert verdict is not None
    return verdict


def _steps(source: Source, notes: Notes, index: bool) -> Iterator[Step]:
    rows = list(source.rows("SELECT id, size, recorded_at, edge FROM head"))
    if len(rows) != 1:
        notes.add(1, None, "head_missing")
    yield Step(1, 1, 1, True, notes.of(1))
    size, recorded_at, edge = _head(source, rows)
    log = LogCheck(source, notes, size, edge)
    for passed in log.run():
        yield Step(3, passed, size)
    for number in (2, 3, 4, 5):
        yield Step(number, log.count, size, True, notes.of(number))
    if index:
        for passed in IndexCheck(source, notes, recorded_at).run():
            yield Step(6, passed, size)
        yield Step(6, log.count, size, True, notes.of(6))
    keys = check_keys(source, notes, size)
    yield _last(STEPS, keys, notes, Verdict(log.count, log.root, notes.all()))


def _head(source: Source, rows: list[Any]) -> tuple[int, str | None, bytes | None]:
    """Size, time and edge as stored; of a missing head, the size that the entries give it."""
    if rows:
        return rows[0][1], rows[0][2], bytes(rows[0][3])
    (last,) = next(source.rows("SELECT MAX(position) FROM entry"))
    return last or 0, None, None


def _last(number: int, checked: int, notes: Notes, verdict: Verdict) -> Step:
    return Step(number, checked, checked, True, notes.of(number), verdict)
