"""The published vectors of signed notes: signing byte for byte, opening, every mangled key refused."""

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import pytest

from ptaudit.domain.failures import Malformed
from ptaudit.log import keys, note
from tests.log.vectors import ABSENT, PRESENT, cases

pytestmark = pytest.mark.skipif(not PRESENT, reason=ABSENT)


@pytest.fixture(scope="module")
def vectors() -> Any:
    return cases()


def test_a_note_is_signed_byte_for_byte(vectors: Any) -> None:
    given = vectors["sign"]
    signer = keys.signer(given["skey"])
    assert str(signer.key) == given["vkey"]
    made = note.sign(b64decode(given["text_b64"]).decode(), [signer])
    assert bytes(made) == b64decode(given["want_note_b64"])
    assert bytes(note.parse(bytes(made))) == bytes(made)


def test_every_case_opens_as_published(vectors: Any) -> None:
    for case in vectors["open"]:
        assert _opens(case) == case["ok"], case["name"]


def _opens(case: Any) -> bool:
    try:
        opened = note.opened(
            note.parse(b64decode(case["note_b64"])), map(keys.verifier, case["vkeys"])
        )
    except Malformed:
        return False
    if case["ok"]:
        assert [key.name for key, _ in opened.verified] == case["verified"]
        assert [one.name for one in opened.unknown] == case["unverified"]
    return bool(opened.verified)


def test_every_mangled_key_is_refused(vectors: Any) -> None:
    tried = 0
    for said in mangled(vectors):
        with pytest.raises(Malformed) as refused:
            keys.verifier(said)
        assert refused.value.code == "vkey.malformed"
        tried += 1
    assert tried > 2000


def mangled(vectors: Any) -> Iterator[str]:
    yield from vectors["bad_vkeys"]
    good = vectors["sign"]["vkey"]
    assert str(keys.verifier(good)) == good
    for start in range(len(good)):
        for end in range(start, len(good) + 1):
            if end - start < len(good):
                yield good[start:end]
    for place, letter in enumerate(good):
        yield good[:place] + chr(ord(letter) + 1) + good[place + 1 :]
