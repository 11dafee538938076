"""The ledger's clock: never backwards, and no further behind than five minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.ledger import Ledger
from ptaudit.ledger.times import next_stamp, parse_zone, stamp
from tests.ledger.beds import START, Bed, record

ZONE = parse_zone("+08:00")
HEAD = "2024-01-25T11:42:00.000+08:00"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (timedelta(milliseconds=-1), "2024-01-25T11:42:00.001+08:00"),
        (timedelta(), HEAD),
        (timedelta(milliseconds=1), HEAD),
        (timedelta(minutes=5), HEAD),
    ],
)
def test_the_later_of_clock_and_head(behind: timedelta, expected: str) -> None:
    """A clock set back by up to five minutes records at the head's time."""
    assert next_stamp(START - behind, HEAD, ZONE) == expected


@pytest.mark.parametrize("more", [timedelta(microseconds=1), timedelta(seconds=1), timedelta(400)])
def test_a_clock_further_behind_is_refused(more: timedelta) -> None:
    with pytest.raises(Unusable) as refusal:
        next_stamp(START - timedelta(minutes=5) - more, HEAD, ZONE)
    assert refusal.value.code == "clock.behind"
    assert refusal.value.params["head"] == HEAD


def test_a_clock_in_another_zone_is_told_in_the_ledgers() -> None:
    assert stamp(datetime(2024, 1, 25, 3, 42, tzinfo=UTC), ZONE) == HEAD


def test_a_clock_without_a_zone_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_stamp(datetime(2024, 1, 25), HEAD, ZONE)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["", "8", "+8:00", "+08:60", "+15:00", "Asia/Shanghai", "+08:00 "]
)
def test_a_zone_is_a_fixed_offset(text: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_zone(text)
    assert refusal.value.code == "ledger.zone"


def test_time_never_runs_back(bed: Bed, ledger: Ledger) -> None:
    """A clock set back within the tolerance repeats the head's time, then goes on."""
    ledger.append_sealed([record(1)])
    bed.clock.move(minutes=-5)
    ledger.append_sealed([record(2)])
    assert ledger.head().recorded_at == HEAD
    bed.clock.move(minutes=6, milliseconds=7)
    ledger.append_sealed([record(3)])
    assert ledger.head().recorded_at == "2024-01-25T11:43:00.007+08:00"


def test_a_clock_behind_records_nothing(bed: Bed, ledger: Ledger) -> None:
    ledger.append_sealed([record(1)])
    bed.clock.move(minutes=-6)
    with pytest.raises(Unusable, match=r"clock\.behind"):
        ledger.append_sealed([record(2)])
    assert ledger.head().size == 1


def test_the_zone_is_the_one_the_ledger_was_founded_in(bed: Bed) -> None:
    with Ledger.create(bed.url, clock=bed.clock, zone="-03:30") as ledger:
        ledger.append_sealed([record(1)])
        assert ledger.head().recorded_at == "2024-01-25T00:12:00.000-03:30"
