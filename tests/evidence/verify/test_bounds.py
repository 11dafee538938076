"""To the second and to the entry: how far times may differ, and what is said of heads beyond or beside the ledger."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ptaudit.evidence import verifying
from ptaudit.evidence.verdict import Outcome
from ptaudit.log import checkpoint, note, policy
from ptaudit.log.keys import Signer
from ptaudit.log.merkle import EMPTY_ROOT
from tests.evidence.checkpoints.beds import CITY, LOG, ORIGIN, OTHER, TRUST
from tests.evidence.verify.beds import Side, codes, reached

AT, SIZE = 28, 30


@pytest.fixture
def side(tmp_path: Path) -> Side:
    return Side(tmp_path / "ledger", entries=SIZE)


@pytest.mark.parametrize(("seconds", "found"), [(300, []), (301, ["bad.future"])])
def test_an_entry_may_be_so_much_later_than_its_cosignature(
    side: Side, seconds: int, found: list[str]
) -> None:
    recorded = side.now(AT) - 1
    report = side.put(side.signed(AT, LOG, CITY, time=recorded - seconds)).verified()
    assert codes(report) == found
    assert [one.params["n"] for one in report.verdict.findings] == [AT] * len(found)


@pytest.mark.parametrize(("seconds", "found"), [(300, []), (301, ["note.gap"])])
def test_an_entry_may_be_so_much_earlier_than_a_cosignature_it_is_not_under(
    side: Side, seconds: int, found: list[str]
) -> None:
    recorded = side.now(AT + 1) - 1
    report = side.put(side.signed(AT, LOG, CITY, time=recorded + seconds)).verified()
    assert codes(report) == found
    where = [(one.params["n"], one.params["size"]) for one in report.verdict.findings]
    assert where == [(AT + 1, AT)] * len(found)


def test_of_no_entries_no_time_is_asked(side: Side) -> None:
    text = str(checkpoint.Checkpoint(ORIGIN, 0, EMPTY_ROOT))
    report = side.put(note.sign(text, [LOG, CITY], side.now(1))).verified()
    assert (codes(report), report.verdict.outcome) == ([], Outcome.REACHED)


HERE, SHORT = (AT, bytes(32)), (SIZE + 1, bytes(32))


@pytest.mark.parametrize(
    ("head", "signers", "outside", "found"),
    [
        (HERE, (LOG,), False, ["bad.root"]),
        (HERE, (OTHER,), False, ["bad.root"]),
        (HERE, (LOG,), True, ["bad.split"]),
        (HERE, (OTHER,), True, ["lack.unsigned", "bad.root"]),
        (SHORT, (LOG,), False, ["bad.truncated"]),
        (SHORT, (OTHER,), False, ["bad.truncated"]),
        (SHORT, (LOG,), True, ["bad.truncated"]),
        (SHORT, (OTHER,), True, ["lack.unsigned", "lack.shorter"]),
    ],
)
def test_a_head_of_another_root_or_beyond_the_end(
    side: Side,
    head: tuple[int, bytes],
    signers: Sequence[Signer],
    outside: bool,
    found: list[str],
) -> None:
    made = note.sign(str(checkpoint.Checkpoint(ORIGIN, *head)), signers)
    brought = [verifying.anchor("外来", bytes(made))] if outside else []
    report = side.put(*(() if outside else (made,))).verified(*brought)
    assert codes(report) == found
    assert report.verdict.findings[-1].params["size"] == head[0]
    assert set(reached(report)) == {"L0"}


def test_a_head_of_the_last_entry_is_not_beyond_it(side: Side) -> None:
    report = side.put(side.signed(SIZE, LOG, CITY)).verified()
    assert (codes(report), reached(report)) == ([], {"L0": SIZE, "L1": SIZE, "L2": SIZE})
    assert (report.tails, list(report.verdict.exposed)) == ((), [])


def test_where_no_quorum_is_asked_for_cosignatures_are_none(side: Side) -> None:
    weak = policy.read(TRUST.replace("quorum 市局", "quorum none").encode())
    report = side.put(side.signed(AT, LOG, CITY)).verified(trust=weak)
    assert reached(report) == {"L0": SIZE, "L1": AT}
    assert list(report.verdict.exposed) == list(range(1, SIZE + 1))
