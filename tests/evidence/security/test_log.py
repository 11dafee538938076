"""The file itself: lines that last, one writer at a time, nothing younger than six months cleared."""

import datetime as dt
import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.security import Entry, SecurityLog, beside, chosen, earliest_kept, state

NOW = dt.datetime(2026, 8, 31, 9, 0, tzinfo=dt.UTC)


def entry(at: str = "2026-08-31T17:00:00+08:00", call: str = "finding close") -> Entry:
    return Entry(at, "拒绝", call, "ptaudit.db", "epb", code="finding.unknown", status=5)


def cleared(gone: int) -> Entry:
    return Entry("2026-08-31T17:00:00+08:00", "清理", "security prune", "ptaudit.db", count=gone)


def calls(log: SecurityLog) -> list[str]:
    return [e.call if e else "?" for _, e in log.entries()]


def test_a_line_is_json_and_is_read_back(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path / "a" / "security.jsonl")
    log.append(entry())
    assert json.loads(log.path.read_text("utf-8")) == {
        "at": "2026-08-31T17:00:00+08:00",
        "what": "拒绝",
        "call": "finding close",
        "ledger": "ptaudit.db",
        "operator": "epb",
        "code": "finding.unknown",
        "status": 5,
    }
    assert list(log.entries()) == [(1, entry())]


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path / "security.jsonl")
    log.append(entry())
    log.path.chmod(0o644)
    log.append(entry())
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_a_torn_line_stands_alone(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path / "security.jsonl")
    log.append(entry())
    with log.path.open("ab") as file:
        file.write(b'{"at": "2026-08')
    log.append(entry(call="verify"))
    assert calls(log) == ["finding close", "?", "verify"]


@pytest.mark.parametrize(
    "line", [b"[]", b"3", b"{}", b'{"at": 3}', b'{"at": "x", "what": "\xe6\x8b\x92\xe7\xbb\x9d"}',
             b'{"at":"2026-08-31","what":"?","call":"a","ledger":"b"}', b"\xff\xfe", b'"' * 40],
)  # fmt: skip
def test_any_line_is_an_entry_or_none(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "security.jsonl"
    path.write_bytes(line + b"\n" + entry().line())
    assert calls(SecurityLog(path)) == ["?", "finding close"]


def _write(path: Path, name: str) -> None:
    for n in range(50):
        SecurityLog(path).append(entry(call=f"{name} {n}"))


def test_several_at_once_lose_no_line_while_it_is_cleared(tmp_path: Path) -> None:
    path = tmp_path / "security.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(path, name)) for name in "abc"]
    for writer in writers:
        writer.start()
    log = SecurityLog(path)
    old = entry("2020-01-01T00:00:00+08:00", "old")
    gone = 0
    while any(writer.is_alive() for writer in writers):
        log.append(old)
        gone += log.prune(dt.date(2026, 1, 1), NOW, cleared)
    assert gone
    assert all(writer.exitcode == 0 for writer in writers)
    assert sorted(c for c in calls(log) if c != "security prune") == sorted(
        f"{name} {n}" for name in "abc" for n in range(50)
    )


def test_what_is_older_goes_and_a_line_says_so(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path / "security.jsonl")
    log.append(entry("2026-02-27T23:59:59+08:00", "old"))
    log.append(entry("2026-02-28T00:00:00+08:00", "kept"))
    with log.path.open("ab") as file:
        file.write(b"?")
    assert log.prune(dt.date(2026, 2, 28), NOW, cleared) == 1
    assert calls(log) == ["kept", "?", "security prune"]
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert log.prune(dt.date(2026, 2, 28), NOW, cleared) == 0
    assert calls(log) == ["kept", "?", "security prune"]


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        ("2026-08-31", "2026-02-28"),
        ("2024-08-31", "2024-02-29"),
        ("2026-01-15", "2025-07-15"),
        ("2026-07-01", "2026-01-01"),
        ("2026-06-30", "2025-12-30"),
    ],
)
def test_six_calendar_months_are_kept(today: str, kept: str) -> None:
    assert earliest_kept(dt.date.fromisoformat(today)) == dt.date.fromisoformat(kept)


def test_nothing_younger_than_six_months_goes(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path / "security.jsonl")
    log.append(entry("2026-02-28T00:00:00+08:00"))
    with pytest.raises(Malformed) as refusal:
        log.prune(dt.date(2026, 3, 1), NOW, cleared)
    assert refusal.value.code == "security.too_young"
    assert calls(log) == ["finding close"]


def test_the_day_is_the_county_s(tmp_path: Path) -> None:
    """At five in the afternoon of the 31st in UTC it is the 1st there."""
    log = SecurityLog(tmp_path / "security.jsonl")
    evening = dt.datetime(2026, 8, 31, 17, 0, tzinfo=dt.UTC)
    assert log.prune(dt.date(2026, 3, 1), evening, cleared) == 0


def test_what_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    log = SecurityLog(tmp_path)
    for work, code in (
        (lambda: log.append(entry()), "security.unwritable"),
        (lambda: list(log.entries()), "security.unreadable"),
    ):
        with pytest.raises(Unusable) as refusal:
            work()
        assert refusal.value.code == code


def test_a_full_disk_is_said() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no file that is always full")
    with pytest.raises(Unusable) as refusal:
        SecurityLog(Path("/dev/full")).append(entry())
    assert refusal.value.code == "security.unwritable"


def test_a_choice_of_lines(tmp_path: Path) -> None:
    lines = [(1, entry("2026-01-01T00:00:00+08:00")), (2, None), (3, cleared(2))]
    assert [n for n, _ in chosen(lines, dt.date(2026, 1, 2), None)] == [2, 3]
    assert [n for n, _ in chosen(lines, dt.date(2026, 1, 1), None)] == [1, 2, 3]
    assert [n for n, _ in chosen(lines, None, "拒绝")] == [1]


def test_where_it_is_kept() -> None:
    assert beside(Path("d/county.db")) == Path("d/county.db.security.jsonl")
    assert state({}) is None
    assert state({"HOME": "h"}) == Path("h/.local/state/ptaudit/ptaudit.security.jsonl")
    assert state({"XDG_STATE_HOME": "s", "HOME": "h"}) == Path("s/ptaudit/ptaudit.security.jsonl")
