"""A book under the ledger's own signature: who made it cannot deny it, and nobody else can have made it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ptaudit.evidence import keyfiles
from ptaudit.log import checkpoint, keys, note
from ptaudit.log.keys import Signer
from tests.reports.disputed import Reviewer
from tests.reports.test_exhibit_bytes import bytes_of, record_more
from tests.reports.test_exhibit_checking import plain, resum

CITY = keys.of_seed("city.example/witness", keys.COSIGNATURE, bytes([1] * 32))


@pytest.fixture
def signing(county: Reviewer) -> Reviewer:
    """The county has a key for its log, and a list that wants a witness."""
    made = county.ok("key", "new", "county.key", "--use", "log")
    assert "county.vkey" in made
    log = (county.folder / "county.vkey").read_text("utf-8").strip()
    county.write(f"log {log}\nwitness 市局 {CITY.key}\nquorum 市局\n", "名单")
    county.write(f"log {log}\nquorum none\n", "只要县级")
    county.write('log_key = "county.key"\n', "ptaudit.toml")
    return county


def county_key(county: Reviewer) -> Signer:
    return keyfiles.load(county.folder / "county.key", keys.NOTE)


def sign(folder: Path, signers: Sequence[Signer], text: str = "") -> None:
    """The book's checkpoint as *signers* would have it, the sums set right."""
    text = text or note.parse((folder / "checkpoint").read_bytes()).text
    (folder / "checkpoint").write_bytes(bytes(note.sign(text, signers, 1_709_000_000)))
    resum(folder)


def checked(county: Reviewer, *words: str) -> tuple[int, str]:
    return county.ask("exhibit", "--check", "册", *words, ledger=False)


def test_without_a_key_a_book_says_that_nobody_signed_it(county: Reviewer) -> None:
    folder = county.made()
    assert not (folder / "checkpoint").exists()
    status, printed = checked(county)
    assert (status, "不证明是谁出的册" in printed) == (0, True)


def test_a_book_bears_the_checkpoint_of_its_own_entries(signing: Reviewer) -> None:
    folder = signing.made()
    head = checkpoint.of(note.parse((folder / "checkpoint").read_bytes()))
    assert head.size == max(signing.positions.values())
    assert "签名未核" in checked(signing)[1]
    status, printed = checked(signing, "--trust", "只要县级")
    assert (status, "检查点由 " in printed, "符合信任名单" in printed) == (0, True, True)
    assert plain(folder)[0] == 0


def test_a_quorum_that_is_missing_and_one_that_is_there(signing: Reviewer) -> None:
    folder = signing.made()
    status, printed = checked(signing, "--trust", "名单")
    assert (status, "见证不足" in printed) == (1, True)
    sign(folder, [county_key(signing), CITY])
    status, printed = checked(signing, "--trust", "名单")
    assert (status, "见证: 市局,2024-02-27" in printed) == (0, True)


def test_no_list_no_word_about_who_signed(signing: Reviewer) -> None:
    """And a list without a checkpoint cannot decide."""
    folder = signing.made()
    (folder / "checkpoint").unlink()
    resum(folder)
    assert checked(signing)[0] == 0
    assert checked(signing, "--trust", "只要县级")[0] == 1


def test_another_s_key_decides_nothing(signing: Reviewer) -> None:
    folder = signing.made()
    other = keys.of_seed(county_key(signing).key.name, keys.NOTE, bytes([9] * 32))
    sign(folder, [other])
    status, printed = checked(signing, "--trust", "只要县级")
    assert (status, "不是信任名单所列县级密钥签的" in printed) == (1, True)


def test_a_signature_that_is_not_of_the_key_it_names(signing: Reviewer) -> None:
    folder = signing.made()
    found = note.parse((folder / "checkpoint").read_bytes())
    [one] = found.signatures
    forged = note.Signature(one.name, one.id, one.data[:-1] + bytes((one.data[-1] ^ 1,)))
    (folder / "checkpoint").write_bytes(bytes(note.Note(found.text, (forged,))))
    resum(folder)
    status, printed = checked(signing, "--trust", "只要县级")
    assert (status, "book.forged" in printed) == (3, True)


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_checkpoint_of_other_entries(signing: Reviewer, line: int) -> None:
    """Found without any list: by ptaudit and by the file that lies in the folder."""
    folder = signing.made()
    lines = note.parse((folder / "checkpoint").read_bytes()).text.splitlines()
    lines[line] = ("other.example/log", "7", "A" * 43 + "=")[line]
    sign(folder, [county_key(signing)], "".join(f"{text}\n" for text in lines))
    status, printed = checked(signing)
    assert (status, "book.other_checkpoint" in printed) == (3, True)
    assert plain(folder) == (3, "BAD file checkpoint: not of the root that exhibit.json says")


def test_what_is_no_checkpoint(signing: Reviewer) -> None:
    folder = signing.made()
    (folder / "checkpoint").write_bytes("同意".encode())
    resum(folder)
    assert "book.other_checkpoint" in checked(signing)[1]
    assert plain(folder)[0] == 3


def test_made_again_it_is_held_against_the_ledger_as_before(signing: Reviewer) -> None:
    """Also once a witness has cosigned: the signatures are no part of what is compared."""
    folder = signing.made()
    sign(folder, [county_key(signing), CITY])
    printed = signing.ok("exhibit", "--check", "册", "--ledger", "l.db")
    assert "逐字节相同" in printed


def test_a_past_position_has_the_checkpoint_that_was_made_there(signing: Reviewer) -> None:
    first = signing.made(into="一")
    record_more(signing)
    (signing.folder / "一" / "questions.yml").rename(signing.folder / "q.yml")
    second = signing.made(into="二")
    assert (second / "checkpoint").read_bytes() == (first / "checkpoint").read_bytes()
    signing.write(signing.questions)
    assert bytes_of(signing.made(into="三"))["checkpoint"] != bytes_of(second)["checkpoint"]


def test_a_later_checkpoint_is_not_that_of_a_past_position(signing: Reviewer) -> None:
    """It is of more entries than the book knows."""
    record_more(signing)
    signing.ok("checkpoint")
    past = max(signing.positions.values())
    signing.write(f"as_recorded: 第{past}号\n{signing.questions}")
    (signing.folder / "ptaudit.toml").unlink()
    assert not (signing.made() / "checkpoint").exists()
