"""Keys: how they are written, what they sign, and that no refusal shows a secret."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain.failures import Malformed
from ptaudit.log import keys
from ptaudit.log.lines import LIMIT
from tests.log.samples import CITY, HEAD, LOG, NOON, ORIGIN, refusal

TEXT = str(HEAD).encode()
SECRET = keys.private(LOG.key.name, keys.NOTE, bytes(range(32)))


def test_a_signing_key_is_read_as_it_is_written() -> None:
    assert keys.signer(SECRET).key == LOG.key
    assert SECRET.startswith(f"PRIVATE+KEY+{LOG.key.name}+{LOG.key.id.hex()}+")


@pytest.mark.parametrize(
    "said",
    [
        "",
        str(LOG.key),
        SECRET[:-4],
        SECRET[:-1] + "!",
        SECRET.replace(LOG.key.id.hex(), "00000000"),
        SECRET.replace("PRIVATE+KEY+", "PRIVATE+KEY+ "),
        keys.private("", keys.NOTE, bytes(32)),
        keys.private("a b", keys.NOTE, bytes(32)),
        keys.private(LOG.key.name, 0x05, bytes(32)),
    ],
)
def test_what_is_no_signing_key_is_refused_and_never_shown(said: str) -> None:
    with pytest.raises(Malformed) as refused:
        keys.signer(said)
    assert (refused.value.code, refused.value.params) == ("skey.malformed", {})


WRITTEN = str(LOG.key).split("+", 2)[2]


def vkey(name: str, algorithm: int, public: bytes) -> str:
    return str(keys.VerifierKey(name, algorithm, public))


@pytest.mark.parametrize(
    "said",
    [
        f"{ORIGIN}+00000000+{WRITTEN}",
        f"{ORIGIN}+{LOG.key.id.hex().upper()}+{WRITTEN}",
        f"{ORIGIN}+{LOG.key.id.hex()[:6]}+{WRITTEN}",
        f"{ORIGIN}2+{LOG.key.id.hex()}+{WRITTEN}",
        str(LOG.key) + "\n",
        vkey(ORIGIN, 0x02, LOG.key.public),
        vkey(ORIGIN, 0x05, LOG.key.public),
        vkey(ORIGIN, keys.NOTE, LOG.key.public[:31]),
        vkey(ORIGIN, keys.NOTE, LOG.key.public + b"x"),
        vkey("", keys.NOTE, LOG.key.public),
        vkey("a b", keys.NOTE, LOG.key.public),
    ],
)
def test_what_is_no_verifier_key_is_refused(said: str) -> None:
    """An ID that is not the key's would let one key pass for another."""
    with pytest.raises(Malformed) as refused:
        keys.verifier(said)
    assert (refused.value.code, refused.value.params) == ("vkey.malformed", {"said": said[:80]})
    assert keys.verifier(str(LOG.key)) == LOG.key


def test_the_id_of_a_key_is_what_others_compute() -> None:
    """By hand: the name, a newline, 01 and the 32 bytes, through sha256sum; its first four bytes."""
    data = f"{ORIGIN}\n\x01".encode() + LOG.key.public
    assert LOG.key.id == sha256(data).digest()[:4]


def test_the_last_time_there_is_and_the_first_there_is_not() -> None:
    assert CITY.key.time(LIMIT.to_bytes(8, "big")) == LIMIT
    assert CITY.key.time((LIMIT + 1).to_bytes(8, "big")) is None
    made = CITY.signature(TEXT, LIMIT)
    assert CITY.key.verifies(TEXT, made)
    assert not CITY.key.verifies(TEXT, CITY.signature(TEXT, LIMIT + 1))


def test_a_key_id_commits_to_name_use_and_key() -> None:
    others = {
        keys.VerifierKey("other", keys.NOTE, LOG.key.public).id,
        keys.VerifierKey(LOG.key.name, keys.COSIGNATURE, LOG.key.public).id,
        keys.VerifierKey(LOG.key.name, keys.NOTE, CITY.key.public).id,
    }
    assert len({LOG.key.id, *others}) == 4


def test_a_signature_holds_for_its_text_and_key_only() -> None:
    made = LOG.signature(TEXT)
    assert LOG.key.verifies(TEXT, made)
    assert not LOG.key.verifies(TEXT + b"\n", made)
    assert not CITY.key.verifies(TEXT, made)
    assert not LOG.key.verifies(TEXT, made[:-1])
    assert LOG.key.time(made) is None


def test_a_cosignature_holds_for_its_time_only() -> None:
    made = CITY.signature(TEXT, NOON)
    assert CITY.key.verifies(TEXT, made)
    assert CITY.key.time(made) == NOON
    later = (NOON + 1).to_bytes(8, "big") + made[8:]
    assert not CITY.key.verifies(TEXT, later)
    assert not CITY.key.verifies(TEXT, made[8:])


@pytest.mark.parametrize("data", [b"", bytes(7), b"\xff" * 72])
def test_a_cosignature_without_a_time_there_can_be_is_none(data: bytes) -> None:
    assert CITY.key.time(data) is None
    assert not CITY.key.verifies(TEXT, data)


def test_a_public_key_that_is_no_point_verifies_nothing() -> None:
    assert not keys.verifies(b"\xff" * 31, TEXT, bytes(64))
    assert not keys.verifies(b"\xff" * 32, TEXT, bytes(64))


@pytest.mark.parametrize("space", "\u0085\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000")
def test_no_space_of_any_script_is_part_of_a_name(space: str) -> None:
    """All of Unicode's property White_Space beyond ASCII, of the eleven from U+2000 one."""
    assert not keys.is_name(f"a{space}b")


def test_a_name_that_is_no_text_is_refused() -> None:
    """As the system hands over an argument whose octets are not UTF-8."""
    written = str(LOG.key).partition("+")[2]
    assert refusal(lambda: keys.verifier(f"a\udcff+{written}")) == "vkey.malformed"
    assert refusal(lambda: keys.signer(f"PRIVATE+KEY+a\udcff+{written}")) == "skey.malformed"


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    assert refusal(lambda: keys.verifier(text)) in (None, "vkey.malformed")
    assert refusal(lambda: keys.signer(text)) in (None, "skey.malformed")


@given(st.binary(min_size=32, max_size=32), st.sampled_from([keys.NOTE, keys.COSIGNATURE]))
def test_written_and_read_again_it_is_the_same_key(seed: bytes, algorithm: int) -> None:
    made = keys.of_seed("某县/账本", algorithm, seed).key
    assert keys.verifier(str(made)) == made
    assert keys.signer(keys.private("某县/账本", algorithm, seed)).key == made


def test_control_characters_are_no_part_of_a_name() -> None:
    for letter in "\x00\x1f+":
        assert not keys.is_name(f"a{letter}b")
    assert keys.is_name("a!\x7fb")
    assert keys.is_name("县环保局/见证")
