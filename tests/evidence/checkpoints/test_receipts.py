"""A receipt stands without the ledger: entry bytes, proof, checkpoint, and who signed it."""

import pytest

from ptaudit.domain.failures import Altered, Damaged, Failure, Malformed, NotFound, Unusable
from ptaudit.evidence.checkpointing import make
from ptaudit.evidence.cosigning import newest, take
from ptaudit.evidence.receipts import Checked, check, write
from ptaudit.log import note, policy, receipt
from tests.evidence.checkpoints.beds import CITY, LOG, ORIGIN, OTHER, TRUST, County, trust
from tests.ledger.beds import refused

TIME = 1_706_160_000


def cosign(ours: County) -> None:
    text = note.parse(newest(ours.ledger).note).text
    take(ours.ledger, trust(), str(note.by(CITY, text, TIME)).encode())


def test_every_entry_has_its_receipt(ours: County) -> None:
    size = make(ours.ledger, LOG).kept.size
    cosign(ours)
    for position in range(1, size + 1):
        made = write(ours.ledger, position, trust())
        found = check(made.data, made.entry, trust())
        assert (found.position, found.head.size, found.signer) == (position, size, LOG.key)
        assert (found.cosigned, found.met) == ({"市局": (TIME, TIME)}, True)


def test_a_cosigned_checkpoint_goes_before_a_newer_one(ours: County) -> None:
    first = make(ours.ledger, LOG).kept.size
    cosign(ours)
    ours.record()
    second = make(ours.ledger, LOG).kept.size
    for rule in (trust(), None):
        assert write(ours.ledger, first, rule).head.size == first
        assert write(ours.ledger, second, rule).head.size == second
    assert write(ours.ledger, 1, trust()).cosigned == ("市局",)
    assert write(ours.ledger, second, trust()).cosigned == ()
    assert not check_of(ours, second).met


def check_of(ours: County, position: int) -> Checked:
    made = write(ours.ledger, position, trust())
    return check(made.data, made.entry, trust())


def test_of_cosigned_ones_the_newest(ours: County) -> None:
    for _ in range(2):
        make(ours.ledger, LOG)
        cosign(ours)
        ours.record()
    assert write(ours.ledger, 1, trust()).head.size == newest(ours.ledger).size


def test_no_checkpoint_covers_it(ours: County) -> None:
    make(ours.ledger, LOG)
    ours.record()
    size = ours.ledger.head().size
    with refused(Unusable, "receipt.no_checkpoint"):
        write(ours.ledger, size)
    for position in (0, size + 1):
        with refused(NotFound, "entry.no_such_position"):
            write(ours.ledger, position)


def test_a_ledger_that_was_rewritten_gives_no_receipt(ours: County) -> None:
    make(ours.ledger, LOG)
    ours.bed.run("UPDATE entry SET data = x'7b7d' WHERE position = 2")
    with refused(Damaged, "receipt.contradicted"):
        write(ours.ledger, 2)


def test_without_a_policy_nobody_is_believed(ours: County) -> None:
    make(ours.ledger, LOG)
    made = write(ours.ledger, 2)
    found = check(made.data, made.entry, None)
    assert (found.signer, found.met, found.head.origin) == (None, False, ORIGIN)


def test_what_is_not_as_it_was_handed_over(ours: County) -> None:
    make(ours.ledger, LOG)
    cosign(ours)
    made, other = (write(ours.ledger, p, trust()) for p in (2, 3))
    read = receipt.read(made.data)
    signatures = read.note.signatures
    swapped = note.Signature(ORIGIN, LOG.key.id, bytes(64))
    forged = receipt.Receipt(read.index, read.path, note.Note(read.note.text, (swapped,)))
    moved = receipt.Receipt(read.index + 1, read.path, read.note)
    unsigned = receipt.Receipt(read.index, read.path, note.Note(read.note.text, signatures[1:]))
    cases: list[tuple[bytes, bytes, type[Failure], str]] = [
        (made.data, other.entry, Altered, "receipt.other_entry"),
        (made.data, made.entry[:-1], Altered, "receipt.other_entry"),
        (bytes(moved), made.entry, Altered, "receipt.other_entry"),
        (bytes(forged), made.entry, Altered, "receipt.forged"),
        (bytes(unsigned), made.entry, Unusable, "receipt.stranger"),
        (made.entry, made.entry, Malformed, "receipt.malformed"),
    ]
    for data, entry, kind, code in cases:
        with refused(kind, code):
            check(data, entry, trust())


def test_a_key_counts_within_its_span_only(ours: County) -> None:
    size = make(ours.ledger, LOG).kept.size
    made = write(ours.ledger, 2)
    for last, ok in ((size, True), (size - 1, False)):
        span = f"# ptaudit: log {LOG.key.id.hex()} from 0 to {last}\n"
        rule = policy.read((f"log {LOG.key}\n{span}quorum none\n").encode())
        if ok:
            assert check(made.data, made.entry, rule).met
        else:
            with refused(Unusable, "receipt.stranger"):
                check(made.data, made.entry, rule)
    strange = policy.read(f"log {OTHER.key}\nquorum none\n".encode())
    with refused(Unusable, "receipt.stranger"):
        check(made.data, made.entry, strange)


@pytest.mark.parametrize(("quorum", "met"), [("none", True), ("市局", True), ("审计局", False)])
def test_the_quorum_is_the_policys(ours: County, quorum: str, met: bool) -> None:
    make(ours.ledger, LOG)
    cosign(ours)
    made = write(ours.ledger, 2, trust())
    rule = policy.read(TRUST.replace("quorum 市局", f"quorum {quorum}").encode())
    assert check(made.data, made.entry, rule).met is met
