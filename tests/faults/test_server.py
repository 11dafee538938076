"""PostgreSQL killed among concurrent writers, and the checker of what they lived through."""

from pathlib import Path

import pytest

from ptaudit.ledger import Ledger
from tests.faults import server
from tests.faults.batches import Batch, clock
from tests.faults.server import Tale, breaches, campaign, tales


def test_every_acknowledged_append_is_there_once(tmp_path: Path) -> None:
    with server.server(tmp_path / "pg") as ours:
        kills = ("backend", "postmaster")
        found = campaign(ours, "both", kills, writers=2, between=3)
    assert found.breaches == ()
    assert found.told > found.unknown > 0


def test_a_story_is_read_from_its_lines() -> None:
    lines = ["sent 1 2.5\n", "unknown 1 postgresql.unreachable\n", "kept 1 4 5 1 3.5\n"]
    assert tales(lines) == {1: Tale(2.5, 3.5, 4, 5, True, ["postgresql.unreachable"])}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Batches 10001 (two entries) and 10002 (three), one after the other."""
    made = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger.create(made, clock=clock) as ledger:
        for number in (10_001, 10_002):
            ledger.append_sealed(Batch(number, 1 + number % 3).entries())
    return made


def story(**other: Tale) -> dict[int, Tale]:
    sound = {"b10001": Tale(1, 2, 1, 3), "b10002": Tale(3, 4, 4, 4)}
    return {int(name[1:]): tale for name, tale in {**sound, **other}.items()}


def test_a_sound_history(url: str) -> None:
    assert [1 + n % 3 for n in (10_001, 10_002)] == [3, 1]
    assert list(breaches(url, story())) == []


def test_an_append_told_and_not_there(url: str) -> None:
    assert Batch(10_003, 2).count == 1 + 10_003 % 3
    found = list(breaches(url, story(b10003=Tale(5, 6, 5, 6))))
    assert "batch 10003 is not where it was told" in found
    assert "4 entries stand there, 6 were sent" in found


def test_an_append_there_and_never_told(url: str) -> None:
    assert "batch 10002 was never told" in list(breaches(url, story(b10002=Tale(3))))


def test_an_append_that_overtook_another(url: str) -> None:
    told_late = story(b10001=Tale(5, 6, 1, 3))
    assert list(breaches(url, told_late)) == ["entry 1 was sent after entry 4 was told"]
