"""A witness's answers: merged where they are over a kept checkpoint, refused in plain words otherwise."""

import pytest

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence import cosigning, sending
from ptaudit.evidence import trust as trusting
from ptaudit.evidence.checkpointing import make
from ptaudit.evidence.cosigning import known_size, newest, request, take
from ptaudit.log import checkpoint, keys, note, policy
from ptaudit.log.merkle import verify_consistency
from ptaudit_cli import failures
from ptaudit_cli.messages import Catalogue
from tests.evidence.checkpoints.beds import AUDIT, CITY, LOG, ORIGIN, TRUST, County, Witness, trust
from tests.ledger.beds import refused

TIME = 1_706_160_000
URL = "http://witness.example/w"


def line(ours: County, signer: keys.Signer = CITY, time: int = TIME) -> bytes:
    return str(note.by(signer, note.parse(newest(ours.ledger).note).text, time)).encode()


def test_a_cosignature_is_merged(ours: County) -> None:
    size = make(ours.ledger, LOG).kept.size
    taken = take(ours.ledger, trust(), line(ours))
    assert (taken.size, taken.cosigned, taken.unknown) == (size, {"市局": TIME}, 0)
    both = take(ours.ledger, trust(), line(ours, AUDIT) + line(ours, time=TIME + 9))
    assert both.cosigned == {"审计局": TIME, "市局": TIME + 9}
    found, _ = newest(ours.ledger).read("")
    assert trusting.cosigners(trust(), found) == {
        "市局": (TIME, TIME + 9),
        "审计局": (TIME, TIME),
    }


def test_first_and_last_whatever_order_they_stand_in(ours: County) -> None:
    text = note.parse(make(ours.ledger, LOG).kept.note).text
    times = (TIME + 5, TIME + 9, TIME)
    found = note.Note(text, tuple(note.by(CITY, text, time) for time in times))
    assert trusting.cosigners(trust(), found) == {"市局": (TIME, TIME + 9)}


def test_a_whole_note_serves_as_well(ours: County) -> None:
    kept = make(ours.ledger, LOG).kept
    cosigned = note.parse(kept.note).signed(note.signature(line(ours).decode().strip()))
    assert take(ours.ledger, trust(), bytes(cosigned)).cosigned == {"市局": TIME}


def test_an_answer_that_comes_late_goes_to_its_own_checkpoint(ours: County) -> None:
    size = make(ours.ledger, LOG).kept.size
    late = line(ours)
    ours.record()
    make(ours.ledger, LOG)
    assert take(ours.ledger, trust(), late).size == size
    assert known_size(ours.ledger, trust(), "市局") == size
    assert known_size(ours.ledger, trust(), "审计局") == 0


def test_unknown_signatures_are_left_out(ours: County) -> None:
    kept = make(ours.ledger, LOG).kept
    stranger = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes([7] * 32))
    with refused(Malformed, "reply.unknown"):
        take(ours.ledger, trust(), line(ours, stranger))
    assert newest(ours.ledger) == kept
    assert take(ours.ledger, trust(), line(ours, stranger) + line(ours)).unknown == 1
    assert b"city.example" in newest(ours.ledger).note
    assert len(note.parse(newest(ours.ledger).note).signatures) == 2


def foreign() -> bytes:
    text = str(checkpoint.Checkpoint("other.example/ptaudit", 3, bytes(32)))
    return str(note.by(CITY, text, TIME)).encode()


def test_nothing_of_a_bad_answer_is_taken(ours: County) -> None:
    kept = make(ours.ledger, LOG).kept
    good = line(ours)
    split = str(checkpoint.Checkpoint(ORIGIN, kept.size, bytes(32)))
    other_state = str(note.by(CITY, split, TIME)).encode()
    forged = str(note.Signature(AUDIT.key.name, AUDIT.key.id, bytes(72))).encode()
    cases = [
        (foreign(), "reply.of_other"),
        (other_state, "reply.of_other"),
        (good + forged, "reply.forged"),
        (b"17\n", "reply.size"),
        (b"", "reply.unreadable"),
        (good.removesuffix(b"\n"), "reply.unreadable"),
        (good + b"\xff\n", "reply.unreadable"),
        (good + b"no signature\n", "reply.unreadable"),
        (good * 101, "note.too_many"),
        (b"x" * 100_001, "reply.unreadable"),
        (b"some\n\ntext\n", "reply.unreadable"),
    ]
    for data, code in cases:
        with refused(Malformed, code):
            take(ours.ledger, trust(), data)
        assert newest(ours.ledger) == kept, code


def test_a_request_proves_from_the_size_last_cosigned(ours: County) -> None:
    with refused(Unusable, "checkpoint.none"):
        newest(ours.ledger)
    first = make(ours.ledger, LOG).kept
    assert request(ours.ledger, first, 0).proof == ()
    assert request(ours.ledger, first, first.size).proof == ()
    with refused(Malformed, "request.old"):
        request(ours.ledger, first, first.size + 1)
    ours.record(5)
    last = make(ours.ledger, LOG).kept
    asked = request(ours.ledger, last, first.size)
    old, new = first.read("")[1], last.read("")[1]
    assert verify_consistency(old.size, new.size, old.root, new.root, asked.proof)
    assert asked.note == last.read("")[0]


def test_sent_and_cosigned_again_and_again(ours: County) -> None:
    witness = Witness()
    for _ in range(3):
        size = make(ours.ledger, LOG).kept.size
        known = known_size(ours.ledger, trust(), "市局")
        assert sending.send(ours.ledger, trust(), URL + "/", known, witness).size == size
        ours.record(2)
    assert witness.asked == sorted(set(witness.asked))


def test_a_size_the_ledger_does_not_know_of_is_proved_from_once(ours: County) -> None:
    witness = Witness()
    first = make(ours.ledger, LOG).kept
    sending.send(ours.ledger, trust(), URL, 0, witness)
    ours.record(3)
    make(ours.ledger, LOG)
    sending.send(ours.ledger, trust(), URL, 0, witness)
    assert witness.asked == [0, 0, first.size]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((200, b"hello\n"), "witness.answer"),
        ((200, b"12\n"), "witness.answer"),
        ((200, b"\xe2\x80\x94 x AAAAAAA=\n" * 101), "witness.answer"),
        ((200, foreign()), "witness.other_state"),
        ((200, b"\xe2\x80\x94 x AAAAAAA=\n"), "witness.stranger"),
        ((409, b"much\n"), "witness.answer"),
        ((409, b"0\n"), "witness.other_root"),
        ((409, b"9999\n"), "witness.ahead"),
        ((409, b"3\n"), "witness.other_root"),
        ((403, b""), "witness.key_unknown"),
        ((404, b""), "witness.log_unknown"),
        ((422, b""), "witness.proof_refused"),
        ((400, b""), "witness.refused"),
        ((302, b""), "witness.refused"),
    ],
)
def test_every_other_answer_is_refused_and_changes_nothing(
    ours: County, answer: tuple[int, bytes], code: str
) -> None:
    kept = make(ours.ledger, LOG).kept
    with refused(Unusable, code):
        sending.send(ours.ledger, trust(), URL, 0, lambda url, body: answer)
    assert newest(ours.ledger) == kept


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((409, b"%d\n"), "witness.other_root"),
        ((409, b""), "witness.other_root"),
        ((422, b""), "witness.other_root"),
        ((409, b"much\n"), "witness.answer"),
        ((403, b""), "witness.key_unknown"),
    ],
)
def test_a_witness_that_saw_another_ledger_of_the_same_size(
    ours: County, answer: tuple[int, bytes], code: str
) -> None:
    """However it says so: asked about the size it has, there is nothing else it could object to."""
    size = make(ours.ledger, LOG).kept.size
    status, body = answer
    said = status, body.replace(b"%d", b"%d" % size)
    with refused(Unusable, code):
        sending.send(ours.ledger, trust(), URL, size, lambda url, body: said)
    answers = iter([(409, b"%d\n" % size), said])
    with refused(Unusable, code if code != "witness.answer" else "witness.moved"):
        sending.send(ours.ledger, trust(), URL, 0, lambda url, body: next(answers))


def test_an_answer_that_cannot_be_read_is_told_without_a_code_for_a_reason(ours: County) -> None:
    make(ours.ledger, LOG)
    with pytest.raises(Unusable) as refusal:
        sending.send(ours.ledger, trust(), URL, 0, lambda url, body: (200, b"<html>\n"))
    what, *_ = failures.lines(refusal.value, Catalogue("zh"), "")
    assert what == f"无法使用: 见证机关 {URL} 的答复看不懂:不是见证的签名,或超过 100 行"


def test_a_witness_that_went_on_meanwhile_is_asked_another_time(ours: County) -> None:
    make(ours.ledger, LOG)
    answers = iter([(409, b"3\n"), (409, b"4\n")])
    with refused(Unusable, "witness.moved"):
        sending.send(ours.ledger, trust(), URL, 0, lambda url, body: next(answers))


def test_an_answer_for_an_older_checkpoint_is_late(ours: County) -> None:
    make(ours.ledger, LOG)
    late = line(ours)
    ours.record()
    make(ours.ledger, LOG)
    with refused(Unusable, "witness.other_state"):
        sending.send(ours.ledger, trust(), URL, 0, lambda url, body: (200, late))


def test_a_policy_is_of_one_log(ours: County, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("trust") / "policy"
    with refused(Unusable, "trust.unreadable"):
        trusting.read(file)
    file.write_text(TRUST, "utf-8")
    assert trusting.read(file, ORIGIN) == policy.read(TRUST.encode())
    with refused(Malformed, "trust.of_other"):
        trusting.read(file, "other.example/ptaudit")
    with refused(Malformed, "trust.no_witness"):
        cosigning.known_size(ours.ledger, trust(), "省厅")
