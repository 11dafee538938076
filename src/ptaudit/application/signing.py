"""Entries under their operators' signatures: signed when recorded, checked by anybody, without the ledger's word."""

import json
from typing import Any, Literal, TypeAlias

from ptaudit.domain.decider import HeldKey
from ptaudit.domain.failures import Malformed
from ptaudit.domain.record import Draft
from ptaudit.domain.registry import Registry
from ptaudit.domain.signing import covered, is_ours
from ptaudit.domain.wire import plain
from ptaudit.log.keys import Signer, VerifierKey, verifier
from ptaudit.log.lines import from_base64, to_base64

Found: TypeAlias = Literal["ok", "unsigned", "wrong", "unknown_key"]

#: Bytes that an entry with anything of a signature holds; within a text each quote is escaped.
_TRACES = (b'"identity":"key"', b'"signature":', b'"key_id":')


def key_id(key: VerifierKey) -> str:
    """The ID an entry names *key* by: its name and its own ID together (C2SP signed-note)."""
    return f"{key.name}+{key.id.hex()}"


def held(signer: Signer) -> HeldKey:
    return HeldKey(str(signer.key), key_id(signer.key))


def signed(draft: Draft, signer: Signer) -> Draft:
    """*draft*, with everything said that it will say, under the operator's signature."""
    signature = signer.sign(covered(plain(draft)))
    return draft.model_copy(update={"signature": to_base64(signature)})


def has_traces(data: bytes) -> bool:
    """Whether the entry in *data* holds anything of a signature; others need not be read."""
    return any(trace in data for trace in _TRACES)


def check(data: bytes, registry: Registry) -> Found:
    """Whether the entry in *data* is signed by the key its operator had registered before it.

    *registry* is what was known at the position before (``Ptaudit.registry(position - 1)``). ``unknown_key``:
    none of that name is registered there for the operator. What is registered rests on the same ledger:
    a key handed over otherwise is held against it by :func:`check_by`.
    """
    if not has_traces(data):
        return "unsigned"
    content = json.loads(data)
    operator = registry.operators.get(str(content.get("operator")))
    key = None
    if operator is not None and operator.key is not None and is_ours(operator.key):
        key = _verifier(operator.key.public)
    return _found(content, key)


def check_by(data: bytes, key: VerifierKey | None) -> Found:
    """Whether the entry in *data* is signed by *key*; ``unknown_key``: it names another one, or there is none."""
    return _found(json.loads(data), key)


def _found(content: dict[str, Any], key: VerifierKey | None) -> Found:
    identity, named, said = (content.get(name) for name in ("identity", "key_id", "signature"))
    if (identity, named, said) == ("unauthenticated", None, None):
        return "unsigned"
    if identity != "key" or not isinstance(named, str) or not isinstance(said, str):
        return "wrong"
    if key is None or named != key_id(key):
        return "unknown_key"
    signature = from_base64(said)
    if signature is None or not key.verifies(covered(content), signature):
        return "wrong"
    return "ok"


def _verifier(text: str) -> VerifierKey | None:
    try:
        return verifier(text)
    except Malformed:
        return None
