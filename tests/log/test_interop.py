"""Another implementation of the same formats reads what we write, and we what it writes."""

import re

import pytest
from tlog_scales.signing import (
    Ed25519CosignatureVerifier,
    NoteSignature,
    PlainEd25519Signer,
    Vkey,
    VkeySet,
)
from tlog_scales.tlog import Checkpoint as TheirCheckpoint

from ptaudit.domain.failures import Malformed
from ptaudit.log import checkpoint, keys, note

SEED = bytes(range(32))
HEAD = checkpoint.Checkpoint("county.example/ptaudit", 70_000, bytes(range(32, 64)))
THEIRS = TheirCheckpoint(HEAD.origin, HEAD.size, HEAD.root, [])


def test_the_text_of_a_checkpoint_is_the_same() -> None:
    assert THEIRS.serialize_body() == str(HEAD)
    assert checkpoint.read(THEIRS.serialize_body()) == HEAD


def test_a_key_is_written_the_same() -> None:
    ours = keys.of_seed(HEAD.origin, keys.NOTE, SEED).key
    assert PlainEd25519Signer(HEAD.origin, SEED).vkey.serialize() == str(ours)
    assert keys.verifier(str(ours)) == ours


def test_they_verify_what_we_sign() -> None:
    log = keys.of_seed(HEAD.origin, keys.NOTE, SEED)
    witness = keys.of_seed("city.example/witness", keys.COSIGNATURE, SEED[::-1])
    signed = note.sign(str(HEAD), [log, witness], time=1_700_000_000)
    said = [NoteSignature.from_line(str(one).strip()) for one in signed.signatures]
    known = VkeySet(*(Vkey.from_string(str(s.key)) for s in (log, witness)))
    assert {vkey.name for vkey, _ in known.verify(said, THEIRS)} == {
        log.key.name,
        witness.key.name,
    }
    assert Ed25519CosignatureVerifier.get_timestamp(said[1].payload) == 1_700_000_000


def test_we_verify_what_they_sign() -> None:
    theirs = PlainEd25519Signer(HEAD.origin, SEED)
    line = theirs.sign(THEIRS).serialize()
    read = note.parse(f"{HEAD}\n{line}\n".encode())
    key = keys.verifier(theirs.vkey.serialize())
    assert [k for k, _ in note.opened(read, [key]).verified] == [key]
    other = read.text.replace("70000", "70001")
    with pytest.raises(Malformed, match=re.escape("note.forged")):
        note.opened(note.Note(other, read.signatures), [key])
