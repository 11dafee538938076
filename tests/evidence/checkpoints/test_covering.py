"""Whose word stands for a ledger: what the status and the twelfth item of an audit tell."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ptaudit.evidence import checkpointing, cosigning
from ptaudit.evidence.covering import Covered, covered
from ptaudit.log import note, policy, request
from ptaudit.log.checkpoint import Checkpoint
from ptaudit.log.keys import Signer
from tests.cli.desk import Desk
from tests.evidence.checkpoints.beds import AUDIT, CITY, LOG, OTHER, County, at_a_desk, trust
from tests.evidence.checkpoints.test_typed import RENAME, TIME, cosign

ITEM = "ptaudit audit --year 2024 --item 12"


def checkpoint(county: County, *witnesses: Signer, signer: Signer = LOG, number: int = 1) -> int:
    """The size of a checkpoint made after *number* acts and cosigned."""
    county.record(number)
    made = checkpointing.make(county.ledger, signer)
    for witness in witnesses:
        answer = str(note.by(witness, str(made.head), TIME)).encode()
        cosigning.take(county.ledger, trust(), answer)
    return made.head.size


def of(county: County, upto: int | None = None) -> Covered:
    return covered(county.ledger, trust(), upto or county.ledger.head().size)


def test_the_newest_that_a_quorum_cosigned(ours: County) -> None:
    assert of(ours) == Covered()
    first = checkpoint(ours)
    assert of(ours) == Covered(signed=first)
    second = checkpoint(ours, CITY)
    third = checkpoint(ours)
    assert of(ours) == Covered(third, second, (("市局", (TIME, TIME)),))
    assert of(ours, second - 1) == Covered(signed=first)


def test_who_is_no_quorum_does_not_count(ours: County) -> None:
    size = checkpoint(ours, AUDIT)
    assert of(ours) == Covered(signed=size)


def test_without_a_quorum_in_the_policy_nobody_is_a_second_party(ours: County) -> None:
    size = checkpoint(ours, CITY)
    bare = policy.read(f"log {LOG.key}\nquorum none\n".encode())
    assert covered(ours.ledger, bare, size) == Covered(signed=size)


def test_a_key_the_policy_does_not_name_counts_for_nothing(ours: County) -> None:
    checkpoint(ours, CITY, signer=OTHER)
    assert of(ours) == Covered()


def test_a_signed_checkpoint_of_another_content(ours: County) -> None:
    size = checkpoint(ours, CITY)
    other = str(Checkpoint(LOG.key.name, size, b"\x01" * 32))
    path = ours.bed.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as conn, conn:
        forged = bytes(note.sign(other, [LOG]))
        conn.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (forged, size))
    assert of(ours) == Covered(contradicted=size)


@pytest.fixture
def audited(tmp_path: Path) -> Desk:
    made = at_a_desk(tmp_path)
    made.ok("ptaudit year open 2024")
    return made


def settle(desk: Desk) -> None:
    with (desk.folder / "ptaudit.toml").open("a", encoding="utf-8") as file:
        file.write('trust = "trust"\n')


def test_an_audit_says_up_to_where_it_was_witnessed(audited: Desk) -> None:
    assert "未启用(没有信任名单" in audited.ok(ITEM)
    settle(audited)
    assert "没有检查点,第1号起全部为敞口" in audited.ok(ITEM)
    audited.ok("ptaudit checkpoint --key county.key")
    printed = audited.ok(ITEM)
    assert "未启用" not in printed
    assert "尚无见证,第1号起全部为敞口,只凭本县自己" in printed
    audited.ok("ptaudit checkpoint request -o request --witness 市局")
    cosign(audited, request.read((audited.folder / "request").read_bytes()).note.text)
    audited.ok("ptaudit checkpoint take answer")
    assert "敞口 0 号" in audited.ok(ITEM)
    assert "全部经见证(市局(2025-01-06 09:00))" in audited.ok(ITEM)
    audited.ok(f"{RENAME}一")
    printed = audited.ok(ITEM)
    assert "敞口 1 号" in printed
    assert "起 1 号为敞口,最早登记于 2025-01-06 09:00" in printed


def test_both_say_when_the_entries_contradict_what_was_signed(audited: Desk) -> None:
    settle(audited)
    audited.ok("ptaudit checkpoint --key county.key")
    with closing(sqlite3.connect(audited.folder / "ptaudit.db")) as conn, conn:
        [(size, kept)] = conn.execute("SELECT size, note FROM checkpoint")
        head = note.parse(kept).text.splitlines()
        head[2] = "A" * 43 + "="
        forged = bytes(note.sign("".join(f"{line}\n" for line in head), [LOG]))
        conn.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (forged, size))
    for asked in (ITEM, "ptaudit status"):
        assert f"至第{size}号的检查点有本县签名,与现有登记对不上" in audited.ok(asked)
