"""The second reader itself: its steps, its verdict, and what it makes of strange entries."""

import json
import tracemalloc
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBEvent

from ptaudit.ledger import Finding, Key, Ledger, Unsealed, fsck, verify
from ptaudit.ledger.fsck_findings import KEPT
from tests.ledger.beds import Bed, fill, plain, record


def test_the_steps_in_order(shared_bed: Bed) -> None:
    with shared_bed.create() as ledger:
        fill(ledger, 300)
        head = ledger.head()
    steps = list(fsck(shared_bed.url))
    assert [s.number for s in steps if s.finished] == [1, 2, 3, 4, 5, 6, 7]
    verdict = steps[-1].verdict
    assert verdict is not None
    assert all(s.verdict is None for s in steps[:-1])
    assert (verdict.size, verdict.root, verdict.findings) == (300, head.root, ())
    assert verdict.first is None


def test_progress_is_told_on_the_way(file_bed: Bed) -> None:
    with file_bed.create() as ledger:
        fill(ledger, 9000, each=3000)
    passed = [(s.number, s.checked) for s in fsck(file_bed.url) if not s.finished]
    assert passed == [(3, 4096), (3, 8192), (6, 4096), (6, 8192)]


def test_without_the_index_step_six_is_left_out(file_bed: Bed) -> None:
    with file_bed.create() as ledger:
        ledger.append_sealed([plain(b"no record")])
    assert [s.number for s in fsck(file_bed.url, index=False)] == [1, 2, 3, 4, 5, 7]
    assert verify(file_bed.url, index=False).sound


def test_an_empty_ledger_is_sound(bed: Bed, ledger: Ledger) -> None:
    assert bed.verify(ledger).sound


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"[" * 5000,
        b'{"id":1,"kind":"k","position":1,"recorded_at":"t","tags":[]}',
        b'{"id":"a","kind":"k","position":1,"recorded_at":"t","tags":[1]}',
    ],
)
def test_bytes_that_are_no_record_are_reported(bed: Bed, ledger: Ledger, data: bytes) -> None:
    """Other programs may record other bytes: the log over them is proven all the same."""
    ledger.append_sealed([plain(data)])
    assert bed.verify(ledger).findings == (Finding(6, 1, "fsck.not_a_record"),)


def test_terms_of_foreign_entries_are_checked_too(shared_bed: Bed) -> None:
    with shared_bed.create() as ledger:
        ledger.append([DCBEvent("t", b"x", ["a", "b"])])
    shared_bed.run("DELETE FROM term WHERE term = 'b'")
    codes = [f.code for f in verify(shared_bed.url).findings]
    assert codes == ["fsck.not_a_record", "fsck.term_missing"]


def test_an_id_recorded_twice(bed: Bed) -> None:
    """The ledger does not ask what entries mean; the second reader does."""
    with bed.create() as ledger:
        ledger.append_sealed([record(1), record(2), record(1)])
        (found,) = bed.verify(ledger).findings
    assert (found.code, found.position, found.params["first"]) == ("fsck.id_repeated", 3, 1)


def sealed_with(**changes: object) -> Unsealed:
    """A record that says something else than the ledger told it."""

    def seal(position: int, recorded_at: str) -> bytes:
        body = {
            "id": "a" * 32,
            "kind": "k",
            "position": position,
            "recorded_at": recorded_at,
            "tags": [],
            **changes,
        }
        return json.dumps(body).encode()

    return Unsealed("k", ("id:" + "a" * 32,), seal)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"position": 2}, ["position_differs"]),
        ({"kind": "other"}, ["kind_differs"]),
        ({"tags": ["x"]}, ["terms_differ", "term_missing"]),
        ({"id": "b" * 32}, ["terms_differ", "term_missing", "term_extra"]),
        ({"recorded_at": "2023-01-01"}, ["time_runs_back", "head_time_differs"]),
        ({"recorded_at": "2023-01-01T00:00:00.000+08:00"}, ["head_time_differs"]),
        ({"key": "k", "key_digest": "0" * 64}, []),
        ({"key": "other"}, ["key_differs"]),
        ({"key": "k", "key_digest": "1" * 64}, ["key_differs"]),
    ],
)
def test_bytes_against_what_stands_beside_them(
    bed: Bed, changes: dict[str, object], codes: list[str]
) -> None:
    with bed.create() as ledger:
        ledger.append_sealed([sealed_with(**changes)], key=Key("k", "0" * 64))
        found = [f.code.removeprefix("fsck.") for f in bed.verify(ledger).findings]
    assert found == codes


def test_time_must_not_run_back_in_the_bytes(bed: Bed) -> None:
    later = "2024-01-25T11:42:00.001+08:00"
    with bed.create() as ledger:
        ledger.append_sealed([sealed_with(recorded_at=later)])
        ledger.append_sealed([record(2)])
        (found,) = bed.verify(ledger).findings
    assert (found.code, found.position) == ("fsck.time_runs_back", 2)


def test_many_findings_are_counted(file_bed: Bed) -> None:
    with file_bed.create() as ledger:
        ledger.append_sealed([plain(b"%d" % n) for n in range(KEPT + 50)])
    found = verify(file_bed.url).findings
    assert len(found) == KEPT + 1
    assert found[-1] == Finding(6, None, "fsck.more", {"count": 50})


def test_the_first_finding_is_the_lowest_position(file_bed: Bed) -> None:
    with file_bed.create() as ledger:
        fill(ledger, 20)
    file_bed.run(
        "UPDATE entry SET leaf = data WHERE position = 9",
        "DELETE FROM term WHERE position = 4",
        "UPDATE head SET edge = x''",
    )
    first = verify(file_bed.url).first
    assert first is not None
    assert (first.position, first.code) == (4, "fsck.term_missing")


def test_a_missing_table_is_a_finding(shared_bed: Bed) -> None:
    shared_bed.create().close()
    shared_bed.run("DROP TABLE tile")
    verdict = verify(shared_bed.url)
    assert verdict.findings == (Finding(1, None, "fsck.table_missing", {"table": "tile"}),)


def test_a_ledger_that_is_being_written_is_read_as_of_one_moment(shared_bed: Bed) -> None:
    """What is appended while the second reader runs is not half seen."""
    with shared_bed.create() as ledger:
        fill(ledger, 5000, each=1000)
        steps = fsck(shared_bed.url)
        next(steps)
        fill(ledger, 300, start=6000)
        verdict = [*steps][-1].verdict
    assert verdict is not None
    assert (verdict.size, verdict.findings) == (5000, ())


def test_memory_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    def peak(size: int) -> int:
        bed = Bed("sqlite-file", f"sqlite:///{tmp_path / str(size)}.db", tmp_path)
        with bed.create() as ledger:
            fill(ledger, size, each=1000)
        tracemalloc.start()
        try:
            assert verify(bed.url).size == size
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    # Rows are fetched by the thousand: below that a ledger is read at once.
    small = peak(6000)
    assert peak(20_000) < 1.2 * small
