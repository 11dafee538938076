"""Who rewrites a ledger, with which keys in hand, and what a verification then says.

Every rewritten ledger here is consistent in itself: the second reader finds nothing. What tells is what
others hold.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ptaudit.evidence import verifying
from ptaudit.evidence.verdict import Level, Outcome
from ptaudit.evidence.verifying import Anchor
from ptaudit.log import checkpoint, keys, note, policy
from ptaudit.log.keys import Signer
from ptaudit.log.receipt import Receipt
from tests.evidence.checkpoints.beds import AUDIT, CITY, LOG, OTHER, TRUST
from tests.evidence.verify.beds import TRUSTED, Side, codes, reached, receipt, spans

FIRST = 30


@pytest.fixture
def true(tmp_path: Path) -> Side:
    """The ledger as it was: cosigned at 30, signed at 35, 40 entries."""
    side = Side(tmp_path / "true")
    return side.put(side.signed(FIRST, LOG, CITY), side.signed(35))


@pytest.fixture
def forged(tmp_path: Path) -> Side:
    """The same ledger with another entry 27, everything after it and over it made anew."""
    return Side(tmp_path / "forged", start="另一个名称")


def test_nobody_did_anything(true: Side) -> None:
    report = true.verified(receipt(true))
    assert reached(report) == {"L0": 40, "L1": 35, "L2": 30, "L3": 30}
    assert spans(report) == [(31, 35, True), (36, 40, False)]
    assert (codes(report), report.verdict.outcome) == (["note.receipt"], Outcome.REACHED)


# Who holds the database file


def test_who_rewrites_it_is_contradicted_by_the_checkpoints(true: Side, forged: Side) -> None:
    report = forged.put(true.signed(FIRST, LOG, CITY), true.signed(35)).verified()
    assert codes(report) == ["bad.root", "bad.root"]
    assert report.verdict.outcome is Outcome.TAMPERED


def test_who_deletes_the_checkpoints_too_leaves_nothing_proved(true: Side, forged: Side) -> None:
    for side in (forged, true):
        side.delete()
        report = side.verified()
        assert reached(report) == {"L0": 40}
        assert spans(report) == [(1, 40, False)]
        assert report.verdict.outcome is Outcome.UNDECIDED


def test_who_cuts_the_tail_off_is_contradicted(tmp_path: Path, true: Side) -> None:
    short = Side(tmp_path / "short", entries=33).put(
        true.signed(FIRST, LOG, CITY), true.signed(35)
    )
    report = short.verified()
    assert codes(report) == ["bad.truncated"]
    assert report.verdict.outcome is Outcome.TAMPERED


def test_who_cuts_the_tail_off_with_its_checkpoint_is_seen_up_to_the_last_left(
    tmp_path: Path, true: Side
) -> None:
    """What was cosigned is there; what came after it, and is gone, only somebody outside knows."""
    short = Side(tmp_path / "short", entries=33).put(true.signed(FIRST, LOG, CITY))
    assert reached(short.verified()) == {"L0": 33, "L1": 30, "L2": 30}
    assert short.verified().verdict.outcome is Outcome.REACHED
    outside = Anchor("记住的检查点", true.signed(35), checkpoint.read(true.head(35)))
    assert codes(short.verified(outside)) == ["bad.truncated"]


def test_an_older_backup_is_told_by_what_was_signed_since(tmp_path: Path, true: Side) -> None:
    backup = Side(tmp_path / "backup", entries=28)
    report = backup.verified(receipt(true))
    assert (codes(report), report.verdict.outcome) == (["bad.truncated"], Outcome.TAMPERED)


def test_a_signature_cannot_be_made_up(true: Side, forged: Side) -> None:
    moved = note.Note(forged.head(FIRST), true.signed(FIRST, LOG, CITY).signatures)
    report = forged.put(moved).verified()
    assert codes(report) == ["bad.forged", "bad.forged"]
    assert report.verdict.outcome is Outcome.TAMPERED


def test_a_cosignature_cannot_be_made_up_either(true: Side) -> None:
    """Under the county's own good signature: what was put there is told, not passed over."""
    made = true.signed(FIRST, LOG, CITY)
    ours, theirs = made.signatures
    changed = note.Signature(theirs.name, theirs.id, theirs.data[:-1] + bytes(1))
    report = true.put(note.Note(made.text, (ours, changed))).verified()
    [found] = report.verdict.findings
    assert (found.code, found.params["name"]) == ("bad.forged", CITY.key.name)
    assert (reached(report), report.verdict.outcome) == ({"L0": 40, "L1": 30}, Outcome.TAMPERED)


def test_a_key_of_one_s_own_counts_for_nothing(forged: Side) -> None:
    report = forged.put(forged.signed(FIRST, OTHER, CITY)).verified()
    assert reached(report) == {"L0": 40}
    assert report.verdict.outcome is Outcome.UNDECIDED


def test_checkpoints_of_another_log_are_told(true: Side) -> None:
    other = keys.of_seed("other.example/log", keys.NOTE, bytes(32))
    head = checkpoint.Checkpoint("other.example/log", FIRST, bytes(32))
    report = true.put(note.sign(str(head), [other])).verified()
    assert (codes(report), report.verdict.outcome) == (["lack.origin"], Outcome.UNDECIDED)


# Who holds the county's key besides


def test_the_county_s_key_alone_is_no_second_party(true: Side, forged: Side) -> None:
    report = forged.put(forged.signed(FIRST), forged.signed(40)).verified()
    assert reached(report) == {"L0": 40, "L1": 40}
    assert spans(report) == [(1, 40, True)]
    assert report.verdict.outcome is Outcome.UNDECIDED


def test_asked_for_less_it_says_that_the_county_alone_vouches(forged: Side) -> None:
    report = forged.put(forged.signed(40)).verified(level=Level.L1)
    assert report.verdict.outcome is Outcome.REACHED
    assert spans(report) == [(1, 40, True)]


def test_what_was_cosigned_before_the_theft_cannot_be_rewritten(true: Side, forged: Side) -> None:
    report = forged.put(true.signed(FIRST, LOG, CITY), forged.signed(40)).verified()
    assert (codes(report), report.verdict.outcome) == (["bad.root"], Outcome.TAMPERED)


def test_what_was_not_yet_cosigned_can_be(tmp_path: Path, true: Side) -> None:
    """The tail after the last cosignature rests on the county's key: it is named as exposed."""
    side = Side(tmp_path / "tail", entries=33)
    side.county.record(7)
    report = side.put(true.signed(FIRST, LOG, CITY), side.signed(40)).verified()
    assert (codes(report), report.verdict.outcome) == ([], Outcome.REACHED)
    assert spans(report) == [(31, 40, True)]


def test_a_receipt_outside_proves_two_contents_under_one_key(true: Side, forged: Side) -> None:
    report = forged.put(forged.signed(FIRST), forged.signed(40)).verified(receipt(true))
    assert (codes(report), report.verdict.outcome) == (["bad.split"], Outcome.TAMPERED)


# Who holds the keys of the county and of the witnesses


def test_who_holds_every_key_is_contradicted_by_nothing_inside(forged: Side) -> None:
    report = forged.put(forged.signed(FIRST, LOG, CITY), forged.signed(40, LOG, CITY)).verified()
    assert report.verdict.outcome is Outcome.REACHED


def test_who_holds_every_key_is_contradicted_by_what_was_handed_out(
    true: Side, forged: Side
) -> None:
    side = forged.put(forged.signed(FIRST, LOG, CITY), forged.signed(40, LOG, CITY))
    report = side.verified(receipt(true))
    assert (codes(report), report.verdict.outcome) == (["bad.split"], Outcome.TAMPERED)


# Policies, rotation, times


def test_a_weaker_policy_is_another_policy(forged: Side) -> None:
    weak = policy.read(TRUST.replace("quorum 市局", "quorum none").encode())
    report = forged.put(forged.signed(40)).verified(trust=weak)
    assert report.verdict.asked is Level.L1
    assert report.verdict.outcome is Outcome.REACHED
    assert weak.digest != TRUSTED.digest


def test_a_quorum_is_a_quorum(true: Side) -> None:
    both = policy.read(
        TRUST.replace("quorum 市局", "group 两家 all 市局 审计局\nquorum 两家").encode()
    )
    one = true.put(true.signed(FIRST, LOG, CITY)).verified(trust=both)
    assert reached(one) == {"L0": 40, "L1": 30}
    two = true.put(true.signed(FIRST, LOG, CITY, AUDIT)).verified(trust=both)
    assert reached(two)["L2"] == 30


@pytest.mark.parametrize(("last", "level"), [(29, 0), (30, 30), (None, 30)])
def test_a_key_put_out_of_use_signs_no_later_head(
    true: Side, last: int | None, level: int
) -> None:
    end = "-" if last is None else last
    line = f"# ptaudit: log {LOG.key.id.hex()} from 0 to {end}\nwitness"
    spanned = policy.read(TRUST.replace("witness", line, 1).encode())
    report = true.put(true.signed(FIRST, LOG, CITY)).verified(trust=spanned)
    assert reached(report).get("L1", 0) == level


def test_an_entry_cannot_be_of_after_it_was_cosigned(true: Side) -> None:
    late = true.signed(FIRST, LOG, CITY, time=true.now(FIRST) - 3600)
    report = true.put(late).verified()
    assert (codes(report), report.verdict.outcome) == (["bad.future"], Outcome.TAMPERED)
    near = true.signed(FIRST, LOG, CITY, time=true.now(FIRST) - 200)
    assert codes(true.put(near).verified()) == []


def test_entries_that_claim_a_time_before_a_cosignature_they_are_not_in_are_named(
    true: Side,
) -> None:
    later = true.signed(FIRST, LOG, CITY, time=true.now(40) + 3600)
    report = true.put(later).verified()
    assert (codes(report), report.verdict.outcome) == (["note.gap"], Outcome.REACHED)


# What is brought from outside


def outside(side: Side, size: int, *signers: Signer) -> Anchor:
    return verifying.anchor("记住的检查点", bytes(side.signed(size, *signers)))


@pytest.mark.parametrize(
    ("signers", "size", "found"),
    [
        ((LOG,), 33, []),
        ((OTHER,), 33, ["lack.unsigned"]),
        ((LOG, CITY), 33, []),
    ],
)
def test_only_what_the_log_signed_is_a_proof(
    true: Side, signers: Sequence[Signer], size: int, found: list[str]
) -> None:
    report = true.verified(outside(true, size, *signers))
    assert codes(report) == found
    assert ("L3" in reached(report)) == (found == [])


def test_a_receipt_of_another_entry_leads_nowhere(true: Side) -> None:
    moved = receipt(true)
    assert moved.receipt is not None
    path = moved.receipt.path
    other = Receipt(moved.receipt.index + 1, path, moved.note)
    report = true.verified(verifying.anchor("回执", bytes(other)))
    assert codes(report) == ["lack.receipt"]
    assert report.verdict.outcome is Outcome.UNDECIDED


def test_without_a_policy_a_remembered_head_still_tells_a_rewrite(
    true: Side, forged: Side
) -> None:
    remembered = outside(true, 33)
    assert true.verified(remembered, trust=None).verdict.outcome is not Outcome.TAMPERED
    report = forged.put().verified(remembered, trust=None)
    assert (codes(report), report.verdict.outcome) == (["bad.root"], Outcome.TAMPERED)


def test_without_policy_and_proofs_the_ledger_agrees_with_itself_and_no_more(true: Side) -> None:
    report = true.verified(trust=None)
    assert (reached(report), report.verdict.outcome) == ({"L0": 40}, Outcome.REACHED)
    assert spans(report) == [(1, 40, False)]
    assert true.verified(trust=None, level=Level.L1).verdict.outcome is Outcome.UNDECIDED
