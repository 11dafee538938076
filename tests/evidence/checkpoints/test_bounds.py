"""What a witness's answer may be at most, which line of it is named, and from which size a proof begins."""

import pytest

from ptaudit.domain.failures import Malformed
from ptaudit.evidence import cosigning
from ptaudit.evidence.checkpointing import make
from ptaudit.evidence.cosigning import newest, request, take
from ptaudit.log import note
from ptaudit.log.merkle import verify_consistency
from tests.evidence.checkpoints.beds import AUDIT, CITY, LOG, County, trust

TIME = 1_706_160_000


@pytest.fixture
def good(ours: County) -> bytes:
    make(ours.ledger, LOG)
    return str(note.by(CITY, note.parse(newest(ours.ledger).note).text, TIME)).encode()


def named(ours: County, data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(Malformed) as refused:
        take(ours.ledger, trust(), data)
    return refused.value.code, dict(refused.value.params)


def test_so_many_lines_and_bytes_are_read_and_no_more(
    ours: County, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take(ours.ledger, trust(), good * 100).cosigned == {"市局": TIME}
    assert named(ours, good * 101) == ("note.too_many", {"count": 101, "limit": 100})
    monkeypatch.setattr(cosigning, "_LONGEST", len(good))
    assert take(ours.ledger, trust(), good).unknown == 0
    assert named(ours, good + b"x") == ("reply.unreadable", {"line": 1})


def test_the_line_that_cannot_be_read_is_named(ours: County, good: bytes) -> None:
    for data, line in [
        (good + b"no signature\n", 2),
        (good + good + b"\xff\n", 3),
        (b"\xff\n", 1),
        (good + good.removesuffix(b"\n"), 2),
    ]:
        assert named(ours, data) == ("reply.unreadable", {"line": line})


def test_whose_cosignature_is_wrong_is_named(ours: County, good: bytes) -> None:
    forged = str(note.Signature(AUDIT.key.name, AUDIT.key.id, bytes(72))).encode()
    for data in (good + forged, forged + good):
        assert named(ours, data) == ("reply.forged", {"name": AUDIT.key.name})


def test_a_proof_from_the_first_entry_is_a_proof(ours: County) -> None:
    ours.record(4)
    kept = make(ours.ledger, LOG).kept
    head = kept.read("")[1]
    asked = request(ours.ledger, kept, 1)
    first = ours.ledger.root_at(1)
    assert verify_consistency(1, head.size, first, head.root, asked.proof)
    with pytest.raises(Malformed) as refused:
        request(ours.ledger, kept, head.size + 1)
    assert refused.value.params == {"old": head.size + 1, "size": head.size}
